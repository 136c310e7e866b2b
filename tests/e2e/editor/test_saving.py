"""Nothing is lost: without a line, without a session, with a page or a server that ends, with somebody else at work."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Browser, Route, expect

from tests.e2e.app import App
from tests.e2e.conftest import visit
from tests.e2e.editor.desk import Desk, Shape, new_task
from tests.running import PASSWORD, running, start
from tests.waiting import until


def draw(desk: Desk, left: float) -> None:
    desk.key("b")
    desk.drag((left, 60), (left + 40, 160))


def left_of(shape: Shape) -> int:
    left: float = shape["points"][0]
    return round(left)


def somebody_moves(desk: Desk, shape: Shape, points: list[float]) -> None:
    """As another client does, in between."""
    body = {"change": str(uuid4()), "updated": [{**shape, "points": points}]}
    address = f"/api/jobs/{desk.job}/frames/{shape['frame']}"
    answer = desk.app.page.request.patch(address, data=body, headers=desk.app.csrf())
    assert answer.ok, answer.text()


def status(desk: Desk, words: str) -> None:
    expect(desk.app.page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_work_goes_on_without_a_line(desk: Desk) -> None:
    desk.open()
    desk.app.page.context.set_offline(True)
    draw(desk, 50)
    status(desk, "Offline, 1 change kept here")
    draw(desk, 150)
    status(desk, "Offline, 2 changes kept here")
    desk.app.page.context.set_offline(False)
    assert [left_of(shape) for shape in desk.shapes()] == [50, 150]


def test_a_page_that_was_killed_loses_nothing_and_doubles_nothing(desk: Desk) -> None:
    """The server has the first box, only its answer was lost; it has never heard of the second one."""
    page = desk.app.page
    desk.open()

    def lose_the_answer(route: Route) -> None:
        if "b" not in seen:
            seen.append("b")
            route.fetch()
        route.abort()

    seen: list[str] = []
    page.route(
        "**/frames/0", lambda route: lose_the_answer(route) if route.request.method == "PATCH" else route.continue_()
    )
    draw(desk, 50)
    status(desk, "Offline")
    draw(desk, 150)
    status(desk, "Offline, 2 changes kept here")
    page.goto("about:blank")
    page.unroute_all()
    desk.open()
    expect(desk.objects()).to_have_count(2)
    assert [left_of(shape) for shape in desk.shapes()] == [50, 150]


def test_what_was_not_sent_is_taken_up_by_the_next_page(three: Desk) -> None:
    page = three.app.page
    page.context.set_offline(True)
    three.click((80, 80))
    three.key("Delete", "3")
    draw(three, 250)
    status(three, "Offline, 2 changes kept here")
    context = page.context
    page.close()
    context.set_offline(False)
    again = Desk(App(context.new_page()), three.task, three.job, three.labels)
    again.open(2)
    found = again.shapes()
    assert [left_of(shape) for shape in found] == [20, 300, 250]
    again.open()
    expect(again.objects()).to_have_count(3)


def test_who_is_signed_out_signs_in_over_the_page(desk: Desk) -> None:
    page = desk.app.page
    desk.open()
    page.context.clear_cookies()
    draw(desk, 50)
    dialog = page.get_by_role("dialog", name="Sign in again")
    dialog.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert [left_of(shape) for shape in desk.shapes()] == [50]


def test_what_two_have_changed_is_chosen_by_a_person(three: Desk) -> None:
    page = three.app.page
    large, small, _ = three.shapes()
    somebody_moves(three, small, [65, 65, 105, 105])
    somebody_moves(three, large, [10, 10, 230, 210])
    three.drag((80, 80), (110, 95))
    panel = page.get_by_role("region", name="Changed by two")
    expect(panel.get_by_role("button", name="Keep mine", exact=True)).to_have_count(1)
    status(three, "Conflict")
    draw(three, 250)
    panel.get_by_role("button", name="Keep theirs").click()
    expect(panel).to_have_count(0)
    assert [left_of(shape) for shape in three.shapes()] == [10, 65, 300, 250], (
        "what only they changed is as they made it"
    )


def test_a_conflict_and_its_end_can_be_undone(three: Desk) -> None:
    page = three.app.page
    small = three.shapes()[1]
    somebody_moves(three, small, [65, 65, 105, 105])
    three.drag((80, 80), (110, 95))
    page.get_by_role("button", name="Keep theirs").click()
    three.key("Control+z")
    assert left_of(three.shapes()[1]) == 90
    three.key("Control+z")
    assert left_of(three.shapes()[1]) == 60
    three.key("Control+Shift+z")
    assert left_of(three.shapes()[1]) == 90


def test_undoing_an_older_change_does_not_overwrite_a_newer_one_of_somebody_else(three: Desk) -> None:
    """Theirs came in silently with the next change; our own from before is still the last but one to be undone."""
    three.drag((80, 80), (110, 95))
    somebody_moves(three, three.shapes()[1], [200, 220, 240, 260])
    draw(three, 250)
    assert left_of(three.shapes()[1]) == 200
    three.key("Control+z", "Control+z")
    panel = three.app.page.get_by_role("region", name="Changed by two")
    expect(panel.get_by_role("button", name="Keep mine", exact=True)).to_have_count(1)
    status(three, "Conflict")
    address = f"/api/jobs/{three.job}/annotations?frame=0"
    until(lambda: len(found := three.app.page.request.get(address).json()["shapes"]) == 3 and left_of(found[1]) == 200)
    panel.get_by_role("button", name="Keep theirs").click()
    assert [left_of(shape) for shape in three.shapes()] == [20, 200, 300]
    three.key("Control+z")
    assert left_of(three.shapes()[1]) == 60, "whoever takes theirs back has seen it"


def test_what_somebody_has_deleted_comes_back_if_it_is_kept(three: Desk) -> None:
    kept = [shape for shape in three.shapes() if shape["label_id"] != three.labels["dog"]]
    body = {"version": 0, "tags": [], "shapes": kept, "tracks": []}
    three.app.page.request.put(f"/api/jobs/{three.job}/annotations", data=body, headers=three.app.csrf())
    three.drag((80, 80), (110, 95))
    three.app.page.get_by_role("button", name="Keep mine").click()
    assert sorted(left_of(shape) for shape in three.shapes()) == [20, 90, 300]


def test_two_windows_know_of_each_other_and_both_are_safe(three: Desk) -> None:
    other = Desk(App(three.app.page.context.new_page()), three.task, three.job, three.labels)
    other.open()
    for desk in (three, other):
        expect(desk.app.page.get_by_text("Open twice")).to_be_visible()
    three.drag((340, 80), (340, 90))
    three.saved()
    draw(other, 250)
    assert len(other.shapes()) == 4
    expect(three.objects()).to_have_count(4)
    other.app.page.close()
    expect(three.app.page.get_by_text("Open twice")).to_have_count(0)


def test_what_the_server_refuses_can_be_given_up(app: App, make_task: Callable[..., tuple[int, int]]) -> None:
    task, job = make_task("Refusing", [{"name": "cat"}, {"name": "dog"}], 1, (400, 300))
    labels = {
        label["name"]: label["id"] for label in app.page.request.get(f"/api/labels?task_id={task}").json()["results"]
    }
    desk = Desk(app, task, job, labels)
    desk.open()
    draw(desk, 50)
    desk.saved()
    app.page.request.delete(f"/api/labels/{labels['dog']}", headers=app.csrf())
    desk.key("2")
    draw(desk, 150)
    status(desk, "Not saved")
    app.page.get_by_role("button", name="Discard this frame's changes").click()
    expect(desk.objects()).to_have_count(1)
    assert [left_of(shape) for shape in desk.shapes()] == [50]


def test_a_server_may_end_and_come_back(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as server, visit(browser, server) as page:
        app = App(page)
        app.sign_in()
        desk = Desk(app, *new_task(app, "Own", [{"name": "cat"}], 1, (400, 300)), {})
        desk.open()
        server.kill()
        draw(desk, 50)
        status(desk, "Offline, 1 change kept here")
        again = start(tmp_path, "--port", re.sub(r".*:", "", server.url))
        try:
            assert [left_of(shape) for shape in desk.shapes()] == [50]
        finally:
            again.stop()
