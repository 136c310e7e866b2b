"""Functions at work in the editor: a detector on the frame that is shown, and what a person sees of it meanwhile."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, StorageState, expect

from tests.e2e.app import App
from tests.e2e.conftest import visit
from tests.e2e.editor.conftest import LABELS
from tests.e2e.editor.desk import Desk, task_of
from tests.pictures import jpeg
from tests.running import Server
from tests.waiting import until

FUNCTIONS = Path(__file__).parents[2] / "functions"
BUILD_SECONDS = 120
PLAIN, WIDE, SLOW = (400, 300), (440, 300), (400, 200)


@pytest.fixture(scope="module", autouse=True)
def models(server: Server) -> None:
    """The functions of these tests, ready."""
    with server.http() as http:
        names = [deploy(http, "frame-detector")]
        until(lambda: all(state_of(http, name) == "ready" for name in names), BUILD_SECONDS)


def deploy(http: httpx.Client, folder: str) -> str:
    files = [("files", (path.name, path.read_bytes())) for path in (FUNCTIONS / folder).iterdir()]
    name: str = http.post("/nuclio/api/bundles", files=files).raise_for_status().json()["name"]
    return name


def state_of(http: httpx.Client, name: str) -> str:
    state: str = http.get(f"/nuclio/api/functions/{name}").json()["status"]["state"]
    assert state != "error", name
    return state


@pytest.fixture(scope="module")
def ids(browser: Browser, server: Server, signed_in: StorageState) -> tuple[int, int]:
    """Two plain frames, one that functions fail on, and one that they take their time with."""
    pictures = [jpeg(*size) for size in (PLAIN, PLAIN, WIDE, SLOW)]
    with visit(browser, server, signed_in) as page:
        page.goto("/")
        return task_of(App(page), "models", [{"name": name} for name in LABELS], pictures)


def dialog(desk: Desk) -> Locator:
    return desk.app.page.get_by_role("dialog")


def said(desk: Desk, text: str | re.Pattern[str]) -> None:
    expect(desk.app.page.get_by_role("status").filter(has_text=text)).to_be_visible()


def run_as_chosen(desk: Desk) -> None:
    """In the dialog: the hound is a dog, and nothing is removed."""
    desk.key("Shift+t")
    dialog(desk).get_by_label("Task label for hound").click()
    desk.app.page.get_by_role("option", name="dog").click()
    dialog(desk).get_by_role("textbox", name="Threshold").fill("0.5")
    dialog(desk).get_by_role("switch").uncheck(force=True)
    dialog(desk).get_by_role("button", name="Run").click()


def faces(desk: Desk, frame: int = 0) -> list[tuple[int, str, float | None]]:
    return [(shape["label_id"], shape["source"], shape.get("score")) for shape in desk.shapes(frame)]


def test_a_detector_runs_on_the_frame_and_one_key_repeats_it_on_the_next(desk: Desk) -> None:
    desk.open()
    run_as_chosen(desk)
    said(desk, "found 2 objects on frame 1")
    expected = [(desk.labels["cat"], "auto", 0.9), (desk.labels["dog"], "auto", 0.6)]
    assert faces(desk) == expected
    desk.key("f")
    expect(desk.canvas).to_have_attribute("data-frame", "1")
    desk.key("t")
    said(desk, "found 2 objects on frame 2")
    assert faces(desk, 1) == expected
    desk.key("Control+z")
    expect(desk.objects()).to_have_count(0)
    assert desk.shapes(1) == []


def test_what_is_there_stays_and_is_not_added_twice(desk: Desk) -> None:
    desk.put(
        [
            {"label": "cat", "type": "rectangle", "points": [41, 40, 140, 120], "source": "manual"},
            {"label": "dog", "type": "rectangle", "points": [10, 200, 60, 280], "source": "auto", "score": 0.7},
        ]
    )
    desk.open()
    run_as_chosen(desk)
    said(desk, "found 2 objects on frame 1. One was there already.")
    expect(desk.objects()).to_have_count(3)
    desk.key("Shift+t")
    dialog(desk).get_by_role("switch").check(force=True)
    dialog(desk).get_by_role("button", name="Run").click()
    expect(desk.objects()).to_have_count(2)
    assert {source for _, source, _ in faces(desk)} == {"manual", "auto"}
    desk.key("Shift+t")
    expect(dialog(desk).get_by_role("switch")).to_be_checked()
    expect(dialog(desk).get_by_label("Task label for hound")).to_have_value("dog")


def test_a_failure_is_told_in_the_functions_words_and_the_page_goes_on(desk: Desk) -> None:
    desk.open(2)
    run_as_chosen(desk)
    alert = desk.app.page.get_by_role("alert")
    expect(alert).to_contain_text("Sees pets could not be run on frame 3")
    expect(alert).to_contain_text("this picture is too wide for me")
    alert.get_by_role("button", name="Close").click()
    expect(alert).to_have_count(0)


def test_an_answer_goes_to_the_frame_that_it_is_about(desk: Desk) -> None:
    desk.open(3)
    run_as_chosen(desk)
    said(desk, "Sees pets looks at frame 4")
    desk.key("Home")
    expect(desk.canvas).to_have_attribute("data-frame", "0")
    said(desk, "found 2 objects on frame 4")
    expect(desk.objects()).to_have_count(0)
    assert len(desk.shapes(3)) == 2


def test_a_call_that_is_cancelled_leaves_nothing(desk: Desk) -> None:
    desk.open(3)
    run_as_chosen(desk)
    status = desk.app.page.get_by_role("status").filter(has_text="looks at frame 4")
    status.get_by_role("button", name="Cancel").click()
    expect(status).to_have_count(0)
    desk.key("Home", "t")
    said(desk, "found 2 objects on frame 1")
    assert desk.shapes(3) == []
