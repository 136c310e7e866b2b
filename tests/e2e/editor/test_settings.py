"""The editor is the user's own: keys, how things look, the palette; and the job goes on from here."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.app import App
from tests.e2e.editor.desk import Desk
from tests.waiting import until


def kept(desk: Desk, name: str) -> None:
    """Wait until the server has this preference."""
    request = desk.app.page.request
    until(lambda: name in request.get("/api/users/self/preferences").json())


def again(desk: Desk) -> Desk:
    """The same user at another browser, which has nothing stored."""
    page = desk.app.page
    page.evaluate("localStorage.clear()")
    desk.open()
    return desk


def test_a_key_is_changed_and_goes_with_the_user(three: Desk) -> None:
    page = three.app.page
    three.key("Control+,")
    page.get_by_role("tab", name="Keys").click()
    page.get_by_role("textbox", name="Search actions and keys").fill("next frame")
    page.get_by_role("button", name="New key for Next frame:").click()
    three.key("d")
    expect(page.get_by_role("alert")).to_contain_text("D stands for “Previous frame” already")
    page.get_by_role("button", name="New key for Next frame:").click()
    three.key("F8")
    expect(page.get_by_role("button", name="New key for Next frame:")).to_have_text("F8")
    kept(three, "editor_keys")
    number = again(three).app.page.get_by_role("textbox", name="Frame number")
    three.key("f")
    expect(number).to_have_value("1")
    three.key("F8")
    expect(number).to_have_value("2")
    page.get_by_role("button", name="Settings of the editor").click()
    page.get_by_role("tab", name="Keys").click()
    page.get_by_role("button", name="Keys as in CVAT").click()
    expect(page.get_by_role("button", name="New key for Class 1:")).to_have_text("Ctrl+1")
    page.get_by_role("button", name="Reset all").click()
    expect(page.get_by_role("button", name="New key for Next frame:")).to_have_text("F")


def test_how_it_looks_is_kept(three: Desk) -> None:
    page = three.app.page
    three.key("Control+,")
    page.get_by_role("dialog").get_by_text("Object", exact=True).click()
    page.get_by_role("slider", name="Brightness").press("End")
    expect(three.canvas.locator("canvas").first).to_have_css("filter", "brightness(3) contrast(1) saturate(1)")
    kept(three, "editor_appearance")
    again(three)
    expect(three.canvas.locator("canvas").first).to_have_css("filter", "brightness(3) contrast(1) saturate(1)")
    three.key("Control+,")
    page.get_by_role("button", name="Reset appearance").click()
    expect(three.canvas.locator("canvas").first).to_have_css("filter", "none")


def test_the_way_to_review_goes_with_the_user(three: Desk) -> None:
    page = three.app.page
    clears = page.get_by_role("checkbox", name="Done removes what the slider hides")
    page.get_by_role("button", name="Review settings").click()
    clears.uncheck()
    kept(three, "editor_review")
    again(three)
    page.get_by_role("button", name="Review settings").click()
    expect(clears).not_to_be_checked()


def test_a_class_has_the_digit_that_was_chosen(three: Desk) -> None:
    page = three.app.page
    page.get_by_role("button", name="Key of bird").click()
    page.get_by_role("menuitem", name="1 bird").click()
    expect(page.get_by_role("menu")).to_have_count(0)
    three.move((80, 80))
    expect(three.objects().nth(1)).to_have_attribute("data-hovered", "true")
    three.key("1")
    expect(three.objects().nth(1)).to_contain_text("bird")


def test_everything_is_found_in_the_palette(three: Desk) -> None:
    page = three.app.page
    search = page.get_by_role("combobox", name="Action, class, object or frame number")
    three.key("Control+k")
    search.fill("2")
    expect(page.get_by_role("option").first).to_have_text("Go to frame 2")
    three.key("Enter")
    expect(three.canvas).to_have_attribute("data-frame", "1")
    three.key("d", "Control+k")
    search.fill("bird object")
    three.key("Enter")
    expect(three.objects().nth(2)).to_have_attribute("aria-pressed", "true")
    three.key("Control+k")
    search.fill("delete")
    three.key("Enter")
    expect(three.objects()).to_have_count(2)


def test_keys_are_looked_up_and_lead_through_the_page(three: Desk) -> None:
    page = three.app.page
    three.key("F1")
    overview = page.get_by_role("dialog", name="Keys of the editor")
    expect(overview.get_by_text("Undo")).to_be_visible()
    expect(overview.get_by_text("Ctrl+Z", exact=True)).to_be_visible()
    three.key("Escape")
    expect(overview).to_have_count(0)
    three.canvas.focus()
    three.key("F6")
    expect(page.locator("aside :focus")).to_have_count(1)
    three.key("F6")
    expect(page.locator("[role=toolbar] :focus")).to_have_count(1)
    three.key("F6")
    expect(three.canvas).to_be_focused()


def test_the_job_goes_on_to_its_next_stage(app: App, three: Desk) -> None:
    app.page.get_by_role("button", name="Stage and state of the job: Annotation, New").click()
    app.page.get_by_role("menuitem", name="Send to validation").click()
    expect(app.page.get_by_role("button", name="Stage and state of the job: Validation, New")).to_be_visible()
    assert app.page.request.get(f"/api/jobs/{three.job}").json()["stage"] == "validation"
