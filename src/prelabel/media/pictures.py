"""Makes pictures from pictures: the copy that every reader shows right, JPEG for chunks, thumbnails."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from prelabel.media.colors import PLAIN, plain
from prelabel.media.filetypes import JPEG, reading, recognised
from prelabel.media.orientation import orientation, turned

if TYPE_CHECKING:
    from PIL.Image import Image

SHOWN_QUALITY = 95
THUMBNAIL_QUALITY = 80
THUMBNAIL_SIDE = 256


def shown(data: bytes, name: str = "picture") -> bytes:
    """The picture upright, in 8-bit grey or RGB, first frame only: JPEG for a JPEG, PNG for all others.

    Transparency is laid on white; deep grey is scaled by its own range.
    """
    image = _upright(data, name)
    out = BytesIO()
    profile = image.info.get("icc_profile")
    if recognised(data, name) is JPEG:
        image.save(out, "JPEG", quality=SHOWN_QUALITY, subsampling=0, icc_profile=profile)
    else:
        image.save(out, "PNG", compress_level=1, icc_profile=profile)
    return out.getvalue()


def compressed(data: bytes, quality: int, name: str = "picture") -> bytes:
    """The picture upright as a JPEG of `quality` (0..100)."""
    return _jpeg(_upright(data, name), quality)


def thumbnail(data: bytes, side: int = THUMBNAIL_SIDE, name: str = "picture") -> bytes:
    """A JPEG whose longer side has at most `side` pixels."""
    image = _upright(data, name, side)
    image.thumbnail((side, side))
    return _jpeg(image, THUMBNAIL_QUALITY)


def part(data: bytes, edges: Sequence[int], name: str = "picture") -> bytes:
    """The pixels between left, top, right and bottom of an upright picture, as PNG."""
    left, top, right, bottom = edges
    out = BytesIO()
    _upright(data, name).crop((left, top, right, bottom)).save(out, "PNG", compress_level=1)
    return out.getvalue()


def crop(data: bytes, box: Sequence[float], side: int, whole: tuple[int, int], name: str = "picture") -> bytes:
    """A JPEG of a box (pixels of the `whole` picture) whose longer side has at most `side` pixels."""
    length = max(box[2] - box[0], box[3] - box[1])
    image = _upright(data, name, math.ceil(max(whole) * side / length) if length > side else None)
    scale = image.width / whole[0], image.height / whole[1]
    edges = [math.floor(box[place] * scale[place]) for place in (0, 1)]
    edges += [max(math.ceil(box[place] * scale[place - 2]), edges[place - 2] + 1) for place in (2, 3)]
    part = image.crop((edges[0], edges[1], edges[2], edges[3]))
    part.thumbnail((side, side))
    return _jpeg(part, THUMBNAIL_QUALITY)


def _upright(data: bytes, name: str, side: int | None = None) -> Image:
    """The decoded picture; with `side`, a JPEG is decoded at the smallest scale that has as many pixels."""
    with reading(name):
        file_type = recognised(data, name)
        image = file_type.open(data)
        turn = orientation(image, file_type, data)
        if side is not None:
            scale = side / max(image.size)
            image.draft(None, (math.ceil(image.width * scale), math.ceil(image.height * scale)))
        image.load()
        result = turned(plain(image), turn)
        profile = image.info.get("icc_profile") if image.mode in PLAIN and result.mode == image.mode else None
        result.info = {"icc_profile": profile} if profile else {}
        return result


def _jpeg(image: Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, icc_profile=image.info.get("icc_profile"))
    return out.getvalue()
