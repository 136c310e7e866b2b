"""cvat-cli, unmodified, as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cvat_sdk import Client

from tests.pictures import folder_of
from tests.running import PASSWORD, USER, Server

LABELS = json.dumps([{"name": "cat"}, {"name": "dog"}])


def cvat_cli(server: Server, *arguments: str) -> str:
    command = [sys.executable, "-m", "cvat_cli", "--auth", f"{USER}:{PASSWORD}", "--server-host", server.url]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_create_list_frames_export_and_delete(server: Server, client: Client, tmp_path: Path) -> None:
    pictures = [str(path) for path in folder_of(tmp_path / "pictures", ["a.jpg", "b.jpg", "c.jpg"])]
    period = ("--completion_verification_period", "0.2")
    made = cvat_cli(server, "task", "create", "from cli", "--labels", LABELS, *period, "local", *pictures)
    task_id = made.strip().splitlines()[-1]
    assert task_id in cvat_cli(server, "task", "ls")

    cvat_cli(server, "task", "frames", task_id, "0", "2", "--outdir", str(tmp_path / "frames"))
    assert len(list((tmp_path / "frames").iterdir())) == 2

    export = tmp_path / "coco.zip"
    cvat_cli(server, "task", "export-dataset", task_id, str(export), "--format", "COCO 1.0", *period)
    assert "annotations/instances_default.json" in zipfile.ZipFile(export).namelist()
    cvat_cli(server, "task", "import-dataset", task_id, str(export), "--format", "COCO 1.0")

    cvat_cli(server, "task", "delete", task_id)
    assert int(task_id) not in [task.id for task in client.tasks.list()]


def test_projects_from_the_command_line(server: Server, client: Client, tmp_path: Path) -> None:
    pictures = [str(path) for path in folder_of(tmp_path / "pictures", ["a.jpg", "b.jpg"])]
    period = ("--completion_verification_period", "0.2")
    project_id = cvat_cli(server, "project", "create", "from cli", "--labels", LABELS).strip()
    assert project_id in cvat_cli(server, "project", "ls")
    cvat_cli(server, "task", "create", "inside", "--project_id", project_id, *period, "local", *pictures)

    export = tmp_path / "cvat.zip"
    format_name = ("--format", "CVAT for images 1.1", "--with-images", "yes")
    cvat_cli(server, "project", "export-dataset", project_id, str(export), *format_name, *period)
    cvat_cli(server, "project", "import-dataset", project_id, str(export), "--format", "CVAT 1.1")
    assert [task.size for task in client.projects.retrieve(int(project_id)).get_tasks()] == [2, 2]

    cvat_cli(server, "project", "delete", project_id)
    assert int(project_id) not in [project.id for project in client.projects.list()]


@pytest.mark.parametrize("noun", ["task", "project"])
def test_backups_from_the_command_line(server: Server, client: Client, tmp_path: Path, noun: str) -> None:
    pictures = [str(path) for path in folder_of(tmp_path / "pictures", ["a.jpg", "b.jpg"])]
    period = ("--completion_verification_period", "0.2")
    made = cvat_cli(server, "project", "create", "from cli", "--labels", LABELS).strip()
    inside = cvat_cli(server, "task", "create", "inside", "--project_id", made, *period, "local", *pictures)
    object_id = made if noun == "project" else inside.strip().splitlines()[-1]

    backup = tmp_path / "backup.zip"
    cvat_cli(server, noun, "backup", object_id, str(backup), *period)
    cvat_cli(server, noun, "create-from-backup", str(backup), *period)
    newest = client.tasks.list()[0]
    assert (newest.name, newest.size, newest.id != int(inside.split()[-1])) == ("inside", 2, True)
    assert [label.name for label in newest.get_labels()] == ["cat", "dog"]
