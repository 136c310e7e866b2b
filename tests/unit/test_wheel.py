"""The wheel carries what a user needs beside the code: the web app and the example of the demo."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LARGEST_BYTES = 15 * 2**20


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("dist")
    # A bundle is not built again: other tests look at it meanwhile.
    built = {"PRELABEL_SKIP_WEB": "1"} if (ROOT / "src" / "prelabel" / "web_dist" / "index.html").exists() else {}
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **built})
    assert done.returncode == 0, done.stdout + done.stderr
    return zipfile.ZipFile(next(folder.glob("prelabel-*.whl")))


def test_the_web_app_is_in_it(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert "prelabel/web_dist/index.html" in names
    assert any(name.startswith("prelabel/web_dist/assets/") and name.endswith(".js") for name in names)


def test_the_example_of_the_demo_is_in_it(wheel: zipfile.ZipFile) -> None:
    names = [name for name in wheel.namelist() if "example" in name]
    assert [name for name in names if name.endswith(".onnx")]
    assert [name for name in names if name.endswith(".jpg")]


def test_migrations_and_types_are_in_it(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert "prelabel/py.typed" in names
    assert any(name.startswith("prelabel/store/migrations/versions/") and name.endswith(".py") for name in names)


def test_it_is_small_and_holds_nothing_of_the_checkout(wheel: zipfile.ZipFile) -> None:
    assert sum(info.compress_size for info in wheel.infolist()) < LARGEST_BYTES
    assert [name for name in wheel.namelist() if "node_modules" in name or name.startswith("tests/")] == []
