"""A task and a project as data sets of PyTorch, through cvat_sdk.pytorch; prints facts as one line of JSON.

Run as `python pytorch_data_sets.py URL USER PASSWORD FOLDER`.
"""

import json
import sys
from pathlib import Path

import vision_operators  # noqa: F401 - what it defines must be there before torchvision is imported
from cvat_sdk import make_client, models
from cvat_sdk.pytorch import ExtractBoundingBoxes, ProjectVisionDataset, TaskVisionDataset
from torch.utils.data import DataLoader

BOX = [1.0, 2.0, 30.0, 40.0]


def main(url: str, user: str, password: str, folder: Path) -> None:
    with make_client(url, credentials=(user, password)) as client:
        client.config.status_check_period = 0.1
        client.config.cache_dir = folder / "cache"
        project = client.projects.create({"name": "pytorch", "labels": [{"name": "cat"}, {"name": "dog"}]})
        spec = models.TaskWriteRequest(name="one", project_id=project.id, subset="Train")
        task = client.tasks.create_from_data(spec, [str(path) for path in sorted(folder.glob("*.jpg"))])
        dog = next(label.id for label in task.get_labels() if label.name == "dog")
        shapes = [models.LabeledShapeRequest(type="rectangle", frame=n, label_id=dog, points=BOX) for n in range(2)]
        task.set_annotations(models.LabeledDataRequest(shapes=shapes))
        names = {"cat": 0, "dog": 1}
        boxes = ExtractBoundingBoxes(include_shape_types=["rectangle"])
        dataset = TaskVisionDataset(client, task.id, label_name_to_index=names, target_transform=boxes)
        loader = DataLoader(dataset, batch_size=None, collate_fn=lambda sample: sample)
        whole = ProjectVisionDataset(client, project.id, label_name_to_index=names)
        chosen = ProjectVisionDataset(client, project.id, include_subsets={"Train"})
        facts = {
            "sizes": [list(image.size) for image, _ in loader],
            "boxes": [target["boxes"].tolist() for _, target in dataset],
            "labels": [target["labels"].tolist() for _, target in dataset],
            "project": [len(whole), len(chosen)],
        }
        project.remove()
    print(json.dumps(facts))


main(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4]))
