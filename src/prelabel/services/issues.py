"""Issues of jobs: what reviewers object to, seen and answered by everybody who may see the job."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import InvalidInput, NotAllowed, NotFound
from prelabel.services import access
from prelabel.services.listing import Fields, Page, Window, person
from prelabel.services.rights import DELETE_ISSUE, OWN_COMMENT
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.issues import Comment, Issue
from prelabel.store.tables.tasks import Job, Task
from prelabel.store.tables.users import User

_SAID = select(func.aggregate_strings(Comment.message, " ")).where(Comment.issue_id == Issue.id).scalar_subquery()
FIELDS = Fields(
    {
        "id": Issue.id,
        "job_id": Issue.job_id,
        "task_id": Job.task_id,
        "frame_id": Issue.frame,
        "resolved": Issue.resolved,
        "created_date": Issue.created_date,
        "updated_date": Issue.updated_date,
        "message": _SAID,
        "owner": person(Issue.owner_id),
        "assignee": person(Issue.assignee_id),
    },
    searched=("owner", "assignee", "message"),
)
COMMENT_FIELDS = Fields(
    {
        "id": Comment.id,
        "issue_id": Comment.issue_id,
        "job_id": Issue.job_id,
        "frame_id": Issue.frame,
        "created_date": Comment.created_date,
        "updated_date": Comment.updated_date,
        "owner": person(Comment.owner_id),
    },
    searched=("owner",),
)
_COUNTS = (
    select(Issue.job_id, func.count()).where(Issue.job_id.in_(bindparam("jobs", expanding=True))).group_by(Issue.job_id)
)


@dataclass(frozen=True)
class NewIssue:
    job_id: int
    frame: int
    position: tuple[float, ...]
    message: str
    assignee_id: int | None = None
    resolved: bool = False


@dataclass(frozen=True)
class IssueView:
    issue: Issue
    owner: User | None
    assignee: User | None
    comments: int


class IssueService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, actor: Actor, new: NewIssue) -> IssueView:
        """Object to a place on a frame; the message is the first comment."""
        _check_position(new.position)
        _check_message(new.message)
        with self._database.write() as session:
            job, _ = access.job_of(session, actor, new.job_id)
            if not job.start_frame <= new.frame <= job.stop_frame:
                raise InvalidInput(f"{new.frame} is not a frame of job #{job.id}.", field="frame")
            access.check_user(session, new.assignee_id)
            issue = Issue(
                job_id=job.id,
                frame=new.frame,
                position=list(new.position),
                owner_id=actor.id,
                assignee_id=new.assignee_id,
                resolved=new.resolved,
            )
            session.add(issue)
            session.flush()
            session.add(Comment(issue_id=issue.id, owner_id=actor.id, message=new.message))
            session.flush()
            return _view(session, issue)

    def get(self, actor: Actor, issue_id: int) -> IssueView:
        with self._database.read() as session:
            return _view(session, issue_of(session, actor, issue_id))

    def list(self, actor: Actor, window: Window) -> Page[IssueView]:
        """The issues of jobs that the actor may see."""
        query = _visible(actor).where(*FIELDS.conditions(window))
        with self._database.read() as session:
            count = session.scalar(select(func.count()).select_from(query.subquery())) or 0
            part = query.order_by(FIELDS.order(window)).offset(window.offset).limit(window.limit)
            return Page([_view(session, issue) for issue in session.scalars(part)], count)

    def update(self, actor: Actor, issue_id: int, values: dict[str, Any]) -> IssueView:
        """Resolve, reopen, move or assign an issue."""
        _check_position(values.get("position", (0, 0)))
        with self._database.write() as session:
            issue = issue_of(session, actor, issue_id)
            access.check_user(session, values.get("assignee_id"))
            for name, value in values.items():
                setattr(issue, name, value)
            issue.updated_date = now()
            return _view(session, issue)

    def delete(self, actor: Actor, issue_id: int) -> None:
        """Remove an issue with what was said; for those who raised it and those who own the task."""
        with self._database.write() as session:
            issue = issue_of(session, actor, issue_id)
            if session.scalar(_issues().where(Issue.id == issue_id, access.may(actor, DELETE_ISSUE))) is None:
                raise NotAllowed("An issue may be removed by who raised it and by those who may change the task.")
            session.delete(issue)


class CommentService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, actor: Actor, issue_id: int, message: str) -> tuple[Comment, User | None]:
        """Say something about an issue."""
        _check_message(message)
        with self._database.write() as session:
            issue = issue_of(session, actor, issue_id)
            issue.updated_date = now()
            comment = Comment(issue_id=issue_id, owner_id=actor.id, message=message)
            session.add(comment)
            session.flush()
            return comment, session.get(User, actor.id)

    def get(self, actor: Actor, comment_id: int) -> tuple[Comment, User | None]:
        with self._database.read() as session:
            comment = _comment(session, actor, comment_id)
            return comment, _user(session, comment.owner_id)

    def list(self, actor: Actor, window: Window) -> Page[tuple[Comment, User | None]]:
        """Comments on issues that the actor may see."""
        issues = _visible(actor).with_only_columns(Issue.id)
        conditions = [Comment.issue_id.in_(issues), *COMMENT_FIELDS.conditions(window)]
        query = select(Comment, User).join(Issue, Issue.id == Comment.issue_id)
        query = query.outerjoin(User, User.id == Comment.owner_id).where(*conditions)
        found = query.with_only_columns(Comment.id).subquery()
        with self._database.read() as session:
            count = session.scalar(select(func.count()).select_from(found)) or 0
            part = query.order_by(COMMENT_FIELDS.order(window)).offset(window.offset).limit(window.limit)
            return Page([(comment, user) for comment, user in session.execute(part)], count)

    def update(self, actor: Actor, comment_id: int, message: str) -> tuple[Comment, User | None]:
        """Change what one has said."""
        _check_message(message)
        with self._database.write() as session:
            comment = _own_comment(session, actor, comment_id)
            comment.message, comment.updated_date = message, now()
            return comment, _user(session, comment.owner_id)

    def delete(self, actor: Actor, comment_id: int) -> None:
        """Take back what one has said."""
        with self._database.write() as session:
            session.delete(_own_comment(session, actor, comment_id))


def issue_of(session: Session, actor: Actor, issue_id: int) -> Issue:
    """The issue, if the actor may see its job (`NotFound`)."""
    issue = session.scalar(_visible(actor).where(Issue.id == issue_id))
    if issue is None:
        raise NotFound(f"There is no issue #{issue_id}.")
    return issue


def counts(session: Session, job_ids: Iterable[int]) -> dict[int, int]:
    """How many issues jobs have; a job without any is left out."""
    return dict(session.execute(_COUNTS, {"jobs": list(job_ids)}).all())


def _issues() -> Select[Issue]:
    return select(Issue).join(Job, Job.id == Issue.job_id).join(Task, Task.id == Job.task_id)


def _visible(actor: Actor) -> Select[Issue]:
    return _issues().where(access.visible_jobs(actor))


def _comment(session: Session, actor: Actor, comment_id: int) -> Comment:
    comment = session.get(Comment, comment_id)
    try:
        if comment is not None:
            issue_of(session, actor, comment.issue_id)
            return comment
    except NotFound:
        pass
    raise NotFound(f"There is no comment #{comment_id}.")


def _own_comment(session: Session, actor: Actor, comment_id: int) -> Comment:
    comment = _comment(session, actor, comment_id)
    message = "A comment may be changed by who wrote it and by administrators."
    access.check_own(actor, OWN_COMMENT, comment.owner_id, message)
    return comment


def _check_position(position: Sequence[float]) -> None:
    if len(position) < 2 or len(position) % 2:
        raise InvalidInput("It must be pairs of x and y.", field="position")


def _check_message(message: str) -> None:
    if not message.strip():
        raise InvalidInput("Say what is wrong.", field="message")


def _user(session: Session, user_id: int | None) -> User | None:
    return session.get(User, user_id) if user_id is not None else None


def _view(session: Session, issue: Issue) -> IssueView:
    count = session.scalar(select(func.count(Comment.id)).where(Comment.issue_id == issue.id)) or 0
    return IssueView(issue, _user(session, issue.owner_id), _user(session, issue.assignee_id), count)
