"""Joins boxes of neighbouring frames into tracks, as a re-identification function says which of them are the same."""

from __future__ import annotations

import base64
import logging
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as StillBusy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import msgspec

from prelabel.domain.frames import Frame
from prelabel.domain.shapes import AttributeValue, Shape, Track, TrackedShape
from prelabel.errors import BadResponse, FunctionError, PrelabelError, StartFailed
from prelabel.runs.feeder import FunctionPort
from prelabel.runs.tally import FailedFrame

LOOK_SECONDS = 0.5
REASON_LENGTH = 4000
Path = list[Shape]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class BoxedFrame:
    """A frame and the rectangles on it."""

    frame: Frame
    boxes: tuple[Shape, ...]


@dataclass(frozen=True)
class ReidOptions:
    """What a person asked; the function is told only what was given."""

    threshold: float | None = None
    max_distance: int | None = None


class Pictures(Protocol):
    """The bytes that the function gets of a frame."""

    def read(self, frame: Frame) -> bytes: ...


class Watcher(Protocol):
    """Told of each frame that is compared with the one before it, and asked whether a person has cancelled."""

    def advanced(self, failed: FailedFrame | None) -> None: ...

    def cancelled(self) -> bool: ...


class Cancelled(Exception):
    """A person has ended the work."""


def event(
    pictures: tuple[bytes, bytes], boxes0: Sequence[Any], boxes1: Sequence[Any], options: ReidOptions
) -> dict[str, Any]:
    """The body of an event as CVAT sends it to a reid function."""
    given = {"threshold": options.threshold, "max_distance": options.max_distance}
    return {
        "image0": base64.b64encode(pictures[0]).decode(),
        "image1": base64.b64encode(pictures[1]).decode(),
        "boxes0": boxes0,
        "boxes1": boxes1,
        **{name: value for name, value in given.items() if value is not None},
    }


def matches(body: bytes, first: int, second: int) -> list[int]:
    """For each of the first boxes the place of the second one that it is, or -1 (`BadResponse`)."""
    try:
        found = msgspec.json.decode(body, type=list[int])
    except msgspec.DecodeError as error:
        raise BadResponse(f"The function's answer is no list of numbers: {body[:200]!r}") from error
    places = [place for place in found if place != -1]
    if len(found) != first or len(places) > len(set(places)) or not all(0 <= place < second for place in places):
        raise BadResponse(f"The function's answer does not say which of {second} boxes each of {first} is: {found}")
    return found


class Reid:
    """Looks at frames in a row; as many pairs are in flight as the function has workers, plus one.

    A pair that fails joins nothing and is told to the watcher. `StartFailed`, a function that can never work, and
    `Cancelled` are raised.
    """

    def __init__(self, pictures: Pictures, function: FunctionPort, options: ReidOptions, watcher: Watcher) -> None:
        self._pictures = pictures
        self._function = function
        self._options = options
        self._watcher = watcher

    def paths(self, frames: Sequence[BoxedFrame]) -> list[Path]:
        """The boxes of each object, by frame; every box is in one of them."""
        paths: list[Path] = [[box] for box in frames[0].boxes] if frames else []
        ends = dict(enumerate(paths))
        for (_, later), found in zip(pairwise(frames), self._compared(frames), strict=True):
            came = {place: ends[number] for number, place in enumerate(found) if place >= 0}
            ends = {}
            for number, box in enumerate(later.boxes):
                path = came.get(number)
                if path is None:
                    path = []
                    paths.append(path)
                path.append(box)
                ends[number] = path
        return paths

    def _compared(self, frames: Sequence[BoxedFrame]) -> Iterator[list[int]]:
        """What the function says of each pair of neighbours, in their order."""
        flying: deque[tuple[BoxedFrame, BoxedFrame, Future[bytes] | None]] = deque()
        for earlier, later in pairwise(frames):
            flying.append((earlier, later, self._asked(earlier, later)))
            if len(flying) > self._function.capacity:
                yield self._answer(*flying.popleft())
        while flying:
            yield self._answer(*flying.popleft())

    def _asked(self, earlier: BoxedFrame, later: BoxedFrame) -> Future[bytes] | None:
        """None where there is nothing to ask, or where it cannot be asked."""
        if not earlier.boxes or not later.boxes:
            return None
        pictures = self._pictures.read(earlier.frame), self._pictures.read(later.frame)
        return self._function.submit(msgspec.json.encode(event(pictures, earlier.boxes, later.boxes, self._options)))

    def _answer(self, earlier: BoxedFrame, later: BoxedFrame, future: Future[bytes] | None) -> list[int]:
        failed = None
        found = [-1] * len(earlier.boxes)
        if future is not None:
            try:
                found = matches(self._waited(future), len(earlier.boxes), len(later.boxes))
            except StartFailed:
                raise
            except FunctionError as error:
                failed = FailedFrame(later.frame.number, later.frame.name, _reason(error))
        elif self._watcher.cancelled():
            raise Cancelled
        self._watcher.advanced(failed)
        return found

    def _waited(self, future: Future[bytes]) -> bytes:
        while True:
            if self._watcher.cancelled():
                future.cancel()
                raise Cancelled
            try:
                return future.result(LOOK_SECONDS)
            except StillBusy:
                continue


def track_of(path: Sequence[Shape], last_frame: int, mutable: Collection[int]) -> Track:
    """An object's boxes as key frames, and one `outside` behind the last if there is a frame. `mutable` are ids of the
    attributes that lie on key frames."""
    first, last = path[0], path[-1]
    keys = [_key(box, mutable) for box in path]
    if last.frame < last_frame:
        keys.append(msgspec.structs.replace(keys[-1], frame=last.frame + 1, outside=True))
    lasting = tuple(value for value in first.attributes if value.spec_id not in mutable)
    return Track(frame=first.frame, label_id=first.label_id, shapes=tuple(keys), source="auto", attributes=lasting)


def _key(box: Shape, mutable: Collection[int]) -> TrackedShape:
    changing: tuple[AttributeValue, ...] = tuple(value for value in box.attributes if value.spec_id in mutable)
    return TrackedShape(
        type=box.type,
        frame=box.frame,
        points=box.points,
        occluded=box.occluded,
        z_order=box.z_order,
        rotation=box.rotation,
        attributes=changing,
    )


def _reason(error: PrelabelError) -> str:
    return error.message[-REASON_LENGTH:]
