"""Tells what a picture's bytes hold, how large it is and whether it is whole; decodes only where it must."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prelabel.errors import BadPicture
from prelabel.media.filetypes import JPEG, PNG, FileType, reading, recognised
from prelabel.media.orientation import SIDEWAYS, UPRIGHT, orientation

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile


@dataclass(frozen=True)
class Picture:
    """What a file holds; `width` and `height` are pixels of the upright picture.

    `needs_copy` says that not every reader shows the file right, so `pictures.shown` must make a copy that all do.
    """

    width: int
    height: int
    file_type: FileType
    needs_copy: bool

    @property
    def mime(self) -> str:
        return self.file_type.mime

    @property
    def extension(self) -> str:
        """The extension for the file itself, without a dot."""
        return self.file_type.extension

    @property
    def shown_extension(self) -> str:
        """The extension for the copy that `pictures.shown` makes."""
        return JPEG.extension if self.file_type is JPEG else PNG.extension


def probe(data: bytes, name: str, max_pixels: int) -> Picture:
    """What the bytes are; `BadPicture` names the file when they are no picture, cut off or larger than `max_pixels`."""
    file_type = recognised(data, name)
    with reading(name):
        image = file_type.open(data)
        width, height = image.size
        if width * height > max_pixels:
            raise BadPicture(f"“{name}” has {width} x {height} pixels; at most {max_pixels} pixels are taken.")
        turn = orientation(image, file_type, data)
        needs_copy = turn != UPRIGHT or not _is_plain(image, file_type)
        if file_type.is_whole is None or not file_type.is_whole(data):
            image.load()
    if turn in SIDEWAYS:
        width, height = height, width
    return Picture(width, height, file_type, needs_copy)


def _is_plain(image: ImageFile, file_type: FileType) -> bool:
    """Whether browser, OpenCV and Pillow show the pixels alike, orientation aside."""
    moves = getattr(image, "is_animated", False)
    return image.mode in file_type.plain_modes and "transparency" not in image.info and not moves
