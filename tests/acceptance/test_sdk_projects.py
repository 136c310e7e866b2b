"""Projects through cvat-sdk, unmodified."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, models
from cvat_sdk.api_client.exceptions import ApiException, NotFoundException
from PIL import Image

from tests.acceptance.accounts import signed_in
from tests.acceptance.test_sdk_annotations import data, rectangle
from tests.pictures import folder_of
from tests.running import Server


@pytest.fixture
def project(client: Client) -> Iterator[Any]:
    labels = [models.PatchedLabelRequest(name="cat"), models.PatchedLabelRequest(name="dog", type="rectangle")]
    made = client.projects.create(models.ProjectWriteRequest(name="pets", labels=labels))
    yield made
    client.projects.remove_by_ids([made.id])


def fill(client: Client, project: Any, folder: Path, names: list[str], subset: str = "") -> Any:
    """A task of the project with a rectangle on its first frame."""
    spec = models.TaskWriteRequest(name=f"task {subset}", project_id=project.id, subset=subset)
    task = client.tasks.create_from_data(spec, [str(path) for path in folder_of(folder, names)], pbar=None)
    task.set_annotations(data(shapes=[rectangle(task)]))
    return task


def test_tasks_have_the_projects_labels(client: Client, project: Any, tmp_path: Path) -> None:
    task = fill(client, project, tmp_path, ["a.jpg"], "train")
    assert task.project_id == project.id
    assert [label.id for label in task.get_labels()] == [label.id for label in project.get_labels()]
    assert [found.id for found in project.get_tasks()] == [task.id]
    assert [label.name for label in task.get_jobs()[0].get_labels()] == ["cat", "dog"]
    assert project.fetch().task_subsets == ["train"]
    assert Image.open(project.get_preview()).format == "JPEG"


def test_labels_change_through_the_project(client: Client, project: Any, tmp_path: Path) -> None:
    task = fill(client, project, tmp_path, ["a.jpg"])
    cat, dog = project.get_labels()
    project.update(
        {"labels": [models.PatchedLabelRequest(id=dog.id, name="wolf"), models.PatchedLabelRequest(name="bird")]}
    )
    assert [(label.name, label.type) for label in task.get_labels()] == [
        ("cat", "any"),
        ("wolf", "rectangle"),
        ("bird", "any"),
    ]
    project.update({"labels": [models.PatchedLabelRequest(id=cat.id, deleted=True)]})
    assert task.get_annotations().shapes == []
    with pytest.raises(ApiException) as refused:
        task.update({"labels": [models.PatchedLabelRequest(name="fish")]})
    assert refused.value.status == 400


def test_one_label_is_changed_and_removed(client: Client, project: Any) -> None:
    labels = client.api_client.labels_api
    cat, dog = project.get_labels()
    changed, _ = labels.partial_update(cat.id, patched_label_request=models.PatchedLabelRequest(color="#102030"))
    assert (changed.name, changed.color, changed.project_id) == ("cat", "#102030", project.id)
    labels.destroy(dog.id)
    assert [label.name for label in project.get_labels()] == ["cat"]
    with pytest.raises(NotFoundException):
        labels.retrieve(dog.id)


def test_removing_a_project_removes_its_tasks(client: Client, server: Server, tmp_path: Path) -> None:
    project = client.projects.create(models.ProjectWriteRequest(name="gone", labels=[{"name": "cat"}]))
    task = fill(client, project, tmp_path, ["a.jpg"])
    project.remove()
    with pytest.raises(NotFoundException):
        client.tasks.retrieve(task.id)
    assert not (server.data / "media" / "tasks" / str(task.id) / "original").exists()


@pytest.mark.parametrize("name", ["COCO 1.0", "CVAT for images 1.1", "Ultralytics YOLO Detection 1.0", "YOLO 1.1"])
def test_a_project_goes_out_and_comes_in_again(client: Client, project: Any, tmp_path: Path, name: str) -> None:
    fill(client, project, tmp_path / "one", ["a.jpg", "b.jpg"], "train")
    fill(client, project, tmp_path / "two", ["c.jpg"], "train")
    file = tmp_path / "dataset.zip"
    project.export_dataset(name, str(file), include_images=True)

    again = client.projects.create_from_dataset(
        models.ProjectWriteRequest(name="again", labels=[{"name": "cat"}, {"name": "dog"}]),
        dataset_path=str(file),
        dataset_format=name.replace("CVAT for images", "CVAT"),
    )
    (task,) = again.get_tasks()
    assert [frame.name for frame in task.get_frames_info()] == ["a.jpg", "b.jpg", "c.jpg"]
    assert sorted(shape.frame for shape in task.get_annotations().shapes) == [0, 2]
    again.remove()


def test_subsets_become_tasks(client: Client, project: Any, tmp_path: Path) -> None:
    fill(client, project, tmp_path / "one", ["a.jpg", "b.jpg"], "train")
    fill(client, project, tmp_path / "two", ["c.jpg"], "val")
    file = tmp_path / "coco.zip"
    project.export_dataset("COCO 1.0", str(file), include_images=True)
    assert {"annotations/instances_train.json", "images/val/c.jpg"} <= set(zipfile.ZipFile(file).namelist())

    project.import_dataset("COCO 1.0", str(file))
    tasks = {task.id: task for task in project.get_tasks() if task.name in ("train", "val")}
    assert sorted((task.subset, task.size) for task in tasks.values()) == [("train", 2), ("val", 1)]
    assert [len(task.get_annotations().shapes) for task in tasks.values()] == [1, 1]


def test_formats_that_cannot_be_laid_together_lie_in_folders(client: Client, project: Any, tmp_path: Path) -> None:
    fill(client, project, tmp_path / "one", ["a.jpg"], "train")
    fill(client, project, tmp_path / "two", ["c.jpg"], "val")
    file = tmp_path / "yolo.zip"
    project.export_dataset("CVAT for images 1.1", str(file), include_images=False)
    assert sorted(zipfile.ZipFile(file).namelist()) == ["train/annotations.xml", "val/annotations.xml"]


def test_an_archive_without_pictures_makes_nothing(project: Any, tmp_path: Path) -> None:
    file = tmp_path / "empty.zip"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("annotations.xml", "<annotations/>")
    with pytest.raises(Exception, match="no pictures"):
        project.import_dataset("CVAT 1.1", str(file))
    assert project.get_tasks() == []


def test_others_do_not_see_a_project(server: Server, project: Any) -> None:
    with signed_in(server, "projects-worker", "worker") as other:
        with pytest.raises(NotFoundException):
            other.projects.retrieve(project.id)
        with pytest.raises(ApiException) as refused:
            other.projects.create(models.ProjectWriteRequest(name="mine"))
        assert refused.value.status == 403
        project.update({"assignee_id": other.users.retrieve_current_user().id})
        assert other.projects.retrieve(project.id).name == "pets"
        with pytest.raises(ApiException) as refused:
            other.projects.retrieve(project.id).remove()
        assert refused.value.status == 403
