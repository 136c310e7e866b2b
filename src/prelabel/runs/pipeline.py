"""Streams frames through a function: read, invoke, convert, write; knows no database, no task and no HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from prelabel.domain.frames import Frame
from prelabel.domain.predictions import Predictions
from prelabel.runs.mapping import Mapping
from prelabel.runs.tally import Tally


@dataclass(frozen=True)
class FrameResult:
    """What became of one frame. `kept` are the predictions that become annotations; a failed frame has an `error`."""

    frame: Frame
    predictions: Predictions
    kept: Predictions
    tally: Tally
    error: str = ""


class FunctionPort(Protocol):
    """The function: `capacity` workers, and a future of the response's body for each event's body."""

    @property
    def capacity(self) -> int: ...

    def submit(self, body: bytes) -> Future[bytes]: ...


class FrameSource(Protocol):
    """The frames still to do (without deleted and finished ones), and the bytes that the function gets of each."""

    def frames(self) -> Iterable[Frame]: ...

    def read(self, frame: Frame) -> bytes: ...


class Sink(Protocol):
    """Takes results in batches, in the order in which they come, and says when a person has cancelled the run.

    `cancelled` is asked after each frame; it is meant to be cheap.
    """

    def write(self, results: Sequence[FrameResult]) -> None: ...

    def cancelled(self) -> bool: ...


@dataclass(frozen=True)
class RunOptions:
    """What a person asked of a run. `gives_confidence` is what earlier runs of this version have shown."""

    mapping: Mapping
    threshold: float | None = None
    conv_mask_to_poly: bool = False
    gives_confidence: bool | None = None


@dataclass(frozen=True)
class Summary:
    """How a run went. `tally.gives_confidence` is worth keeping with the function's version."""

    tally: Tally
    seconds: float
    cancelled: bool = False


class Pipeline:
    """One run. `run` returns when every frame has a result or the run is cancelled; by then all of it is written.

    A frame that fails is a result with an error. `StartFailed`, a function that can never work, is raised.
    """

    def __init__(self, source: FrameSource, function: FunctionPort, sink: Sink, options: RunOptions) -> None:
        self._source = source
        self._function = function
        self._sink = sink
        self._options = options

    def run(self) -> Summary:
        raise NotImplementedError
