"""Projects: making, listing, changing and removing them; their tasks are the task service's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, literal, select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.labels import Label
from prelabel.errors import InvalidInput, NotFound
from prelabel.services import access
from prelabel.services import labels as label_changes
from prelabel.services.annotations import Target
from prelabel.services.labels import LabelChange
from prelabel.services.listing import Fields, Page, Window, person
from prelabel.services.media import MediaFiles
from prelabel.services.uploads import UploadService
from prelabel.store.queries.labels import Owner
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.projects import Project
from prelabel.store.tables.tasks import Task
from prelabel.store.tables.users import User

FIELDS = Fields(
    {
        "id": Project.id,
        "name": Project.name,
        "status": literal("annotation"),
        "tracker_link": Project.bug_tracker,
        "created_date": Project.created_date,
        "updated_date": Project.updated_date,
        "owner": person(Project.owner_id),
        "assignee": person(Project.assignee_id),
    },
    searched=("name", "owner", "assignee"),
)


@dataclass(frozen=True)
class ProjectView:
    """A project with what a list of projects shows of it; `subsets` are those of its tasks."""

    project: Project
    owner: User | None
    assignee: User | None
    tasks: int
    subsets: tuple[str, ...]


@dataclass(frozen=True)
class NewProject:
    name: str
    labels: tuple[Label, ...] = ()
    bug_tracker: str = ""
    assignee_id: int | None = None


class ProjectService:
    def __init__(self, database: Database, media: MediaFiles, uploads: UploadService) -> None:
        self._database = database
        self._media = media
        self._uploads = uploads

    def create(self, actor: Actor, new: NewProject) -> ProjectView:
        """Make an empty project; labels may come later."""
        if not new.name.strip():
            raise InvalidInput("A project needs a name.", field="name")
        with self._database.write() as session:
            access.check_user(session, new.assignee_id)
            project = Project(
                name=new.name, owner_id=actor.id, assignee_id=new.assignee_id, bug_tracker=new.bug_tracker
            )
            session.add(project)
            session.flush()
            label_changes.create(session, Owner(project_id=project.id), new.labels)
            return _views(session, [project])[0]

    def get(self, actor: Actor, project_id: int) -> ProjectView:
        with self._database.read() as session:
            return _views(session, [access.project_of(session, actor, project_id)])[0]

    def list(self, actor: Actor, window: Window) -> Page[ProjectView]:
        """The actor's projects."""
        conditions = [access.visible_projects(actor), *FIELDS.conditions(window)]
        query = select(Project).where(*conditions).order_by(FIELDS.order(window))
        with self._database.read() as session:
            count = session.scalar(select(func.count(Project.id)).where(*conditions)) or 0
            projects = session.scalars(query.offset(window.offset).limit(window.limit)).all()
            return Page(_views(session, projects), count)

    def update(
        self, actor: Actor, project_id: int, values: dict[str, Any], labels: Sequence[LabelChange]
    ) -> ProjectView:
        """Change plain fields of a project, and its labels."""
        with self._database.write() as session:
            project = access.owned_project(session, actor, project_id)
            access.check_user(session, values.get("assignee_id"))
            for name, value in values.items():
                setattr(project, name, value)
            label_changes.change(session, Owner(project_id=project_id), labels)
            project.updated_date = now()
            return _views(session, [project])[0]

    def delete(self, actor: Actor, project_id: int) -> None:
        """Remove a project with all its tasks."""
        with self._database.write() as session:
            access.owned_project(session, actor, project_id)
            tasks = list(session.scalars(select(Task.id).where(Task.project_id == project_id)))
            session.execute(delete(Project).where(Project.id == project_id))
        for task_id in tasks:
            self._media.remove_task(task_id)
            self._uploads.discard_of("task", task_id)
        self._uploads.discard_of("project", project_id)

    def forget(self, project_ids: Sequence[int]) -> None:
        """Remove projects that background work has made and could not finish; their tasks have been."""
        with self._database.write() as session:
            session.execute(delete(Project).where(Project.id.in_(project_ids)))

    def cover(self, actor: Actor, project_id: int) -> Target:
        """The task whose first picture stands for the project."""
        with self._database.read() as session:
            access.project_of(session, actor, project_id)
            first = select(Task.id).where(Task.project_id == project_id, Task.size > 0, access.visible_tasks(actor))
            task_id = session.scalar(first.order_by(Task.id).limit(1))
        if task_id is None:
            raise NotFound(f"Project #{project_id} has no pictures yet.")
        return Target(task_id=task_id)


def _views(session: Session, projects: Sequence[Project]) -> list[ProjectView]:
    """Projects with their people and tasks, in two queries whatever their number."""
    people = {user_id for project in projects for user_id in (project.owner_id, project.assignee_id) if user_id}
    users = {user.id: user for user in session.scalars(select(User).where(User.id.in_(people)))}
    counts: dict[int | None, dict[str, int]] = defaultdict(dict)
    query = select(Task.project_id, Task.subset, func.count()).group_by(Task.project_id, Task.subset)
    for project_id, subset, count in session.execute(
        query.where(Task.project_id.in_([project.id for project in projects]))
    ):
        counts[project_id][subset] = count
    return [
        ProjectView(
            project,
            users.get(project.owner_id or 0),
            users.get(project.assignee_id or 0),
            sum(counts[project.id].values()),
            tuple(sorted(subset for subset in counts[project.id] if subset)),
        )
        for project in projects
    ]
