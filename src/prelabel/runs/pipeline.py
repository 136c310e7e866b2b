"""Streams frames through a function: read, invoke, convert, write; knows no database, no task and no HTTP."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Mapping as Mapped
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from prelabel.domain.frames import Frame
from prelabel.domain.predictions import Predictions
from prelabel.domain.region import Region
from prelabel.errors import BadResponse, PrelabelError, StartFailed
from prelabel.runs.convert import convert
from prelabel.runs.detections import decode
from prelabel.runs.feeder import Answer, Feeder, FrameSource, FunctionPort
from prelabel.runs.mapping import Mapping
from prelabel.runs.tally import FailedFrame, Tally, total

__all__ = ["FrameResult", "FrameSource", "FunctionPort", "Pipeline", "RunOptions", "Sink", "Summary"]

BATCH_FRAMES = 32
BATCH_SECONDS = 0.5
LOWEST_THRESHOLD = 0.05  # what a function that gives confidences is asked for; the person's is applied here
REASON_LENGTH = 4000

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FrameResult:
    """What became of one frame. `kept` are the predictions that become annotations; a failed frame has an `error`."""

    frame: Frame
    predictions: Predictions
    kept: Predictions
    tally: Tally
    error: str = ""


class Sink(Protocol):
    """Takes results in batches, in the order in which they come, and says when a person has cancelled the run.

    `cancelled` is asked after each frame; it is meant to be cheap.
    """

    def write(self, results: Sequence[FrameResult]) -> None: ...

    def cancelled(self) -> bool: ...


@dataclass(frozen=True)
class RunOptions:
    """What a person asked of a run. `gives_confidence` is what earlier runs of this version have shown.

    `thresholds` are of single labels, by the task's name; the function is shown only the `region` of each picture.
    """

    mapping: Mapping
    threshold: float | None = None
    conv_mask_to_poly: bool = False
    gives_confidence: bool | None = None
    thresholds: Mapped[str, float] = field(default_factory=dict)
    region: Region | None = None

    @property
    def sent_threshold(self) -> float | None:
        """What the function is told: nothing if the person gave none, little if the person's is applied here."""
        lowest = min([self.threshold or 0.0, *self.thresholds.values()])
        if not lowest:
            return None
        return min(lowest, LOWEST_THRESHOLD) if self.gives_confidence else lowest


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
        self._feeder = Feeder(source, function, options.sent_threshold)
        self._options = options
        self._batch = _Batch(sink)
        self._sink = sink

    def run(self) -> Summary:
        started = time.perf_counter()
        self._feeder.start()
        try:
            cancelled = self._work()
        finally:
            self._feeder.stop()
            self._batch.flush()
        return Summary(self._batch.tally, time.perf_counter() - started, cancelled)

    def _work(self) -> bool:
        """Deal with answers until there are no more, or until the run is cancelled (then true)."""
        received = 0
        while not self._feeder.finished(received):
            answer = self._next()
            if answer is not None:
                received += 1
                self._batch.add(self._result(answer))
            self._batch.flush_if_due()
            if self._sink.cancelled():
                return True
        return False

    def _next(self) -> Answer | None:
        try:
            return self._feeder.answers.get(timeout=BATCH_SECONDS)
        except queue.Empty:
            return None

    def _result(self, answer: Answer) -> FrameResult:
        if isinstance(answer.error, StartFailed):
            raise answer.error
        if answer.error is not None:
            return _failed(answer.frame, answer.error)
        try:
            items = decode(answer.body)
        except BadResponse as error:
            return _failed(answer.frame, error)
        region = self._options.region
        converted = convert(
            answer.frame if region is None else region.part(answer.frame),
            items,
            self._options.mapping,
            threshold=self._options.threshold,
            conv_mask_to_poly=self._options.conv_mask_to_poly,
            thresholds=self._options.thresholds,
        )
        predictions, kept = converted.predictions, converted.kept
        if region is not None:
            predictions, kept = region.predictions(predictions), region.predictions(kept)
        return FrameResult(answer.frame, predictions, kept, converted.tally)


class _Batch:
    """Results that wait to be written: not many, and not for long."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._results: list[FrameResult] = []
        self._due = 0.0
        self.tally = Tally()

    def add(self, result: FrameResult) -> None:
        if not self._results:
            self._due = time.monotonic() + BATCH_SECONDS
        self._results.append(result)

    def flush_if_due(self) -> None:
        if len(self._results) >= BATCH_FRAMES or (self._results and time.monotonic() >= self._due):
            self.flush()

    def flush(self) -> None:
        if not self._results:
            return
        results, self._results = self._results, []
        self._sink.write(results)
        self.tally = total((self.tally, *(result.tally for result in results)))


def _failed(frame: Frame, error: Exception) -> FrameResult:
    reason = error.message if isinstance(error, PrelabelError) else f"{type(error).__name__}: {error}"
    failed = FailedFrame(frame.number, frame.name, reason[-REASON_LENGTH:])
    return FrameResult(frame, Predictions(), Predictions(), Tally(frames=1, failed=(failed,)), failed.reason)
