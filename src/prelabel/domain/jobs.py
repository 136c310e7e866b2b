"""How a task is cut into jobs, and the words for how far a job is."""

from __future__ import annotations

from collections.abc import Iterator

from prelabel.errors import InvalidInput

STAGES = ("annotation", "validation", "acceptance")
STATES = ("new", "in progress", "completed", "rejected")


def cut(size: int, segment_size: int, overlap: int) -> Iterator[tuple[int, int]]:
    """First and last frame (inclusive) of each segment; `segment_size` 0 means the whole task."""
    if size <= 0:
        return
    length = min(segment_size, size) if segment_size > 0 else size
    step = length - min(overlap, length - 1)
    for start in range(0, size, step):
        stop = min(start + length, size) - 1
        yield start, stop
        if stop == size - 1:
            return


def status(stage: str, state: str) -> str:
    """CVAT's older word for stage and state together."""
    if stage == "annotation":
        return "annotation"
    return "completed" if stage == "acceptance" and state == "completed" else "validation"


def check_stage(stage: str | None) -> None:
    if stage not in STAGES:
        raise InvalidInput(f"“{stage}” is not a stage; use one of {', '.join(STAGES)}.", field="stage")


def check_state(state: str | None) -> None:
    if state not in STATES:
        raise InvalidInput(f"“{state}” is not a state; use one of {', '.join(STATES)}.", field="state")
