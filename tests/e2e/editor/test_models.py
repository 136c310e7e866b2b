"""Functions at work in the editor: a detector on the frame that is shown, and one that is shown what is meant."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, StorageState, expect

from tests.e2e.app import App
from tests.e2e.conftest import visit
from tests.e2e.editor.conftest import LABELS
from tests.e2e.editor.desk import Desk, Shape, task_of
from tests.pictures import jpeg
from tests.running import Server
from tests.waiting import until

FUNCTIONS = Path(__file__).parents[2] / "functions"
BUILD_SECONDS = 120
PLAIN, WIDE, SLOW = (400, 300), (440, 300), (400, 200)
OBJECT = (60, 180, 159, 259)


@pytest.fixture(scope="module", autouse=True)
def models(server: Server) -> None:
    """The functions of these tests, ready."""
    with server.http() as http:
        names = [deploy(http, folder) for folder in ("frame-detector", "disc-interactor")]
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
    """A frame with an object, a plain one, one that functions fail on, and one that they take their time with."""
    pictures = [with_object(*OBJECT), *(jpeg(*size) for size in (PLAIN, WIDE, SLOW))]
    with visit(browser, server, signed_in) as page:
        page.goto("/")
        return task_of(App(page), "models", [{"name": name} for name in LABELS], pictures)


def with_object(*box: float) -> bytes:
    picture = Image.new("RGB", PLAIN, (90, 120, 90))
    ImageDraw.Draw(picture).rectangle(box, fill=(200, 90, 60))
    out = BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


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
    expect(dialog(desk)).to_be_hidden()  # keys are the dialog's until it is gone


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


def take_interactive(desk: Desk, form: str) -> None:
    desk.key("i")
    desk.app.page.get_by_role("radiogroup", name="What is drawn").get_by_text(form, exact=True).click()
    desk.app.page.mouse.move(0, 0)


def drawn(desk: Desk, count: int, frame: int = 0) -> list[Shape]:
    expect(desk.objects()).to_have_count(count)
    return desk.shapes(frame)


def test_objects_are_pointed_at_one_after_the_other(desk: Desk) -> None:
    desk.open()
    take_interactive(desk, "Mask")
    said(desk, "Click on the middle of a disc")
    desk.click((100, 100))
    said(desk, "Enter or I takes it")
    desk.key("Enter")
    (first,) = drawn(desk, 1)
    assert (first["type"], first["source"], first["label_id"]) == ("mask", "semi-auto", desk.labels["cat"])
    assert first["points"][-4:] == [70, 70, 129, 129]
    desk.key("2")
    desk.click((300, 100))
    desk.click((300, 130), modifiers=["Alt"])
    desk.key("i")
    second = drawn(desk, 2)[1]
    assert second["points"][-4:-1] == [270, 70, 329]
    assert second["points"][-1] < 129
    assert second["label_id"] == desk.labels["dog"]


def test_what_was_shown_is_taken_back_and_given_up(desk: Desk) -> None:
    desk.open()
    take_interactive(desk, "Mask")
    desk.click((100, 100))
    desk.app.page.mouse.click(*desk.on_screen((110, 100)), button="right")
    desk.key("Backspace", "Enter")
    (kept,) = drawn(desk, 1)
    assert kept["points"][-4:] == [70, 70, 129, 129]
    desk.click((300, 100))
    desk.key("Escape")
    said(desk, "Click on the object, or drag a box around it.")
    desk.key("Escape")
    expect(desk.app.page.get_by_role("button", name="Select and move")).to_have_attribute("aria-pressed", "true")
    assert len(desk.shapes()) == 1


@pytest.mark.parametrize(("form", "kind"), [("Box", "rectangle"), ("Polygon", "polygon")])
def test_a_box_around_an_object_becomes_its_form(desk: Desk, form: str, kind: str) -> None:
    desk.open()
    take_interactive(desk, form)
    desk.drag((100, 60), (150, 90), (240, 160))
    said(desk, "One more point on the object.")
    desk.click((170, 110))
    desk.key("Enter")
    (shape,) = drawn(desk, 1)
    assert shape["type"] == kind
    xs, ys = shape["points"][::2], shape["points"][1::2]
    assert [min(xs), min(ys), max(xs), max(ys)] == pytest.approx([110, 70, 230, 150], abs=1)


def test_an_interactor_that_fails_is_heard_and_the_tool_stays_in_hand(desk: Desk) -> None:
    desk.open(2)
    take_interactive(desk, "Mask")
    desk.click((100, 100))
    expect(desk.app.page.get_by_role("alert")).to_contain_text("this picture is too wide for me")
    desk.key("Escape", "Home")
    expect(desk.canvas).to_have_attribute("data-frame", "0")
    desk.click((100, 100))
    desk.key("Enter")
    drawn(desk, 1)


def put_box(desk: Desk, points: list[int]) -> None:
    desk.put([{"label": "cat", "type": "rectangle", "points": points, "source": "auto", "score": 0.7}])
    desk.open()
    desk.key("Tab")


def test_a_box_is_snapped_by_what_an_interactor_finds_in_it(desk: Desk) -> None:
    put_box(desk, [50, 50, 150, 150])
    desk.key("s")
    said(desk, "The same key again takes it")
    desk.key("Escape")
    assert desk.only_shape()["points"] == [50, 50, 150, 150]
    desk.key("s")
    said(desk, "The same key again takes it")
    desk.key("s")
    expect(desk.app.page.get_by_role("button", name="Undo")).to_be_enabled()
    snapped = desk.only_shape()
    assert (snapped["points"], snapped["source"]) == ([60, 60, 140, 140], "semi-auto")
    desk.key("Control+z")
    assert desk.only_shape()["points"] == [50, 50, 150, 150]


def test_without_an_interactor_one_is_offered_and_boxes_snap_to_edges(server: Server, desk: Desk) -> None:
    """Comes last: it takes the function away."""
    with server.http() as http:
        http.request("DELETE", "/nuclio/api/functions", json={"metadata": {"name": "discs"}}).raise_for_status()
    desk.open()
    desk.key("i")
    bar = desk.app.page.get_by_role("region", name="Options of the tool")
    expect(bar.get_by_role("link", name="Make one")).to_have_attribute("href", "/functions/new")
    desk.key("Escape")
    put_box(desk, [50, 172, 168, 269])
    desk.key("s")
    said(desk, "The same key again takes it")
    desk.key("s")
    expect(desk.app.page.get_by_role("button", name="Undo")).to_be_enabled()
    assert desk.only_shape()["points"] == pytest.approx([60, 180, 160, 260], abs=1)
