"""EXIF orientation: how a camera was held, and how to turn its pictures upright."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from prelabel.media.completeness import png_chunks
from prelabel.media.filetypes import PNG, TIFF, FileType

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

UPRIGHT = 1
SIDEWAYS = frozenset({5, 6, 7, 8})
_ORIENTATION_TAG = 274
_BYTE_ORDERS = {b"II": "<", b"MM": ">"}


def orientation(image: ImageFile, file_type: FileType, data: bytes) -> int:
    """The EXIF orientation, 1..8, of an opened picture; 1 where there is none or it is damaged."""
    if file_type is TIFF:
        return UPRIGHT  # Pillow turns TIFF itself
    if file_type is PNG:  # Pillow sees a chunk behind the pixels only after decoding them
        return exif_orientation(next((bytes(body) for kind, body in png_chunks(data) if kind == b"eXIf"), b""))
    return exif_orientation(image.info.get("exif", b""))


def exif_orientation(exif: bytes) -> int:
    """The orientation in an EXIF block: one entry of its first directory."""
    block = exif.removeprefix(b"Exif\0\0")
    order = _BYTE_ORDERS.get(block[:2])
    if order is None:
        return UPRIGHT
    try:
        (directory,) = struct.unpack_from(order + "I", block, 4)
        (entries,) = struct.unpack_from(order + "H", block, directory)
        for index in range(entries):
            tag, _, _, value = struct.unpack_from(order + "HHIH", block, directory + 2 + 12 * index)
            if tag == _ORIENTATION_TAG:
                return value if 1 <= value <= 8 else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def turned(image: Image, value: int) -> Image:
    """The picture turned and mirrored so that an orientation of `value` becomes upright."""
    from PIL.Image import Transpose

    steps = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(steps[value]) if value in steps else image
