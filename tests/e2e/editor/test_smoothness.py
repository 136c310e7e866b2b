"""What the editor does not do while the mouse moves, counted: the short form of `just bench canvas`, no clock in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.editor.conftest import LABELS
from tests.e2e.editor.desk import Desk, Point

FRAMES = 14
MOVES = 30
KEPT_PICTURES = 8  # as in canvas/pictures.ts
WATCH = """
    window.commits = 0;
    window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
        supportsFiber: true, inject: () => 1, onCommitFiberUnmount() {}, onPostCommitFiberRoot() {},
        onCommitFiberRoot() { window.commits += 1; },
    };
    window.bitmaps = { made: 0, closed: 0 };
    const { createImageBitmap: make } = window;
    window.createImageBitmap = (...given) => { window.bitmaps.made += 1; return make(...given); };
    const { close } = ImageBitmap.prototype;
    ImageBitmap.prototype.close = function () { window.bitmaps.closed += 1; close.call(this); };
    window.counted = () => ({
        commits: window.commits,
        ...Object.fromEntries([...document.querySelectorAll("canvas[data-layer]")].map(
            ({ dataset }) => [dataset.layer, Number(dataset.repaints)])),
    });
"""
AT_REST = """() => new Promise((done) => {
    const count = () => JSON.stringify(counted());
    let [last, since] = [count(), performance.now()];
    const look = () => {
        if (count() !== last) [last, since] = [count(), performance.now()];
        if (performance.now() - since > 300) done(); else requestAnimationFrame(look);
    };
    look();
})"""


@pytest.fixture(scope="module")
def ids(make_task: Callable[..., tuple[int, int]]) -> tuple[int, int]:
    return make_task("smooth", [{"name": name} for name in LABELS], FRAMES, (400, 300))


@pytest.fixture
def watched(desk: Desk) -> Watched:
    desk.app.page.add_init_script(WATCH)
    desk.put([{"label": "cat", "type": "rectangle", "points": [x, y, x + 18, y + 18]} for x in BOXES for y in BOXES])
    desk.open()
    expect(desk.objects().first).to_be_visible()
    return Watched(desk)


BOXES = range(20, 260, 30)


@dataclass
class Watched:
    """The editor, and how often each of its layers was painted and React has rendered."""

    desk: Desk

    @property
    def page(self) -> Page:
        return self.desk.app.page

    def rest(self) -> dict[str, int]:
        """The counts once nothing is painted any more."""
        self.page.evaluate(AT_REST)
        return self.counts()

    def counts(self) -> dict[str, int]:
        found: dict[str, int] = self.page.evaluate("counted")
        return found

    def sweep(self, *points: Point) -> dict[str, int]:
        """Moves the mouse over points of the picture; what was painted and rendered by that."""
        before = self.counts()
        for x, y in points:
            self.page.mouse.move(*self.desk.on_screen((x, y)))
            self.page.evaluate("() => new Promise(requestAnimationFrame)")
        after = self.counts()
        return {name: after[name] - before[name] for name in after}


def test_hover_paints_the_overlay_alone_and_renders_nothing(watched: Watched) -> None:
    watched.desk.move((5, 5))
    watched.rest()
    found = watched.sweep(*((x, 29) for x in range(10, 250, 8)))
    assert found.pop("overlay") >= len(BOXES)
    assert found == {"commits": 0, "picture": 0, "shapes": 0}
    watched.desk.move((29, 29))
    lit = watched.page.locator("[data-object][data-hovered]")
    expect(lit).to_have_count(1)
    watched.desk.move((5, 5))
    expect(lit).to_have_count(0)
    assert watched.sweep(*((x, 280) for x in range(10, 250, 8)))["overlay"] <= 1, "nothing is there to be painted"


def test_a_drag_paints_the_overlay_alone_once_it_has_begun(watched: Watched) -> None:
    watched.desk.move((29, 29))
    watched.page.mouse.down()
    watched.sweep((34, 34), (40, 40))
    watched.rest()
    found = watched.sweep(*((40 + at, 40 + at) for at in range(1, 30)))
    watched.page.mouse.up()
    assert found.pop("overlay") >= 20
    assert found == {"commits": 0, "picture": 0, "shapes": 0}


def test_panning_and_zooming_move_what_is_painted(watched: Watched) -> None:
    """It is painted anew at rest, and meanwhile where an edge is blank, as time allows: never for each move."""
    watched.desk.move((200, 150))
    before = watched.rest()
    watched.page.mouse.down(button="middle")
    x, y = watched.desk.on_screen((200, 150))
    for at in range(1, MOVES):
        watched.page.mouse.move(x + at, y + at)
    watched.page.mouse.up(button="middle")
    rested = watched.rest()
    for layer in ("picture", "shapes"):
        assert 1 <= rested[layer] - before[layer] <= MOVES / 3
    for _ in range(8):
        watched.page.mouse.wheel(0, -60)
    zoomed = watched.rest()
    assert zoomed["picture"] - rested["picture"] <= 4
    assert zoomed["commits"] == before["commits"]


def test_pictures_of_frames_that_were_left_are_closed(watched: Watched) -> None:
    for frame in range(1, FRAMES):
        watched.desk.key("f")
        expect(watched.desk.canvas).to_have_attribute("data-frame", str(frame))
    made, closed = watched.page.evaluate("() => [bitmaps.made, bitmaps.closed]")
    assert made >= FRAMES
    assert made - closed <= KEPT_PICTURES
