"""Reads frames and hands them to the function, so that it always has the next one; results are dealt with elsewhere."""

from __future__ import annotations

import binascii
import logging
import queue
import threading
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from prelabel.domain.frames import Frame
from prelabel.errors import FunctionError, PrelabelError

log = logging.getLogger(__name__)


class FunctionPort(Protocol):
    """The function: `capacity` workers, and a future of the response's body for each event's body."""

    @property
    def capacity(self) -> int: ...

    def submit(self, body: bytes) -> Future[bytes]: ...


class FrameSource(Protocol):
    """The frames still to do (without deleted and finished ones), and the bytes that the function gets of each."""

    def frames(self) -> Iterable[Frame]: ...

    def read(self, frame: Frame) -> bytes: ...


@dataclass(frozen=True)
class Answer:
    """What came back for a frame: the response's body, or why there is none."""

    frame: Frame
    body: bytes = b""
    error: Exception | None = None


def request(picture: bytes, threshold: float | None) -> bytes:
    """The body of an event as CVAT sends it to a detector."""
    encoded = binascii.b2a_base64(picture, newline=False)
    asked = b"" if threshold is None else b', "threshold": %s' % repr(threshold).encode()
    return b"".join((b'{"image": "', encoded, b'"', asked, b"}"))


class Feeder:
    """A thread that keeps `capacity` + 1 invocations in flight and has read the frame after them.

    `answers` yields in the order of completion; None means that it is worth looking at `finished`.
    """

    def __init__(self, source: FrameSource, function: FunctionPort, threshold: float | None) -> None:
        self.answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._source = source
        self._function = function
        self._threshold = threshold
        self._slots = threading.Semaphore(function.capacity + 1)
        self._in_flight: set[Future[bytes]] = set()
        self._fed = 0
        self._ended = False
        self._failure: BaseException | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._feed_all, name="run-feeder", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread; invocations that wait for a worker are called off, running ones are left to end alone."""
        self._stopping.set()
        self._slots.release()
        self._thread.join()
        for future in tuple(self._in_flight):
            future.cancel()

    def finished(self, received: int) -> bool:
        """Whether every frame has its answer; raises what made the list of frames end early."""
        if not self._ended or received < self._fed:
            return False
        if self._failure is not None:
            raise self._failure
        return True

    def _feed_all(self) -> None:
        try:
            for frame in self._source.frames():
                self._feed(frame)
                if self._stopping.is_set():
                    break
        except BaseException as error:  # carried to the thread that runs the pipeline
            self._failure = error
        finally:
            self._ended = True
            self.answers.put(None)

    def _feed(self, frame: Frame) -> None:
        self._fed += 1
        try:
            body = request(self._source.read(frame), self._threshold)
        except Exception as error:
            log.info("frame %d cannot be read", frame.number, exc_info=not isinstance(error, PrelabelError))
            self.answers.put(Answer(frame, error=error))
            return
        self._slots.acquire()
        if self._stopping.is_set():
            return
        try:
            future = self._function.submit(body)
        except FunctionError as error:
            self._slots.release()
            self.answers.put(Answer(frame, error=error))
            return
        self._in_flight.add(future)
        future.add_done_callback(lambda done: self._answered(frame, done))

    def _answered(self, frame: Frame, done: Future[bytes]) -> None:
        self._in_flight.discard(done)
        self._slots.release()
        try:
            self.answers.put(Answer(frame, done.result()))
        except Exception as error:
            self.answers.put(Answer(frame, error=error))
