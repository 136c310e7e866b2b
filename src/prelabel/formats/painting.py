"""Paints a frame's shapes into two pictures, of labels and of objects; reading them is for `mask_pictures`."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Sequence
from math import ceil

from prelabel.domain import masks
from prelabel.domain.contours import filled
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import clipped_polygon, corners, ellipse_outline
from prelabel.domain.shapes import Shape
from prelabel.formats.label_colours import BACKGROUND, Colour, object_colour

WHITE: Colour = (255, 255, 255)
INDEXED = 256  # colours that a palette has; beyond them a picture has three bytes a pixel


def painted(frame: Frame, shapes: Sequence[Shape], colours: dict[int | None, Colour]) -> tuple[bytes, bytes]:
    """Two PNG pictures: every pixel in the colour of its label, and of its object; higher z_order lies on top.

    Shapes of one label and group are one object.
    """
    palette = [BACKGROUND, *colours.values()]
    places = {label_id: place for place, label_id in enumerate(colours, start=1)}
    numbers = _object_numbers(shapes)
    labels = _Layer(frame, palette)
    objects = _Layer(frame, [object_colour(number) for number in range(max(numbers, default=0) + 1)])
    for shape, number in sorted(zip(shapes, numbers, strict=True), key=lambda pair: pair[0].z_order):
        labels.paint(shape, places[shape.label_id])
        objects.paint(shape, number)
    return labels.png(), objects.png()


def painted_alone(frame: Frame, shape: Shape) -> bytes:
    """A PNG picture of three channels with the shape in white."""
    layer = _Layer(frame, [BACKGROUND, WHITE], is_indexed=False)
    layer.paint(shape, 1)
    return layer.png()


def _object_numbers(shapes: Iterable[Shape]) -> list[int]:
    """For each shape the number of its object, from 1 on."""
    seen: dict[object, int] = {}
    return [
        seen.setdefault((shape.label_id, shape.group) if shape.group else object(), len(seen) + 1) for shape in shapes
    ]


class _Layer:
    """A picture in the making; colours are given by their place in the palette."""

    def __init__(self, frame: Frame, palette: list[Colour], is_indexed: bool = True) -> None:
        from PIL import Image

        self._frame, self._palette = frame, palette
        self._is_indexed = is_indexed and len(palette) <= INDEXED
        self._image = Image.new("P" if self._is_indexed else "RGB", (frame.width, frame.height))
        if self._is_indexed:
            self._image.putpalette([channel for colour in palette for channel in colour])

    def paint(self, shape: Shape, place: int) -> None:
        fill = place if self._is_indexed else self._palette[place]
        if shape.type == "rectangle" and not shape.rotation:
            self._image.paste(fill, pixel_box(shape.points, self._frame))
        else:
            self._stamp(shape, fill)

    def _stamp(self, shape: Shape, fill: int | Colour) -> None:
        from PIL import Image

        points = MASKS[shape.type](shape, self._frame)
        if points is not None:
            left, top, right, bottom = map(int, points[-4:])
            pixels = masks.pixels_of(points[:-4]).translate(_TO_WHITE)
            stencil = Image.frombytes("L", (right - left + 1, bottom - top + 1), pixels)
            self._image.paste(fill, (left, top), stencil)

    def png(self) -> bytes:
        file = io.BytesIO()
        self._image.save(file, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
        return file.getvalue()


_TO_WHITE = bytes((0, 255)) + bytes(254)


def pixel_box(points: Sequence[float], frame: Frame) -> tuple[int, int, int, int]:
    """The pixels of the frame whose centres lie in an upright rectangle, right and bottom not included."""
    left, top, right, bottom = points
    width, height = frame.width, frame.height
    start, upper = ceil(min(max(left, 0), width) - 0.5), ceil(min(max(top, 0), height) - 0.5)
    return start, upper, max(ceil(min(right, width) - 0.5), start), max(ceil(min(bottom, height) - 0.5), upper)


def _filled(outline: Sequence[float], frame: Frame) -> masks.Points | None:
    return filled(clipped_polygon(outline, frame.width, frame.height), frame.width, frame.height)


# shape type -> the pixels of the frame that it covers, as a mask
MASKS: dict[str, Callable[[Shape, Frame], masks.Points | None]] = {
    "polygon": lambda shape, frame: _filled(shape.points, frame),
    "rectangle": lambda shape, frame: _filled(corners(shape.points, shape.rotation), frame),
    "ellipse": lambda shape, frame: _filled(ellipse_outline(shape.points, shape.rotation), frame),
    "mask": lambda shape, frame: masks.on_picture(shape.points, frame.width, frame.height),
}
