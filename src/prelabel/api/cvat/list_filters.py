"""The simple filters of each list, as CVAT's clients know them: what is given, a field must be equal to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TaskFilter:
    name: str | None = None
    project_id: int | None = None
    project_name: str | None = None
    owner: str | None = None
    assignee: str | None = None
    status: str | None = None
    subset: str | None = None
    mode: str | None = None
    dimension: str | None = None
    media_type: str | None = None
    tracker_link: str | None = None
    validation_mode: str | None = None


@dataclass(frozen=True)
class JobFilter:
    task_id: int | None = None
    task_name: str | None = None
    project_id: int | None = None
    project_name: str | None = None
    assignee: str | None = None
    stage: str | None = None
    state: str | None = None
    type: str | None = None
    mode: str | None = None
    dimension: str | None = None
    media_type: str | None = None
    parent_job_id: int | None = None


@dataclass(frozen=True)
class ProjectFilter:
    name: str | None = None
    owner: str | None = None
    assignee: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class LabelFilter:
    name: str | None = None
    color: str | None = None
    type: str | None = None
    parent: str | None = None
    parent_id: int | None = None


@dataclass(frozen=True)
class IssueFilter:
    job_id: int | None = None
    task_id: int | None = None
    frame_id: int | None = None
    owner: str | None = None
    assignee: str | None = None
    resolved: bool | None = None


@dataclass(frozen=True)
class CommentFilter:
    issue_id: int | None = None
    job_id: int | None = None
    frame_id: int | None = None
    owner: str | None = None


@dataclass(frozen=True)
class UserFilter:
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    is_active: bool | None = None


@dataclass(frozen=True)
class RequestFilter:
    action: str | None = None
    target: str | None = None
    subresource: str | None = None
    format: str | None = None
    status: str | None = None
    project_id: int | None = None
    task_id: int | None = None
    job_id: int | None = None


@dataclass(frozen=True)
class TokenFilter:
    name: str | None = None
    read_only: bool | None = None
