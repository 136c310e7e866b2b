"""Masks painted with the real mouse: brush, eraser, outlines, and what becomes of the masks below."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from prelabel.domain.masks import area
from tests.e2e.editor.desk import Desk, Point
from tests.waiting import until

CORNERS: list[Point] = [(100, 100), (200, 100), (200, 200), (100, 200)]


def full(left: int, top: int, right: int, bottom: int) -> dict[str, object]:
    """A mask that fills this box; the right and lower edge are not part of it."""
    points = [0, (right - left) * (bottom - top), left, top, right - 1, bottom - 1]
    return {"label": "cat", "type": "mask", "points": points}


def masks(desk: Desk, *areas: int) -> list[list[float]]:
    """The points of the masks on the server, once their areas are these within a tenth: a worker takes its time."""
    expect(desk.objects()).to_have_count(len(areas))
    wanted = [pytest.approx(expected, rel=0.1) for expected in areas]
    until(lambda: [area(points) for points in points_of(desk)] == wanted)
    return points_of(desk)


def points_of(desk: Desk) -> list[list[float]]:
    return [shape["points"] for shape in desk.shapes()]


def test_strokes_of_the_brush_make_one_mask_until_it_is_done(desk: Desk) -> None:
    desk.open()
    desk.key("m")
    desk.drag((100, 100), (200, 100))
    (points,) = masks(desk, 24 * 100 + 452)
    assert points[-4:] == pytest.approx([88, 88, 211, 111], abs=2)
    desk.drag((150, 100), (150, 200))
    masks(desk, 24 * 200 + 452)
    desk.key("Enter")
    desk.drag((300, 50), (300, 100))
    masks(desk, 24 * 200 + 452, 24 * 50 + 452)
    desk.key("Control+z", "Control+z")
    masks(desk, 24 * 100 + 452)
    desk.key("Control+z")
    assert desk.shapes() == []
    desk.key("Control+Shift+z")
    masks(desk, 24 * 100 + 452)


def test_undo_means_a_stroke_that_is_still_being_worked_out(desk: Desk) -> None:
    desk.open()
    desk.key("m")
    desk.drag((100, 100), (200, 100))
    desk.key("Control+z")
    masks(desk)
    desk.key("Control+Shift+z")
    masks(desk, 24 * 100 + 452)


def test_holes_that_a_polygon_cannot_have_are_not_filled_silently(desk: Desk) -> None:
    ring = {"label": "cat", "type": "mask", "points": [0, 44, 2, 8, 2, 44, 100, 100, 109, 109]}
    desk.put([ring])
    desk.open()
    desk.click((102, 102))
    desk.app.page.get_by_role("button", name="Convert to polygon").click()
    expect(desk.app.page.get_by_text("Polygons have no holes")).to_be_visible()
    assert desk.only_shape()["points"] == [100, 100, 110, 100, 110, 110, 100, 110]
    desk.key("Control+z")
    assert desk.only_shape()["points"] == ring["points"]


def test_the_eraser_takes_from_the_mask_under_it_and_ctrl_does_the_opposite(desk: Desk) -> None:
    desk.put([full(100, 100, 200, 200)])
    desk.open()
    desk.key("Shift+M")
    desk.drag((150, 101), (150, 210))
    masks(desk, 10_000 - 24 * 100)
    desk.drag((150, 112), (150, 188), modifiers=["Control"])
    masks(desk, 10_000)
    desk.key("m")
    desk.drag((150, 90), (150, 210), modifiers=["Control"])
    masks(desk, 10_000 - 24 * 100)
    desk.key("Control+z", "Control+z", "Control+z")
    assert desk.only_shape()["points"] == [0, 10_000, 100, 100, 199, 199]


def test_a_mask_that_is_erased_wholly_is_gone(desk: Desk) -> None:
    desk.put([full(100, 100, 110, 110)])
    desk.open()
    desk.key("Shift+M")
    desk.click((105, 105))
    expect(desk.objects()).to_have_count(0)
    assert desk.shapes() == []
    desk.key("Control+z")
    masks(desk, 100)


def test_outlines_are_filled_and_cut_out(desk: Desk) -> None:
    desk.open()
    desk.key("Alt+m")
    for corner in CORNERS:
        desk.click(corner)
    desk.key("Enter")
    masks(desk, 10_000)
    desk.key("Alt+Shift+M")
    for corner in [(100, 100), (200, 100), (100, 200), (100, 100)]:
        desk.click(corner)
    masks(desk, 5_000)
    desk.key("Control+z", "Control+z")
    assert desk.shapes() == []


def test_the_brush_is_sized_by_keys_slider_and_wheel(desk: Desk) -> None:
    desk.open()
    desk.key("m")
    page = desk.app.page
    size = page.get_by_text(re.compile(r"^Size \d"))
    expect(size).to_contain_text("Size 24")
    desk.key(",", ".", ".")
    expect(size).to_contain_text("Size 26")
    desk.move((100, 100))
    page.keyboard.down("Alt")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Alt")
    expect(size).to_contain_text("Size 29")
    page.get_by_role("slider", name="Size").press("ArrowRight")
    expect(size).to_contain_text("Size 30")
    desk.click((150, 150))
    masks(desk, 707)


def test_masks_below_lose_what_is_painted_over_them(desk: Desk) -> None:
    desk.put([full(100, 100, 200, 200), full(300, 100, 310, 110)])
    desk.open()
    desk.key("m")
    desk.app.page.get_by_role("checkbox", name="Clear masks below").check()
    desk.drag((90, 150), (210, 150))
    masks(desk, 10_000 - 24 * 100, 100, 24 * 120 + 452)
    desk.key("Enter")
    desk.click((305, 105))
    masks(desk, 10_000 - 24 * 100, 24 * 120 + 452, 452)
    desk.key("Control+z", "Control+z")
    masks(desk, 10_000, 100)


def test_a_mask_is_moved_sliced_joined_and_converted(desk: Desk) -> None:
    page = desk.app.page
    desk.put([full(100, 100, 200, 200)])
    desk.open()
    desk.drag((150, 150), (170, 160))
    (moved,) = masks(desk, 10_000)
    assert moved[-4:] == [120, 110, 219, 209]
    desk.key("Alt+j")
    desk.drag((170, 90), (170, 230))
    masks(desk, 5_000, 5_000)
    desk.key("Escape", "j")
    assert masks(desk, 10_000) == [moved]
    page.get_by_role("button", name="Convert to polygon").click()
    shape = desk.only_shape()
    assert (shape["type"], shape["points"]) == ("polygon", [120, 110, 220, 110, 220, 210, 120, 210])
    desk.key(*["Control+z"] * 4)
    assert desk.only_shape()["points"] == [0, 10_000, 100, 100, 199, 199]


def test_a_predicted_mask_that_is_brushed_is_accepted(desk: Desk) -> None:
    desk.put([{**full(100, 100, 150, 150), "source": "auto", "score": 0.4}])
    desk.open()
    desk.click((125, 125))
    desk.key("m")
    desk.drag((100, 125), (200, 125))
    masks(desk, 2_500 + 24 * 50 + 300)
    assert desk.only_shape()["source"] == "semi-auto"
    desk.key("Control+z")
    assert desk.only_shape()["source"] == "auto"
