"""Reads pictures of labels and objects into masks; painting them is `painting`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from prelabel.domain import masks
from prelabel.domain.frames import Frame
from prelabel.errors import InvalidInput
from prelabel.formats.label_colours import BACKGROUND, Colour

if TYPE_CHECKING:
    from PIL.Image import Image

Points = tuple[float, ...]
MAX_OBJECTS = 4096


def opened(name: str, content: bytes, frame: Frame) -> Image:
    """A PNG picture of the frame's size in three channels (`InvalidInput` when it is none)."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if picture.size != (frame.width, frame.height):
                sizes = f"{picture.width}x{picture.height}, the frame “{frame.name}” {frame.width}x{frame.height}"
                raise InvalidInput(f"{name} is {sizes}.")
            return picture.convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidInput(f"{name} is not a PNG picture: {error}.") from error


def parts(name: str, picture: Image) -> Iterator[tuple[Colour, Points]]:
    """Each colour but the background's, and the mask of its pixels (`InvalidInput` when there are too many)."""
    colours = picture.getcolors(MAX_OBJECTS)
    if colours is None:
        raise InvalidInput(f"{name} has more than {MAX_OBJECTS} colours; a picture of masks has one for each.")
    bands = picture.split()
    for _, colour in colours:
        assert isinstance(colour, tuple)
        if colour != BACKGROUND:
            yield (colour[0], colour[1], colour[2]), _mask(bands, colour)


def whole(picture: Image) -> Points:
    """The mask of all pixels that are not quite transparent or black."""
    return _points(picture.convert("L").point([0, *[255] * 255]))


def first_pixel(points: Points) -> tuple[int, int]:
    """Where a mask begins."""
    left, top, right, _ = map(int, points[-4:])
    down, along = divmod(int(points[0]), right - left + 1)
    return left + along, top + down


def _mask(bands: tuple[Image, ...], colour: tuple[float, ...]) -> Points:
    """The pixels that have this value in each band."""
    from PIL import ImageChops

    found = [
        band.point([255 * (value == wanted) for value in range(256)])
        for band, wanted in zip(bands, colour, strict=True)
    ]
    return _points(ImageChops.darker(ImageChops.darker(found[0], found[1]), found[2]))


def _points(stencil: Image) -> Points:
    box = stencil.getbbox()
    if box is None:
        raise InvalidInput("The mask is empty.")
    left, top, right, bottom = box
    runs = masks.runs_of(stencil.crop(box).tobytes().translate(_TO_ONE))
    return *map(float, runs), float(left), float(top), float(right - 1), float(bottom - 1)


_TO_ONE = bytes((0, *[1] * 255))
