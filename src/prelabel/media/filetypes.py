"""The types of picture files that are taken: how each is recognised and opened; not what is done with the picture."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from prelabel.errors import BadPicture, PrelabelError
from prelabel.media import completeness

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile


@dataclass(frozen=True)
class FileType:
    """A type of picture file.

    `plain_modes` are Pillow's modes that every reader (browser, OpenCV, Pillow) shows alike. `is_whole` tells cheaply
    whether a file has its end; None where only decoding can tell.
    """

    name: str
    extension: str
    mime: str
    starts: tuple[bytes, ...]
    plain_modes: frozenset[str] = frozenset()
    is_whole: Callable[[bytes], bool] | None = None

    def open(self, data: bytes) -> ImageFile:
        """Read the header. `Image.open` would do, but warns of large pictures; our limit is a setting."""
        plugin = importlib.import_module(f"PIL.{self.name}ImagePlugin")
        image: ImageFile = getattr(plugin, f"{self.name}ImageFile")(BytesIO(data))
        return image


JPEG = FileType("Jpeg", "jpg", "image/jpeg", (b"\xff\xd8\xff",), frozenset({"L", "RGB"}), completeness.jpeg)
PNG = FileType("Png", "png", "image/png", (b"\x89PNG\r\n\x1a\n",), frozenset({"1", "L", "P", "RGB"}), completeness.png)
WEBP = FileType("WebP", "webp", "image/webp", (b"RIFF",), frozenset({"RGB"}), completeness.webp)
BMP = FileType("Bmp", "bmp", "image/bmp", (b"BM",))
TIFF = FileType("Tiff", "tif", "image/tiff", (b"II\x2a\0", b"MM\0\x2a", b"II\x2b\0", b"MM\0\x2b"))
GIF = FileType("Gif", "gif", "image/gif", (b"GIF87a", b"GIF89a"))

FILE_TYPES = (JPEG, PNG, WEBP, BMP, TIFF, GIF)
ACCEPTED = "JPEG, PNG, WebP, BMP, TIFF or GIF"
# What lies beside pictures in folders and archives: their labels, and notes.
COMPANIONS = frozenset(
    {
        *("txt", "md", "rst", "html", "log", "csv", "tsv", "json", "jsonl", "xml", "yaml", "yml", "toml", "ini", "cfg"),
        *("names", "data", "py", "npy", "npz"),
    }
)


def recognised(data: bytes, name: str) -> FileType:
    """The type of a file by its first bytes, whatever its name says (`BadPicture` names the file)."""
    if not data:
        raise BadPicture(f"“{name}” is empty.")
    for file_type in FILE_TYPES:
        if data.startswith(file_type.starts):
            return file_type
    raise BadPicture(f"“{name}” is not a picture; {ACCEPTED} are taken.")


def is_companion(name: str) -> bool:
    """Whether a file's name says that it is none of the pictures, but something that belongs to them."""
    return name.rpartition(".")[2].lower() in COMPANIONS


def mime_of(name: str) -> str:
    """The media type of a picture by the extension of its key or name."""
    extension = name.rpartition(".")[2].lower()
    return next((kind.mime for kind in FILE_TYPES if kind.extension == extension), "application/octet-stream")


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn whatever a decoder throws at broken bytes into `BadPicture` that names the file."""
    try:
        yield
    except PrelabelError:
        raise
    except Exception as error:  # decoders raise what the broken bytes lead them to: OSError, SyntaxError, ValueError…
        raise BadPicture(f"“{name}” is damaged and cannot be read ({error}).") from error
