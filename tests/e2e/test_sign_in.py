"""Coming in and going out."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.app import App
from tests.running import USER


def test_a_wrong_password_is_told(page: Page) -> None:
    page.goto("/login")
    page.get_by_label("Name").fill(USER)
    page.get_by_role("textbox", name="Password").fill("guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Signing in did not work")
    expect(page).to_have_url("/login")


def test_a_visitor_gets_to_the_page_that_was_wanted(page: Page) -> None:
    page.goto("/tasks?search=bolt")
    App(page).sign_in()
    expect(page).to_have_url("/tasks?search=bolt")
    expect(page.get_by_label("Search tasks by name")).to_have_value("bolt")


def test_no_link_leads_out_of_the_app(page: Page) -> None:
    page.goto("/login?next=//example.com/")
    App(page).sign_in()
    expect(page).to_have_url("/tasks")


def test_signing_out_ends_the_session(page: Page) -> None:
    app = App(page)
    app.sign_in()
    app.page.get_by_role("button", name=USER).click()
    app.page.get_by_role("menuitem", name="Sign out").click()
    expect(app.page.get_by_role("button", name="Sign in")).to_be_visible()
    app.page.goto("/functions")
    expect(app.page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_session_that_ends_under_way_leads_to_sign_in_and_back(app: App) -> None:
    app.page.goto("/functions")
    expect(app.page.get_by_role("heading", name="Functions", exact=True)).to_be_visible()
    app.page.context.clear_cookies()
    app.page.get_by_role("link", name="Tasks").click()
    expect(app.page.get_by_role("button", name="Sign in")).to_be_visible()
    app.sign_in()
    expect(app.page).to_have_url("/tasks")
