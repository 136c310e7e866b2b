"""Options that are remembered for the tasks of one owner and one function, so that nobody sets them twice."""

from __future__ import annotations

from typing import Any

from prelabel.domain.actor import Actor
from prelabel.services import access
from prelabel.services.catalogue import Catalogue
from prelabel.store.session import Database
from prelabel.store.tables.presets import RunPreset
from prelabel.store.tables.tasks import Task


class PresetService:
    """A task says whose preset it is: its owner's. Without one it is the actor's."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue

    def get(self, actor: Actor, function: str, task_id: int | None) -> dict[str, Any]:
        """The options, none if there is no preset yet."""
        self._catalogue.get(actor, function)
        with self._database.read() as session:
            task = access.task_of(session, actor, task_id) if task_id is not None else None
            found = session.get(RunPreset, (_owner(actor, task), function))
            return found.options if found is not None else {}

    def put(self, actor: Actor, function: str, task_id: int | None, options: dict[str, Any]) -> None:
        """Remember these in the place of others; a task's preset is for those who may change the task."""
        self._catalogue.get(actor, function)
        with self._database.write() as session:
            task = access.owned_task(session, actor, task_id) if task_id is not None else None
            session.merge(RunPreset(owner_id=_owner(actor, task), function=function, options=options))


def _owner(actor: Actor, task: Task | None) -> int:
    return actor.id if task is None or task.owner_id is None else task.owner_id
