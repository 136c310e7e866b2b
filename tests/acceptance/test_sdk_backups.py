"""Backups of tasks and projects through cvat-sdk, unmodified."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, models

from tests.acceptance.conftest import make_task
from tests.acceptance.test_sdk_annotations import data, rectangle
from tests.pictures import folder_of, jpeg

SVG = '<circle data-type="element node" data-element-id="1" data-node-id="1" data-label-name="nose" cx="10" cy="10"/>'


def body_labels() -> list[Any]:
    """A skeleton, and a label with an attribute of each kind of value."""
    values = {"name": "colour", "mutable": False, "input_type": "select", "values": ["red", "blue"]}
    number = {"name": "age", "mutable": True, "input_type": "number", "values": ["0", "10", "1"], "default_value": "1"}
    return [
        {"name": "face", "type": "skeleton", "sublabels": [{"name": "nose", "type": "points"}], "svg": SVG},
        {"name": "car", "type": "any", "attributes": [values, number]},
    ]


def drawn(task: Any) -> Any:
    """One object of each sort on the task."""
    face, car = task.get_labels()
    colour = car.attributes[0].id
    nose = models.SubLabeledShapeRequest(type="points", label_id=face.sublabels[0].id, frame=1, points=[5.0, 6.0])
    box = {"type": "rectangle", "label_id": car.id, "frame": 2, "points": [1.0, 2.0, 9.0, 9.0], "source": "auto"}
    box |= {"score": 0.5, "rotation": 30.0, "group": 3}
    blue = [models.AttributeValRequest(spec_id=colour, value="blue")]
    key = {"type": "rectangle", "points": [1.0, 1.0, 5.0, 5.0]}
    keys = [models.TrackedShapeRequest(**key, frame=0), models.TrackedShapeRequest(**key, frame=2, outside=True)]
    return models.LabeledDataRequest(
        shapes=[
            models.LabeledShapeRequest(type="skeleton", label_id=face.id, frame=1, elements=[nose]),
            models.LabeledShapeRequest(**box, attributes=blue),
        ],
        tags=[models.LabeledImageRequest(label_id=car.id, frame=0)],
        tracks=[models.LabeledTrackRequest(label_id=car.id, frame=0, shapes=keys)],
    )


def plain(task: Any) -> Any:
    """What is drawn on a task, without ids."""
    names = {label.id: label.name for top in task.get_labels() for label in (top, *top.sublabels)}
    attributes = {a.id: a.name for top in task.get_labels() for a in top.attributes}

    def clean(value: Any) -> Any:
        if isinstance(value, list):
            return [clean(item) for item in value]
        if not isinstance(value, dict):
            return value
        kept = {key: clean(item) for key, item in value.items() if key not in ("id", "label_id", "spec_id")}
        if "label_id" in value:
            kept["label"] = names[value["label_id"]]
        return kept | ({"attribute": attributes[value["spec_id"]]} if "spec_id" in value else {})

    return clean(task.get_annotations().to_dict())


def test_a_task_comes_back_as_it_was(client: Client, tmp_path: Path) -> None:
    pictures = [str(path) for path in folder_of(tmp_path / "p", [f"{number}.jpg" for number in range(5)])]
    spec = models.TaskWriteRequest(name="whole", labels=body_labels(), segment_size=3, overlap=1, subset="train")
    options = {"frame_filter": "step=1", "image_quality": 55}
    task = client.tasks.create_from_data(spec, pictures, data_params=options, pbar=None)
    task.set_annotations(drawn(task))
    task.remove_frames_by_ids([4])
    task.get_jobs()[0].update({"stage": "validation", "state": "in progress"})
    file = tmp_path / "backup.zip"
    task.download_backup(file)

    again = client.tasks.create_from_backup(file)
    assert again.id != task.id
    assert (again.name, again.subset, again.size, again.image_quality) == ("whole", "train", 5, 55)
    assert plain(again) == plain(task)
    assert again.get_meta().deleted_frames == [4]
    assert again.get_frame(3, quality="original").read() == task.get_frame(3, quality="original").read()
    jobs = [[(j.start_frame, j.stop_frame, j.stage, j.state) for j in one.get_jobs()] for one in (task, again)]
    assert jobs[0] == jobs[1]
    assert str(again.get_labels()[0].sublabels[0].id) in again.get_labels()[0].svg


def test_a_backup_has_cvats_layout(task: Any, tmp_path: Path) -> None:
    task.set_annotations(data(shapes=[rectangle(task)]))
    file = tmp_path / "backup.zip"
    task.download_backup(file)
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        document = json.loads(archive.read("task.json"))
        (job,) = json.loads(archive.read("annotations.json"))
    assert names[:3] == ["task.json", "annotations.json", "data/manifest.jsonl"]
    assert (document["version"], [label["name"] for label in document["labels"]]) == ("1.0", ["cat", "dog"])
    assert job["shapes"][0]["label"] == "cat"


def test_a_project_comes_back_with_its_tasks(client: Client, tmp_path: Path) -> None:
    project = client.projects.create(models.ProjectWriteRequest(name="pets", labels=[{"name": "cat"}]))
    for name in ("one", "two"):
        spec = models.TaskWriteRequest(name=name, project_id=project.id, subset=name)
        pictures = [str(path) for path in folder_of(tmp_path / name, ["a.jpg", "b.jpg"])]
        task = client.tasks.create_from_data(spec, pictures, pbar=None)
        task.set_annotations(data(shapes=[rectangle(task)]))
    client.tasks.create(models.TaskWriteRequest(name="empty", project_id=project.id))
    file = tmp_path / "backup.zip"
    project.download_backup(file)

    again = client.projects.create_from_backup(file)
    assert [label.name for label in again.get_labels()] == ["cat"]
    tasks = sorted(again.get_tasks(), key=lambda task: task.id)
    assert [(task.name, task.subset, task.size) for task in tasks] == [
        ("one", "one", 2),
        ("two", "two", 2),
        ("empty", "", 0),
    ]
    assert len(tasks[0].get_annotations().shapes) == 1


BROKEN = [
    ("no archive", {}, "task.json"),
    ("no document", {"data/manifest.jsonl": "{}"}, "task.json"),
    ("no json", {"task.json": "{"}, "task.json"),
    ("wrong type", {"task.json": '{"name": 7}'}, "task.json"),
    ("climbing", {"../task.json": "{}"}, "leads out"),
    (
        "picture missing",
        {
            "task.json": '{"name": "x", "labels": [{"name": "cat"}]}',
            "annotations.json": "[]",
            "data/manifest.jsonl": '{"name": "a", "extension": ".jpg"}',
        },
        "data/a.jpg",
    ),
    (
        "unknown label",
        {
            "task.json": '{"name": "x", "labels": [{"name": "cat"}], "jobs": [{"start_frame": 0, "stop_frame": 0}]}',
            "annotations.json": '[{"tags": [{"label": "dog", "frame": 0}]}]',
            "data/manifest.jsonl": '{"name": "a", "extension": ".jpg"}',
            "data/a.jpg": jpeg(),
        },
        "label",
    ),
    (
        "job out of the task",
        {
            "task.json": '{"name": "x", "labels": [{"name": "cat"}], "jobs": [{"start_frame": 0, "stop_frame": 9}]}',
            "annotations.json": "[]",
            "data/manifest.jsonl": '{"name": "a", "extension": ".jpg"}',
            "data/a.jpg": jpeg(),
        },
        "frames 0 to 9",
    ),
]


@pytest.mark.parametrize(("members", "sentence"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_backup_makes_nothing(
    client: Client, tmp_path: Path, members: dict[str, str | bytes], sentence: str
) -> None:
    file = tmp_path / "broken.zip"
    if members:
        with zipfile.ZipFile(file, "w") as out:
            for name, content in members.items():
                out.writestr(name, content)
    else:
        file.write_bytes(b"not a zip")
    before = [task.id for task in client.tasks.list()]
    with pytest.raises(Exception, match=sentence):
        client.tasks.create_from_backup(file)
    assert [task.id for task in client.tasks.list()] == before


def test_two_restores_at_once_do_not_disturb_each_other(client: Client, task: Any, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    task.download_backup(file)
    first, second = client.tasks.create_from_backup(file), client.tasks.create_from_backup(file)
    assert (first.size, second.size) == (6, 6)
    assert make_task(client, folder_of(tmp_path / "more", ["x.jpg"])).size == 1
