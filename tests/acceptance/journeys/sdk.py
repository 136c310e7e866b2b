"""What people do with cvat-sdk, whatever its version: proxies, low-level calls, annotations, data sets, detectors.

Run in the client's own environment as `python sdk.py URL USER PASSWORD FOLDER`; prints facts as one line of JSON.
"""

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import cvat_sdk.auto_annotation as cvataa
from cvat_sdk import Client, make_client, models
from cvat_sdk.core.proxies.annotations import AnnotationUpdateAction
from cvat_sdk.core.proxies.tasks import ResourceType
from cvat_sdk.datasets import TaskDataset

FORMAT = "COCO 1.0"


class Detector:
    """One box of a cat on every picture, in its upper left quarter."""

    spec = cvataa.DetectionFunctionSpec(labels=[cvataa.label_spec("cat", 0)])

    def detect(self, context: Any, image: Any) -> list[Any]:  # noqa: ARG002 - the SDK's protocol
        return [cvataa.rectangle(0, [0, 0, image.width / 2, image.height / 2])]


def main(url: str, user: str, password: str, folder: Path) -> None:
    with make_client(url, credentials=(user, password)) as client:
        client.config.status_check_period = 0.1
        client.config.cache_dir = folder / "cache"
        task = make_task(client, folder)
        facts = {"size": task.size, "labels": [label.name for label in task.get_labels()]}
        facts["frame"] = len(task.get_frame(1, quality="original").read()) > 0
        facts["shapes"] = annotated(task)
        facts["written"], facts["imported"] = exported(task, folder)
        cvataa.annotate_task(client, task.id, Detector(), clear_existing=True)
        facts["detected"] = [[shape.frame, list(shape.points)] for shape in task.get_annotations().shapes]
        facts["dataset"] = [len(sample.annotations.shapes) for sample in TaskDataset(client, task.id).samples]
        job = task.get_jobs()[0]
        job.update({"stage": "validation"})
        facts["stage"] = str(client.jobs.retrieve(job.id).stage)
        page, _ = client.api_client.tasks_api.list(search=task.name)
        facts["found"] = task.id in [one.id for one in page.results]
        task.remove()
    print(json.dumps(facts))


def make_task(client: Client, folder: Path) -> Any:
    labels = [models.PatchedLabelRequest(name="cat"), models.PatchedLabelRequest(name="dog")]
    spec = models.TaskWriteRequest(name="of an outside client", labels=labels)
    pictures = [str(path) for path in sorted(folder.glob("*.jpg"))]
    return client.tasks.create_from_data(spec, pictures, resource_type=ResourceType.LOCAL)


def annotated(task: Any) -> list[list[float]]:
    """Three shapes made, one changed, one removed."""
    label = task.get_labels()[0].id
    box = {"type": "rectangle", "frame": 0, "label_id": label, "points": [1.0, 2.0, 30.0, 40.0]}
    shapes = [models.LabeledShapeRequest(**{**box, "frame": frame}) for frame in range(3)]
    task.set_annotations(models.LabeledDataRequest(shapes=shapes))
    made = task.get_annotations().shapes
    changed = models.LabeledShapeRequest(**{**box, "id": made[0].id, "points": [5.0, 5.0, 20.0, 20.0]})
    task.update_annotations(models.PatchedLabeledDataRequest(shapes=[changed]), action=AnnotationUpdateAction.UPDATE)
    task.remove_annotations(ids=[made[2].id])
    return [list(shape.points) for shape in task.get_annotations().shapes]


def exported(task: Any, folder: Path) -> tuple[list[str], int]:
    """A data set out and in again; the names of the files, and how many shapes came back."""
    file = folder / "coco.zip"
    task.export_dataset(FORMAT, str(file), include_images=False)
    task.remove_annotations()
    task.import_annotations(FORMAT, str(file))
    with zipfile.ZipFile(file) as archive:
        return archive.namelist(), len(task.get_annotations().shapes)


main(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4]))
