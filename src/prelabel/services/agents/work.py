"""What goes through a queue: orders to agents, their results, and who takes the results of batch work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
from sqlalchemy.orm import Session

from prelabel.domain.shapes import Annotations

INTERACTIVE, BATCH = "interactive", "batch"
CATEGORIES = (INTERACTIVE, BATCH)


@dataclass(frozen=True)
class Order:
    """One annotation request: `params` in the agent protocol's words. `agent` is the only one that can do it, if any.

    With a `run_id` it is batch work, whose end concerns the run and nobody who waits.
    """

    function_id: int
    task_id: int
    params: dict[str, Any]
    run_id: str | None = None
    agent: str = ""

    @property
    def category(self) -> str:
        return INTERACTIVE if self.run_id is None else BATCH


@dataclass(frozen=True)
class Assigned:
    """An order that an agent has been given."""

    id: str
    params: dict[str, Any]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent has found, as it sends it. Which fields there are depends on the type of the order."""

    agent_id: str
    annotations: Annotations | None = None
    shapes: list[Any] | None = None
    states: list[str] | None = None


class BatchWork(Protocol):
    """What becomes of runs; called in the queue's transactions."""

    def began(self, session: Session, run_id: str) -> None: ...

    def progressed(self, session: Session, run_id: str, progress: float) -> None: ...

    def completed(self, session: Session, run_id: str, found: Annotations) -> None: ...

    def failed(self, session: Session, run_id: str, reason: str) -> None: ...
