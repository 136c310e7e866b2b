"""Every tool with the real mouse and keyboard: what the server has afterwards, and that it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import expect

from tests.e2e.editor.desk import Desk, Point

SKELETON = (
    '<line x1="1" y1="1" x2="9" y2="9" data-type="edge" data-node-from="1" data-node-to="2"/>'
    '<circle cx="1" cy="1" r="1" data-type="element node" data-node-id="1" data-label-name="head"/>'
    '<circle cx="9" cy="9" r="1" data-type="element node" data-node-id="2" data-label-name="foot"/>'
)
LABELS: list[dict[str, object]] = [
    {"name": "cat"},
    {"name": "outline", "type": "polygon"},
    {"name": "night", "type": "tag"},
    {
        "name": "person",
        "type": "skeleton",
        "svg": SKELETON,
        "sublabels": [{"name": "head", "type": "points"}, {"name": "foot", "type": "points"}],
    },
]
SQUARE: list[Point] = [(100, 100), (200, 100), (200, 200), (100, 200)]
BOX = [100, 100, 200, 200]


@pytest.fixture(scope="module")
def ids(make_task: Callable[..., tuple[int, int]]) -> tuple[int, int]:
    return make_task("Tools", LABELS, 2, (400, 300))


@pytest.fixture
def empty(desk: Desk) -> Desk:
    desk.open()
    return desk


def flat(points: list[Point]) -> list[float]:
    return [value for point in points for value in point]


def near(points: Sequence[float] | float) -> object:
    return pytest.approx(points, abs=1)


def click_all(desk: Desk, points: list[Point]) -> None:
    for point in points:
        desk.click(point)


def draw_polygon(desk: Desk) -> None:
    click_all(desk, SQUARE)
    desk.key("Enter")


def draw_line(desk: Desk) -> None:
    click_all(desk, SQUARE[:2])
    desk.double_click(SQUARE[2])


def draw_points(desk: Desk) -> None:
    click_all(desk, SQUARE[:2])
    desk.key("Enter")


@pytest.mark.parametrize(
    ("key", "draw", "kind", "points"),
    [
        ("b", lambda desk: desk.drag(SQUARE[0], SQUARE[2]), "rectangle", BOX),
        ("b", lambda desk: click_all(desk, [SQUARE[2], SQUARE[0]]), "rectangle", BOX),
        ("Shift+B", lambda desk: click_all(desk, [(150, 100), (100, 150), (160, 200), (200, 120)]), "rectangle", BOX),
        ("o", lambda desk: desk.drag(SQUARE[0], SQUARE[2]), "ellipse", [150, 150, 200, 100]),
        ("p", draw_polygon, "polygon", flat(SQUARE)),
        ("p", lambda desk: click_all(desk, [*SQUARE, SQUARE[0]]), "polygon", flat(SQUARE)),
        ("k", draw_line, "polyline", flat(SQUARE[:3])),
        ("w", draw_points, "points", flat(SQUARE[:2])),
    ],
)
def test_a_tool_draws_a_shape_stays_in_hand_and_is_undone(
    empty: Desk, key: str, draw: Callable[[Desk], object], kind: str, points: list[float]
) -> None:
    empty.key(key)
    draw(empty)
    expect(empty.objects()).to_have_count(1)
    shape = empty.only_shape()
    assert (shape["type"], shape["source"], shape["points"]) == (kind, "manual", near(points))
    empty.key("Control+z")
    expect(empty.objects()).to_have_count(0)
    assert empty.shapes() == []
    empty.key("Control+Shift+z")
    draw(empty)
    expect(empty.objects()).to_have_count(2)


def test_shapes_are_drawn_with_keys_alone(empty: Desk) -> None:
    """Arrows move the cross from the middle of the picture, Enter sets a corner; at the same place again it ends."""
    empty.key("b", *["Shift+ArrowLeft"] * 3, "ArrowUp", "Enter", *["Shift+ArrowRight"] * 2, "Shift+ArrowDown", "Enter")
    empty.key("p", "Shift+ArrowUp", "Enter", "Shift+ArrowUp", "Enter", "Shift+ArrowLeft", "Enter", "Enter")
    box, polygon = empty.shapes()
    assert (box["type"], box["points"]) == ("rectangle", [170, 149, 190, 159])
    assert (polygon["type"], polygon["points"]) == ("polygon", [190, 149, 190, 139, 180, 139])
    empty.key("Escape", "v", "ArrowRight")
    assert empty.shapes()[1]["points"] == [191, 149, 191, 139, 181, 139]


def test_corners_are_moved_made_and_taken_away_with_keys_alone(empty: Desk) -> None:
    empty.put([{"label": "cat", "type": "polygon", "points": [100, 100, 140, 100, 120, 140]}])
    empty.open()
    empty.key("Tab", "y", "y", "Shift+ArrowRight", "Insert", "ArrowUp")
    assert empty.only_shape()["points"] == [100, 100, 150, 100, 135, 119, 120, 140]
    empty.key("Shift+y", "Shift+y", "Delete", "ArrowDown")
    assert empty.only_shape()["points"] == [150, 101, 135, 119, 120, 140]
    empty.key("Delete")
    assert len(empty.only_shape()["points"]) == 6, "a triangle keeps its corners"
    empty.key("Escape", "ArrowLeft")
    assert empty.only_shape()["points"] == [149, 101, 134, 119, 119, 140]
    empty.put([{"label": "cat", "type": "rectangle", "points": [100, 100, 140, 120]}])
    empty.open()
    empty.key("Tab", "Shift+y", "Shift+y", "Shift+ArrowLeft")
    assert empty.only_shape()["points"] == [90, 100, 140, 120], "the side before the handle that turns it"


def test_corners_are_taken_back_one_by_one_and_a_held_button_draws_along(empty: Desk) -> None:
    empty.key("p")
    click_all(empty, [(50, 50), (300, 50), (300, 250)])
    empty.key("Backspace", "Control+z")
    empty.drag((60, 200), (150, 200), (150, 120), (52, 60), (50, 51))
    expect(empty.objects()).to_have_count(1)
    points = empty.only_shape()["points"]
    assert points[:4] == near([50, 50, 60, 200])
    assert 8 <= len(points) <= 16
    empty.key("Control+z")
    assert empty.shapes() == []


def test_escape_gives_up_what_was_begun_then_the_tool(empty: Desk) -> None:
    page = empty.app.page
    tool = page.get_by_role("button", name="Polygon", exact=True)
    empty.key("p")
    click_all(empty, SQUARE[:2])
    empty.key("Enter")
    expect(page.get_by_text("That needs more points.")).to_be_visible()
    empty.key("Escape")
    expect(tool).to_have_attribute("aria-pressed", "true")
    empty.key("Escape")
    expect(tool).to_have_attribute("aria-pressed", "false")
    empty.key("n", "f")
    expect(empty.canvas).to_have_attribute("data-frame", "1")
    expect(tool).to_have_attribute("aria-pressed", "true")
    draw_polygon(empty)
    assert [shape["type"] for shape in empty.shapes(frame=1)] == ["polygon"]
    empty.key("Control+z")
    assert empty.shapes(frame=1) == []


def test_a_label_brings_the_tool_that_fits_and_a_tool_its_label(empty: Desk) -> None:
    page = empty.app.page
    pressed = page.get_by_role("toolbar", name="Tools").locator("[aria-pressed=true]")
    empty.key("b", "2")
    expect(pressed).to_have_attribute("aria-label", "Polygon")
    draw_polygon(empty)
    empty.key("o")
    empty.drag((250, 100), (350, 200))
    expect(empty.objects()).to_have_count(2)
    found = {shape["type"]: shape["label_id"] for shape in empty.shapes()}
    assert found == {"polygon": empty.labels["outline"], "ellipse": empty.labels["cat"]}
    empty.key("4")
    expect(page.get_by_text("they are only shown")).to_be_visible()


def test_a_frame_is_tagged_and_untagged(empty: Desk) -> None:
    page = empty.app.page
    tags = page.get_by_role("region", name="Tags of the frame").get_by_role("listitem")
    empty.key("3")
    expect(tags).to_have_text(["night"])
    page.get_by_role("button", name="Add a tag").click()
    page.get_by_role("menuitem", name="cat").click()
    expect(tags).to_have_count(2)
    assert {tag["label_id"] for tag in empty.tags()} == {empty.labels["night"], empty.labels["cat"]}
    page.get_by_role("button", name="Remove the tag night").click()
    assert [tag["label_id"] for tag in empty.tags()] == [empty.labels["cat"]]
    page.get_by_role("button", name="Undo").click()
    expect(tags).to_have_count(2)
    assert len(empty.tags()) == 2


def test_corners_are_dragged_added_and_removed(desk: Desk) -> None:
    desk.put([{"label": "cat", "type": "polygon", "points": flat(SQUARE)}])
    desk.open()
    desk.click((150, 150))
    desk.drag((200, 200), (250, 250))
    desk.drag((150, 100), (150, 50))
    desk.click((100, 150), modifiers=["Control"])
    grown = [100, 100, 150, 50, 200, 100, 250, 250, 100, 200, 100, 150]
    assert desk.only_shape()["points"] == near(grown)
    desk.click((250, 250), modifiers=["Alt"])
    desk.move((150, 50))
    desk.key("Delete")
    assert desk.only_shape()["points"] == near([100, 100, 200, 100, 100, 200, 100, 150])
    desk.key(*["Control+z"] * 5)
    assert desk.only_shape()["points"] == near(flat(SQUARE))
    expect(desk.objects()).to_have_count(1)


@pytest.mark.parametrize(
    ("kind", "points", "turned"),
    [("rectangle", [100, 100, 200, 140], [100, 100, 220, 140]), ("ellipse", [150, 120, 200, 100], None)],
)
def test_a_box_is_resized_and_turned(desk: Desk, kind: str, points: list[float], turned: list[float] | None) -> None:
    desk.put([{"label": "cat", "type": kind, "points": points}])
    desk.open()
    desk.click((150, 120))
    desk.drag((200, 120), (220, 120))
    resized = desk.only_shape()
    assert resized["points"] == near(turned or [160, 120, 220, 100])
    desk.drag((160, 88), (300, 120))
    assert desk.only_shape()["rotation"] == pytest.approx(90, abs=1)
    desk.key("Control+z", "Control+z")
    shape = desk.only_shape()
    assert (shape["points"], shape["rotation"]) == (points, 0)


def test_what_cannot_be_drawn_is_selected_moved_and_kept_whole(desk: Desk) -> None:
    cuboid = [100, 100, 100, 200, 200, 100, 200, 200, 230, 80, 230, 180, 130, 80, 130, 180]
    request = desk.app.page.request
    label = request.get(f"/api/labels?task_id={desk.task}").json()["results"]
    (person,) = [each for each in label if each["type"] == "skeleton"]
    joints = [
        {"type": "points", "frame": 0, "label_id": joint["id"], "points": [300 + 20 * at, 100 + 60 * at]}
        for at, joint in enumerate(person["sublabels"])
    ]
    desk.put(
        [
            {"label": "cat", "type": "cuboid", "points": cuboid},
            {"label": "person", "type": "skeleton", "points": [], "elements": joints},
        ]
    )
    desk.open()
    expect(desk.objects()).to_have_count(2)
    desk.drag((120, 150), (130, 160))
    desk.drag((301, 101), (301, 131))
    expect(desk.objects().nth(1)).to_have_attribute("aria-pressed", "true")
    found = {shape["type"]: shape for shape in desk.shapes()}
    assert found["cuboid"]["points"] == near([value + 10 for value in cuboid])
    assert [element["points"] for element in found["skeleton"]["elements"]] == [near([300, 130]), near([320, 190])]
    desk.key("Control+z", "Control+z")
    assert {shape["type"]: shape["points"] for shape in desk.shapes()}["cuboid"] == cuboid


def test_polygons_are_sliced_joined_converted_and_simplified(desk: Desk) -> None:
    page = desk.app.page
    desk.put([{"label": "cat", "type": "polygon", "points": [100, 100, 150, 100, 200, 100, 200, 200, 100, 200]}])
    desk.open()
    desk.key("Alt+j")
    desk.drag((150, 80), (150, 220))
    expect(desk.objects()).to_have_count(2)
    assert sorted(min(shape["points"][::2]) for shape in desk.shapes()) == [near(100), near(150)]
    desk.key("Escape", "j")
    expect(desk.objects()).to_have_count(1)
    page.get_by_role("button", name="Simplify the outline").click()
    assert len(desk.only_shape()["points"]) == 8
    for name, kind in [("Convert to mask", "mask"), ("Convert to box", "rectangle"), ("Convert to polygon", "polygon")]:
        page.get_by_role("button", name=name).click()
        assert desk.only_shape()["type"] == kind
    desk.key(*["Control+z"] * 6)
    assert desk.only_shape()["points"] == [100, 100, 150, 100, 200, 100, 200, 200, 100, 200]


def test_polygons_apart_are_not_joined(desk: Desk) -> None:
    desk.put([{"label": "cat", "type": "polygon", "points": [at, 100, at + 50, 100, at + 25, 150]} for at in (50, 150)])
    desk.open()
    desk.click((75, 120))
    desk.click((175, 120), modifiers=["Control"])
    desk.key("j")
    expect(desk.app.page.get_by_text("The polygons do not touch")).to_be_visible()
    expect(desk.objects()).to_have_count(2)
