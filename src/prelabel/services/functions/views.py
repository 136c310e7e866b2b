"""What the outside learns of a function: a frozen picture of its record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from prelabel.domain.function import FunctionSpec, FunctionState
from prelabel.functions.config import FunctionConfig, parse_mapping
from prelabel.functions.model_card import read_model_card
from prelabel.store.tables.functions import FunctionRow, FunctionVersionRow


@dataclass(frozen=True)
class FunctionView:
    """A function. `state` and `message` are of its newest version.

    `spec`, `version` (a number from 1) and `gives_confidence` are of the version that answers calls, or of the newest
    one while none does; `gives_confidence` is None until a run has seen it answer.
    """

    name: str
    project: str
    spec: FunctionSpec
    config: FunctionConfig
    state: FunctionState
    message: str
    http_port: int
    workers: int
    version: int
    newest_version: int
    serving: bool
    gives_confidence: bool | None
    created_at: datetime
    updated_at: datetime


def view_of(row: FunctionRow) -> FunctionView:
    newest = row.versions[-1]
    version = serving_version(row) or newest
    config = parse_mapping(newest.config)
    return FunctionView(
        name=row.name,
        project=row.project,
        spec=read_model_card(parse_mapping(version.config))[0],
        config=config,
        state=FunctionState(row.state),
        message=row.message,
        http_port=row.port,
        workers=config.trigger.workers,
        version=version.number,
        newest_version=newest.number,
        serving=row.serving_id is not None,
        gives_confidence=version.gives_confidence,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def serving_version(row: FunctionRow) -> FunctionVersionRow | None:
    return next((version for version in row.versions if version.id == row.serving_id), None)
