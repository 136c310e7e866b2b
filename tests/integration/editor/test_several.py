"""Several frames in one request: read as each would be, and changed each for itself."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.integration.editor.desk import Desk


def change_of(frame: int, version: int | None = None, **change: Any) -> dict[str, Any]:
    return {"frame": frame, "version": version, "change": {"change": str(uuid.uuid4()), **change}}


def send(desk: Desk, *changes: dict[str, Any]) -> list[dict[str, Any]]:
    answer = desk.call("PATCH", f"/jobs/{desk.jobs[0]}/frames", json={"changes": changes})
    assert answer.status_code == 200, answer.text
    outcomes: list[dict[str, Any]] = answer.json()["outcomes"]
    return outcomes


def test_they_are_read_in_the_order_in_which_they_are_named(desk: Desk) -> None:
    desk.change(1, created=[desk.box(1)], reviewed=True)
    found = desk.get(f"/jobs/{desk.jobs[0]}/frames/contents", frames="2,1")["frames"]
    assert found == [desk.frame(2), desk.frame(1)]


@pytest.mark.parametrize(("frames", "status"), [("", 400), ("1;2", 400), ("0,99", 404), (",".join("0" * 101), 400)])
def test_names_of_frames_that_are_none(desk: Desk, frames: str, status: int) -> None:
    answer = desk.call("GET", f"/jobs/{desk.jobs[0]}/frames/contents", params={"frames": frames})
    assert answer.status_code == status
    assert "frames" in answer.text or "frame 99" in answer.text


def test_one_that_is_refused_does_not_hold_up_the_others(desk: Desk) -> None:
    """Of the refused one nothing is made: what was made of it before the fault was found is undone."""
    desk.change(1, created=[desk.box(1)])
    good, stale, bad, gone, last = send(
        desk,
        change_of(0, 0, created=[desk.box(), desk.box(label="cat")], reviewed=True),
        change_of(1, 0, created=[desk.box(1)]),
        change_of(2, created=[desk.box(2)], taken=["none:1"]),
        change_of(99),
        change_of(2, 0, created=[desk.box(2)]),
    )
    assert (good["status"], good["changed"]["version"], good["changed"]["state"]) == (200, 1, desk.state(0))
    assert [shape["id"] for shape in good["changed"]["created"]] == [shape["id"] for shape in desk.frame(0)["shapes"]]
    assert (stale["status"], stale["changed"], stale["refusal"]["current"]) == (412, None, desk.frame(1))
    assert (bad["status"], list(bad["refusal"])) == (400, ["taken"])
    assert (gone["frame"], gone["status"]) == (99, 404)
    assert (last["status"], desk.frame(2)["shapes"]) == (200, last["changed"]["created"])


def test_sent_again_they_are_not_made_again(desk: Desk) -> None:
    changes = [change_of(frame, 0, created=[desk.box(frame)]) for frame in range(3)]
    assert send(desk, *changes) == send(desk, *changes)
    assert [len(desk.frame(frame)["shapes"]) for frame in range(3)] == [1, 1, 1]


def test_too_many_or_none_at_all(desk: Desk) -> None:
    assert send(desk) == []
    path = f"/jobs/{desk.jobs[0]}/frames"
    many = desk.call("PATCH", path, json={"changes": [change_of(0)] * 101})
    assert (many.status_code, list(many.json())) == (400, ["changes"])
    assert desk.call("PATCH", path, json={"changes": [{"frame": 0}]}).status_code == 400
    assert desk.call("PATCH", path, content=b"{").status_code == 400
