"""Issues of jobs, and the comments on them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from prelabel.api.cvat.list_filters import CommentFilter, IssueFilter
from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Listed
from prelabel.api.cvat.schemas.issues import (
    CommentPatch,
    CommentRead,
    CommentWrite,
    IssuePatch,
    IssueRead,
    IssueWrite,
)
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep

router = Router(tags=["issues"])


@router.get("/issues")
def list_issues(
    services: ServicesDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[IssueFilter, Depends()]
) -> Listed[IssueRead]:
    """The issues of jobs that the caller may see, newest first."""
    return paging.listed(services.issues.list(actor, paging.window(wanted)), IssueRead.of)


@router.post("/issues", status_code=201)
def create_issue(services: ServicesDep, actor: ActorDep, body: IssueWrite) -> IssueRead:
    """Object to a place on a frame; the message becomes the first comment."""
    return IssueRead.of(services.issues.create(actor, body.to_domain()))


@router.get("/issues/{issue_id}")
def retrieve_issue(services: ServicesDep, actor: ActorDep, issue_id: int) -> IssueRead:
    return IssueRead.of(services.issues.get(actor, issue_id))


@router.patch("/issues/{issue_id}")
def update_issue(services: ServicesDep, actor: ActorDep, issue_id: int, body: IssuePatch) -> IssueRead:
    """Resolve, reopen, move or assign an issue."""
    return IssueRead.of(services.issues.update(actor, issue_id, body.values()))


@router.delete("/issues/{issue_id}", status_code=204)
def delete_issue(services: ServicesDep, actor: ActorDep, issue_id: int) -> None:
    services.issues.delete(actor, issue_id)


@router.get("/comments")
def list_comments(
    services: ServicesDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[CommentFilter, Depends()]
) -> Listed[CommentRead]:
    """Comments on issues that the caller may see."""
    return paging.listed(services.comments.list(actor, paging.window(wanted)), CommentRead.of)


@router.post("/comments", status_code=201)
def create_comment(services: ServicesDep, actor: ActorDep, body: CommentWrite) -> CommentRead:
    return CommentRead.of(services.comments.create(actor, body.issue, body.message))


@router.get("/comments/{comment_id}")
def retrieve_comment(services: ServicesDep, actor: ActorDep, comment_id: int) -> CommentRead:
    return CommentRead.of(services.comments.get(actor, comment_id))


@router.patch("/comments/{comment_id}")
def update_comment(services: ServicesDep, actor: ActorDep, comment_id: int, body: CommentPatch) -> CommentRead:
    return CommentRead.of(services.comments.update(actor, comment_id, body.message))


@router.delete("/comments/{comment_id}", status_code=204)
def delete_comment(services: ServicesDep, actor: ActorDep, comment_id: int) -> None:
    services.comments.delete(actor, comment_id)
