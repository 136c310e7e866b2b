"""Calls of functions for one frame, whose answer is shown and not stored; runs over whole tasks are in `runs`."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

import msgspec

from prelabel.domain.actor import Actor
from prelabel.domain.shapes import Annotations
from prelabel.errors import InvalidInput
from prelabel.runs import mapping as mappings
from prelabel.runs.convert import convert
from prelabel.services import access
from prelabel.services.annotations import Target
from prelabel.services.functions import FunctionService, FunctionView
from prelabel.services.media import MediaFiles
from prelabel.store.queries import frames as stored_frames
from prelabel.store.queries import labels as stored_labels
from prelabel.store.session import Database


@dataclass(frozen=True)
class Call:
    """A detector on one frame, numbered as in the task."""

    target: Target
    frame: int
    threshold: float | None = None
    mapping: dict[str, Any] | None = None
    conv_mask_to_poly: bool = False


class LambdaService:
    def __init__(self, database: Database, media: MediaFiles, functions: FunctionService) -> None:
        self._database = database
        self._media = media
        self._functions = functions
