"""Every page, light and dark, by the rules of axe."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.app import App
from tests.e2e.axe import RULES, faults_seen, need_axe
from tests.pictures import folder_of

CONFIG = "metadata:\n  name: seen\nspec:\n  handler: main:handler\n"
ASKS = "metadata:\n  name: asks-for-image\nspec:\n  build: {baseImage: 'nobody_knows:1'}\n"
TABS = ("overview", "build", "code", "versions", "test", "log")
EDITOR_DIALOGS = {"Find an action": "Control+k", "Keys of the editor": "F1", "Settings of the editor": "Control+,"}
CODE = "def handler(context, event):\n    return []\n"


@pytest.mark.parametrize(
    ("scheme", "rules"),
    [("light", RULES), ("dark", ["color-contrast"])],
    ids=["light", "dark, whose colours alone differ"],
)
def test_no_page_breaks_a_rule(app: App, tmp_path: Path, scheme: Literal["light", "dark"], rules: list[str]) -> None:
    need_axe()
    page = app.page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    app.create_task("Seen", ["cat"], folder_of(tmp_path, ["1.jpg", "2.jpg"]))
    task = f"/tasks/{app.task_id}"
    page.request.post(
        "/nuclio/api/bundles?replace=true", multipart={"config": CONFIG, "code": CODE}, headers=app.csrf()
    )
    page.request.post("/nuclio/api/bundles?replace=true", multipart={"config": ASKS, "code": CODE}, headers=app.csrf())
    function = "/functions/seen?tab="
    pages = ["/tasks", "/tasks/new", task, f"{task}?dialog=annotate", f"{task}?dialog=export", f"{task}/frames/0"]
    pages += ["/functions", "/functions/new", "/functions/asks-for-image", *(function + tab for tab in TABS)]
    found = {address: faults_of(page, address, rules) for address in pages}
    found.update({f"editor, {opened}": faults for opened, faults in faults_in_editor(page, rules).items()})
    page.context.clear_cookies()
    found["/login"] = faults_of(page, "/login", rules)
    assert {address: faults for address, faults in found.items() if faults} == {}


def faults_in_editor(page: Page, rules: list[str]) -> dict[str, list[str]]:
    """On the page of an open task: its editor with each of its dialogs open."""
    job = page.request.get("/api/jobs?page_size=1&sort=-id").json()["results"][0]["id"]
    page.goto(f"/jobs/{job}/edit")
    expect(page.get_by_role("application")).to_have_attribute("data-frame", "0")
    found = {}
    for opened, keys in EDITOR_DIALOGS.items():
        page.keyboard.press(keys)
        dialog = page.get_by_role("dialog", name=opened)
        expect(dialog).to_be_visible()
        found[opened] = faults_seen(page, rules)
        if dialog.get_by_role("tab", name="Keys").count():
            dialog.get_by_role("tab", name="Keys").click()
            found[f"{opened}, keys"] = faults_seen(page, rules)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    return found


def faults_of(page: Page, address: str, rules: list[str]) -> list[str]:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return faults_seen(page, rules)
