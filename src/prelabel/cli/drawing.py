"""Draws what a detector answered on its picture, for `prelabel function test`."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageOps

COLOURS = ("#e6194b", "#3cb44b", "#4363d8", "#f58231", "#911eb4", "#008080", "#9a6324", "#808000")


def draw(picture: bytes, found: Sequence[Mapping[str, Any]], target: Path) -> None:
    """Write the picture with outlines, labels and confidences; the target's ending says in which format."""
    with Image.open(io.BytesIO(picture)) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGB")
    canvas = ImageDraw.Draw(image)
    labels = sorted({str(item.get("label", "")) for item in found})
    for item in found:
        label = str(item.get("label", ""))
        colour = COLOURS[labels.index(label) % len(COLOURS)]
        outline = _outline(item)
        if outline:
            _draw_shape(canvas, str(item.get("type", "")), outline, colour)
            canvas.text((outline[0][0] + 3, outline[0][1] + 1), caption(item), fill=colour)
    image.save(target)


def caption(item: Mapping[str, Any]) -> str:
    """Label and confidence."""
    return f"{item.get('label', '')} {item.get('confidence', '')}".strip()


def _outline(item: Mapping[str, Any]) -> list[tuple[float, float]]:
    """The corners; of a mask, which ends with its frame, those of the frame."""
    mask, points = item.get("mask"), item.get("points") or []
    if not points and isinstance(mask, list) and len(mask) >= 4 and not isinstance(mask[0], list):
        points = mask[-4:]
    return list(zip(map(float, points[::2]), map(float, points[1::2]), strict=False))


def _draw_shape(canvas: ImageDraw.ImageDraw, kind: str, corners: list[tuple[float, float]], colour: str) -> None:
    if kind == "points":
        for x, y in corners:
            canvas.ellipse((x - 3, y - 3, x + 3, y + 3), fill=colour)
    elif kind in ("polygon", "polyline"):
        canvas.line([*corners, *(corners[:1] if kind == "polygon" else [])], fill=colour, width=2)
    elif len(corners) == 2:
        (left, top), (right, bottom) = corners
        box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        canvas.rectangle(box, outline=colour, width=2)
