"""The grid of all objects of a job, with the real mouse and keyboard: what is decided there is on the frames."""

from __future__ import annotations

import json
import os
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Route, ViewportSize, expect

from tests.e2e.axe import RULES, faults_seen, need_axe
from tests.e2e.editor.conftest import LABELS
from tests.e2e.editor.desk import Desk, Shape
from tests.waiting import until

FRAMES = 3
# Five predictions of rising score, one frame after the other, and what a person has drawn.
SCORES = (0.3, 0.4, 0.5, 0.6, 0.7)


@pytest.fixture(scope="module")
def ids(make_task: Callable[..., tuple[int, int]]) -> tuple[int, int]:
    return make_task("grid", [{"name": name} for name in LABELS], FRAMES, (400, 300))


@pytest.fixture
def grid(desk: Desk) -> Desk:
    """Cats of three frames, least sure first, in a grid."""
    boxes = [
        {"frame": at % FRAMES, "label": "cat", "type": "rectangle", "points": [20 * at, 20, 20 * at + 60, 80]}
        for at in range(len(SCORES))
    ]
    found = [{**box, "source": "auto", "score": score} for box, score in zip(boxes, SCORES, strict=True)]
    desk.put([*found, {"label": "dog", "type": "polygon", "points": [300, 50, 380, 50, 340, 150], "source": "manual"}])
    desk.app.page.goto(f"/jobs/{desk.job}/grid")
    expect(tiles(desk)).to_have_count(len(SCORES))
    return desk


def tiles(desk: Desk) -> Locator:
    return desk.app.page.get_by_role("option")


def names(desk: Desk) -> list[str]:
    return [tile.get_attribute("aria-label") or "" for tile in tiles(desk).all()]


def on_server(desk: Desk) -> list[tuple[int, int, str]]:
    """Frame, label and source of all that is drawn, once it is saved."""
    desk.saved()
    return sorted((shape["frame"], shape["label_id"], shape["source"]) for shape in drawn(desk))


def drawn(desk: Desk) -> list[Shape]:
    """What the server has now."""
    return list(desk.app.page.request.get(f"/api/jobs/{desk.job}/annotations").json()["shapes"])


def test_the_wrong_ones_are_clicked_and_the_rest_is_accepted(grid: Desk) -> None:
    assert names(grid)[0] == "cat, 0.30, frame 1, unreviewed"
    tiles(grid).nth(1).click()
    tiles(grid).nth(3).click()
    expect(grid.app.page.get_by_text("2 picked")).to_be_visible()
    grid.key("x")
    expect(tiles(grid)).to_have_count(3)
    grid.key("Shift+A")
    expect(grid.app.page.get_by_text("Every prediction is decided on")).to_be_visible()
    cat, dog = grid.labels["cat"], grid.labels["dog"]
    assert on_server(grid) == [(0, cat, "semi-auto"), (0, dog, "manual"), (1, cat, "semi-auto"), (2, cat, "semi-auto")]
    grid.key("Control+z", "Control+z")
    expect(tiles(grid)).to_have_count(len(SCORES))
    assert len(on_server(grid)) == len(SCORES) + 1
    assert {source for _, _, source in on_server(grid)} == {"auto", "manual"}
    grid.key("Control+Shift+z")
    expect(tiles(grid)).to_have_count(3)
    grid.saved()
    grid.app.page.reload()
    expect(tiles(grid)).to_have_count(3)


def test_keys_alone_pick_and_decide(grid: Desk) -> None:
    """Arrows move the cursor, Space and Shift pick, and a key without anything picked is for the cursor and goes on."""
    page = grid.app.page
    grid.key("ArrowRight", "ArrowRight", "a")
    expect(tiles(grid)).to_have_count(4)
    expect(page.locator("[data-cursor]")).to_have_attribute("aria-label", "cat, 0.50, frame 3, unreviewed")
    grid.key("2")
    expect(tiles(grid)).to_have_count(3)
    grid.key("Home", "Space", "Shift+ArrowRight")
    expect(page.locator("[data-picked]")).to_have_count(2)
    grid.key("Escape", "Control+a")
    expect(page.locator("[data-picked]")).to_have_count(3)
    grid.key("/")
    page.keyboard.type("bi")
    grid.key("Enter")
    expect(tiles(grid)).to_have_count(0)
    cat, dog, bird = (grid.labels[name] for name in LABELS)
    assert [(label, source) for _, label, source in on_server(grid)].count((bird, "semi-auto")) == 3
    assert (1, cat, "semi-auto") in on_server(grid)
    assert (2, dog, "semi-auto") in on_server(grid)


def test_what_is_shown_is_chosen_and_an_object_is_opened(grid: Desk) -> None:
    page = grid.app.page
    page.get_by_text("All", exact=True).click()
    expect(tiles(grid)).to_have_count(6)
    page.locator("label").filter(has_text=re.compile("^dog")).click()
    expect(tiles(grid)).to_have_count(1)
    assert names(grid) == ["dog, frame 1, reviewed"]
    grid.key("ArrowRight", "Enter")
    expect(page).to_have_url(re.compile(r"/edit\?frame=0&object=\d+$"))
    expect(page.locator("[data-object][aria-pressed=true]")).to_contain_text("dog")
    grid.canvas.focus()
    grid.key("Shift+G")
    expect(page).to_have_url(re.compile(r"/grid$"))
    expect(tiles(grid)).to_have_count(5)
    tiles(grid).nth(2).dblclick()
    expect(page).to_have_url(re.compile(r"frame=2&object=\d+$"))


def test_grid_and_editor_undo_what_the_other_did(grid: Desk) -> None:
    """Both are pages of one job that is open: neither what was done nor which frame was shown is lost between them."""
    page = grid.app.page
    tiles(grid).first.click()
    grid.key("x")
    expect(tiles(grid)).to_have_count(4)
    tiles(grid).nth(1).dblclick()
    expect(page).to_have_url(re.compile(r"frame=2&object=\d+$"))
    grid.canvas.focus()
    grid.key("Delete", "Shift+G")
    expect(tiles(grid)).to_have_count(3)
    assert len(on_server(grid)) == 4
    page.get_by_role("button", name="Undo").click()
    expect(tiles(grid)).to_have_count(4)
    page.get_by_role("link", name="To the editor").click()
    expect(page).to_have_url(re.compile(r"frame=2$"))
    expect(grid.objects()).to_have_count(1)
    grid.key("Control+z")
    expect(page).to_have_url(re.compile(r"frame=0$"))
    assert len(on_server(grid)) == len(SCORES) + 1


def test_frames_are_saved_together_and_each_for_itself(grid: Desk) -> None:
    """One object was moved by somebody else, and the answer about all frames was lost: what was made is not made twice,
    and what was refused is asked about."""
    page = grid.app.page
    grid.open(1)
    grid.canvas.focus()
    grid.key("Shift+G")
    expect(tiles(grid)).to_have_count(len(SCORES))
    moved = next(shape for shape in drawn(grid) if shape.get("score") == SCORES[1])
    body = {"change": str(uuid.uuid4()), "updated": [{**moved, "points": [0, 0, 9, 9]}]}
    page.request.patch(f"/api/jobs/{grid.job}/frames/1", data=body, headers=grid.app.csrf())
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method != "PATCH" or lost:
            return route.continue_()
        lost.append(len(json.loads(route.request.post_data or "")["changes"]))
        route.fetch()
        return route.abort()

    page.route("**/frames", lose_the_first_answer)
    grid.key("Shift+A")
    expect(page.get_by_role("status").filter(has_text="Conflict")).to_be_visible()
    assert lost == [FRAMES]
    # What else was accepted on its frame goes once the conflict is known.
    until(lambda: [shape["id"] for shape in drawn(grid) if shape["source"] == "auto"] == [moved["id"]])
    assert len(drawn(grid)) == len(SCORES) + 1
    page.get_by_role("button", name="Show frame 2").click()
    expect(page).to_have_url(re.compile(r"frame=1$"))


def test_only_the_scores_between_two_are_shown(grid: Desk) -> None:
    """What is surer than one score is accepted at once, and what is less sure than another is rejected."""
    page = grid.app.page
    page.get_by_role("slider", name="Lowest score").focus()
    for _ in range(55):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("group", name="Scores")).to_contain_text("0.55 to 1.00")
    expect(tiles(grid)).to_have_count(2)
    page.get_by_role("button", name="Accept all 2 shown").click()
    expect(page.get_by_text("Nothing of this kind")).to_be_visible()
    page.get_by_role("button", name="Show all objects").click()
    expect(tiles(grid)).to_have_count(6)
    expect(page.get_by_role("group", name="Scores")).to_contain_text("0.00 to 1.00")
    assert [source for _, _, source in on_server(grid)].count("semi-auto") == 2


@pytest.mark.parametrize(
    ("scheme", "size", "rules"),
    [("light", (1280, 720), RULES), ("dark", (1920, 1080), ["color-contrast"])],
    ids=["light", "dark, whose colours alone differ"],
)
def test_the_grid_breaks_no_rule(
    grid: Desk, scheme: Literal["light", "dark"], size: tuple[int, int], rules: list[str]
) -> None:
    need_axe()
    page = grid.app.page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    tiles(grid).nth(1).click()
    expect(page.locator("[data-picked]")).to_have_count(1)
    page.mouse.move(5, 5)
    assert faults_seen(page, rules) == []
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"grid-{scheme}.png")
