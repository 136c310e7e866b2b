"""The pipeline over small stand-ins: every frame once, faults kept to their frame, cancel, threshold."""

from __future__ import annotations

import base64
import threading
from typing import Any

import pytest

from prelabel.domain.function import ModelLabel
from prelabel.domain.labels import Label
from prelabel.errors import HandlerFailed, NoWorkerFree, StartFailed
from prelabel.runs.feeder import request
from prelabel.runs.mapping import match
from prelabel.runs.pipeline import Pipeline, RunOptions, Summary
from tests.unit.runs.fakes import Pictures, Results, function

MAPPING = match([ModelLabel(name="nut", type="rectangle")], [Label(id=1, name="nut")])
NUT = {"label": "nut", "type": "rectangle", "points": [1, 2, 30, 40], "confidence": "0.8"}


def number_of(body: dict[str, Any]) -> int:
    return int(base64.b64decode(body["image"]))


def run(handler: Any, source: Pictures, sink: Results, capacity: int = 2, **options: Any) -> Summary:
    with function(handler, capacity) as port:
        return Pipeline(source, port, sink, RunOptions(MAPPING, **options)).run()


def test_every_frame_is_written_once_in_small_batches() -> None:
    sink = Results()
    summary = run(lambda _: [NUT], Pictures(100), sink)
    assert sink.frames == list(range(100))
    assert max(map(len, sink.batches)) <= 32
    assert (summary.tally.frames, summary.tally.predictions, summary.tally.kept) == (100, 100, {"nut": 100})
    assert summary.tally.gives_confidence
    assert not summary.cancelled


def test_workers_are_busy_and_one_more_waits() -> None:
    everybody = threading.Barrier(3, timeout=10)

    def handler(_: dict[str, Any]) -> list[Any]:
        everybody.wait()  # passes only when three events are handled at the same time
        return []

    with function(handler, capacity=3) as port:
        Pipeline(Pictures(30), port, Results(), RunOptions(MAPPING)).run()
        assert port.most_in_flight == 4


def test_a_frame_that_fails_costs_only_itself() -> None:
    def handler(body: dict[str, Any]) -> Any:
        match number_of(body):
            case 3:
                raise HandlerFailed("ValueError: boom")
            case 4:
                return b"<html>"
            case 5:
                return {"error": "no"}
            case 6:
                raise NoWorkerFree
            case _:
                return [NUT]

    sink = Results()
    summary = run(handler, Pictures(10, unreadable=[8]), sink)
    failed = {failed.frame: failed.reason for failed in summary.tally.failed}
    assert sink.frames == list(range(10))
    assert sorted(failed) == [3, 4, 5, 6, 8]
    assert failed[3] == "ValueError: boom"
    assert "not JSON" in failed[4]
    assert '{"error": "no"}' in failed[5]
    assert failed[6] == "No worker became free in time."
    assert failed[8] == "FileNotFoundError: 8.jpg"
    assert summary.tally.kept == {"nut": 5}


def test_a_function_that_can_never_work_ends_the_run() -> None:
    def handler(body: dict[str, Any]) -> Any:
        if number_of(body) >= 5:
            raise StartFailed("no module named cv2")
        return [NUT]

    sink = Results()
    with pytest.raises(StartFailed, match="cv2"):
        run(handler, Pictures(1000), sink, capacity=1)
    assert sink.frames == list(range(5))


def test_cancel_is_seen_between_frames() -> None:
    asked = iter(range(10_000))
    sink = Results(cancel=lambda: next(asked) >= 5)
    summary = run(lambda _: [NUT], Pictures(1000), sink)
    assert summary.cancelled
    assert len(sink.frames) == summary.tally.frames <= 6


def test_a_cancelled_run_does_not_wait_for_a_stuck_function() -> None:
    release = threading.Event()
    with function(lambda _: release.wait(10) and [], capacity=1) as port:
        summary = Pipeline(Pictures(50), port, Results(cancel=lambda: True), RunOptions(MAPPING)).run()
        release.set()
    assert (summary.cancelled, summary.tally.frames) == (True, 0)


def test_no_frames_is_a_finished_run() -> None:
    summary = run(lambda _: [NUT], Pictures(0), Results())
    assert summary.tally.frames == 0
    assert summary.tally.gives_confidence is None


def test_faults_of_the_ports_are_raised() -> None:
    class Broken(Pictures):
        def frames(self) -> Any:
            yield from super().frames()
            raise OSError("database is gone")

    sink = Results()
    with pytest.raises(OSError, match="database is gone"):
        run(lambda _: [NUT], Broken(3), sink)
    assert sink.frames == [0, 1, 2]


@pytest.mark.parametrize(
    ("threshold", "gives_confidence", "sent", "kept"),
    [
        (None, None, None, 1),
        (None, True, None, 1),
        (0.0, True, None, 1),
        (0.9, None, 0.9, 0),
        (0.5, False, 0.5, 1),
        (0.5, True, 0.05, 1),
        (0.9, True, 0.05, 0),
        (0.01, True, 0.01, 1),
    ],
)
def test_what_the_function_is_asked_for_and_what_is_kept(
    threshold: float | None, gives_confidence: bool | None, sent: float | None, kept: int
) -> None:
    sink = Results()
    with function(lambda _: [NUT]) as port:
        options = RunOptions(MAPPING, threshold, gives_confidence=gives_confidence)
        summary = Pipeline(Pictures(1), port, sink, options).run()
        assert port.bodies[0].get("threshold") == sent
    assert summary.tally.kept.get("nut", 0) == kept
    assert len(sink.batches[0][0].predictions) == 1


def test_the_request_is_cvats() -> None:
    assert request(b"\xff\xd8", 0.25) == b'{"image": "/9g=", "threshold": 0.25}'
    assert request(b"", None) == b'{"image": ""}'
