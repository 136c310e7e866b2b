"""Somebody who knows the truth and corrects predictions in our editor, with the real keyboard and mouse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.benchmarks.keystrokes import Work
from tests.benchmarks.review_cases import LABELS, Box, Found, Picture

# Counts what the page is really sent, so that nothing is forgotten: keys as they go down, presses by what they become.
COUNTING = """
window.work = {keys: 0, clicks: 0, drags: 0};
let from = null;
addEventListener("keydown", () => window.work.keys++, true);
addEventListener("pointerdown", (event) => { from = event; }, true);
addEventListener("pointerup", (event) => {
  const far = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) >= 4;
  window.work[far ? "drags" : "clicks"]++;
}, true);
"""


PASSED = 2  # right ones that are passed with A to reach a wrong one; farther ones are pointed at
LINE = 48  # predictions of one score come as a page is read, by lines of this many pixels


@dataclass
class Reviewer:
    """`threshold` is what the slider is lowered to, once, for the whole job; the left hand stays on the keys."""

    page: Page
    job: int
    threshold: float
    label: str = LABELS[0]
    hovers: int = 0
    units: int = 0

    def correct(self, pictures: Sequence[Picture], ran_at: float) -> Work:
        """All frames of the job, which is open nowhere yet."""
        page = self.page
        page.add_init_script(COUNTING)
        page.goto(f"/jobs/{self.job}/edit?frame=0")
        self._expect_frame(0)
        for _ in range(round((ran_at - self.threshold) / 0.05)):
            page.keyboard.press("[")
        page.keyboard.press("Tab")
        for number, picture in enumerate(pictures):
            self._expect_frame(number)
            self._frame(picture)
            self._press("e")
        expect(page.get_by_text("Every frame is reviewed")).to_be_visible()
        expect(page.get_by_role("status").filter(has_text=re.compile("^Saved"))).to_be_visible()
        counted = page.evaluate("window.work")
        return Work(**counted, hovers=self.hovers, homings=2, units=self.units)

    def _frame(self, picture: Picture) -> None:
        queue = sorted((one for one in picture.found if one.score >= self.threshold), key=_doubt)
        pointed = self._walk(queue)
        for one in pointed:
            self._point(one.box)
            self._press(_key(one))
        for one in queue:
            if one.kind == "box" and one.truth is not None:
                self._drag(one.box[2:], one.truth[1][2:])
        hidden = {one.truth: one for one in picture.found if one.score < self.threshold}
        there = [one.truth for one in queue]
        for truth in picture.truth:
            if truth not in there:
                self._add(truth, hidden.get(truth))

    def _walk(self, queue: Sequence[Found]) -> list[Found]:
        """Through the queue for as long as wrong ones are near; those that are left to be pointed at."""
        wrong = [at for at, one in enumerate(queue) if one.kind in ("false", "class")]
        done = 0
        for at in wrong:
            if at - done > PASSED:
                break
            for one in queue[done : at + 1]:
                expect(self.page.get_by_text(f"{one.label}, {one.score:.2f}, ").first).to_be_visible()
                self._press(_key(one))
            done = at + 1
        return [queue[at] for at in wrong if at >= done]

    def _add(self, truth: tuple[str, Box], hidden: Found | None) -> None:
        """What is dotted under the pointer is taken if its box is right; anything else is drawn."""
        label, box = truth
        if hidden is None or hidden.kind == "box":
            self._draw(label, box)
            return
        self._point(box)
        self._press("z")
        if hidden.kind == "class":
            self._press(str(LABELS.index(label) + 1))

    def _draw(self, label: str, box: Box) -> None:
        """With B held, so that the pointer is free again afterwards; what is drawn gets the last label by itself."""
        self.page.keyboard.down("b")
        if label != self.label:
            self._press(str(LABELS.index(label) + 1))
            self.label = label
        self._drag(box[:2], box[2:])
        self.page.keyboard.up("b")

    def _press(self, key: str) -> None:
        self.units += 1
        self.page.keyboard.press(key)

    def _point(self, box: Box) -> None:
        self.hovers += 1
        self.page.mouse.move(*self._on_screen(((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)))

    def _drag(self, start: tuple[int, ...], end: tuple[int, ...]) -> None:
        self.units += 1
        mouse = self.page.mouse
        mouse.move(*self._on_screen(start))
        mouse.down()
        mouse.move(*self._on_screen(end), steps=3)
        mouse.up()

    def _on_screen(self, point: tuple[int, ...]) -> tuple[float, float]:
        canvas = self.page.get_by_role("application")
        box = canvas.bounding_box()
        assert box
        scale, x, y = map(float, (canvas.get_attribute("data-view") or "").split())
        return box["x"] + x + scale * point[0], box["y"] + y + scale * point[1]

    def _expect_frame(self, number: int) -> None:
        expect(self.page.get_by_role("application")).to_have_attribute("data-frame", str(number), timeout=30_000)


def _doubt(one: Found) -> tuple[float, int, int]:
    """The order of the queue."""
    left, top, _, _ = one.box
    return one.score, top // LINE, left


def _key(one: Found) -> str:
    """One for each decision; a wrong box is passed on with A and stretched later."""
    if one.kind == "class" and one.truth is not None:
        return str(LABELS.index(one.truth[0]) + 1)
    return "x" if one.kind == "false" else "a"
