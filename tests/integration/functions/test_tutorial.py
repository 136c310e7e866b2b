"""The tutorial's journey with its two snippets as printed; a detector in ONNX stands in for its weights."""

from __future__ import annotations

import ast
import base64
import json
from pathlib import Path

import pytest

from tests.integration.functions.platform import FUNCTIONS, Platform

EXAMPLES = Path(__file__).parents[3] / "examples"
TUTORIAL = EXAMPLES / "tutorial"
FIXTURES = Path(__file__).parents[4] / "shared" / "fixtures"
NAME = "YoloV8n_person"


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared fixtures are not on this machine")
def test_its_snippets_are_as_printed() -> None:
    for name in ("config.yml", "Dockerfile"):
        assert (TUTORIAL / name).read_text("utf-8") == (FIXTURES / f"tutorial-{name}").read_text("utf-8")


def test_from_the_two_snippets_to_boxes(platform: Platform) -> None:
    code = (FUNCTIONS / "tutorial" / "main.py").read_text("utf-8").replace("fasteners-open.onnx", "best.pt")
    code = code.replace("InferenceSession(WEIGHTS", "InferenceSession(open(WEIGHTS, 'rb').read()")
    config = (TUTORIAL / "config.yml").read_text("utf-8")
    answer = platform.api("POST", "/bundles", files=[("config", (None, config)), ("code", (None, code))]).json()
    assert (answer["name"], len(answer["repair"]["remarks"])) == (NAME, 2)
    assert "custom_ultralytics_cpu_yolov8_nano:latest" in platform.settled(NAME).message

    dockerfile = (TUTORIAL / "Dockerfile").read_text("utf-8")
    onnx = "FROM python:3.11\nRUN pip install onnxruntime numpy opencv-python-headless"
    dockerfile = dockerfile.replace("FROM ultralytics/ultralytics:8.2.74-cpu", onnx)
    weights = (EXAMPLES / "from-weights" / "fasteners-open.onnx").read_bytes()
    files = [("files", ("Dockerfile", dockerfile.encode())), ("files", ("best.pt", weights))]
    told = platform.api("PUT", "/base_images/custom_ultralytics_cpu_yolov8_nano", files=files).json()
    assert told["waiting"] == [NAME]
    view = platform.settled(NAME)
    assert (view.state, view.message, view.workers) == ("ready", "", 2)

    picture = (EXAMPLES / "from-weights" / "images" / "val_0000.jpg").read_bytes()
    body = json.dumps({"image": base64.b64encode(picture).decode()}).encode()
    found = platform.call(NAME, content=body, headers={"Content-Type": "application/json"}).json()
    assert {each["type"] for each in found} == {"rectangle"}


@pytest.mark.parametrize("name", ["main.py", "make_best.py"])
def test_its_code_can_be_read(name: str) -> None:
    ast.parse((TUTORIAL / name).read_text("utf-8"))
