"""The annotation editor as a person uses it: the mouse in pixels of the picture, keys, and what the server then has."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import FilePayload, Locator, expect

from tests import predictions
from tests.e2e.app import App
from tests.pictures import jpeg
from tests.waiting import until

Point = tuple[float, float]
Shape = dict[str, Any]


def new_task(
    app: App, name: str, labels: list[dict[str, object]], frames: int, size: tuple[int, int]
) -> tuple[int, int]:
    """Make a task of plain pictures; the ids of task and job."""
    return task_of(app, name, labels, [jpeg(*size, 90 + at) for at in range(frames)])


def task_of(app: App, name: str, labels: list[dict[str, object]], pictures: list[bytes]) -> tuple[int, int]:
    """Make a task of these JPEGs; the ids of task and job."""
    headers, request = app.csrf(), app.page.request
    task = request.post("/api/tasks", data={"name": name, "labels": labels}, headers=headers).json()["id"]
    body: dict[str, str | float | bool | bytes | FilePayload] = {"image_quality": "70"}
    for at, picture in enumerate(pictures):
        body[f"client_files[{at}]"] = FilePayload(name=f"{at}.jpg", mimeType="image/jpeg", buffer=picture)
    answer = request.post(f"/api/tasks/{task}/data", multipart=body, headers=headers)
    assert answer.ok, answer.text()
    made = f"/api/requests/{answer.json()['rq_id']}"
    until(lambda: request.get(made).json()["status"] == "finished")
    return task, request.get(f"/api/jobs?task_id={task}").json()["results"][0]["id"]


@dataclass
class Desk:
    """`labels` are ids by name, in the order of the task."""

    app: App
    task: int
    job: int
    labels: dict[str, int]

    def put(self, shapes: list[Shape]) -> None:
        """Lay these shapes on the frames, and nothing else; `label` is a name, `frame` 0 unless given."""
        named = [{"frame": 0, **shape, "label_id": self.labels[shape["label"]]} for shape in shapes]
        for shape in named:
            del shape["label"]
        body = {"version": 0, "tags": [], "shapes": named, "tracks": []}
        answer = self.app.page.request.put(f"/api/jobs/{self.job}/annotations", data=body, headers=self.app.csrf())
        assert answer.ok, answer.text()

    def post(self, path: str, body: Any) -> Any:
        """A call beside the page."""
        answer = self.app.page.request.post(path, data=body, headers=self.app.csrf())
        assert answer.ok, answer.text()
        return answer.json() if answer.text() else None

    def forget_preferences(self) -> None:
        """Keys and looks are as they come: a page that was closed may have taken its last change with it."""
        answer = self.app.page.request.put("/api/users/self/preferences", data={}, headers=self.app.csrf())
        assert answer.ok, answer.text()

    def open_frames(self) -> None:
        """No frame is reviewed any more."""
        request, headers = self.app.page.request, self.app.csrf()
        for number, frame in enumerate(request.get(f"/api/jobs/{self.job}/frames").json()["frames"]):
            change = {"change": str(uuid.uuid4()), "reviewed": False}
            if frame["state"] == "reviewed":
                request.patch(f"/api/jobs/{self.job}/frames/{number}", data=change, headers=headers)

    def finder(self) -> int:
        """The detector whose last run alone counts."""
        functions = self.app.page.request.get("/api/functions").json()["results"]
        known: list[int] = [function["id"] for function in functions if function["name"] == "finder"]
        return known[0] if known else predictions.register(self.post, "finder", list(self.labels))

    def open(self, frame: int = 0) -> None:
        self.app.page.goto(f"/jobs/{self.job}/edit?frame={frame}")
        expect(self.canvas).to_have_attribute("data-frame", str(frame))

    @property
    def canvas(self) -> Locator:
        return self.app.page.get_by_role("application")

    def objects(self) -> Locator:
        """The rows of the list of objects."""
        return self.app.objects()

    def key(self, *keys: str) -> None:
        for key in keys:
            self.app.page.keyboard.press(key)

    def on_screen(self, at: Point) -> Point:
        """Where a point of the picture is in the window."""
        scale, x, y = map(float, (self.canvas.get_attribute("data-view") or "").split())
        box = self.canvas.bounding_box()
        assert box
        return box["x"] + x + scale * at[0], box["y"] + y + scale * at[1]

    def move(self, at: Point) -> None:
        self.app.page.mouse.move(*self.on_screen(at))

    def click(self, at: Point, *, modifiers: list[str] | None = None) -> None:
        for key in modifiers or []:
            self.app.page.keyboard.down(key)
        self.app.page.mouse.click(*self.on_screen(at))
        for key in modifiers or []:
            self.app.page.keyboard.up(key)

    def double_click(self, at: Point) -> None:
        self.app.page.mouse.dblclick(*self.on_screen(at))

    def drag(self, *path: Point, modifiers: list[str] | None = None) -> None:
        """Press at the first point, go through the others, let go at the last."""
        mouse, keyboard = self.app.page.mouse, self.app.page.keyboard
        for key in modifiers or []:
            keyboard.down(key)
        mouse.move(*self.on_screen(path[0]))
        mouse.down()
        for point in path[1:]:
            mouse.move(*self.on_screen(point), steps=4)
        mouse.up()
        for key in modifiers or []:
            keyboard.up(key)

    def saved(self) -> None:
        """Wait until the server has everything."""
        self.key("Control+s")
        expect(self.app.page.get_by_role("status").filter(has_text=re.compile("^Saved"))).to_be_visible()

    def shapes(self, frame: int = 0) -> list[Shape]:
        """What the server has on a frame, once everything is saved."""
        return list(self._annotations(frame)["shapes"])

    def tags(self, frame: int = 0) -> list[Shape]:
        return list(self._annotations(frame)["tags"])

    def only_shape(self, frame: int = 0) -> Shape:
        (shape,) = self.shapes(frame)
        return shape

    def _annotations(self, frame: int) -> dict[str, Any]:
        self.saved()
        answer = self.app.page.request.get(f"/api/jobs/{self.job}/annotations?frame={frame}")
        found: dict[str, Any] = answer.json()
        return found
