"""A YOLO checkpoint alone becomes a function that answers as its export does: `just slow`.

It installs PyTorch and ultralytics, some hundred megabytes where the build for processors can be had.
"""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.functions.platform import Platform, running

SHARED = Path(__file__).parents[3] / "shared"
CHECKPOINT = SHARED / "models" / "fasteners.pt"
EXPECTED = SHARED / "images" / "expected-fasteners.json"
PICTURES = SHARED / "images" / "fasteners-val" / "images"
BUILD_SECONDS = 900
SURE = 0.5

pytestmark = pytest.mark.skipif(not CHECKPOINT.exists(), reason=f"{CHECKPOINT} is not there")


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    folder = tmp_path_factory.mktemp("data")
    with running(folder, folder / "environments") as started:
        yield started


def test_a_checkpoint_alone_finds_what_its_export_finds(platform: Platform) -> None:
    name = platform.service.deploy_path(CHECKPOINT, replace=False)
    view = _settled(platform, name)
    assert view.state == "ready", view.message
    expected = json.loads(EXPECTED.read_text())["images"]
    for picture in list(expected)[:3]:
        body = {"image": base64.b64encode((PICTURES / picture).read_bytes()).decode(), "threshold": SURE}
        content = json.dumps(body).encode()
        answer = platform.call(name, content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 200, answer.text
        _compare(answer.json(), [each for each in expected[picture]["detections"] if each["confidence"] >= SURE])


def _settled(platform: Platform, name: str) -> Any:
    """Like `platform.settled`, for as long as packages take to come."""
    found: list[Any] = []
    waiting = threading.Thread(target=lambda: found.append(platform.service.wait_until_settled(name)), daemon=True)
    waiting.start()
    waiting.join(BUILD_SECONDS)
    assert found, f"not built within {BUILD_SECONDS} s at {time.ctime()}"
    return found[0]


def _compare(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    assert sorted(each["label"] for each in found) == sorted(each["class"] for each in expected)
    for one, other in zip(sorted(found, key=_place), sorted(expected, key=_place), strict=True):
        assert float(one["confidence"]) == pytest.approx(other["confidence"], abs=0.02)
        assert one["points"] == pytest.approx(other["xyxy"], abs=1.5)


def _place(each: dict[str, Any]) -> list[int]:
    return [round(value / 4) for value in each.get("points") or each["xyxy"]]
