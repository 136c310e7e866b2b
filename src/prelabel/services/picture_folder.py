"""The pictures of a folder on this machine as the frames of a run; nothing is copied and no database is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from prelabel.domain.frames import Frame
from prelabel.errors import BadPicture, InvalidInput, PrelabelError
from prelabel.media.order import natural_key
from prelabel.media.pictures import shown
from prelabel.media.probe import probe

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif"})


@dataclass(frozen=True)
class PictureFile:
    """A picture by its path inside the folder, with `/`; size and time tell whether it has changed."""

    number: int
    name: str
    path: Path
    size_bytes: int
    modified_ns: int


def pictures_in(folder: Path, skip: Path) -> tuple[PictureFile, ...]:
    """All pictures below a folder in natural order, without hidden ones and without what is in `skip`."""
    if not folder.is_dir():
        raise InvalidInput(f"{folder} is not a folder.", field="folder")
    names = sorted((path.relative_to(folder).as_posix() for path in _files(folder, skip.resolve())), key=natural_key)
    if not names:
        raise InvalidInput(f"There are no pictures in {folder}.", field="folder")
    return tuple(_picture(number, name, folder / name) for number, name in enumerate(names))


def _files(folder: Path, skip: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in ENDINGS and not hidden and not path.resolve().is_relative_to(skip) and path.is_file():
            yield path


def _picture(number: int, name: str, path: Path) -> PictureFile:
    about = path.stat()
    return PictureFile(number, name, path, about.st_size, about.st_mtime_ns)


class FolderFrames:
    """The frames of these pictures, each read once: for its size, and a moment later for the function."""

    def __init__(self, pictures: Iterable[PictureFile], max_pixels: int) -> None:
        self._pictures = pictures
        self._max_pixels = max_pixels
        self._number = -1
        self._content: bytes | PrelabelError = b""

    def frames(self) -> Iterator[Frame]:
        """A picture that cannot be read is a frame without a size; `read` then raises why."""
        for picture in self._pictures:
            self._number = picture.number
            try:
                yield self._frame(picture)
            except PrelabelError as error:
                self._content = error
                yield Frame(number=picture.number, name=picture.name, width=0, height=0)

    def read(self, frame: Frame) -> bytes:
        """The upright picture of the frame that `frames` has yielded last."""
        assert frame.number == self._number, "frames are read in their order"
        if isinstance(self._content, PrelabelError):
            raise self._content
        return self._content

    def _frame(self, picture: PictureFile) -> Frame:
        try:
            content = picture.path.read_bytes()
        except OSError as error:
            raise BadPicture(f"“{picture.name}” cannot be read: {error.strerror}.") from error
        found = probe(content, picture.name, self._max_pixels)
        self._content = shown(content, picture.name) if found.needs_copy else content
        return Frame(number=picture.number, name=picture.name, width=found.width, height=found.height)
