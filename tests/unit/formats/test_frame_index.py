"""How a file's picture names find a task's frames."""

from __future__ import annotations

import pytest

from prelabel.domain.frames import Frame
from prelabel.formats.frame_index import FrameIndex

NAMES = ("a.jpg", "a.png", "day 1/b.jpg", "day 2/b.jpg", "day 2/c.v2.jpg")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("a.png", 1),  # the whole name comes first
        ("a.webp", 0),  # then the name without its ending
        ("a", 0),
        ("./a.png", 1),
        ("day 2\\b.png", 3),
        ("export/images/day 2/b.jpg", 3),  # a longer path with the same end
        ("c.v2.jpg", 4),  # a shorter one, where it is unique
        ("b.jpg", None),  # two frames end like this
        ("frame_000002.png", 2),
        ("frame_000099.png", None),
        ("", None),
    ],
)
def test_names_find_frames(name: str, number: int | None) -> None:
    index = FrameIndex(Frame(number=n, name=given, width=1, height=1) for n, given in enumerate(NAMES))
    found = index.find(name)
    assert (found.number if found else None) == number
    assert len(index.remarks) == (number is None)


def test_thousands_of_missing_frames_are_summed_up() -> None:
    index = FrameIndex(())
    for number in range(1000):
        index.find(f"{number}.jpg")
    assert len(index.remarks) == 21
    assert index.remarks[-1] == "and 980 more frames that are not in the task"
