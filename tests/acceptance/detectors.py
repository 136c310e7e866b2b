"""Detectors deployed for acceptance tests, and detections compared as the shared pictures' README allows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import SHARED
from tests.running import Server
from tests.waiting import until

SCORE_TOLERANCE, EDGE_TOLERANCE_PIXELS = 0.03, 3.0
BUILD_SECONDS = 300


@dataclass(frozen=True)
class Found:
    """One detection: label, score, and x1, y1, x2, y2 in pixels."""

    label: str
    score: float
    box: tuple[float, ...]

    def agrees(self, other: Found) -> bool:
        return (
            self.label == other.label
            and abs(self.score - other.score) <= SCORE_TOLERANCE
            and all(abs(a - b) <= EDGE_TOLERANCE_PIXELS for a, b in zip(self.box, other.box, strict=True))
        )


def shared(*parts: str) -> Path:
    """A file of the shared material; the test is skipped where it is not there."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path} is not here; it lies beside the project where we work")
    return path


def deploy(server: Server, *files: Path, **parts: str) -> str:
    """Deploy a function through the page's own call, and wait until it is ready; its name."""
    with server.http() as http:
        uploads = [("files", (file.name, file.read_bytes())) for file in files]
        made = http.post("/nuclio/api/bundles", params={"replace": "true"}, data=parts, files=uploads)
        assert made.status_code == 202, made.text
        name = str(made.json()["name"])

        def settled() -> dict[str, Any] | None:
            status: dict[str, Any] = http.get(f"/nuclio/api/functions/{name}").json()["status"]
            return status if status["state"] in ("ready", "error") else None

        status = until(settled, BUILD_SECONDS)
    assert status["state"] == "ready", status["message"]
    return name


def expected(name: str, threshold: float = 0.0) -> dict[str, list[Found]]:
    """What a correct implementation finds, by picture."""
    images = json.loads(shared("images", name).read_text())["images"]
    return {
        image: [
            Found(one["class"], one["confidence"], tuple(one["xyxy"]))
            for one in (content["detections"] if isinstance(content, dict) else content)
            if one["confidence"] >= threshold
        ]
        for image, content in images.items()
    }


def missing(wanted: Iterable[Found], found: Iterable[Found], threshold: float) -> list[Found]:
    """Those wanted that were not found; one whose score is about the threshold may come or go."""
    left = list(found)
    gone = []
    for one in wanted:
        match = next((other for other in left if one.agrees(other)), None)
        if match is not None:
            left.remove(match)
        elif one.score > threshold + SCORE_TOLERANCE:
            gone.append(one)
    return gone
