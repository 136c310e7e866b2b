"""Bodies about issues and comments."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from prelabel.api.cvat.schemas.base import Body, Person, moment
from prelabel.services.issues import IssueView, NewIssue
from prelabel.store.tables.issues import Comment
from prelabel.store.tables.users import User


class CommentsSummary(BaseModel):
    count: int
    url: str


class IssueRead(BaseModel):
    id: int
    frame: int
    position: list[float]
    job: int
    owner: Person | None
    assignee: Person | None
    created_date: str | None
    updated_date: str | None
    resolved: bool
    comments: CommentsSummary

    @classmethod
    def of(cls, view: IssueView) -> IssueRead:
        issue = view.issue
        return cls(
            id=issue.id,
            frame=issue.frame,
            position=issue.position,
            job=issue.job_id,
            owner=Person.of(view.owner),
            assignee=Person.of(view.assignee),
            created_date=moment(issue.created_date),
            updated_date=moment(issue.updated_date),
            resolved=issue.resolved,
            comments=CommentsSummary(count=view.comments, url=f"/api/comments?issue_id={issue.id}"),
        )


class IssueWrite(Body):
    job: int
    frame: int
    position: list[float]
    message: str
    assignee: int | None = None
    resolved: bool = False

    def to_domain(self) -> NewIssue:
        return NewIssue(self.job, self.frame, tuple(self.position), self.message, self.assignee, self.resolved)


class IssuePatch(Body):
    position: list[float] = Field(default_factory=list, min_length=2)
    assignee: int | None = None
    resolved: bool = False

    def values(self) -> dict[str, Any]:
        """The fields that the client has sent, as columns."""
        values = self.model_dump(exclude_unset=True)
        return {"assignee_id" if name == "assignee" else name: value for name, value in values.items()}


class CommentRead(BaseModel):
    id: int
    issue: int
    owner: Person | None
    message: str
    created_date: str | None
    updated_date: str | None

    @classmethod
    def of(cls, found: tuple[Comment, User | None]) -> CommentRead:
        comment, owner = found
        return cls(
            id=comment.id,
            issue=comment.issue_id,
            owner=Person.of(owner),
            message=comment.message,
            created_date=moment(comment.created_date),
            updated_date=moment(comment.updated_date),
        )


class CommentWrite(Body):
    issue: int
    message: str


class CommentPatch(Body):
    message: str
