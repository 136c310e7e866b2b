"""The web app as a person uses it: by the words on the screen, with mouse and keyboard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Locator, Page, expect

from tests.running import PASSWORD, USER

BUILD_MS = 180_000
RUN_MS = 60_000


@dataclass
class App:
    page: Page

    def sign_in(self, user: str = USER, password: str = PASSWORD) -> None:
        """From wherever the visitor wants to go; the start page if nowhere yet."""
        if self.page.url == "about:blank":
            self.page.goto("/")
        self.page.get_by_label("Name").fill(user)
        self.page.get_by_role("textbox", name="Password").fill(password)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("navigation")).to_be_visible()

    def choose_files(self, button: Locator, *files: Path) -> None:
        with self.page.expect_file_chooser() as chooser:
            button.click()
        chooser.value.set_files(files)

    def paste(self, editor: str, text: str) -> None:
        """Paste into a code editor."""
        self.page.get_by_role("textbox", name=editor, exact=True).click()
        self.page.keyboard.insert_text(text)

    def wait_until_ready(self) -> None:
        """On the page of a function that is being built."""
        expect(self.page.get_by_text("The function is ready.")).to_be_visible(timeout=BUILD_MS)

    def deploy_weights(self, weights: Path) -> None:
        """Make a function of weights alone."""
        self.page.goto("/functions/new")
        self.page.get_by_role("radio", name=re.compile("Weights alone")).click()
        self.choose_files(self.page.get_by_role("button", name="Choose a file"), weights)
        self.page.get_by_role("button", name="Deploy").click()
        self.wait_until_ready()

    def create_task(self, name: str, labels: list[str], pictures: list[Path]) -> None:
        """Through the tasks page; ends on the page of the new task."""
        self.page.get_by_role("link", name="Tasks").first.click()
        self.page.get_by_role("link", name="New task").first.click()
        self.choose_files(self.page.get_by_role("button", name="Choose files"), *pictures)
        self.page.get_by_role("textbox", name="Name", exact=True).fill(name)
        self.page.get_by_label("Name of label 1").click()
        self.page.keyboard.type("\n".join(labels))
        self.page.get_by_role("button", name="Create task").click()
        expect(self.page.get_by_role("heading", name=name)).to_be_visible(timeout=RUN_MS)

    def objects(self) -> Locator:
        """The rows of the viewer's list of objects."""
        return self.page.get_by_role("list", name="Objects").get_by_role("button")

    def click_object(self, shape: dict[str, Any]) -> None:
        """Click on the middle of a rectangle, where it is on the screen."""
        canvas = self.page.get_by_role("application")
        scale, x, y = map(float, (canvas.get_attribute("data-view") or "").split())
        left, top, right, bottom = shape["points"]
        canvas.click(position={"x": x + scale * (left + right) / 2, "y": y + scale * (top + bottom) / 2})

    def expect_saved(self) -> None:
        expect(self.page.get_by_role("status").filter(has_text=re.compile("^Saved"))).to_be_visible()

    def shapes(self, frame: int) -> list[dict[str, Any]]:
        """What the server has on a frame of the task or job that is on the screen."""
        found = re.search(r"/(tasks|jobs)/\d+", self.page.url)
        assert found, f"{self.page.url} is neither a task nor a job"
        answer = self.page.request.get(f"/api{found[0]}/annotations?frame={frame}")
        shapes: list[dict[str, Any]] = answer.json()["shapes"]
        return shapes

    @property
    def task_id(self) -> int:
        found = re.search(r"/tasks/(\d+)", self.page.url)
        assert found, f"{self.page.url} is not a page of a task"
        return int(found[1])

    def csrf(self) -> dict[str, str]:
        """What a call beside the page needs to change something in the visitor's session."""
        cookies = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}
        return {"X-CSRFToken": cookies["csrftoken"]}

    def export(self, task_format: str) -> Download:
        """On the page of a task; the file that the browser downloads."""
        self.page.get_by_role("button", name="Export").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("radio", name=re.compile(task_format)).check()
        with self.page.expect_download() as download:
            dialog.get_by_role("button", name="Export").click()
        return download.value
