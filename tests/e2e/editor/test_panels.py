"""Each panel and dialog of the editor, by the rules of axe. `SCREENSHOTS=FOLDER` keeps a picture of each."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from tests import predictions
from tests.e2e.app import App
from tests.e2e.axe import RULES, faults_seen, need_axe
from tests.e2e.editor.desk import Desk, task_of
from tests.pictures import EXAMPLE

PICTURES = sorted((EXAMPLE / "images").glob("*.jpg"))[:3]
ATTRIBUTE = {
    "name": "damaged",
    "mutable": False,
    "input_type": "select",
    "default_value": "no",
    "values": ["no", "yes"],
}
LABELS: list[dict[str, object]] = [
    {"name": "bolt", "attributes": [ATTRIBUTE]},
    {"name": "nut"},
    {"name": "washer"},
    {"name": "blurred", "type": "tag"},
]
FOUND = [
    {"label": "bolt", "points": [20, 30, 90, 110], "score": 0.91},
    {"label": "nut", "points": [120, 40, 200, 130], "score": 0.55},
    {"label": "washer", "points": [210, 200, 310, 300], "score": 0.48},
    {"label": "nut", "points": [40, 200, 120, 280], "score": 0.2},
]
THRESHOLD = 0.25


@pytest.mark.parametrize(
    ("scheme", "size", "rules"),
    [("light", (1280, 720), RULES), ("dark", (1920, 1080), ["color-contrast"])],
    ids=["light", "dark, whose colours alone differ"],
)
def test_no_panel_breaks_a_rule(
    app: App, scheme: Literal["light", "dark"], size: tuple[int, int], rules: list[str]
) -> None:
    need_axe()
    app.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    app.page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    desk = reviewed_desk(app)
    found = {}
    for name, (show, hide) in PANELS.items():
        show(desk)
        found[name] = faults_seen(app.page, rules)
        keep(app, f"editor-{name}-{scheme}")
        hide(desk)
    assert {name: faults for name, faults in found.items() if faults} == {}


def reviewed_desk(app: App) -> Desk:
    """Three predictions on the first frame and one that its run left out, and what somebody has drawn on the second."""
    task, job = task_of(app, "Panels", LABELS, [path.read_bytes() for path in PICTURES])
    labels = app.page.request.get(f"/api/labels?task_id={task}").json()["results"]
    desk = Desk(app, task, job, {label["name"]: label["id"] for label in labels})
    desk.forget_preferences()
    desk.put([{"label": "bolt", "frame": 1, "type": "rectangle", "points": [60, 60, 160, 160], "source": "manual"}])
    found_labels = {name: desk.labels[name] for name in ("bolt", "nut", "washer")}
    finder = predictions.register(desk.post, f"fastener finder {task}", list(found_labels))
    predictions.run(desk.post, finder, task, found_labels, FOUND, THRESHOLD)
    desk.open()
    expect(desk.objects()).to_have_count(3)
    return desk


def keep(app: App, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        app.page.screenshot(path=Path(folder) / f"{name}.png")


Step = Callable[[Desk], None]


def opened(role: Literal["dialog", "menu"], *keys: str, click: str = "") -> tuple[Step, Step]:
    """Shown by keys or by a click on the button of this name, and gone by Escape."""

    def popup(desk: Desk) -> Locator:
        return desk.app.page.get_by_role(role)

    def show(desk: Desk) -> None:
        desk.key(*keys)
        if click:
            desk.app.page.get_by_role("button", name=click, exact=True).first.click()
        expect(popup(desk)).to_be_visible()

    def hide(desk: Desk) -> None:
        desk.key("Escape")
        expect(popup(desk)).to_have_count(0)
        desk.canvas.focus()
        desk.move((2, 2))  # else the button that it came from has its tooltip over the page

    return show, hide


def in_hand(key: str) -> tuple[Step, Step]:
    def show(desk: Desk) -> None:
        desk.key(key)
        expect(desk.app.page.get_by_role("region", name="Options of the tool")).to_be_visible()

    return show, lambda desk: desk.key("v")


def select(desk: Desk) -> None:
    desk.key("Tab")
    expect(desk.app.page.locator("[data-object][aria-pressed=true]")).to_have_count(1)


def per_class(desk: Desk) -> None:
    desk.app.page.get_by_text("Per class").click()
    expect(desk.app.page.get_by_role("slider", name="Lowest score shown of nut")).to_be_visible()


def change_twice(desk: Desk) -> None:
    """A box of the second frame, by somebody else and here."""
    desk.open(1)
    expect(desk.objects()).to_have_count(1)
    desk.put([{"label": "nut", "frame": 1, "type": "rectangle", "points": [60, 60, 200, 200], "source": "manual"}])
    desk.drag((110, 110), (140, 120))
    expect(desk.app.page.get_by_role("button", name="Keep mine")).to_be_visible()


def settle(desk: Desk) -> None:
    desk.app.page.get_by_role("button", name="Keep mine").click()
    desk.saved()


def sign_out(desk: Desk) -> None:
    desk.app.page.context.clear_cookies()
    desk.drag((140, 120), (150, 130))
    expect(desk.app.page.get_by_role("dialog", name="Sign in again")).to_be_visible()


def nothing(desk: Desk) -> None:
    """Stays as it is."""


PANELS: dict[str, tuple[Step, Step]] = {
    "review": (nothing, nothing),
    "selected": (select, nothing),
    "per class": (per_class, lambda desk: desk.app.page.get_by_text("Per class").click()),
    "review options": opened("dialog", click="Review settings"),
    "filter": opened("dialog", click="Filter"),
    "class search": opened("dialog", "/"),
    "detector": opened("dialog", "Shift+t"),
    "select again": (select, nothing),
    "propagate": opened("dialog", "Control+b"),
    "box": in_hand("b"),
    "brush": in_hand("m"),
    "interactive": in_hand("i"),
    "conflict": (change_twice, settle),
    "sign in": (sign_out, nothing),
}
