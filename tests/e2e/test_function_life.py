"""A function's life in the page: its configuration repaired, its image told, its versions, its workers, its log."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.app import App
from tests.waiting import until

LOST = """\
metadata:
name: repaired
annotations:
type: detector
spec: |
[
{ "id": 0, "name": "bolt", "type": "rectangle" },
]
spec:
handler: main:handler
"""
CODE = "def handler(context, event):\n    return []\n"
HANGS = """\
import time


def handler(context, event):
    context.logger.warn_with("it hangs", picture=event.path)
    time.sleep(600)
"""


def config(name: str, spec: str = "handler: main:handler") -> str:
    return f"metadata:\n  name: {name}\nspec:\n  {spec}\n"


def deploy(app: App, name: str, code: str, spec: str = "handler: main:handler") -> None:
    """Without the page, which other tests are about."""
    answer = app.page.request.post(
        "/nuclio/api/bundles?replace=true",
        multipart={"config": config(name, spec), "code": code},
        headers=app.csrf(),
    )
    assert answer.status == 202, answer.text()


def test_a_repaired_configuration_is_looked_at_before_it_is_used(app: App) -> None:
    page = app.page
    page.goto("/functions/new")
    app.paste("Configuration", LOST)
    app.paste("Code", CODE)
    expect(page.get_by_role("button", name="See what changes")).to_be_visible()
    page.get_by_role("button", name="Deploy").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("region", name="What changes")).to_contain_text("  name: repaired")
    dialog.get_by_role("button", name="Use it and deploy").click()
    app.wait_until_ready()
    page.get_by_role("tab", name="Overview").click()
    expect(page.get_by_text("1 label of the model")).to_be_visible()


def test_what_cannot_be_read_is_told_while_writing(app: App) -> None:
    app.page.goto("/functions/new")
    app.paste("Configuration", "metadata: {name: [")
    expect(app.page.get_by_role("status").filter(has_text="line 1")).to_be_visible()


def test_a_base_image_is_told_where_it_is_asked_for(app: App) -> None:
    page = app.page
    deploy(app, "asks", CODE, "build: {baseImage: 'made_at_home:1'}")
    page.goto("/functions/asks")
    expect(page.get_by_role("heading", name="What is in the base image made_at_home:1?")).to_be_visible()
    build = page.get_by_role("button", name="Build with this")
    expect(build).to_be_disabled()
    page.get_by_label("Or the packages, one a line").fill("pyyaml")
    build.click()
    app.wait_until_ready()


def test_versions_show_what_changed_and_the_way_back(app: App) -> None:
    page = app.page
    deploy(app, "ages", CODE)
    deploy(app, "ages", CODE.replace("[]", "[1]"))
    page.goto("/functions/ages?tab=versions")
    expect(page.get_by_role("region", name="main.py")).to_contain_text("return [1]")
    page.get_by_role("button", name="Version 1").click()
    page.get_by_role("button", name="Roll back to this").click()
    app.wait_until_ready()
    page.get_by_role("tab", name="Versions").click()
    expect(page.get_by_role("button", name=re.compile("Version 3.*serving"))).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped", exact=True)).to_be_visible()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()


def test_a_worker_that_hangs_says_where_and_is_ended_while_the_log_is_live(app: App) -> None:
    page = app.page
    deploy(app, "hangs", HANGS)
    page.goto("/functions/hangs?tab=log")
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    headers = {**app.csrf(), "x-nuclio-function-name": "hangs", "x-nuclio-path": "/7.jpg"}
    until(lambda: page.request.get("/nuclio/api/functions/hangs").json()["status"]["state"] == "ready")
    page.evaluate("headers => void fetch('/nuclio/api/function_invocations', {method: 'POST', headers})", headers)
    expect(page.get_by_role("log")).to_contain_text("it hangs picture=/7.jpg")
    page.get_by_role("combobox", name="Level").or_(page.get_by_role("textbox", name="Level")).click()
    page.get_by_role("option", name="From error").click()
    expect(page.get_by_role("log")).to_contain_text("No line fits this filter.")
    page.get_by_role("tab", name="Overview").click()
    page.get_by_role("button", name="Where is it?").click()
    expect(page.get_by_role("region", name="Where worker 0 is")).to_contain_text("time.sleep(600)")
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_role("cell", name="Free")).to_be_visible()
