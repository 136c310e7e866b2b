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


@dataclass
class Reviewer:
    """`threshold` is what the slider is lowered to, once, for the whole job; the left hand stays on the keys."""

    page: Page
    job: int
    threshold: float
    tool: str = "v"
    label: str = LABELS[0]
    decisions: int = 0

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
            page.keyboard.press("e")
        expect(page.get_by_text("Every frame is reviewed")).to_be_visible()
        expect(page.get_by_role("status").filter(has_text=re.compile("^Saved"))).to_be_visible()
        counted = page.evaluate("window.work")
        return Work(**counted, homings=2, decisions=self.decisions + len(pictures))

    def _frame(self, picture: Picture) -> None:
        queue = sorted((one for one in picture.found if one.score >= self.threshold), key=lambda one: one.score)
        wrong = [at for at, one in enumerate(queue) if one.kind in ("false", "class")]
        for one in queue[: wrong[-1] + 1] if wrong else ():
            self._decide(one)
        for one in queue:
            if one.kind == "box" and one.truth is not None:
                self._take("v")
                self._drag(one.box[2:], one.truth[1][2:])
        there = [one.truth for one in queue]
        for truth in picture.truth:
            if truth not in there:
                self._draw(*truth)

    def _decide(self, one: Found) -> None:
        """By one key each; a wrong box is passed on with A and stretched later."""
        key = "x" if one.kind == "false" else "a"
        if one.kind == "class" and one.truth is not None:
            key = str(LABELS.index(one.truth[0]) + 1)
        self.decisions += one.kind in ("false", "class")
        self.page.keyboard.press(key)

    def _draw(self, label: str, box: Box) -> None:
        self._take("b")
        self._drag(box[:2], box[2:])
        if label != self.label:  # what is drawn gets the last one by itself
            self.page.keyboard.press(str(LABELS.index(label) + 1))
            self.label = label

    def _take(self, tool: str) -> None:
        if tool != self.tool:
            self.page.keyboard.press(tool)
            self.tool = tool

    def _drag(self, start: tuple[int, ...], end: tuple[int, ...]) -> None:
        self.decisions += 1
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
