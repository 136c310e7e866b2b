"""Making, breaking, mending and deleting functions in the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.app import App
from tests.pictures import EXAMPLE

CONFIG = """\
metadata:
  name: {name}
  annotations:
    type: detector
    spec: '[{{"id": 0, "name": "thing", "type": "rectangle"}}]'
spec:
  handler: main:handler
  runtime: python:3.11
"""
BROKEN = "import not_a_package\n\n\ndef handler(context, event):\n    return []\n"
MENDED = "def handler(context, event):\n    context.logger.info('mended')\n    return []\n"


def deploy(app: App, name: str, code: str) -> None:
    app.page.goto("/functions/new")
    app.paste("Configuration", CONFIG.format(name=name))
    app.paste("Code", code)
    app.page.get_by_role("button", name="Deploy").click()


def test_a_broken_function_shows_its_traceback_and_is_mended(app: App) -> None:
    page = app.page
    deploy(app, "breaks", BROKEN)
    expect(page.get_by_role("log")).to_contain_text("No module named 'not_a_package'", timeout=60_000)
    page.get_by_role("tab", name="Overview").click()
    expect(page.get_by_role("alert")).to_contain_text("not_a_package")
    page.get_by_role("link", name="Change the code").click()
    page.get_by_role("button", name="main.py").click()
    page.get_by_role("textbox", name="main.py").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(MENDED)
    expect(page.get_by_text("One file changed")).to_be_visible()
    page.get_by_role("button", name="Deploy").click()
    app.wait_until_ready()


def test_a_name_that_is_taken_can_be_replaced(app: App) -> None:
    deploy(app, "taken", MENDED)
    app.wait_until_ready()
    deploy(app, "taken", MENDED)
    notice = app.page.get_by_role("alert")
    expect(notice).to_contain_text("taken")
    notice.get_by_role("button", name="Replace the old one").click()
    app.wait_until_ready()


def test_weights_alone_make_a_function(app: App) -> None:
    page = app.page
    app.deploy_weights(EXAMPLE / "fasteners-open.onnx")
    page.get_by_role("tab", name="Overview").click()
    expect(page.get_by_text("3 labels of the model")).to_be_visible()
    page.get_by_role("tab", name="Code").click()
    page.get_by_role("button", name="main.py").click()
    expect(page.get_by_role("textbox", name="main.py")).to_contain_text("onnxruntime")


def test_a_new_version_keeps_the_files_that_are_not_sent_again(app: App) -> None:
    page = app.page
    deploy(app, "keeps", MENDED)
    app.wait_until_ready()
    page.get_by_role("tab", name="Code").click()
    app.choose_files(page.get_by_role("button", name="Choose files"), EXAMPLE / "README.md")
    page.get_by_role("button", name="Deploy").click()
    expect(page.get_by_role("log")).to_contain_text("Version 2 is ready.", timeout=60_000)
    page.get_by_role("tab", name="Code").click()
    for name in ("main.py", "README.md"):
        expect(page.get_by_role("button", name=name)).to_be_visible()


def test_the_log_is_filtered(app: App) -> None:
    page = app.page
    deploy(app, "logs", "def init_context(context):\n    context.logger.warn('low on coffee')\n\n\n" + MENDED)
    app.wait_until_ready()
    page.get_by_role("tab", name="Log").click()
    log = page.get_by_role("log")
    expect(log).to_contain_text("low on coffee")
    page.get_by_role("textbox", name="Search in the log").fill("tea")
    expect(log).to_contain_text("No line fits this filter.")


def test_a_function_is_deleted(app: App) -> None:
    page = app.page
    deploy(app, "goes", MENDED)
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page).to_have_url(re.compile("/functions$"))
    expect(page.get_by_role("table").or_(page.get_by_text("No functions yet"))).to_be_visible()
    expect(page.get_by_role("row", name="goes")).to_have_count(0)


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ("", "Paste or drop a configuration first."),
        ("spec: {}", "The configuration has no name under “metadata”."),
        ("metadata:\n  name: lonely\n", "Paste or drop the code of the handler."),
    ],
)
def test_the_form_says_what_is_missing(app: App, config: str, sentence: str) -> None:
    app.page.goto("/functions/new")
    app.paste("Configuration", config)
    app.page.get_by_role("button", name="Deploy").click()
    expect(app.page.get_by_role("alert")).to_have_text(sentence)


def test_dropped_files_find_their_places(app: App) -> None:
    app.page.goto("/functions/new")
    files = {"function.yaml": CONFIG.format(name="dropped"), "main.py": MENDED, "requirements.txt": "numpy"}
    drop(app.page, app.page.get_by_role("textbox", name="Configuration"), files)
    expect(app.page.get_by_role("textbox", name="Configuration")).to_contain_text("dropped")
    expect(app.page.get_by_role("textbox", name="Code")).to_contain_text("mended")
    expect(app.page.get_by_role("list", name="Files")).to_contain_text("requirements.txt")


def drop(page: Page, target: Locator, files: dict[str, str]) -> None:
    """Drop files as from a file manager; the browser's own drag and drop cannot be driven from outside."""
    transfer = page.evaluate_handle(
        """files => {
            const transfer = new DataTransfer();
            for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
            return transfer;
        }""",
        files,
    )
    target.dispatch_event("drop", {"dataTransfer": transfer})
