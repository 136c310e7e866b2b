"""Background work that a client polls: starting it, how far it is, and what came of it.

The row in `requests` is the truth; whatever performs the work (`Jobs`) only makes sure that it is performed, again
after a crash.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import Conflict, NotFound, PrelabelError
from prelabel.services.access import check_own
from prelabel.services.listing import Fields, Page, Window
from prelabel.services.rights import OWN_REQUEST
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.requests import Request
from prelabel.store.tables.users import User

KEPT = timedelta(days=7)
UNKNOWN = "There is no such request."
FIELDS = Fields(
    {
        "id": Request.id,
        "action": Request.action,
        "target": Request.target,
        "subresource": Request.subresource,
        "format": Request.format,
        "status": Request.state,
        "project_id": Request.project_id,
        "task_id": Request.task_id,
        "job_id": Request.job_id,
        "created_date": Request.created_date,
    }
)
log = logging.getLogger(__name__)


class Jobs(Protocol):
    """Performs work in the background, each piece under a key, and once more if the server died meanwhile."""

    def start(self, kind: str, key: str) -> None: ...

    def cancel(self, key: str) -> None: ...

    def stopping(self) -> bool: ...


class Interrupted(Exception):
    """The server is stopping; the work stays as it is, for the next one."""


@dataclass(frozen=True)
class Work:
    """What is to be done: the row of its request without its state."""

    action: str
    target: str
    task_id: int | None = None
    job_id: int | None = None
    subresource: str = ""
    format: str = ""
    options: dict[str, Any] | None = None
    project_id: int | None = None


@dataclass(frozen=True)
class RequestView:
    request: Request
    owner: User | None


@dataclass(frozen=True)
class Result:
    """A file that a request made, and the name that a download of it should have."""

    file: Path
    name: str


@dataclass(frozen=True)
class Outcome:
    """What a piece of work has come to: a file or a thing, if it made one, and what its owner should know."""

    result: Result | None = None
    message: str = ""
    made_id: int | None = None


class Report(Protocol):
    """Tells how far a piece of work is, from 0 to 1."""

    def __call__(self, progress: float) -> None: ...


Handler = Callable[[Request, Report], Outcome]


class RequestService:
    """Keeps the requests. `results` is the folder for the files that they make."""

    def __init__(self, database: Database, jobs: Jobs, results: Path) -> None:
        self._database = database
        self._jobs = jobs
        self._results = results
        self._handlers: dict[str, Handler] = {}

    def register(self, kind: str, handler: Handler) -> None:
        """Name who performs a kind of work, `action:target:subresource`, as `export:task:dataset` or `create:task`.

        A handler may be called again after a crash.
        """
        self._handlers[kind] = handler

    def start(self, actor: Actor, work: Work) -> str:
        """Note the work and have it done; answers the request's id."""
        with self._database.write() as session:
            session.execute(delete(Request).where(Request.finished_date < now() - KEPT))
            request = Request(
                id=str(uuid.uuid4()),
                owner_id=actor.id,
                action=work.action,
                target=work.target,
                subresource=work.subresource,
                project_id=work.project_id,
                task_id=work.task_id,
                job_id=work.job_id,
                format=work.format,
                options=work.options or {},
            )
            session.add(request)
        self._jobs.start("request", request.id)
        return request.id

    def running(self, actor: Actor, work: Work) -> str | None:
        """The id of the same work of the same actor, if it is queued or under way."""
        query = select(Request).where(
            Request.owner_id == actor.id,
            Request.state.in_(("queued", "started")),
            Request.action == work.action,
            Request.target == work.target,
            Request.subresource == work.subresource,
            Request.project_id == work.project_id,
            Request.task_id == work.task_id,
            Request.job_id == work.job_id,
            Request.format == work.format,
        )
        with self._database.read() as session:
            return next((one.id for one in session.scalars(query) if one.options == (work.options or {})), None)

    def is_under_way(self, action: str, target: str, task_id: int) -> bool:
        """Whether anybody's work of this kind on a task is queued or under way."""
        query = select(Request.id).where(Request.task_id == task_id, Request.action == action, Request.target == target)
        with self._database.read() as session:
            return session.scalar(query.where(Request.state.in_(("queued", "started"))).limit(1)) is not None

    def perform(self, request_id: str) -> None:
        """Do the work of a request; its end, good or bad, is noted in its row and nothing is raised."""
        with self._database.write() as session:
            request = session.get(Request, request_id)
            if request is None or request.state in ("finished", "failed"):
                return
            request.state, request.started_date = "started", now()
        try:
            outcome = self._handlers[_kind(request)](request, self._reporter(request_id))
        except PrelabelError as error:
            self._end(request_id, "failed", error.message)
        except Exception as error:
            log.exception("request %s (%s) failed", request_id, _kind(request))
            self._end(request_id, "failed", f"{type(error).__name__}: {error}")
        else:
            self._end(request_id, "finished", outcome.message, outcome)

    def get(self, actor: Actor, request_id: str) -> RequestView:
        with self._database.read() as session:
            request = self._own(session, actor, request_id)
            return RequestView(request, session.get(User, request.owner_id))

    def list(self, actor: Actor, window: Window) -> Page[RequestView]:
        """The actor's own requests."""
        conditions = [Request.owner_id == actor.id, *FIELDS.conditions(window)]
        query = select(Request, User).join(User, User.id == Request.owner_id).where(*conditions)
        with self._database.read() as session:
            count = session.scalar(select(func.count(Request.id)).where(*conditions)) or 0
            part = query.order_by(FIELDS.order(window)).offset(window.offset).limit(window.limit)
            return Page([RequestView(request, user) for request, user in session.execute(part)], count)

    def cancel(self, actor: Actor, request_id: str) -> None:
        """Take back a request that has not begun."""
        with self._database.write() as session:
            request = self._own(session, actor, request_id)
            if request.state != "queued":
                raise Conflict(f"The request is {request.state}; only a queued one can be cancelled.")
            session.delete(request)
        self._jobs.cancel(request_id)

    def result(self, actor: Actor, request_id: str) -> Result:
        """The file that a finished request made."""
        request = self.get(actor, request_id).request
        file = self._results / request.result_file
        if not request.result_file or not file.exists():
            raise NotFound("The request has no file, or it has run out; start it again.")
        return Result(file, request.result_name)

    def owner(self, request: Request) -> Actor:
        """Who has asked for the work."""
        with self._database.read() as session:
            user = session.get_one(User, request.owner_id)
        return Actor(user.id, user.username, user.role)

    def remember(self, request: Request, **facts: Any) -> None:
        """Keep facts with the request's options, for the handler that goes on after a crash."""
        with self._database.write() as session:
            session.get_one(Request, request.id).options = {**request.options, **facts}

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """A folder of one's own for making a result; it is gone afterwards."""
        self._results.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._results, prefix="making-") as folder:
            yield Path(folder)

    def keep(self, request: Request, made: Path, name: str) -> Result:
        """Move a made file to where downloads find it."""
        kept = self._results / f"{request.id}{made.suffix}"
        shutil.move(made, kept)
        return Result(kept, name)

    def _reporter(self, request_id: str) -> Report:
        def report(progress: float) -> None:
            with self._database.write() as session:
                session.get_one(Request, request_id).progress = progress

        return report

    def _end(self, request_id: str, state: str, message: str, outcome: Outcome | None = None) -> None:
        if self._jobs.stopping():
            return
        with self._database.write() as session:
            request = session.get(Request, request_id)
            if request is None:
                return
            request.state, request.message, request.finished_date = state, message, now()
            if outcome is not None:
                request.result_id = outcome.made_id
            if outcome is not None and outcome.result is not None:
                request.result_file, request.result_name = outcome.result.file.name, outcome.result.name

    def _own(self, session: Session, actor: Actor, request_id: str) -> Request:
        request = session.get(Request, request_id)
        if request is None:
            raise NotFound(UNKNOWN)
        check_own(actor, OWN_REQUEST, request.owner_id, UNKNOWN)
        return request


def _kind(request: Request) -> str:
    return ":".join(part for part in (request.action, request.target, request.subresource) if part)
