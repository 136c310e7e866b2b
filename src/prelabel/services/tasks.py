"""Tasks and their jobs: making, listing, changing, removing, and counting what is drawn on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Integer, bindparam, case, cast, delete, func, or_, select
from sqlalchemy.orm import Session

from prelabel.domain import jobs as job_words
from prelabel.domain.actor import Actor
from prelabel.domain.labels import Label
from prelabel.errors import InvalidInput
from prelabel.services import access, issues, moving
from prelabel.services import labels as label_changes
from prelabel.services.labels import LabelChange
from prelabel.services.listing import DIMENSION, MEDIA_TYPE, NO_NUMBER, NO_TEXT, Fields, Named, Page, Window, person
from prelabel.services.media import MediaFiles
from prelabel.services.uploads import UploadService
from prelabel.store.queries import labels as stored_labels
from prelabel.store.queries.annotations import HOLDS_SOMETHING
from prelabel.store.session import Database
from prelabel.store.tables.annotations import FrameAnnotations
from prelabel.store.tables.base import now
from prelabel.store.tables.projects import Project
from prelabel.store.tables.tasks import Job, Task
from prelabel.store.tables.users import User

_PROJECT = Named(Task.project_id, Project.id, Project.name)
_JOBS = select(Job.id).where(Job.task_id == Task.id)
_OPEN = _JOBS.where(or_(Job.stage != "acceptance", Job.state != "completed"))
_STATUS = case(
    (_JOBS.exists() & ~_OPEN.exists(), "completed"),
    (_JOBS.where(Job.stage == "validation").exists(), "validation"),
    else_="annotation",
)
_OF_ANY = {"dimension": DIMENSION, "media_type": MEDIA_TYPE, "mode": Task.mode}
FIELDS = Fields(
    {
        **_OF_ANY,
        "id": Task.id,
        "name": Task.name,
        "status": _STATUS,
        "subset": Task.subset,
        "tracker_link": Task.bug_tracker,
        "project_id": Task.project_id,
        "project_name": _PROJECT,
        "validation_mode": NO_TEXT,
        "created_date": Task.created_date,
        "updated_date": Task.updated_date,
        "owner": person(Task.owner_id),
        "assignee": person(Task.assignee_id),
    },
    searched=("name", "owner", "assignee", "project_name", "subset", "tracker_link"),
)
JOB_FIELDS = Fields(
    {
        **_OF_ANY,
        "id": Job.id,
        "task_id": Job.task_id,
        "task_name": Task.name,
        "project_id": Task.project_id,
        "project_name": _PROJECT,
        "parent_job_id": NO_NUMBER,
        "stage": Job.stage,
        "state": Job.state,
        "type": Job.type,
        "created_date": Job.created_date,
        "updated_date": Job.updated_date,
        "assignee": person(Job.assignee_id),
    },
    searched=("task_name", "project_name", "assignee"),
)
_IDS: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)
_PEOPLE = select(User).where(User.id.in_(_IDS))
_JOB_COUNTS = (
    select(
        Job.task_id,
        func.count(),
        func.sum(cast((Job.stage == "acceptance") & (Job.state == "completed"), Integer)),
        func.sum(cast(Job.stage == "validation", Integer)),
    )
    .where(Job.task_id.in_(_IDS))
    .group_by(Job.task_id)
)
_ANNOTATED = (
    select(Job.task_id, func.count(FrameAnnotations.frame.distinct()))
    .join(FrameAnnotations, FrameAnnotations.job_id == Job.id)
    .where(Job.task_id.in_(_IDS), HOLDS_SOMETHING)
    .group_by(Job.task_id)
)


@dataclass(frozen=True)
class TaskView:
    """A task with what a list of tasks shows of it."""

    task: Task
    owner: User | None
    assignee: User | None
    jobs: int
    jobs_completed: int
    jobs_validated: int
    annotated_frames: int


@dataclass(frozen=True)
class JobView:
    job: Job
    task: Task
    assignee: User | None
    issues: int


@dataclass(frozen=True)
class NewTask:
    """A task to be made: with labels of its own, or in a project whose labels it has."""

    name: str
    labels: tuple[Label, ...] = ()
    project_id: int | None = None
    subset: str = ""
    bug_tracker: str = ""
    segment_size: int = 0
    overlap: int = 0
    assignee_id: int | None = None


@dataclass(frozen=True)
class LabelCount:
    label: Label
    by_source: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Statistics:
    """Objects of a task by label and source, and on each frame."""

    frames: int
    annotated_frames: int
    labels: tuple[LabelCount, ...]
    frame_objects: tuple[int, ...]


class TaskService:
    def __init__(self, database: Database, media: MediaFiles, uploads: UploadService) -> None:
        self._database = database
        self._media = media
        self._uploads = uploads

    def create(self, actor: Actor, new: NewTask) -> TaskView:
        """Make an empty task; it wants labels, a name, and sizes that are not negative."""
        if not new.name.strip():
            raise InvalidInput("A task needs a name.", field="name")
        if not new.labels and new.project_id is None:
            raise InvalidInput("A task needs at least one label, or a project that has labels.", field="labels")
        if new.labels and new.project_id is not None:
            raise InvalidInput("A task in a project has the project's labels and none of its own.", field="labels")
        if new.segment_size < 0:
            raise InvalidInput("A size cannot be negative.", field="segment_size")
        if new.overlap < 0 or (new.segment_size and new.overlap >= new.segment_size):
            raise InvalidInput("It must be 0 or more, and less than segment_size.", field="overlap")
        with self._database.write() as session:
            access.check_user(session, new.assignee_id)
            if new.project_id is not None:
                access.owned_project(session, actor, new.project_id).updated_date = now()
            task = Task(
                name=new.name,
                project_id=new.project_id,
                owner_id=actor.id,
                assignee_id=new.assignee_id,
                subset=new.subset,
                bug_tracker=new.bug_tracker,
                segment_size=new.segment_size,
                overlap=new.overlap,
            )
            session.add(task)
            session.flush()
            label_changes.create(session, stored_labels.Owner(task.id), new.labels)
            return _views(session, [task])[0]

    def get(self, actor: Actor, task_id: int) -> TaskView:
        with self._database.read() as session:
            return _views(session, [access.task_of(session, actor, task_id)])[0]

    def list(self, actor: Actor, window: Window) -> Page[TaskView]:
        """The actor's tasks."""
        conditions = [access.visible_tasks(actor), *FIELDS.conditions(window)]
        query = select(Task).where(*conditions).order_by(FIELDS.order(window))
        with self._database.read() as session:
            count = session.scalar(select(func.count(Task.id)).where(*conditions)) or 0
            tasks = session.scalars(query.offset(window.offset).limit(window.limit)).all()
            return Page(_views(session, tasks), count)

    def update(self, actor: Actor, task_id: int, values: dict[str, Any], labels: Sequence[LabelChange]) -> TaskView:
        """Change plain fields and labels of a task, and the project in which it is."""
        with self._database.write() as session:
            task = access.owned_task(session, actor, task_id)
            access.check_user(session, values.get("assignee_id"))
            moving.move(session, actor, task, values.get("project_id", task.project_id))
            for name, value in values.items():
                setattr(task, name, value)
            if labels and task.project_id is not None:
                raise InvalidInput(
                    f"The labels are those of project #{task.project_id}; change them there.", field="labels"
                )
            label_changes.change(session, stored_labels.owner_of(task), labels)
            task.updated_date = now()
            return _views(session, [task])[0]

    def delete(self, actor: Actor, task_id: int) -> None:
        """Remove a task, its annotations, its media and what was uploaded for it."""
        with self._database.write() as session:
            access.owned_task(session, actor, task_id)
            session.execute(delete(Task).where(Task.id == task_id))
        self._media.remove_task(task_id)
        self._uploads.discard_of("task", task_id)

    def forget(self, task_ids: Sequence[int]) -> None:
        """Remove tasks that background work has made and could not finish."""
        with self._database.write() as session:
            session.execute(delete(Task).where(Task.id.in_(task_ids)))
        for task_id in task_ids:
            self._media.remove_task(task_id)

    def statistics(self, actor: Actor, task_id: int) -> Statistics:
        """Count the objects of a task; reads the counts that each frame's row keeps, never the shapes."""
        with self._database.read() as session:
            task, jobs = access.jobs_of_task(session, actor, task_id)
            query = select(FrameAnnotations.frame, FrameAnnotations.counts)
            rows = session.execute(query.where(FrameAnnotations.job_id.in_([job.id for job in jobs]))).all()
            labels = stored_labels.of_task(session, task_id)
        totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        frame_objects = [0] * task.size
        for frame, counts in rows:
            for label, by_source in counts.items():
                for source, count in by_source.items():
                    totals[label][source] += count
                    frame_objects[frame] += count
        return Statistics(
            frames=task.size,
            annotated_frames=sum(map(bool, frame_objects)),
            labels=tuple(LabelCount(label, dict(totals[str(label.id)])) for label in labels),
            frame_objects=tuple(frame_objects),
        )


class JobService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, actor: Actor, job_id: int) -> JobView:
        with self._database.read() as session:
            job, task = access.job_of(session, actor, job_id)
            assignee = session.get(User, job.assignee_id) if job.assignee_id else None
            return JobView(job, task, assignee, issues.counts(session, [job_id]).get(job_id, 0))

    def list(self, actor: Actor, window: Window) -> Page[JobView]:
        """The actor's jobs."""
        conditions = [access.visible_jobs(actor), *JOB_FIELDS.conditions(window)]
        query = (
            select(Job, Task, User)
            .join(Task, Task.id == Job.task_id)
            .outerjoin(User, User.id == Job.assignee_id)
            .where(*conditions)
        )
        with self._database.read() as session:
            count = session.scalar(select(func.count()).select_from(query.with_only_columns(Job.id).subquery())) or 0
            query = query.order_by(JOB_FIELDS.order(window)).offset(window.offset).limit(window.limit)
            found = session.execute(query).all()
            raised = issues.counts(session, [job.id for job, _, _ in found])
            return Page([JobView(job, task, user, raised.get(job.id, 0)) for job, task, user in found], count)

    def update(self, actor: Actor, job_id: int, values: dict[str, Any]) -> JobView:
        """Change stage, state or assignee; another stage begins in the state `new` unless a state is given."""
        if "stage" in values:
            job_words.check_stage(values["stage"])
            values.setdefault("state", "new")
        if "state" in values:
            job_words.check_state(values["state"])
        with self._database.write() as session:
            job, _ = access.job_of(session, actor, job_id)
            if "assignee_id" in values:
                access.owned_task(session, actor, job.task_id)
                access.check_user(session, values["assignee_id"])
            for name, value in values.items():
                setattr(job, name, value)
            job.updated_date = now()
        return self.get(actor, job_id)


def _views(session: Session, tasks: Sequence[Task]) -> list[TaskView]:
    """Tasks with their people and counts, in three queries whatever their number."""
    ids = {"ids": [task.id for task in tasks]}
    people = {user_id for task in tasks for user_id in (task.owner_id, task.assignee_id) if user_id}
    users = {user.id: user for user in session.scalars(_PEOPLE, {"ids": list(people)})}
    jobs = {row[0]: row[1:] for row in session.execute(_JOB_COUNTS, ids)}
    annotated = dict(session.execute(_ANNOTATED, ids).all())
    return [
        TaskView(
            task,
            users.get(task.owner_id or 0),
            users.get(task.assignee_id or 0),
            *jobs.get(task.id, (0, 0, 0)),
            annotated.get(task.id, 0),
        )
        for task in tasks
    ]
