"""What `prelabel annotate` has found so far: one line per picture, so that a stopped run goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

import msgspec

from prelabel.domain.predictions import Predictions
from prelabel.errors import InvalidInput
from prelabel.runs.tally import Tally
from prelabel.services.picture_folder import PictureFile

FILE_NAME = "prelabel-annotate.jsonl"


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What the results depend on; another heading is another run."""

    model: str
    threshold: float | None
    labels: tuple[str, ...]
    version: int = 1


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one picture. `lasting` says that trying again is of no use while the file stays the same."""

    name: str
    size_bytes: int
    modified_ns: int
    width: int
    height: int
    found: Predictions
    tally: Tally
    lasting: bool = True


class Journal:
    """An append-only file of entries, found by picture; a later entry of a picture replaces an earlier one.

    A context manager: the file is open between its start and end.
    """

    def __init__(self, file: Path, heading: Heading, *, restart: bool) -> None:
        """Raises `InvalidInput` when the file belongs to a run of another model, threshold or choice of labels."""
        self._places: dict[str, int] = {}
        self._states: dict[str, tuple[int, int, bool]] = {}
        if restart:
            file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file.open("a+b")
        try:
            self._open(heading)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def left(self, pictures: Iterable[PictureFile]) -> tuple[PictureFile, ...]:
        """The pictures without a lasting outcome, or changed since they had one."""
        return tuple(
            picture
            for picture in pictures
            if self._states.get(picture.name) != (picture.size_bytes, picture.modified_ns, True)
        )

    def entry(self, name: str) -> Entry | None:
        """The last outcome of a picture."""
        place = self._places.get(name)
        if place is None:
            return None
        self._file.seek(place)
        return msgspec.json.decode(self._file.readline(), type=Entry)

    def add(self, entries: Iterable[Entry]) -> None:
        """Note outcomes; they are on the disk when this returns, as far as a killed process is concerned."""
        for entry in entries:
            self._note(entry, self._append(msgspec.json.encode(entry)))
        self._file.flush()

    def _open(self, heading: Heading) -> None:
        self._file.seek(0)
        first = self._file.readline()
        if not first.endswith(b"\n"):
            self._file.truncate(0)
            self._append(msgspec.json.encode(heading))
        elif first != msgspec.json.encode(heading) + b"\n":
            folder = Path(self._file.name).parent
            raise InvalidInput(
                f"{folder} holds the results of another model, threshold or choice of labels. "
                "Choose another --out, or begin anew with --restart.",
                field="out",
            )
        else:
            self._read()

    def _read(self) -> None:
        """Find all entries; the last line is cut off when a crash has left it half-written."""
        place = self._file.tell()
        while line := self._file.readline():
            try:
                self._note(msgspec.json.decode(line, type=Entry), place)
            except msgspec.DecodeError:
                self._file.truncate(place)
                return
            place = self._file.tell()

    def _append(self, line: bytes) -> int:
        place = self._file.seek(0, 2)
        self._file.write(line + b"\n")
        return place

    def _note(self, entry: Entry, place: int) -> None:
        self._places[entry.name] = place
        self._states[entry.name] = (entry.size_bytes, entry.modified_ns, entry.lasting)
