"""Bodies about projects."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from prelabel.api.cvat.schemas.base import Body, Link, Person, Storage, WebAddress, moment
from prelabel.api.cvat.schemas.labels import LabelWrite
from prelabel.services.projects import NewProject, ProjectView


class TasksSummary(BaseModel):
    count: int
    url: str


class ProjectRead(BaseModel):
    url: str
    id: int
    name: str
    owner: Person | None
    assignee: Person | None
    guide_id: int | None = None
    bug_tracker: str
    task_subsets: list[str]
    created_date: str | None
    updated_date: str | None
    status: str = "annotation"
    dimension: str | None
    organization: int | None = None
    organization_id: int | None = None
    target_storage: Storage | None = None
    source_storage: Storage | None = None
    tasks: TasksSummary
    labels: Link

    @classmethod
    def of(cls, view: ProjectView) -> ProjectRead:
        project = view.project
        return cls(
            url=f"/api/projects/{project.id}",
            id=project.id,
            name=project.name,
            owner=Person.of(view.owner),
            assignee=Person.of(view.assignee),
            bug_tracker=project.bug_tracker,
            task_subsets=list(view.subsets),
            created_date=moment(project.created_date),
            updated_date=moment(project.updated_date),
            dimension="2d" if view.tasks else None,
            tasks=TasksSummary(count=view.tasks, url=f"/api/tasks?project_id={project.id}"),
            labels=Link(url=f"/api/labels?project_id={project.id}"),
        )


class ProjectWrite(Body):
    name: str = Field(max_length=256)
    labels: list[LabelWrite] = Field(default_factory=list)
    bug_tracker: WebAddress = ""
    assignee_id: int | None = None

    def to_domain(self) -> NewProject:
        return NewProject(
            name=self.name,
            labels=tuple(label.to_domain() for label in self.labels),
            bug_tracker=self.bug_tracker,
            assignee_id=self.assignee_id,
        )


class ProjectPatch(Body):
    name: str = Field("", max_length=256, min_length=1)
    labels: list[LabelWrite] = Field(default_factory=list)
    bug_tracker: WebAddress = ""
    assignee_id: int | None = None

    def values(self) -> dict[str, Any]:
        """The plain fields that the client has sent."""
        return self.model_dump(exclude_unset=True, exclude={"labels"})
