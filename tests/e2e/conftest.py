"""The real server and a real browser. `SCREENSHOTS=FOLDER` keeps a picture of every page of the journey."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, ViewportSize, expect, sync_playwright

import start
from tests.e2e.app import App
from tests.running import Server, running

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WINDOW = ViewportSize(width=1280, height=800)
SLOWEST_MS = 15_000

expect.set_options(timeout=SLOWEST_MS)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("data")) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or the one that Playwright has installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=start.browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, server: Server) -> StorageState:
    """The cookies of an administrator who has signed in once."""
    with visit(browser, server) as page:
        App(page).sign_in()
        return page.context.storage_state()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page of a new visitor."""
    with visit(browser, server) as page:
        yield page


@pytest.fixture
def unopened(browser: Browser, server: Server, signed_in: StorageState) -> Iterator[App]:
    """The app before its first page, with the administrator signed in; no test may sign out here."""
    with visit(browser, server, signed_in) as page:
        yield App(page)


@pytest.fixture
def app(unopened: App) -> App:
    """The same on its first page."""
    unopened.page.goto("/")
    return unopened


@contextmanager
def visit(browser: Browser, server: Server, state: StorageState | None = None) -> Iterator[Page]:
    """A page in a context of its own; a fault in the app's own code fails the test."""
    context = browser.new_context(base_url=server.url, viewport=WINDOW, accept_downloads=True, storage_state=state)
    context.set_default_timeout(SLOWEST_MS)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert not faults


@pytest.fixture
def screenshot(page: Page) -> Callable[[str], None]:
    folder = os.environ.get("SCREENSHOTS")

    def take(name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png")

    return take
