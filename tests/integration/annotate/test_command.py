"""`prelabel annotate` as a person calls it: real weights, real workers, real pictures, against known detections."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[4] / "shared"
WEIGHTS = SHARED / "models" / "fasteners-open.onnx"
PICTURES = SHARED / "images" / "fasteners-val" / "images"
EXPECTED = SHARED / "images" / "expected-fasteners-open.json"
PATIENCE_SECONDS = 300

pytestmark = pytest.mark.skipif(
    not EXPECTED.exists(), reason="the detector and the labelled pictures lie in ../shared, which is not here"
)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder, so that the model's environment is made once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty of the pictures, and one that is cut off."""
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for picture in sorted(PICTURES.iterdir())[:20]:
        shutil.copy(picture, pictures)
    (pictures / "broken.jpg").write_bytes(picture.read_bytes()[:2000])
    return pictures


def command(folder: Path, data: Path, *options: str) -> list[str]:
    out = folder.parent / "out"
    given = ["--model", str(WEIGHTS), "--out", str(out), "--data", str(data), *options]
    return [sys.executable, "-m", "prelabel", "annotate", str(folder), *given]


def run(folder: Path, data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, data, *options), capture_output=True, encoding="utf-8", timeout=PATIENCE_SECONDS, check=False
    )


def detections(out: Path) -> dict[str, list[dict[str, Any]]]:
    """What the COCO file says, by picture, in the form of the expected detections."""
    document = json.loads((out / "annotations" / "instances_default.json").read_bytes())
    names = {image["id"]: image["file_name"] for image in document["images"]}
    classes = {category["id"]: category["name"] for category in document["categories"]}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names.values()}
    for annotation in document["annotations"]:
        x, y, width, height = annotation["bbox"]
        found[names[annotation["image_id"]]].append(
            {
                "class": classes[annotation["category_id"]],
                "confidence": annotation["score"],
                "xyxy": [x, y, x + width, y + height],
            }
        )
    return found


def is_near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """The same object to within 0.03 of confidence and 3 pixels."""
    edges = zip(one["xyxy"], other["xyxy"], strict=True)
    return (
        one["class"] == other["class"]
        and abs(one["confidence"] - other["confidence"]) <= 0.03
        and all(abs(a - b) <= 3 for a, b in edges)
    )


def missing(wanted: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Objects without a near one on the other side; those close to the threshold may come or go."""
    return [
        one for one in wanted if one["confidence"] > 0.28 and not any(is_near(one, candidate) for candidate in found)
    ]


def test_the_detections_are_the_expected_ones(folder: Path, data: Path) -> None:
    done = run(folder, data, "--format", "coco")
    assert done.returncode == 0, done.stderr
    assert "20 of 21 pictures annotated." in done.stdout
    assert "broken.jpg: “broken.jpg”" in (folder.parent / "out" / "failed.txt").read_text("utf-8")
    assert "21/21" in done.stderr
    expected = json.loads(EXPECTED.read_bytes())["images"]
    found = detections(folder.parent / "out")
    assert len(found) == 20
    for name, objects in found.items():
        assert missing(expected[name]["detections"], objects) == []
        assert missing(objects, expected[name]["detections"]) == []
    again = run(folder, data, "--format", "yolo")
    assert "20 of 21 pictures annotated, 21 of them by an earlier call." in again.stdout
    assert len(list((folder.parent / "out" / "labels").rglob("*.txt"))) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that a script can send like Ctrl+C")
def test_ctrl_c_ends_it_and_the_next_call_goes_on(folder: Path, data: Path) -> None:
    for number in range(400):
        os.link(folder / "val_0000.jpg", folder / f"more {number}.jpg")
    process = subprocess.Popen(
        command(folder, data, "--workers", "1"), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8"
    )
    journal = folder.parent / "out" / "prelabel-annotate.jsonl"
    limit = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < limit and not (journal.exists() and lines(journal) > 2):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert "The same command goes on from here." in process.communicate(timeout=20)[1]
    assert process.returncode == 130
    done = lines(journal) - 1
    assert 0 < done < 421
    again = run(folder, data, "--workers", "1")
    assert f"420 of 421 pictures annotated, {done} of them by an earlier call." in again.stdout
    assert lines(journal) == 422


def lines(file: Path) -> int:
    return file.read_bytes().count(b"\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--labels", "bolt,screw"], "prelabel: The model has no label “screw”. It has: bolt, nut, washer"),
        (["--format", "nonsense"], "prelabel: “nonsense” is not a format for export"),
        (["--threshold", "2"], "prelabel: The threshold is 2"),
    ],
)
def test_a_wrong_option_is_one_clear_line(folder: Path, data: Path, options: list[str], said: str) -> None:
    done = run(folder, data, *options)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_annotated_is_a_failure(tmp_path: Path, data: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.jpg").write_bytes(b"no picture")
    done = run(tmp_path / "pictures", data)
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "0 of 1 pictures annotated.")
