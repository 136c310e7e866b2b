"""Deciding on predictions with the real keyboard: the queue, the slider, whole frames, and all of it taken back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests import predictions
from tests.e2e.editor.desk import Desk

FOUND = [
    {"label": "cat", "points": [20, 20, 120, 120], "score": 0.9},
    {"label": "dog", "points": [150, 20, 250, 120], "score": 0.6},
    {"label": "bird", "points": [270, 20, 370, 120], "score": 0.7},
    {"label": "dog", "points": [20, 150, 120, 250], "score": 0.3},
    {"label": "cat", "frame": 1, "points": [20, 20, 120, 120], "score": 0.8},
]
THRESHOLD = 0.5


@pytest.fixture
def review(desk: Desk) -> Desk:
    """Three predictions on the first frame and one below the run's threshold, one on the second, none on the third."""
    desk.open_frames()
    predictions.run(desk.post, desk.finder(), desk.task, desk.labels, FOUND, THRESHOLD)
    desk.open()
    expect(desk.objects()).to_have_count(3)
    return desk


def test_the_queue_goes_by_doubt_and_each_key_decides_and_goes_on(review: Desk) -> None:
    review.key("Tab")
    expect(status(review)).to_have_text("dog, 0.60, 2 of 3, unreviewed")
    review.key("Tab")
    expect(status(review)).to_have_text("bird, 0.70, 3 of 3, unreviewed")
    review.key("Shift+Tab", "x")
    expect(status(review)).to_have_text("bird, 0.70, 2 of 2, unreviewed")
    review.key("1")
    expect(status(review)).to_have_text("cat, 0.90, 1 of 2, unreviewed")
    review.key("a")
    expect(status(review)).to_have_text("Nothing left to decide here")
    review.app.expect_saved()
    assert on_frame(review) == [("cat", 0.7, "semi-auto"), ("cat", 0.9, "semi-auto")]
    review.key(*["Control+z"] * 3)
    review.app.expect_saved()
    assert on_frame(review) == [("bird", 0.7, "auto"), ("cat", 0.9, "auto"), ("dog", 0.6, "auto")]


def test_the_pointer_is_meant_rather_than_where_the_queue_stands(review: Desk) -> None:
    review.key("Tab")
    review.move((70, 70))
    review.key("3")
    expect(review.objects().first).to_have_accessible_name("bird, 0.90, 1 of 3, reviewed")
    expect(status(review)).to_have_text("dog, 0.60, 2 of 3, unreviewed")


def test_the_slider_shows_what_the_run_left_out(review: Desk) -> None:
    expect(panel(review)).to_contain_text("0.50 as run")
    expect(panel(review)).to_contain_text("3 shown, 1 hidden")
    review.key("[", "[", "[", "[")
    expect(panel(review)).to_contain_text("4 shown, 0 hidden")
    review.key("Tab")
    expect(status(review)).to_have_text("dog, 0.30, 4 of 4, unreviewed")
    review.key("a")
    review.app.expect_saved()
    assert ("dog", 0.3, "semi-auto") in on_frame(review)
    review.app.page.reload()
    expect(panel(review)).to_contain_text("0.30")
    review.key("Control+z")
    slider = review.app.page.get_by_role("slider", name="Lowest score shown", exact=True)
    slider.focus()
    review.key("End", "a")  # letters belong to the slider while it has the keys
    expect(panel(review)).to_contain_text("0 shown, 3 hidden")


def test_what_is_missing_is_taken_where_the_pointer_is(review: Desk) -> None:
    """The dog of 0.30 is below the run's threshold; where the one of 0.60 is shown, nothing is hidden."""
    review.key("Tab")
    review.move((70, 200))
    review.key("z")
    expect(review.objects().nth(3)).to_have_accessible_name("dog, 0.30, 4 of 4, reviewed")
    review.key("3")
    expect(review.objects().nth(3)).to_have_accessible_name("bird, 0.30, 4 of 4, reviewed")
    expect(status(review)).to_have_text("dog, 0.60, 2 of 4, unreviewed")
    review.move((200, 70))
    review.key("z")
    expect(review.app.page.get_by_text("The model has kept nothing here")).to_be_visible()
    review.app.expect_saved()
    assert ("bird", 0.3, "semi-auto") in on_frame(review)
    review.key("Control+z", "Control+z")
    expect(review.objects()).to_have_count(3)


def test_a_class_can_have_a_threshold_of_its_own(review: Desk) -> None:
    review.app.page.get_by_text("Per class").click()
    review.app.page.get_by_role("slider", name="Lowest score shown of dog").focus()
    review.key("Home")
    expect(panel(review)).to_contain_text("4 shown, 0 hidden")
    review.app.page.get_by_role("button", name="dog as all others").click()
    expect(panel(review)).to_contain_text("3 shown, 1 hidden")


def test_all_shown_and_all_hidden_at_once(review: Desk) -> None:
    review.key("]", "]", "]")
    expect(review.app.page.get_by_role("button", name="Reject 2 hidden")).to_be_enabled()
    review.key("Shift+x")
    review.app.page.get_by_role("button", name="Accept 2 shown").click()
    review.app.expect_saved()
    assert on_frame(review) == [("bird", 0.7, "semi-auto"), ("cat", 0.9, "semi-auto")]
    assert content(review, 0)["predictions"] == []
    review.key("Control+z", "Control+z")
    expect(panel(review)).to_contain_text("2 shown, 2 hidden")
    review.app.expect_saved()
    assert len(content(review, 0)["predictions"]) == 1
    assert len(on_frame(review)) == 3


def test_enter_finishes_a_frame_and_goes_on(review: Desk) -> None:
    bar = review.app.page.get_by_role("slider", name="Frames of the job")
    expect(bar).to_have_attribute("aria-valuetext", "Frame 1 of 3, predicted, 3 to decide, doubt 0.53")
    review.key("]", "]", "]", "Enter")
    expect(review.canvas).to_have_attribute("data-frame", "1")
    expect(status(review)).to_have_text("cat, 0.80, 1 of 1, unreviewed")
    review.key("e")
    expect(review.canvas).to_have_attribute("data-frame", "2")
    review.key("Enter")
    expect(status(review)).to_have_text("Every frame is reviewed")
    review.app.expect_saved()
    assert states(review) == ["reviewed"] * 3
    assert on_frame(review) == [("bird", 0.7, "semi-auto"), ("cat", 0.9, "semi-auto")]
    review.key(*["Control+z"] * 3)
    expect(review.canvas).to_have_attribute("data-frame", "0")
    review.app.expect_saved()
    assert states(review) == ["predicted", "predicted", "empty"]
    assert len(on_frame(review)) == 3


def test_a_frame_with_predictions_out_of_sight_stays_open(review: Desk) -> None:
    review.app.page.get_by_role("button", name="Hide dog").click()
    expect(panel(review).get_by_role("button", name="Accept shown, next frame")).to_be_visible()
    review.canvas.focus()
    review.key("Enter")
    expect(review.canvas).to_have_attribute("data-frame", "1")
    review.app.expect_saved()
    assert states(review)[0] == "predicted"
    review.key("Shift+d")
    expect(review.canvas).to_have_attribute("data-frame", "0")
    review.key("Shift+f")
    expect(review.canvas).to_have_attribute("data-frame", "1")


def test_the_filter_holds_for_list_and_picture(review: Desk) -> None:
    page = review.app.page
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("group", name="Classes").get_by_text("dog").click()
    page.get_by_role("textbox", name="Score from").fill("0.5")
    page.keyboard.press("Escape")
    expect(review.objects()).to_have_count(1)
    review.click((70, 70))
    expect(page.get_by_role("region", name="Selected object")).to_have_count(0)
    page.get_by_role("button", name="Remove this filter: dog").click()
    page.get_by_role("textbox", name="Search objects").fill("ir")
    expect(review.objects()).to_have_count(1)
    page.get_by_role("textbox", name="Search objects").fill("nothing")
    expect(page.get_by_text("Nothing on this frame fits the filter.")).to_be_visible()


def test_the_list_is_sorted_and_walked_by_keys(review: Desk) -> None:
    page = review.app.page
    page.get_by_role("button", name="Sort by").click()
    page.get_by_role("menuitem", name="Doubt").click()
    review.objects().first.focus()
    review.key("ArrowDown")
    expect(status(review)).to_have_text("dog, 0.60, 1 of 3, unreviewed")
    review.key("ArrowDown", "ArrowDown")
    expect(status(review)).to_have_text("cat, 0.90, 3 of 3, unreviewed")
    expect(review.objects().nth(2)).to_be_focused()


def test_a_class_is_found_by_its_name(review: Desk) -> None:
    review.canvas.focus()
    review.key("Tab", "/")
    review.app.page.keyboard.type("bi")
    review.key("Enter")
    expect(review.canvas).to_be_focused()
    expect(status(review)).to_have_text("bird, 0.70, 3 of 3, unreviewed")
    review.key("Alt+a", "2")
    expect(review.objects().nth(2)).to_have_accessible_name("dog, 0.70, 3 of 3, reviewed")


def test_the_strip_of_frames_goes_by_mouse_and_keys(review: Desk) -> None:
    bar = review.app.page.get_by_role("slider", name="Frames of the job")
    box = bar.bounding_box()
    assert box
    review.app.page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + 9)
    expect(review.canvas).to_have_attribute("data-frame", "2")
    bar.focus()
    review.key("ArrowLeft")
    expect(review.canvas).to_have_attribute("data-frame", "1")


def status(desk: Desk) -> Locator:
    return panel(desk).get_by_role("status").first


def panel(desk: Desk) -> Locator:
    return desk.app.page.get_by_role("region", name="Review", exact=True)


def content(desk: Desk, frame: int) -> dict[str, Any]:
    found: dict[str, Any] = desk.app.page.request.get(f"/api/jobs/{desk.job}/frames/{frame}").json()
    return found


def on_frame(desk: Desk) -> list[tuple[str, float, str]]:
    """What the server has on the first frame: label, score and source."""
    names = {number: name for name, number in desk.labels.items()}
    shapes = content(desk, 0)["shapes"]
    return sorted((names[shape["label_id"]], shape["score"], shape["source"]) for shape in shapes)


def states(desk: Desk) -> list[str]:
    frames = desk.app.page.request.get(f"/api/jobs/{desk.job}/frames").json()["frames"]
    return [frame["state"] for frame in frames]


def test_the_page_of_the_task_names_the_function_that_an_agent_ran(review: Desk) -> None:
    page = review.app.page
    page.goto(f"/tasks/{review.task}")
    latest = page.locator("section").filter(has=page.get_by_role("heading", name="Last automatic annotation"))
    expect(latest.get_by_text("finder", exact=True)).to_be_visible()
