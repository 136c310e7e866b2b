"""A CVAT SDK auto-annotation module, unmodified: labels from its `spec`, shapes as CVAT's functions answer them."""

from __future__ import annotations

import base64
import io
import json
import shutil

import httpx
import pytest
from PIL import Image

from prelabel.functions.bundle import BundleFile, BundleSource
from tests.integration.functions.platform import FUNCTIONS, Platform

MODULE = FUNCTIONS / "sdk-module" / "bright_spots.py"


@pytest.fixture(scope="module", autouse=True)
def _deployed(platform: Platform) -> None:
    view = platform.settled(platform.service.deploy_path(MODULE, replace=False))
    assert (view.name, view.state, view.message) == ("bright_spots", "ready", "")


def call(platform: Platform, threshold: float) -> httpx.Response:
    image = Image.new("L", (40, 30))
    image.paste(255, (10, 5, 20, 15))
    file = io.BytesIO()
    image.save(file, "PNG")
    body = {"image": base64.b64encode(file.getvalue()).decode(), "threshold": threshold}
    headers = {"Content-Type": "application/json"}
    return platform.call("bright_spots", content=json.dumps(body).encode(), headers=headers)


def test_its_labels_come_from_the_spec(platform: Platform) -> None:
    view = platform.service.get("bright_spots")
    assert [(label.name, label.type) for label in view.spec.labels] == [
        ("spot", "rectangle"),
        ("area", "mask"),
        ("pose", "skeleton"),
        ("bright", "tag"),
    ]
    assert [attribute.name for attribute in view.spec.labels[0].attributes] == ["size"]
    assert [label.name for label in view.spec.labels[2].sublabels] == ["middle"]


def test_its_shapes_are_answered_as_a_detector_does(platform: Platform) -> None:
    answer = call(platform, 0.4)
    assert answer.status_code == 200, answer.text
    spot, area, pose, tag = answer.json()
    assert (spot["label"], spot["type"], spot["points"]) == ("spot", "rectangle", [10, 5, 20, 15])
    assert spot["attributes"] == [{"name": "size", "value": "large"}]
    assert area["mask"] == [1, 1, 1, 1, 10, 5, 11, 6]
    assert pose["elements"][0]["points"] == [15, 10]
    assert (tag["label"], tag["type"]) == ("bright", "tag")


def test_it_is_told_the_threshold(platform: Platform) -> None:
    assert call(platform, 0.9).json() == []


def test_the_module_stays_as_it_is(platform: Platform) -> None:
    bundle = platform.api("GET", "/functions/bright_spots/bundle").json()
    files = {file["name"]: file["text"] for file in bundle["files"]}
    assert files["bright_spots.py"] == MODULE.read_text("utf-8")
    assert set(files) == {"bright_spots.py", "cvat_handler.py", "requirements.txt"}


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")
def test_the_look_into_a_module_sees_no_more_than_a_worker(platform: Platform) -> None:
    secret = platform.service._folders._root / "secret.txt"
    secret.write_text("of the server")
    code = (
        "import os\nimport cvat_sdk.auto_annotation as cvataa\n"
        f"seen = os.path.exists({str(secret)!r}) or 'PRELABEL_SECRET' in os.environ or os.access('.', os.W_OK)\n"
        "spec = cvataa.DetectionFunctionSpec(labels=[cvataa.label_spec('seen' if seen else 'hidden', 0)])\n"
        "def detect(context, image):\n    return []\n"
    )
    files = (BundleFile("curious.py", io.BytesIO(code.encode())),)
    view = platform.deploy_source(BundleSource(files=files))
    assert (view.state, [label.name for label in view.spec.labels]) == ("ready", ["hidden"])
