"""Frames that are deleted: passed over, said to be so, and restored."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Route, expect

from tests.e2e.editor.desk import Desk
from tests.waiting import until

DELETED = "This frame is deleted"


def on_server(desk: Desk) -> list[int]:
    found: list[int] = desk.app.page.request.get(f"/api/tasks/{desk.task}/data/meta").json()["deleted_frames"]
    return found


def test_a_deleted_frame_is_passed_over_until_it_is_restored(three: Desk) -> None:
    page = three.app.page
    note, frame = page.get_by_role("note").filter(has_text=DELETED), three.canvas
    three.key("f", "Alt+Delete")
    expect(note).to_be_visible()
    expect(page.get_by_text("0 of 2 reviewed")).to_be_visible()
    until(lambda: on_server(three) == [1])
    for key, expected in [("d", "0"), ("f", "2"), ("d", "0"), ("End", "2"), ("Home", "0"), ("Enter", "2")]:
        three.key(key)
        expect(frame).to_have_attribute("data-frame", expected)
    expect(note).to_have_count(0)
    three.saved()
    if folder := os.environ.get("SCREENSHOTS"):
        page.goto(f"/jobs/{three.job}/edit?frame=1")
        expect(note).to_be_visible()
        page.screenshot(path=Path(folder) / "deleted-frame.png")
    page.goto(f"/tasks/{three.task}")
    page.get_by_role("link", name=re.compile(r"^Frame 2,.*deleted$")).click()
    expect(note).to_be_visible()
    page.get_by_role("button", name="Restore it").click()
    expect(note).to_have_count(0)
    until(lambda: on_server(three) == [])
    page.get_by_role("link", name="Back to the task").click()
    expect(page.get_by_role("link", name=re.compile("^Frame 2,"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("deleted$"))).to_have_count(0)


def test_what_the_server_does_not_take_is_taken_back(three: Desk) -> None:
    page = three.app.page
    note = page.get_by_role("note").filter(has_text=DELETED)

    def refuse(route: Route) -> None:
        if route.request.method == "PATCH":
            return route.fulfill(status=500, json={"detail": "no"})
        return route.continue_()

    page.route("**/data/meta", refuse)
    three.key("Alt+Delete")
    expect(page.get_by_text("The frame could not be deleted.")).to_be_visible()
    expect(note).to_have_count(0)
    assert on_server(three) == []
