"""Addresses that tasks and jobs share: `/tasks/7/annotations` and `/jobs/12/annotations` differ in their noun."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query

from prelabel.errors import InvalidInput
from prelabel.services.annotations import Target


async def _target(noun: Literal["tasks", "jobs"], object_id: int) -> Target:
    return Target(task_id=object_id) if noun == "tasks" else Target(job_id=object_id)


async def _local(location: Annotated[str, Query(description="Only `local`.")] = "local") -> str:
    if location != "local":
        raise InvalidInput("Exports can only be downloaded; use “local”.", field="location")
    return location


LocalDep = Annotated[str, Depends(_local)]
TargetDep = Annotated[Target, Depends(_target)]
