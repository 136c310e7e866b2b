"""cvat-cli, unmodified, as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client

from tests.pictures import folder_of
from tests.running import PASSWORD, USER, Server

PERIOD = ("--completion_verification_period", "0.2")
LABELS = json.dumps([{"name": "cat"}, {"name": "dog"}])

DETECTOR = """
import cvat_sdk.auto_annotation as cvataa

spec = cvataa.DetectionFunctionSpec(labels=[cvataa.label_spec("cat", 0), cvataa.label_spec("of no task", 1)])

def detect(context, image):
    return [cvataa.rectangle(label, [1, 2, 30, 40], score=0.5) for label in (0, 1)]
"""


def cvat_cli(server: Server, *arguments: str) -> str:
    command = [sys.executable, "-m", "cvat_cli", "--auth", f"{USER}:{PASSWORD}", "--server-host", server.url]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_create_list_frames_export_and_delete(server: Server, client: Client, tmp_path: Path) -> None:
    pictures = [str(path) for path in folder_of(tmp_path / "pictures", ["a.jpg", "b.jpg", "c.jpg"])]
    made = cvat_cli(server, "task", "create", "from cli", "--labels", LABELS, *PERIOD, "local", *pictures)
    task_id = made.strip().splitlines()[-1]
    assert task_id in cvat_cli(server, "task", "ls")

    cvat_cli(server, "task", "frames", task_id, "0", "2", "--outdir", str(tmp_path / "frames"))
    assert len(list((tmp_path / "frames").iterdir())) == 2

    export = tmp_path / "coco.zip"
    cvat_cli(server, "task", "export-dataset", task_id, str(export), "--format", "COCO 1.0", *PERIOD)
    assert "annotations/instances_default.json" in zipfile.ZipFile(export).namelist()
    cvat_cli(server, "task", "import-dataset", task_id, str(export), "--format", "COCO 1.0")

    cvat_cli(server, "task", "delete", task_id)
    assert int(task_id) not in [task.id for task in client.tasks.list()]


def test_projects_from_the_command_line(server: Server, client: Client, tmp_path: Path) -> None:
    pictures = [str(path) for path in folder_of(tmp_path / "pictures", ["a.jpg", "b.jpg"])]
    project_id = cvat_cli(server, "project", "create", "from cli", "--labels", LABELS).strip()
    assert project_id in cvat_cli(server, "project", "ls")
    cvat_cli(server, "task", "create", "inside", "--project_id", project_id, *PERIOD, "local", *pictures)

    export = tmp_path / "cvat.zip"
    format_name = ("--format", "CVAT for images 1.1", "--with-images", "yes")
    cvat_cli(server, "project", "export-dataset", project_id, str(export), *format_name, *PERIOD)
    cvat_cli(server, "project", "import-dataset", project_id, str(export), "--format", "CVAT 1.1")
    assert [task.size for task in client.projects.retrieve(int(project_id)).get_tasks()] == [2, 2]

    cvat_cli(server, "project", "delete", project_id)
    assert int(project_id) not in [project.id for project in client.projects.list()]


@pytest.mark.parametrize("noun", ["task", "project"])
def test_backups_from_the_command_line(server: Server, client: Client, tmp_path: Path, noun: str) -> None:
    pictures = [str(path) for path in folder_of(tmp_path / "pictures", ["a.jpg", "b.jpg"])]
    made = cvat_cli(server, "project", "create", "from cli", "--labels", LABELS).strip()
    inside = cvat_cli(server, "task", "create", "inside", "--project_id", made, *PERIOD, "local", *pictures)
    object_id = made if noun == "project" else inside.strip().splitlines()[-1]

    backup = tmp_path / "backup.zip"
    cvat_cli(server, noun, "backup", object_id, str(backup), *PERIOD)
    cvat_cli(server, noun, "create-from-backup", str(backup), *PERIOD)
    newest = client.tasks.list()[0]
    assert (newest.name, newest.size, newest.id != int(inside.split()[-1])) == ("inside", 2, True)
    assert [label.name for label in newest.get_labels()] == ["cat", "dog"]


def test_the_options_of_a_new_task(server: Server, client: Client, tmp_path: Path) -> None:
    pictures = [str(path) for path in folder_of(tmp_path / "pictures", [f"{number}.jpg" for number in range(9)])]
    coco = tmp_path / "coco.json"
    coco.write_text(json.dumps(_coco("6.jpg")), "utf-8")
    chosen = ("--start_frame", "2", "--stop_frame", "8", "--frame_step", "2", "--sorting-method", "natural")
    cut = ("--segment_size", "3", "--overlap", "1", "--chunk_size", "2", "--image_quality", "60")
    more = ("--subset", "Train", "--bug_tracker", "http://127.0.0.1/1", "--use_zip_chunks", "--use_cache")
    drawn = ("--annotation_path", str(coco), "--annotation_format", "COCO 1.0")
    made = cvat_cli(
        *(server, "task", "create", "with options", "--labels", LABELS),
        *(*chosen, *cut, *more, *drawn, *PERIOD, "local", *pictures),
    )
    task = client.tasks.retrieve(int(made.split()[-1]))
    assert [frame.name for frame in task.get_frames_info()] == ["2.jpg", "4.jpg", "6.jpg", "8.jpg"]
    assert sorted((job.start_frame, job.stop_frame) for job in task.get_jobs()) == [(0, 2), (2, 3)]
    assert (task.data_chunk_size, task.image_quality, task.subset) == (2, 60, "Train")
    assert {shape.frame for shape in task.get_annotations().shapes} == {2}


def _coco(picture: str) -> dict[str, object]:
    """One cat on a picture."""
    return {
        "images": [{"id": 1, "file_name": picture, "width": 64, "height": 48}],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 10, 20], "iscrowd": 0}],
    }


def test_auto_annotate_with_a_function_of_the_sdk(server: Server, task: Any, tmp_path: Path) -> None:
    module = tmp_path / "detector.py"
    module.write_text(DETECTOR, "utf-8")
    asked = ("--function-file", str(module), "--allow-unmatched-labels", "--conf-threshold", "0.1")
    for _ in range(2):
        cvat_cli(server, "task", "auto-annotate", str(task.id), *asked, "--clear-existing")
    shapes = task.get_annotations().shapes
    assert [shape.frame for shape in shapes] == list(range(task.size))
    assert {str(shape.source) for shape in shapes} == {"auto"}


def test_the_old_names_of_the_tasks_commands(server: Server, client: Client, tmp_path: Path) -> None:
    pictures = [str(path) for path in folder_of(tmp_path / "pictures", ["a.jpg"])]
    task = cvat_cli(server, "create", "old names", "--labels", LABELS, *PERIOD, "local", *pictures).split()[-1]
    assert int(task) in [one["id"] for one in json.loads(cvat_cli(server, "ls", "--json"))]
    cvat_cli(server, "frames", task, "0", "--outdir", str(tmp_path), "--quality", "compressed")
    for put_out, put_in in (("dump", "upload"), ("export-dataset", "import-dataset")):
        file = str(tmp_path / f"{put_out}.zip")
        noun = () if put_out == "dump" else ("task",)
        cvat_cli(server, *noun, put_out, task, file, "--format", "CVAT for images 1.1", *PERIOD)
        cvat_cli(server, *noun, put_in, task, file, "--format", "CVAT 1.1")
    cvat_cli(server, "export", task, str(tmp_path / "backup.zip"), *PERIOD)
    copy = cvat_cli(server, "import", str(tmp_path / "backup.zip"), *PERIOD).split()[-1]
    cvat_cli(server, "delete", task, copy)
    assert not {int(task), int(copy)} & {one.id for one in client.tasks.list()}
