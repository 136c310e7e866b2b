"""A task of three frames of 400 x 300 pixels for each module of editor tests, made through the API."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, StorageState, expect

from tests.e2e.app import App
from tests.e2e.conftest import visit
from tests.e2e.editor.desk import Desk, new_task
from tests.running import Server

LABELS = ("cat", "dog", "bird")


@pytest.fixture(scope="module")
def make_task(browser: Browser, server: Server, signed_in: StorageState) -> Callable[..., tuple[int, int]]:
    """Makes a task of plain pictures; answers with the ids of task and job."""

    def make(name: str, labels: list[dict[str, object]], frames: int, size: tuple[int, int]) -> tuple[int, int]:
        with visit(browser, server, signed_in) as page:
            return new_task(App(page), name, labels, frames, size)

    return make


@pytest.fixture(scope="module")
def ids(make_task: Callable[..., tuple[int, int]], request: pytest.FixtureRequest) -> tuple[int, int]:
    return make_task(request.module.__name__, [{"name": name} for name in LABELS], 3, (400, 300))


@pytest.fixture
def desk(unopened: App, ids: tuple[int, int]) -> Desk:
    """The editor of the task; put shapes on it, then open it."""
    task, job = ids
    found = unopened.page.request.get(f"/api/labels?task_id={task}").json()["results"]
    desk = Desk(unopened, task, job, {label["name"]: label["id"] for label in found})
    desk.put([])
    desk.forget_preferences()
    return desk


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Opened with a large box, a small one in it, and a triangle."""
    desk.put(
        [
            {"label": "cat", "type": "rectangle", "points": [20, 20, 220, 200], "score": 0.91, "source": "auto"},
            {"label": "dog", "type": "rectangle", "points": [60, 60, 100, 100], "score": 0.35, "source": "auto"},
            {"label": "bird", "type": "polygon", "points": [300, 50, 380, 50, 340, 150], "source": "manual"},
        ]
    )
    desk.open()
    expect(desk.objects()).to_have_count(3)
    return desk
