"""Files on their way in: whole (multipart) or in pieces (tus), kept until the request that wants them has used them."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from prelabel.domain.actor import Actor
from prelabel.errors import BadArchive, Conflict, InvalidInput, NotFound
from prelabel.services.access import check_own
from prelabel.services.rights import OWN_UPLOAD
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.requests import Upload

UNKNOWN = "There is no such upload."
ABANDONED = timedelta(days=7)


@dataclass(frozen=True)
class Staged:
    """A file that has come whole: its name as the client gave it, and where its bytes lie."""

    id: str
    name: str
    path: Path


class UploadService:
    """Keeps uploads below `folder`, each under an id; `target` says what they are for (`task:7:data`)."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def add(self, actor: Actor, target: str, files: Iterable[tuple[str, BinaryIO]]) -> None:
        """Keep whole files."""
        named = [(clean_name(name), content) for name, content in files]
        self._folder.mkdir(parents=True, exist_ok=True)
        rows = []
        for name, content in named:
            upload_id = uuid.uuid4().hex
            with self._path(upload_id).open("wb") as out:
                shutil.copyfileobj(content, out, 1 << 20)
                length = out.tell()
            rows.append(_row(actor, target, upload_id, name, length))
        with self._database.write() as session:
            if rows:
                session.execute(insert(Upload), rows)

    def begin(self, actor: Actor, target: str, name: str, length: int) -> str:
        """Make room for a file that comes in pieces; answers its id."""
        upload_id = uuid.uuid4().hex
        row = _row(actor, target, upload_id, clean_name(name), length)
        self._forget_abandoned()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._path(upload_id).touch()
        with self._database.write() as session:
            session.execute(insert(Upload), [row])
        return upload_id

    def offset(self, actor: Actor, target: str, upload_id: str) -> tuple[int, int]:
        """How many bytes have come, and how many there will be."""
        upload = self._own(actor, target, upload_id)
        return self._path(upload_id).stat().st_size, upload.length

    def append(self, actor: Actor, target: str, upload_id: str, offset: int, piece: bytes) -> int:
        """Add a piece at `offset`, which must be where the last one ended (`Conflict`); the new offset."""
        upload = self._own(actor, target, upload_id)
        path = self._path(upload_id)
        here = path.stat().st_size
        if offset != here:
            raise Conflict(f"The next piece must begin at byte {here}, not {offset}.")
        if here + len(piece) > upload.length:
            raise InvalidInput(f"The piece goes beyond the announced {upload.length} bytes.", field="Upload-Length")
        with path.open("ab") as out:
            out.write(piece)
        return here + len(piece)

    def staged(self, owner_id: int, target: str) -> list[Staged]:
        """Somebody's files for a target, in the order in which they came; one that is not whole is refused by name."""
        query = select(Upload).where(_of(owner_id, target)).order_by(Upload.created_date, Upload.filename)
        with self._database.read() as session:
            uploads = session.scalars(query).all()
        for upload in uploads:
            if self._path(upload.id).stat().st_size != upload.length:
                raise InvalidInput(f"“{upload.filename}” has not come whole; upload it again.", field="client_files")
        return [Staged(upload.id, upload.filename, self._path(upload.id)) for upload in uploads]

    def claim(self, actor: Actor, target: str, upload_id: str) -> str:
        """Take one file away from what it was uploaded for, so that another upload leaves it alone, and none is used
        twice; its new target."""
        if not any(staged.id == upload_id for staged in self.staged(actor.id, target)):
            raise NotFound("There is no such upload; upload the file again.")
        claimed = f"claimed:{upload_id}"
        with self._database.write() as session:
            session.execute(update(Upload).where(Upload.id == upload_id).values(target=claimed))
        return claimed

    def claimed(self, owner_id: int, target: str) -> Staged:
        """The one file that was claimed (`NotFound` when its work has been done already)."""
        for staged in self.staged(owner_id, target):
            return staged
        raise NotFound("The uploaded file is gone; upload it again.")

    def discard(self, owner_id: int, target: str) -> None:
        """Remove somebody's files for a target."""
        self._remove(_of(owner_id, target))

    def discard_of(self, noun: str, object_id: int) -> None:
        """Remove all files that are for something of this task, job or project."""
        self._remove(Upload.target.startswith(f"{noun}:{object_id}:"))

    def _remove(self, condition: ColumnElement[bool]) -> None:
        with self._database.write() as session:
            gone = list(session.scalars(delete(Upload).where(condition).returning(Upload.id)))
        for upload_id in gone:
            self._path(upload_id).unlink(missing_ok=True)

    def _forget_abandoned(self) -> None:
        self._remove(Upload.created_date < now() - ABANDONED)

    def _own(self, actor: Actor, target: str, upload_id: str) -> Upload:
        with self._database.read() as session:
            upload = session.get(Upload, upload_id)
        if upload is None or upload.target != target:
            raise NotFound(UNKNOWN)
        check_own(actor, OWN_UPLOAD, upload.owner_id, UNKNOWN)
        return upload

    def _path(self, upload_id: str) -> Path:
        return self._folder / upload_id


def clean_name(name: str) -> str:
    """The name under which a file is kept.

    The SDK sends absolute paths of the client's machine, of which only the last part counts; a relative path, as a
    dropped folder gives, is kept with `/`. One that climbs out is refused (`BadArchive` names it).
    """
    name = name.strip("\0")
    if PurePosixPath(name).is_absolute():
        name = PurePosixPath(name).name
    elif PureWindowsPath(name).drive or name.startswith("\\"):
        name = PureWindowsPath(name).name
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts:
        raise BadArchive(f"“{name}” is not a file name that can be kept.", field="client_files")
    return "/".join(parts)


def _of(owner_id: int, target: str) -> ColumnElement[bool]:
    return and_(Upload.target == target, Upload.owner_id == owner_id)


def _row(actor: Actor, target: str, upload_id: str, name: str, length: int) -> dict[str, object]:
    return {
        "id": upload_id,
        "owner_id": actor.id,
        "target": target,
        "filename": name,
        "length": length,
        "created_date": now(),
    }
