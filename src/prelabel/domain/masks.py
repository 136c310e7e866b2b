"""Masks as run lengths: CVAT's (row by row inside a box) and COCO's (column by column over the picture); no NumPy.

Pixels are bytes of 0 and 1. A mask's points are its runs, the first one counting zeros, then left, top, right, bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prelabel.errors import InvalidInput

Points = tuple[float, ...]
MAX_PIXELS = 2**30
LONGEST_COUNT_BITS = 60
_VALUES = (b"\0", b"\1")


def runs_of(pixels: bytes | bytearray) -> list[int]:
    """Run lengths of pixels, the first one counting zeros."""
    runs: list[int] = []
    position, value = 0, 0
    while position < len(pixels):
        end = pixels.find(_VALUES[1 - value], position)
        end = len(pixels) if end < 0 else end
        runs.append(end - position)
        position, value = end, 1 - value
    return runs


def pixels_of(runs: Iterable[float]) -> bytes:
    """The pixels that run lengths stand for."""
    return b"".join(_VALUES[index % 2] * int(run) for index, run in enumerate(runs))


def area(points: Sequence[float]) -> int:
    """How many pixels of a mask are set."""
    return int(sum(points[1:-4:2]))


def on_picture(points: Points, width: int, height: int) -> Points | None:
    """The part of a mask that lies on a picture of this size, or None when there is none."""
    left, top, right, bottom = map(int, points[-4:])
    box = max(left, 0), max(top, 0), min(right, width - 1), min(bottom, height - 1)
    if box == (left, top, right, bottom):
        return points
    if box[0] > box[2] or box[1] > box[3]:
        return None
    pixels = _pixels_in(points[:-4], right - left + 1, (box[0] - left, box[1] - top, box[2] - left, box[3] - top))
    return (*runs_of(pixels), *box) if 1 in pixels else None


def _pixels_in(runs: Sequence[float], stride: int, box: tuple[int, int, int, int]) -> bytearray:
    """The pixels in a box of a mask, whose rows are `stride` wide."""
    left, top, right, bottom = box
    width = right - left + 1
    pixels = bytearray(width * (bottom - top + 1))
    start = 0
    for index, run in enumerate(map(int, runs)):
        end = start + run
        for y in range(max(start // stride, top), min((end - 1) // stride, bottom) + 1) if index % 2 and run else ():
            begin, stop = max(start - y * stride, left) - left, min(end - y * stride, right + 1) - left
            if begin < stop:
                pixels[(y - top) * width + begin : (y - top) * width + stop] = b"\1" * (stop - begin)
        start = end
    return pixels


def to_columns(points: Sequence[float], width: int, height: int) -> list[int]:
    """A mask as COCO's run lengths over a picture of this size; what lies outside of the picture is cut off."""
    left, top, right, bottom = map(int, points[-4:])
    if (right - left + 1) * (bottom - top + 1) > MAX_PIXELS:
        raise InvalidInput(f"A mask of {right - left + 1}x{bottom - top + 1} pixels is too large to be drawn.")
    pixels, stride = pixels_of(points[:-4]), right - left + 1
    above, below = max(top, 0), min(bottom, height - 1)
    padding = (bytes(above), bytes(height - 1 - below))
    columns = [bytes(max(left, 0) * height)]
    for x in range(max(left, 0), min(right, width - 1) + 1):
        column = pixels[x - left :: stride][above - top : below - top + 1]
        columns += (padding[0], column, padding[1])
    columns.append(bytes((width - 1 - min(right, width - 1)) * height))
    return runs_of(b"".join(columns))


def from_columns(counts: Sequence[int], width: int, height: int) -> Points:
    """COCO's run lengths as a mask's points, cut to the box of its set pixels (`InvalidInput` when there are none)."""
    if sum(counts) != width * height or min(counts) < 0:
        raise InvalidInput(f"The mask has {sum(counts)} pixels; its picture of {width}x{height} has {width * height}.")
    left, top, right, bottom = _box(counts, height)
    pixels = pixels_of(counts)[left * height : (right + 1) * height]
    rows = b"".join(pixels[row::height] for row in range(top, bottom + 1))
    return *runs_of(rows), left, top, right, bottom


def _box(counts: Sequence[int], height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the set pixels, inclusive."""
    lefts, tops, rights, bottoms = [], [], [], []
    start = 0
    for index, count in enumerate(counts):
        end = start + count - 1
        if index % 2 and count:
            spans = start // height != end // height
            lefts.append(start // height)
            rights.append(end // height)
            tops.append(0 if spans else start % height)
            bottoms.append(height - 1 if spans else end % height)
        start += count
    if not lefts:
        raise InvalidInput("The mask is empty.")
    return min(lefts), min(tops), max(rights), max(bottoms)


def unpack_counts(text: str) -> list[int]:
    """COCO's compressed run lengths: base 32 from `0` on, six bits a character, differences from the third run on."""
    counts: list[int] = []
    value = shift = 0
    for character in text:
        code = ord(character) - 48
        if not 0 <= code < 64:
            raise InvalidInput(f"“{character}” cannot stand in a mask's run lengths.")
        if shift > LONGEST_COUNT_BITS:
            raise InvalidInput("A mask's run length has no end.")
        value |= (code & 31) << shift
        shift += 5
        if code & 32:
            continue
        if code & 16:
            value -= 1 << shift
        counts.append(value + counts[-2] if len(counts) > 2 else value)
        value = shift = 0
    return counts


def pack_counts(counts: Sequence[int]) -> str:
    """Run lengths as COCO's compressed text, which `unpack_counts` reads."""
    text: list[str] = []
    for index, count in enumerate(counts):
        value = count - counts[index - 2] if index > 2 else count
        more = True
        while more:
            code, value = value & 31, value >> 5
            more = value != (-1 if code & 16 else 0)
            text.append(chr(48 + (code | 32 if more else code)))
    return "".join(text)
