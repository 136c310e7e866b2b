"""The main job as a person does it, from signing in to the exported data set."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.app import BUILD_MS, RUN_MS, App
from tests.pictures import EXAMPLE

TUTORIAL = Path(__file__).parent.parent / "functions" / "tutorial"
NAME = "YoloV8n_fasteners"
PICTURES = sorted((EXAMPLE / "images").glob("*.jpg"))[:8]
LABELS = ["Bolt", "nut", "ring"]

Screenshot = Callable[[str], None]


def test_from_a_configuration_to_a_data_set(page: Page, screenshot: Screenshot, tmp_path: Path) -> None:
    app = App(page)
    page.goto("/functions")
    screenshot("sign-in")
    app.sign_in()
    expect(page.get_by_role("heading", name="Functions", exact=True)).to_be_visible()

    create_function(app, screenshot)
    try_function(app, screenshot)
    app.create_task("Fasteners of line 3", LABELS, PICTURES)
    annotate(app, screenshot)
    removed, changed = correct(app, screenshot)

    exported = read_coco(app, tmp_path / "coco.zip")
    names = {category["id"]: category["name"] for category in exported["categories"]}
    boxes = {
        tuple(round(side) for side in each["bbox"]): names[each["category_id"]] for each in exported["annotations"]
    }
    assert box_of(removed) not in boxes
    assert boxes[box_of(changed)] == "nut"
    screenshot("task")


def create_function(app: App, screenshot: Screenshot) -> None:
    """Paste the configuration and the handler, add the other files, deploy, watch the build."""
    page = app.page
    page.get_by_role("link", name="New function").first.click()
    app.paste("Configuration", (TUTORIAL / "function.yaml").read_text("utf-8"))
    app.paste("Code", (TUTORIAL / "main.py").read_text("utf-8"))
    files = TUTORIAL / "requirements.txt", EXAMPLE / "fasteners-open.onnx"
    app.choose_files(page.get_by_role("button", name="Choose files"), *files)
    expect(page.get_by_text(NAME, exact=True)).to_be_visible()
    screenshot("new-function")
    page.get_by_role("button", name="Deploy").click()
    expect(page.get_by_role("log", name="Build log")).to_contain_text("The model is loaded", timeout=BUILD_MS)
    app.wait_until_ready()
    screenshot("built")


def try_function(app: App, screenshot: Screenshot) -> None:
    """One picture in the test pane, then the function's log."""
    page = app.page
    page.get_by_role("tab", name="Test").click()
    app.choose_files(page.get_by_role("button", name="Choose a file"), PICTURES[0])
    expect(page.get_by_text(re.compile(r"\d+ objects in \d+ ms"))).to_be_visible()
    expect(page.get_by_role("list", name="Objects").get_by_role("button").first).to_contain_text("washer")
    screenshot("test")
    page.get_by_role("tab", name="Log").click()
    expect(page.get_by_role("log")).to_contain_text("The model is loaded")
    page.get_by_role("link", name="Functions").first.click()
    expect(page.get_by_role("row", name=re.compile(NAME))).to_contain_text("Ready")
    screenshot("functions")


def annotate(app: App, screenshot: Screenshot) -> None:
    """`nut` is mapped by its name, `bolt` without regard to case, `washer` by hand."""
    page = app.page
    page.get_by_role("button", name="Automatic annotation").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("combobox", name="Task label for nut")).to_have_value("nut")
    expect(dialog.get_by_role("combobox", name="Task label for bolt")).to_have_value("Bolt")
    washer = dialog.get_by_role("combobox", name="Task label for washer")
    expect(washer).to_have_value("Ignore")
    screenshot("mapping")
    washer.click()
    page.get_by_role("option", name="ring").click()
    dialog.get_by_role("button", name="Annotate").click()
    expect(dialog.get_by_text("Finished")).to_be_visible(timeout=RUN_MS)
    expect(dialog.get_by_role("table", name="Kept, by label")).to_contain_text("ring")
    screenshot("summary")
    dialog.get_by_role("button", name="Close", exact=True).last.click()
    expect(page.get_by_text(f"of {len(PICTURES)} frames annotated")).to_be_visible()


def correct(app: App, screenshot: Screenshot) -> tuple[dict[str, Any], dict[str, Any]]:
    """Delete one object with the keyboard and give another one a class with the mouse; both as the server has them."""
    page = app.page
    page.get_by_role("link", name=re.compile("^Frame 1, ")).click()
    first, second, *others = app.shapes(frame=0)
    expect(app.objects()).to_have_count(2 + len(others))
    app.click_object(first)
    expect(app.objects().first).to_have_attribute("aria-pressed", "true")
    screenshot("editor")
    page.keyboard.press("Delete")
    expect(app.objects()).to_have_count(1 + len(others))
    app.click_object(second)
    page.get_by_role("combobox", name="Class").click()
    page.get_by_role("option", name="nut").click()
    expect(app.objects().first).to_contain_text("nut")
    app.expect_saved()

    page.reload()
    expect(app.objects()).to_have_count(1 + len(others))
    kept = {shape["id"]: shape for shape in app.shapes(frame=0)}
    assert first["id"] not in kept
    assert kept[second["id"]]["points"] == pytest.approx(second["points"])
    page.get_by_role("link", name="Back to the task").click()
    return first, kept[second["id"]]


def read_coco(app: App, archive: Path) -> dict[str, Any]:
    app.export("COCO 1.0").save_as(archive)
    with zipfile.ZipFile(archive) as files:
        found: dict[str, Any] = json.loads(files.read("annotations/instances_default.json"))
        return found


def box_of(shape: dict[str, Any]) -> tuple[int, ...]:
    left, top, right, bottom = shape["points"]
    return tuple(round(side) for side in (left, top, right - left, bottom - top))
