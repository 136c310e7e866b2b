"""Brings the pixels of any picture to 8-bit grey or RGB, the colours kept right."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

PLAIN = frozenset({"L", "RGB"})
_WITH_ALPHA = frozenset({"RGBA", "LA", "PA", "RGBa", "La"})


def plain(image: Image) -> Image:
    """The picture as 8-bit grey or RGB without transparency; its own `info` stays behind."""
    if image.mode in ("F", "I") or image.mode.startswith("I;16"):
        return _stretched(image)
    if image.mode in _WITH_ALPHA or "transparency" in image.info:
        return _on_white(image.convert("RGBA"))
    if image.mode in ("CMYK", "LAB"):
        return _managed(image)
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in PLAIN else image.convert("RGB")


def _stretched(image: Image) -> Image:
    """Deep grey scaled so that the picture's own range fills 0..255: sensors seldom use all 16 bits."""
    values = image.convert("F")
    low, high = (float(value) for value in values.getextrema())  # type: ignore[arg-type]  # one band: two numbers
    span = high - low
    scale = 255 / span if math.isfinite(span) and span > 0 else 0.0
    return values.point(lambda value: value * scale + (0.5 - low * scale)).convert("L")


def _on_white(image: Image) -> Image:
    """RGBA laid on white, as paper; a picture that is transparent everywhere only has a broken alpha channel."""
    from PIL.Image import new

    if image.getchannel("A").getextrema() == (0, 0):
        return image.convert("RGB")
    paper = new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _managed(image: Image) -> Image:
    """CMYK or Lab to sRGB, by the file's own colour profile where it has one that works."""
    from PIL import ImageCms

    target = ImageCms.createProfile("sRGB")
    embedded = image.info.get("icc_profile")
    try:
        if embedded:
            return _converted(image, ImageCms.ImageCmsProfile(BytesIO(embedded)), target)
    except (ImageCms.PyCMSError, OSError):
        pass  # a damaged or foreign profile; the plain conversion below is what most readers do
    if image.mode == "LAB":
        return _converted(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), target)
    return image.convert("RGB")


def _converted(image: Image, source: object, target: object) -> Image:
    from PIL import ImageCms

    result = ImageCms.profileToProfile(image, source, target, outputMode="RGB")  # type: ignore[arg-type]
    assert result is not None  # only an in-place conversion gives None
    return result
