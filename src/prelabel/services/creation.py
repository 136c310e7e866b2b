"""Gives a task its data: takes files from their source to the intake, in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import Conflict
from prelabel.media.filetypes import is_companion
from prelabel.services import access
from prelabel.services.intake import DataOptions, Intake
from prelabel.services.requests import Outcome, Report, RequestService, Work
from prelabel.services.sources import NamedFile, SourceFiles, Sources
from prelabel.services.uploads import UploadService
from prelabel.store.session import Database
from prelabel.store.tables.requests import Request
from prelabel.store.tables.tasks import Task

NAMED = 5  # files that were left out, in a message


def data_target(task_id: int) -> str:
    """What uploads of a task's pictures are for."""
    return f"task:{task_id}:data"


class CreationService:
    def __init__(
        self,
        database: Database,
        intake: Intake,
        sources: SourceFiles,
        uploads: UploadService,
        requests: RequestService,
    ) -> None:
        self._database = database
        self._intake = intake
        self._sources = sources
        self._uploads = uploads
        self._requests = requests
        requests.register("create:task", self._perform)

    def open(self, actor: Actor, task_id: int) -> str:
        """Check that the task may still be given data; answers what its uploads are for."""
        with self._database.read() as session:
            _empty_task(session, actor, task_id)
        if self._requests.is_under_way("create", "task", task_id):
            raise Conflict(f"Task #{task_id} is being given its data already.")
        return data_target(task_id)

    def start(self, actor: Actor, task_id: int, options: DataOptions, sources: Sources | None = None) -> str:
        """Make frames of files, by default of those that were uploaded, in the background; the request's id."""
        sources = sources or Sources()
        self._sources.check(actor.id, self.open(actor, task_id), sources)
        work = Work("create", "task", task_id, options={"data": asdict(options), "sources": asdict(sources)})
        return self._requests.start(actor, work)

    def request_of(self, actor: Actor, task_id: int) -> Request | None:
        """The last request that was to give the task its data, if there is one that has not been forgotten yet."""
        query = select(Request).where(Request.action == "create", Request.task_id == task_id)
        with self._database.read() as session:
            access.task_of(session, actor, task_id)
            return session.scalar(query.order_by(Request.created_date.desc()).limit(1))

    def _perform(self, request: Request, report: Report) -> Outcome:
        assert request.task_id is not None
        if self._is_done(request.task_id):
            return Outcome(made_id=request.task_id)
        options = msgspec.convert(request.options["data"], DataOptions)
        sources = msgspec.convert(request.options["sources"], Sources)
        owner_id, target = self._requests.owner(request).id, data_target(request.task_id)
        try:
            with self._sources.opened(owner_id, target, sources) as given, self._intake.unpacked(given) as files:
                pictures, left_out = _parted(files)
                order = tuple(name for name in options.upload_file_order if name not in left_out)
                self._intake.fill(request.task_id, pictures, replace(options, upload_file_order=order), report)
        finally:
            self._uploads.discard(owner_id, target)
        return Outcome(made_id=request.task_id, message=_said(left_out))

    def _is_done(self, task_id: int) -> bool:
        """Whether a server that died then had come to the end."""
        with self._database.read() as session:
            task = session.get(Task, task_id)
            return task is not None and task.size > 0


def _parted(files: Sequence[NamedFile]) -> tuple[Sequence[NamedFile], list[str]]:
    """The pictures, and the names of files beside them, as CVAT parts them; without any picture, all are to be ones."""
    pictures = [file for file in files if not is_companion(file[0])]
    left_out = [name for name, _ in files if is_companion(name)]
    return (pictures, left_out) if pictures else (files, [])


def _said(left_out: Sequence[str]) -> str:
    if not left_out:
        return ""
    named = ", ".join(left_out[:NAMED]) + (", …" if len(left_out) > NAMED else "")
    files = "1 file is no picture and was" if len(left_out) == 1 else f"{len(left_out)} files are no pictures and were"
    return f"{files} left out: {named}"


def _empty_task(session: Session, actor: Actor, task_id: int) -> Task:
    task = access.owned_task(session, actor, task_id)
    if task.size:
        raise Conflict(f"Task #{task_id} has its data already.")
    return task
