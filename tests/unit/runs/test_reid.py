"""Boxes joined into paths, and paths laid into tracks."""

from __future__ import annotations

from typing import Any

import pytest

from prelabel.domain.frames import Frame
from prelabel.domain.shapes import AttributeValue, Shape
from prelabel.errors import BadResponse
from prelabel.runs.reid import BoxedFrame, Reid, ReidOptions, matches, track_of
from prelabel.runs.tally import FailedFrame
from tests.unit.runs.fakes import function


class Watched:
    """Pictures that are their names, and a watcher that keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[FailedFrame | None] = []

    def read(self, frame: Frame) -> bytes:
        return frame.name.encode()

    def advanced(self, failed: FailedFrame | None) -> None:
        self.heard.append(failed)

    def cancelled(self) -> bool:
        return False


def frames(*lefts: list[float]) -> list[BoxedFrame]:
    """A frame for each list, with a box at each of its numbers."""
    return [
        BoxedFrame(
            Frame(number=number, name=f"{number}.jpg", width=99, height=99),
            tuple(Shape(type="rectangle", frame=number, label_id=1, points=(x, 0, x + 1, 1)) for x in row),
        )
        for number, row in enumerate(lefts)
    ]


def same_place(body: dict[str, Any]) -> list[int]:
    there = [box["points"] for box in body["boxes1"]]
    return [there.index(box["points"]) if box["points"] in there else -1 for box in body["boxes0"]]


def test_every_box_is_in_one_path() -> None:
    watched = Watched()
    with function(same_place) as made:
        paths = Reid(watched, made, ReidOptions(max_distance=7), watched).paths(
            frames([1, 2], [2, 3], [], [2], [2, 1], [1])
        )
    assert [[(box.frame, box.points[0]) for box in path] for path in paths] == [
        [(0, 1)],
        [(0, 2), (1, 2)],
        [(1, 3)],
        [(3, 2), (4, 2)],
        [(4, 1), (5, 1)],
    ]
    assert watched.heard == [None] * 5
    assert {body["max_distance"] for body in made.bodies} == {7}
    assert "threshold" not in made.bodies[0]


@pytest.mark.parametrize("body", [b"nothing", b"[0]", b"[0, 0]", b"[0, 2]", b"[0, -2]", b'{"a": 1}'])
def test_answers_that_say_nothing_of_the_kind(body: bytes) -> None:
    with pytest.raises(BadResponse, match="answer"):
        matches(body, 2, 2)


def test_attributes_lie_where_they_belong_and_the_last_frame_has_none_behind_it() -> None:
    values = AttributeValue(spec_id=1, value="a"), AttributeValue(spec_id=2, value="b")
    path = [Shape(type="rectangle", frame=3, label_id=1, points=(0, 0, 1, 1), attributes=values)]
    track = track_of(path, last_frame=3, mutable={2})
    assert (track.attributes, track.shapes[0].attributes) == (values[:1], values[1:])
    assert [key.outside for key in track.shapes] == [False]
    assert [key.outside for key in track_of(path, last_frame=4, mutable={2}).shapes] == [False, True]
