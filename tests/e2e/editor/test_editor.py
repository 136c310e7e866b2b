"""Selecting, moving, drawing boxes and putting things right, with the real mouse and keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.editor.desk import Desk, Point, Shape

SELECTED = "aria-pressed"


def test_keys_go_through_the_frames(three: Desk) -> None:
    page = three.app.page
    number = page.get_by_role("textbox", name="Frame number")
    for key, expected in [("f", "2"), ("f", "3"), ("f", "3"), ("d", "2"), ("Home", "1"), ("End", "3")]:
        three.key(key)
        expect(number).to_have_value(expected)
    expect(page.get_by_text("Nothing is drawn on this frame.")).to_be_visible()


def test_a_link_shows_the_frame_with_the_object_selected(desk: Desk) -> None:
    page = desk.app.page
    boxes: list[Shape] = [
        {"frame": 1, "label": "cat", "type": "rectangle", "points": [x, y, x + 8, y + 8]}
        for y in range(100, 290, 20)
        for x in range(20, 380, 40)
    ]
    desk.put(boxes)
    desk.open(1)
    last = desk.shapes(1)[-1]["id"]
    steps = page.evaluate("history.length")
    desk.click((344, 284))
    expect(page).to_have_url(re.compile(rf"frame=1&object={last}$"))
    desk.key("b")
    desk.drag((20, 20), (90, 80))
    drawn = max(shape["id"] for shape in desk.shapes(1))
    assert drawn > last
    expect(page).to_have_url(re.compile(rf"frame=1&object={drawn}$"))
    assert page.evaluate("history.length") == steps, "an address takes the place of the one before"
    page.reload()
    selected = page.locator("[data-object][aria-pressed=true]")
    expect(selected).to_have_attribute("data-object", str(drawn))
    expect(selected).to_be_in_viewport()
    desk.key("f")
    expect(page).to_have_url(re.compile(r"frame=2$"))
    for unknown in ("999999999", "-3", "cat"):
        page.goto(f"/jobs/{desk.job}/edit?frame=1&object={unknown}")
        expect(desk.canvas).to_have_attribute("data-frame", "1")
        expect(desk.objects().first).to_be_visible()
        expect(selected).to_have_count(0)


@pytest.mark.parametrize(
    ("at", "row"), [((80, 80), 1), ((150, 150), 0), ((340, 70), 2)], ids=["smallest", "around it", "polygon"]
)
def test_a_click_takes_the_smallest_object_under_it(three: Desk, at: Point, row: int) -> None:
    three.click(at)
    expect(three.objects().nth(row)).to_have_attribute(SELECTED, "true")
    three.key("Escape")
    expect(three.app.page.get_by_role("region", name="Selected object")).to_have_count(0)


def test_clicking_again_takes_what_lies_beneath(three: Desk) -> None:
    three.click((80, 80))
    three.click((80, 80))
    expect(three.objects().nth(0)).to_have_attribute(SELECTED, "true")
    three.key("c")
    expect(three.objects().nth(1)).to_have_attribute(SELECTED, "true")


def test_several_are_taken_with_a_band_and_with_ctrl(three: Desk) -> None:
    three.drag((260, 160), (395, 30), modifiers=["Shift"])
    expect(three.objects().nth(2)).to_have_attribute(SELECTED, "true")
    three.click((80, 80), modifiers=["Control"])
    expect(three.app.page.get_by_text("2 objects selected")).to_be_visible()
    three.key("Delete")
    expect(three.objects()).to_have_count(1)
    three.key("Control+z")
    expect(three.objects()).to_have_count(3)


def test_a_box_is_drawn_by_dragging_and_by_two_clicks(desk: Desk) -> None:
    desk.open()
    desk.key("b", "2")
    desk.drag((50, 60), (150, 160))
    desk.click((200, 100))
    desk.click((300, 220))
    found = [(shape["label_id"], [round(value) for value in shape["points"]]) for shape in desk.shapes()]
    assert found == [(desk.labels["dog"], [50, 60, 150, 160]), (desk.labels["dog"], [200, 100, 300, 220])]


def test_a_tool_whose_key_is_held_is_laid_down_with_it(three: Desk) -> None:
    page = three.app.page
    pressed = page.get_by_role("toolbar", name="Tools").locator("[aria-pressed=true]")
    page.keyboard.down("b")
    three.key("3")
    three.drag((240, 180), (290, 280))
    expect(pressed).to_have_attribute("aria-label", "Box")
    page.keyboard.up("b")
    expect(pressed).to_have_attribute("aria-label", "Select and move")
    three.key("b")
    expect(pressed).to_have_attribute("aria-label", "Box")
    assert [round(value) for value in three.shapes()[3]["points"]] == [240, 180, 290, 280]
    assert three.shapes()[3]["label_id"] == three.labels["bird"]


def test_keys_are_for_what_the_pointer_went_to_unless_an_object_was_picked(three: Desk) -> None:
    three.drag((220, 150), (250, 150))
    three.move((80, 80))
    three.key("3")
    three.click((340, 70))
    three.move((80, 80))
    three.key("1")
    assert [shape["label_id"] for shape in three.shapes()] == [three.labels[name] for name in ("cat", "bird", "cat")]


def test_an_object_is_moved_but_not_off_the_picture(three: Desk) -> None:
    three.drag((80, 80), (110, 95))
    three.drag((340, 80), (340, 10))
    small, triangle = three.shapes()[1], three.shapes()[2]
    assert [round(value) for value in small["points"]] == [90, 75, 130, 115]
    assert small["source"] == "semi-auto"
    assert min(triangle["points"][1::2]) == 0


def test_an_edge_is_dragged_without_selecting_first(three: Desk) -> None:
    three.drag((220, 150), (260, 150))
    assert [round(value) for value in three.shapes()[0]["points"]] == [20, 20, 260, 200]


def test_a_box_is_turned_by_its_handle(desk: Desk) -> None:
    desk.put([{"label": "cat", "type": "rectangle", "points": [150, 120, 250, 200]}])
    desk.open()
    desk.click((200, 160))
    desk.drag((200, 105.6), (290, 160), modifiers=["Shift"])
    assert desk.only_shape()["rotation"] == 90


def test_keys_move_and_stretch_by_pixels(three: Desk) -> None:
    three.click((80, 80))
    three.key("ArrowRight", "ArrowRight", "Shift+ArrowDown", "Alt+ArrowLeft", "Alt+Shift+ArrowUp")
    assert three.shapes()[1]["points"] == [61, 71, 102, 110]
    three.key("Control+z", "Control+z")
    assert three.shapes()[1]["points"] == [60, 60, 100, 100]


def test_digits_change_the_class_of_what_the_pointer_is_on(three: Desk) -> None:
    three.move((80, 80))
    three.key("3")
    expect(three.objects().nth(1)).to_contain_text("bird")
    assert three.shapes()[1]["label_id"] == three.labels["bird"]


def test_objects_go_to_other_frames(three: Desk) -> None:
    three.click((340, 70))
    three.key("Control+c", "f", "Control+v")
    assert [shape["type"] for shape in three.shapes(1)] == ["polygon"]
    three.key("f", "r")
    assert [shape["type"] for shape in three.shapes(2)] == ["polygon"]
    three.key("d", "d")
    three.click((340, 70))
    three.key("Control+b")
    three.app.page.get_by_role("textbox", name="Up to frame").fill("3")
    three.app.page.get_by_role("dialog").get_by_role("button", name="Copy").click()
    assert [len(three.shapes(frame)) for frame in (1, 2)] == [1, 1], "what is there already is not doubled"


def test_what_is_hidden_or_locked_cannot_be_hit(three: Desk) -> None:
    three.move((80, 80))
    three.key("l")
    three.click((80, 80))
    expect(three.objects().nth(0)).to_have_attribute(SELECTED, "true")
    three.key("h")
    expect(three.objects()).to_have_count(2)
    three.key("Shift+H")
    expect(three.objects()).to_have_count(3)
    three.app.page.get_by_role("button", name="Hide cat").click()
    expect(three.objects()).to_have_count(2)
    assert len(three.shapes()) == 3


def test_order_and_occlusion_are_kept(three: Desk) -> None:
    three.click((150, 150))
    three.key("q", "PageUp")
    large = three.shapes()[0]
    assert (large["occluded"], large["z_order"]) == (True, 1)


def test_space_shows_the_bare_picture_while_it_is_held(three: Desk) -> None:
    three.app.page.keyboard.down("Space")
    expect(three.objects()).to_have_count(0)
    three.app.page.keyboard.up("Space")
    expect(three.objects()).to_have_count(3)


def test_everything_is_undone_and_done_again_in_order(three: Desk) -> None:
    before = by_id(three)
    three.drag((80, 80), (110, 95))
    three.key("Delete", "b")
    three.drag((250, 160), (390, 290))
    after = by_id(three)
    three.key("f", *["Control+z"] * 3)
    expect(three.app.page.get_by_role("textbox", name="Frame number")).to_have_value("1")
    assert by_id(three) == before
    three.key(*["Control+Shift+z"] * 3)
    assert by_id(three) == after


def test_keys_are_off_in_text_fields(three: Desk) -> None:
    three.click((80, 80))
    three.app.page.get_by_role("textbox", name="Frame number").focus()
    three.key("x", "Delete")
    expect(three.objects()).to_have_count(3)


def test_the_wheel_zooms_at_the_pointer_and_dragging_nothing_pans(three: Desk) -> None:
    before = three.canvas.get_attribute("data-view") or ""
    three.canvas.hover(position={"x": 200, "y": 200})
    three.app.page.mouse.wheel(0, -400)
    expect(three.canvas).not_to_have_attribute("data-view", before)
    three.key("0")
    expect(three.canvas).to_have_attribute("data-view", before)
    three.drag((260, 250), (280, 270))
    expect(three.canvas).not_to_have_attribute("data-view", before)
    assert len(three.shapes()) == 3


def by_id(desk: Desk) -> list[Shape]:
    return sorted(desk.shapes(), key=lambda shape: int(shape["id"]))
