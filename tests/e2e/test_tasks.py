"""Making, finding and deleting tasks."""

from __future__ import annotations

import zipfile
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.app import App
from tests.pictures import folder_of


def test_a_task_is_found_by_its_name_and_deleted(app: App, tmp_path: Path) -> None:
    app.create_task("Screws of Monday", ["screw"], folder_of(tmp_path, ["a b.jpg", "Шуруп.jpg", "螺丝.jpg"]))
    for name in ("a b.jpg", "Шуруп.jpg", "螺丝.jpg"):
        expect(app.page.get_by_text(name)).to_be_visible()

    app.page.goto("/tasks")
    app.page.get_by_label("Search tasks by name").fill("monday")
    row = app.page.get_by_role("row", name="Screws of Monday")
    expect(row).to_contain_text("0/3")
    row.get_by_role("button", name="Actions for").click()
    app.page.get_by_role("menuitem", name="Delete").click()
    app.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(app.page.get_by_text("No task is called “monday”")).to_be_visible()


def test_pictures_come_from_an_archive_and_keep_their_folders(app: App, tmp_path: Path) -> None:
    archive = tmp_path / "night.zip"
    with zipfile.ZipFile(archive, "w") as files:
        for picture in folder_of(tmp_path / "night", ["1.jpg", "2.jpg"]):
            files.write(picture, f"night/{picture.name}")
    app.create_task("From an archive", ["car"], [archive])
    app.page.get_by_role("link", name="Frame 2, night/2.jpg").click()
    expect(app.page.get_by_text("night/2.jpg · 64 × 48")).to_be_visible()


def test_a_file_that_is_no_picture_is_named_and_leaves_no_task(app: App, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"this is no picture")
    app.page.goto("/tasks/new")
    app.choose_files(app.page.get_by_role("button", name="Choose files"), broken)
    app.page.get_by_role("textbox", name="Name", exact=True).fill("Half-made")
    app.page.get_by_label("Name of label 1").fill("car")
    app.page.get_by_role("button", name="Create task").click()
    expect(app.page.get_by_role("alert")).to_contain_text("broken.jpg")
    app.page.goto("/tasks?search=Half-made")
    expect(app.page.get_by_text("No task is called “Half-made”")).to_be_visible()


def test_the_form_says_what_is_missing(app: App) -> None:
    app.page.goto("/tasks/new")
    app.page.get_by_label("Name of label 1").fill("car")
    app.page.get_by_label("Name of label 1").press("Enter")
    app.page.keyboard.type("car")
    app.page.get_by_role("button", name="Create task").click()
    for sentence in ("Add at least one picture.", "Give the task a name."):
        expect(app.page.get_by_text(sentence)).to_be_visible()
    expect(app.page.get_by_text("This name is given twice.").first).to_be_visible()


def test_a_task_that_is_not_there(app: App) -> None:
    app.page.goto("/tasks/99999")
    expect(app.page.get_by_role("alert")).to_contain_text("Task 99999 could not be loaded")
    app.page.get_by_role("link", name="Go to the tasks").click()
    expect(app.page).to_have_url("/tasks")
