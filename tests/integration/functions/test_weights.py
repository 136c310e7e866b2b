"""Functions from weights alone: made in a real environment, and right on real pictures."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from prelabel.functions.bundle import BundleFile, BundleSource
from tests.integration.functions.platform import Platform

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "examples" / "from-weights"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared models and pictures are not on this machine")


@pytest.fixture(scope="module", autouse=True)
def _deployed(platform: Platform) -> None:
    view = platform.settled(platform.service.deploy_path(EXAMPLE / "fasteners-open.onnx", replace=False))
    assert (view.state, view.message) == ("ready", "")


def test_the_function_that_is_made_can_be_read_and_changed(platform: Platform) -> None:
    bundle = platform.api("GET", "/functions/fasteners-open/bundle").json()
    assert {file["name"] for file in bundle["files"]} == {"fasteners-open.onnx", "main.py", "requirements.txt"}
    assert '"name": "washer"' in bundle["config"]
    view = platform.service.get("fasteners-open")
    assert [label.name for label in view.spec.labels] == ["bolt", "nut", "washer"]
    assert view.spec.kind == "detector"


@needs_shared
@pytest.mark.parametrize(
    ("model", "expected", "pictures"),
    [
        ("fasteners-open.onnx", "expected-fasteners-open.json", ["fasteners-val/images"]),
        ("yolov8n.onnx", "expected-yolov8n.json", ["real", "coco-ccby/images"]),
    ],
)
def test_it_finds_what_is_there(platform: Platform, model: str, expected: str, pictures: list[str]) -> None:
    name = Path(model).stem
    platform.settled(platform.service.deploy_path(SHARED / "models" / model, replace=True))
    known = json.loads((SHARED / "images" / expected).read_text("utf-8"))["images"]
    files = [file for folder in pictures for file in sorted((SHARED / "images" / folder).iterdir())]
    port = platform.service.port(name)
    answers = [port.submit(request_of(file)) for file in files]
    for file, answer in zip(files, answers, strict=True):
        assert_same_objects(json.loads(answer.result(60)), known[file.name]["detections"], file.name)


def request_of(file: Path) -> bytes:
    return json.dumps({"image": base64.b64encode(file.read_bytes()).decode(), "threshold": 0.25}).encode()


def assert_same_objects(found: list[dict[str, Any]], expected: list[dict[str, Any]], name: str) -> None:
    """Confidence to 0.03, edges to 3 px; what is that near to the threshold may come or go."""
    rest = list(found)
    for wanted in expected:
        match = next((each for each in rest if _is_same(each, wanted)), None)
        assert match is not None or wanted["confidence"] < 0.28, f"{name}: {wanted} is missing"
        if match is not None:
            rest.remove(match)
    assert [each for each in rest if float(each["confidence"]) >= 0.28] == [], name


def _is_same(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    edges: float = max(abs(one - other) for one, other in zip(found["points"], wanted["xyxy"], strict=True))
    near = abs(float(found["confidence"]) - wanted["confidence"]) <= 0.03
    return bool(found["label"] == wanted["class"]) and near and edges <= 3


def test_a_picture_that_is_none_is_the_callers_fault(platform: Platform) -> None:
    body = json.dumps({"image": base64.b64encode(b"no picture").decode()})
    answer = platform.call("fasteners-open", content=body.encode(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.text) == (400, "The image cannot be decoded.")


def test_a_file_that_is_no_model_says_so(platform: Platform, tmp_path: Path) -> None:
    file = tmp_path / "my best (1).onnx"
    file.write_bytes(b"not a model")
    view = platform.deploy_source(BundleSource(files=(BundleFile(file.name, file),)))
    assert (view.name, view.state) == ("my-best-1", "error")
    assert "my best (1).onnx cannot be opened" in view.message
