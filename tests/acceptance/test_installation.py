"""`prelabel backup` and `prelabel restore`: an installation goes to one file and comes back elsewhere."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cvat_sdk import make_client

from tests.acceptance.conftest import make_task
from tests.acceptance.test_sdk_annotations import data, rectangle
from tests.pictures import folder_of
from tests.running import PASSWORD, USER, running


def prelabel(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "prelabel", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_installation_moves(tmp_path: Path) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "all.backup"
    with running(old) as server:
        with make_client(server.url, credentials=(USER, PASSWORD)) as client:
            task = make_task(client, folder_of(tmp_path / "pictures", ["a.jpg", "b.jpg"]))
            task.set_annotations(data(shapes=[rectangle(task)]))
        for place in ("bundle", "work"):
            (old / "functions" / "f" / "versions" / "1" / place).mkdir(parents=True)
            (old / "functions" / "f" / "versions" / "1" / place / "work.py").touch()
        saved = prelabel("backup", str(file), "--data", str(old))
        assert saved.returncode == 0, saved.stderr
        refused = prelabel("restore", str(file), "--data", str(old))
        assert (refused.returncode, "Another server works on" in refused.stderr) == (1, True)

    restored = prelabel("restore", str(file), "--data", str(new))
    assert restored.returncode == 0, restored.stderr
    functions = [path.relative_to(new).as_posix() for path in (new / "functions").rglob("*.py")]
    assert functions == ["functions/f/versions/1/bundle/work.py"]
    with running(new) as server, make_client(server.url, credentials=(USER, PASSWORD)) as client:
        (again,) = client.tasks.list()
        assert len(again.get_annotations().shapes) == 1
        assert again.get_frame(1, quality="original").read() == (tmp_path / "pictures" / "b.jpg").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.backup", "new", "old", "pictures"]


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "prelabel.sqlite").write_bytes(b"")
    file = tmp_path / "file"
    with zipfile.ZipFile(file, "w"):
        pass
    refused = prelabel("restore", str(file), "--data", str(tmp_path / "data"))
    assert (refused.returncode, "holds an installation already" in refused.stderr) == (1, True)


HEADING = '{"version": "9.0", "schema": "0001"}'
BROKEN = [
    ({}, "is not a backup"),
    ({"prelabel.json": HEADING}, "is not a backup"),
    ({"prelabel.json": "{", "prelabel.sqlite": ""}, "cannot be read"),
    ({"prelabel.json": HEADING.replace("0001", "0999"), "prelabel.sqlite": ""}, "Prelabel 9.0"),
    ({"prelabel.json": HEADING, "prelabel.sqlite": "", "media/../../x": ""}, "is not a backup"),
    ({"prelabel.json": HEADING, "prelabel.sqlite": "", "other/x": ""}, "is not a backup"),
]


@pytest.mark.parametrize(("members", "sentence"), BROKEN)
def test_what_is_no_backup_is_refused(tmp_path: Path, members: dict[str, str], sentence: str) -> None:
    file = tmp_path / "file"
    with zipfile.ZipFile(file, "w") as out:
        for name, content in members.items():
            out.writestr(name, content)
    refused = prelabel("restore", str(file), "--data", str(tmp_path / "data"))
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["server.lock"]


def test_there_must_be_something_to_save_and_a_free_name(tmp_path: Path) -> None:
    nothing = prelabel("backup", str(tmp_path / "file"), "--data", str(tmp_path / "data"))
    assert (nothing.returncode, "There is nothing in" in nothing.stderr) == (1, True)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "prelabel.sqlite").touch()
    (tmp_path / "file").touch()
    taken = prelabel("backup", str(tmp_path / "file"), "--data", str(tmp_path / "data"))
    assert (taken.returncode, "is there already" in taken.stderr) == (1, True)
