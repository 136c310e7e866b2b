"""Clients as they are installed elsewhere: this year's and last year's cvat-sdk and cvat-cli."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.outside_clients import environment, travel
from tests.acceptance.test_cli import LABELS, PERIOD
from tests.pictures import folder_of
from tests.running import PASSWORD, USER, Server

LAST_YEAR = "2.51.0"  # a year before the 2.80 that the lock file has


@pytest.fixture(scope="module")
def last_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("client") / "environment", f"cvat-cli=={LAST_YEAR}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three pictures in it."""
    folder_of(tmp_path, ["a.jpg", "b.jpg", "c.jpg"])
    return tmp_path


def test_the_sdk_of_this_year(server: Server, folder: Path) -> None:
    _check_journey(Path(sys.executable), server, folder)


def test_the_sdk_of_last_year(server: Server, last_year: Path, folder: Path) -> None:
    _check_journey(last_year, server, folder)


def _check_journey(python: Path, server: Server, folder: Path) -> None:
    assert travel(python, "sdk", server, folder) == {
        "size": 3,
        "labels": ["cat", "dog"],
        "frame": True,
        "shapes": [[5.0, 5.0, 20.0, 20.0], [1.0, 2.0, 30.0, 40.0]],
        "written": ["annotations/instances_default.json"],
        "imported": 2,
        "detected": [[frame, [0.0, 0.0, 32.0, 24.0]] for frame in range(3)],
        "dataset": [1, 1, 1],
        "stage": "validation",
        "found": True,
    }


def test_the_command_line_of_last_year(server: Server, last_year: Path, folder: Path) -> None:
    def cvat_cli(*arguments: str) -> str:
        command = [str(last_year), "-m", "cvat_cli", "--auth", f"{USER}:{PASSWORD}", "--server-host", server.url]
        done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    made = cvat_cli("task", "create", "old", "--labels", LABELS, *PERIOD, "local", *map(str, folder.glob("*.jpg")))
    task = made.split()[-1]
    assert task in cvat_cli("task", "ls")
    for action, file in (("export-dataset", "data.zip"), ("backup", "backup.zip")):
        cvat_cli("task", action, task, str(folder / file), *PERIOD)
        assert (folder / file).exists()
    copy = cvat_cli("task", "create-from-backup", str(folder / "backup.zip"), *PERIOD).split()[-1]
    cvat_cli("task", "delete", task, copy)
