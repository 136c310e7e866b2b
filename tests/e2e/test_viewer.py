"""Looking at frames and putting right what is on them, by keyboard and mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState, expect

from tests.e2e.app import App
from tests.e2e.conftest import visit
from tests.pictures import jpeg
from tests.running import Server


@pytest.fixture(scope="module")
def task_id(browser: Browser, server: Server, signed_in: StorageState, tmp_path_factory: pytest.TempPathFactory) -> int:
    """A task of three frames."""
    pictures = [tmp_path_factory.mktemp("frames") / f"{number}.jpg" for number in range(3)]
    for number, picture in enumerate(pictures):
        picture.write_bytes(jpeg(400, 300, 40 * number + 80))
    with visit(browser, server, signed_in) as page:
        page.goto("/")
        app = App(page)
        app.create_task("Frames", ["cat", "dog", "bird"], pictures)
        return app.task_id


@pytest.fixture
def viewer(app: App, task_id: int) -> App:
    """The first frame; a large box with a small one in it, and a triangle, are drawn on it."""
    app.page.goto(f"/tasks/{task_id}/frames/0")
    cat, dog, bird = (label["id"] for label in labels_of(app))
    shapes = [
        {"type": "rectangle", "points": [20, 20, 220, 200], "label_id": cat, "score": 0.91, "source": "auto"},
        {"type": "rectangle", "points": [60, 60, 100, 100], "label_id": dog, "score": 0.35, "source": "auto"},
        {"type": "polygon", "points": [300, 50, 380, 50, 340, 150], "label_id": bird, "source": "manual"},
    ]
    put_shapes(app, [{"frame": 0, **shape} for shape in shapes])
    app.page.reload()
    expect(app.objects()).to_have_count(3)
    return app


def test_keys_go_through_the_frames(viewer: App) -> None:
    page = viewer.page
    number = page.get_by_role("textbox", name="Frame number")
    for key, expected in [("f", "2"), ("ArrowRight", "3"), ("f", "3"), ("d", "2"), ("Home", "1"), ("End", "3")]:
        page.keyboard.press(key)
        expect(number).to_have_value(expected)
    expect(page.get_by_text("Nothing is drawn on this frame.")).to_be_visible()


def test_a_click_takes_the_smallest_object_under_it(viewer: App) -> None:
    large, small, triangle = viewer.shapes(frame=0)
    viewer.click_object(small)
    expect(viewer.objects().nth(1)).to_have_attribute("aria-pressed", "true")
    viewer.click_object({"points": [120, 120, 200, 190]})
    expect(viewer.objects().nth(0)).to_have_attribute("aria-pressed", "true")
    viewer.click_object({"points": [330, 60, 350, 80]})
    expect(viewer.objects().nth(2)).to_have_attribute("aria-pressed", "true")
    viewer.page.keyboard.press("Escape")
    expect(viewer.page.get_by_role("region", name="Selected object")).to_have_count(0)
    assert {large["type"], triangle["type"]} == {"rectangle", "polygon"}


def test_digits_change_the_class_and_x_deletes(viewer: App) -> None:
    page = viewer.page
    page.keyboard.press("ArrowDown")
    page.keyboard.press("3")
    expect(viewer.objects().first).to_contain_text("bird")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(viewer.objects()).to_have_count(2)
    viewer.expect_saved()
    found = {shape["type"]: (shape["source"], shape.get("score")) for shape in viewer.shapes(frame=0)}
    assert found == {"rectangle": ("semi-auto", 0.91), "polygon": ("manual", None)}


def test_keys_are_off_in_text_fields(viewer: App) -> None:
    viewer.page.keyboard.press("ArrowDown")
    field = viewer.page.get_by_role("textbox", name="Frame number")
    field.focus()
    viewer.page.keyboard.press("x")
    viewer.page.keyboard.press("Delete")
    expect(viewer.objects()).to_have_count(3)


def test_keys_work_on_after_a_class_was_chosen_with_the_mouse(viewer: App) -> None:
    page = viewer.page
    page.keyboard.press("ArrowDown")
    page.get_by_role("combobox", name="Class").click()
    page.get_by_role("option", name="bird").click()
    page.keyboard.press("f")
    expect(page.get_by_role("textbox", name="Frame number")).to_have_value("2")


def test_a_hidden_label_is_neither_drawn_nor_listed(viewer: App) -> None:
    viewer.page.get_by_role("button", name="Hide cat").click()
    expect(viewer.objects()).to_have_count(2)
    viewer.page.get_by_role("button", name="Show cat").click()
    expect(viewer.objects()).to_have_count(3)


def test_a_change_that_the_server_refuses_is_taken_back_and_can_be_sent_again(viewer: App) -> None:
    page = viewer.page
    page.route("**/annotations?action=*", lambda route: route.fulfill(status=500, json={"detail": "The disk is full."}))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.get_by_text("Not saved")).to_be_visible()
    expect(viewer.objects()).to_have_count(3)
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(viewer.objects()).to_have_count(2)
    viewer.expect_saved()


def test_the_wheel_zooms_at_the_pointer(viewer: App) -> None:
    canvas = viewer.page.get_by_role("application")
    before = view_of(viewer)
    canvas.hover(position={"x": 200, "y": 200})
    viewer.page.mouse.wheel(0, -400)
    expect(canvas).not_to_have_attribute("data-view", before)
    viewer.page.keyboard.press("0")
    expect(canvas).to_have_attribute("data-view", before)


def view_of(app: App) -> str:
    return app.page.get_by_role("application").get_attribute("data-view") or ""


def labels_of(app: App) -> list[dict[str, Any]]:
    labels: list[dict[str, Any]] = app.page.request.get(f"/api/labels?task_id={app.task_id}").json()["results"]
    return labels


def put_shapes(app: App, shapes: list[dict[str, Any]]) -> None:
    body = {"version": 0, "tags": [], "shapes": shapes, "tracks": []}
    answer = app.page.request.put(f"/api/tasks/{app.task_id}/annotations", data=body, headers=app.csrf())
    assert answer.ok, answer.text()
