"""Ultralytics' formats: what comes back from them, the lines they write, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import yaml

from prelabel.domain.geometry import corners, polygon_area
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape, Tag
from prelabel.errors import InvalidInput
from prelabel.formats import registry
from tests.unit.formats import datasets, drawn
from tests.unit.formats.archives import exported, loaded, returned

DARKNET = "YOLO 1.1"
DETECTION, OBB, SEGMENTATION, POSE, CLASSIFICATION = (
    f"Ultralytics YOLO {kind} 1.0"
    for kind in ("Detection", "Oriented Bounding Boxes", "Segmentation", "Pose", "Classification")
)
NAMES = "names:\n  0: Человек\n  1: body\n"
KEPT = {"type", "frame", "label_id", "points", "rotation", "elements"}


def geometry(shape: Shape) -> Shape:
    """The shape without what no YOLO file holds."""
    return Shape(**{name: getattr(shape, name) for name in KEPT})


def lines(*rows: str) -> dict[str, str | bytes]:
    return {"data.yaml": NAMES, "labels/train/b.txt": "\n".join(rows)}


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (DARKNET, "rectangle"),
        (DETECTION, "rectangle"),
        (OBB, "rectangle"),
        (OBB, "turned"),
        (SEGMENTATION, "polygon"),
        (POSE, "skeleton"),
    ],
)
def test_what_a_format_holds_comes_back(tmp_path: Path, name: str, kind: str, seed: int) -> None:
    shapes = [drawn.KINDS[kind](seed), drawn.KINDS[kind](seed + 100)]
    expected = [geometry(shape) for shape in shapes]
    for shape, wanted in zip(returned(tmp_path, name, *shapes), expected, strict=True):
        assert shape.points == pytest.approx(wanted.points, abs=0.001)
        assert shape.rotation == pytest.approx(wanted.rotation, abs=0.01)
        assert msgspec.structs.replace(shape, points=(), rotation=0) == msgspec.structs.replace(
            wanted, points=(), rotation=0
        )


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_a_mask_with_holes_and_parts_becomes_one_polygon_of_its_area(tmp_path: Path, seed: int) -> None:
    shape = drawn.mask(seed)
    (polygon,) = returned(tmp_path, SEGMENTATION, shape)
    assert polygon.type == "polygon"
    assert polygon_area(polygon.points) == pytest.approx(sum(shape.points[1:-4:2]), abs=0.1)


@pytest.mark.parametrize(
    ("shape", "corner_count"), [(drawn.rectangle(1), 4), (drawn.turned(1), 4), (drawn.ellipse(1), 72)]
)
def test_other_areas_become_polygons(tmp_path: Path, shape: Shape, corner_count: int) -> None:
    (polygon,) = returned(tmp_path, SEGMENTATION, shape)
    assert len(polygon.points) == 2 * corner_count
    if shape.type == "rectangle":
        assert polygon.points == pytest.approx(corners(shape.points, shape.rotation), abs=0.001)


@pytest.mark.parametrize("name", [DETECTION, OBB, SEGMENTATION, POSE])
def test_nothing_lies_beyond_the_picture(tmp_path: Path, name: str) -> None:
    beyond = [
        Shape(type="rectangle", frame=2, label_id=1, points=(-20.0, 30.0, 50.0, 140.0), rotation=20.0),
        Shape(type="rectangle", frame=2, label_id=1, points=(-20.0, 30.0, 50.0, 140.0)),
        Shape(type="polygon", frame=2, label_id=1, points=(-50.0, 50.0, 50.0, -50.0, 150.0, 50.0, 50.0, 150.0)),
        Shape(type="rectangle", frame=2, label_id=1, points=(200.0, 10.0, 300.0, 20.0)),
        Shape(
            type="skeleton",
            frame=2,
            label_id=3,
            elements=(
                Shape(type="points", frame=2, label_id=31, points=(50.0, 60.0)),
                Shape(type="points", frame=2, label_id=32, points=(-7.0, 8.0)),
            ),
        ),
    ]
    text = exported(tmp_path, name, datasets.dataset(beyond))["labels/train/empty.txt"].decode()
    rows = [list(map(float, line.split()[1:])) for line in text.splitlines()]
    assert rows
    assert all(0 <= number <= (2 if name == POSE else 1) for row in rows for number in row)


def test_a_polygon_is_cut_at_the_pictures_edge(tmp_path: Path) -> None:
    diamond = Shape(type="polygon", frame=2, label_id=1, points=(-50.0, 50.0, 50.0, -50.0, 150.0, 50.0, 50.0, 150.0))
    (polygon,) = returned(tmp_path, SEGMENTATION, diamond)
    assert polygon_area(polygon.points) == pytest.approx(100 * 100)


def test_poses_have_their_own_classes_and_key_points(tmp_path: Path) -> None:
    hand = Label(id=5, name="hand", type="skeleton", sublabels=(Label(id=51, name="thumb", type="points"),))
    shape = Shape(
        type="skeleton",
        frame=2,
        label_id=5,
        elements=(Shape(type="points", frame=2, label_id=51, points=(50.0, 60.0), occluded=True),),
    )
    files = exported(tmp_path, POSE, datasets.dataset([shape], labels=(*datasets.LABELS, hand)))
    config = yaml.safe_load(files["data.yaml"])
    assert config["kpt_shape"] == [2, 3]
    assert config["names"] == {0: "body", 1: "hand"}
    assert config["kpt_names"] == {0: ["head", "foot"], 1: ["thumb"]}
    expected = "1 0.50500000 0.60500000 0.01000000 0.01000000 0.50000000 0.60000000 1 0 0 0\n"
    assert files["labels/train/empty.txt"].decode() == expected


def test_key_points_are_found_by_their_names_or_their_order(tmp_path: Path) -> None:
    row = "1 0.5 0.5 1 1 0.1 0.2 2 0.3 0.4 1"
    in_order = loaded(tmp_path, POSE, lines(row)).annotations.shapes[0].elements
    named = {"data.yaml": NAMES + "kpt_names:\n  1: [foot, head]\n", "labels/b.txt": row}
    by_name = loaded(tmp_path, POSE, named).annotations.shapes[0].elements
    assert [element.points for element in in_order] == [(3.1, 3.4), (9.3, 6.8)]
    assert [element.points for element in by_name] == [(9.3, 6.8), (3.1, 3.4)]
    assert [element.occluded for element in by_name] == [True, False]


def test_a_score_behind_a_box_is_kept(tmp_path: Path) -> None:
    (shape,) = loaded(tmp_path, DETECTION, lines("0 0.5 0.5 1 1 0.75")).annotations.shapes
    assert (shape.label_id, shape.points, shape.score) == (2, (0.0, 0.0, 31.0, 17.0), 0.75)


@pytest.mark.parametrize(
    "path",
    [
        "labels/train/b.txt",
        "labels/b.txt",
        "train/labels/b.txt",
        "set/labels/val/b.txt",
        "b.txt",
        "labels\\test\\b.txt",
    ],
)
def test_label_files_are_found_where_people_keep_them(tmp_path: Path, path: str) -> None:
    files: dict[str, str | bytes] = {"data.yaml": "names: [Человек]", path: "\ufeff0 .5 .5 1 1\r\n\r\n"}
    result = loaded(tmp_path, DETECTION, {**files, "train.txt": "images/b.jpg", "README.txt": "hello"})
    assert [shape.frame for shape in result.annotations.shapes] == [1]
    assert result.remarks == ()


def test_utf_16_is_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "data.yaml": NAMES.encode("utf-16"),
        "labels/b.txt": "0 .5 .5 1 1".encode("utf-16"),
    }
    assert len(loaded(tmp_path, DETECTION, files).annotations.shapes) == 1


@pytest.mark.parametrize(
    ("name", "row", "remark"),
    [
        (DETECTION, "0 0.5 0.5 1", "it has 3 numbers behind the class"),
        (DETECTION, "0 0.5 0.5 1 x", "are not numbers"),
        (DETECTION, "0 0.5 0.5 1 nan", "not shares of the picture's size"),
        (DETECTION, "0 5 3 20 10", "not shares of the picture's size"),
        (DETECTION, "0 1e999 0.5 1 1", "not shares of the picture's size"),
        (DETECTION, "0 0.5 0.5 1 1 1.5", "score is 1.5"),
        (DETECTION, "9 0.5 0.5 1 1", "data.yaml has no class “9”"),
        (DETECTION, "0.5 0.5 0.5 1 1", "has no class “0.5”"),
        (DETECTION, "nan 0.5 0.5 1 1", "has no class “nan”"),
        (DETECTION, "9" * 5000 + " 0.5 0.5 1 1", "has no class “999"),
        (DETECTION, "0 .1 .2 .3 .4 .5 .6", "it has 6 numbers"),
        (OBB, "0 .5 .5 1 1", "four corners have 8"),
        (OBB, "0 .5 .5 .5 .5 .5 .5 .5 .5", "its corners are one point"),
        (SEGMENTATION, "0 .5 .5 1 1", "a polygon has at least 6"),
        (SEGMENTATION, "0 .1 .2 .3 .4 .5 .6 .7", "an even count; got 7"),
        (POSE, "1 .5 .5 1 1 .1 .2 2 .3", "not 4 and 3 for each key point"),
        (POSE, "1 .5 .5 1 1 .1 .2 0.5", "visibility is 0.5"),
        (POSE, "1 .5 .5 1 1 .1 .2 2 .3 .4 2 .5 .6 2", "has 2 points, the file has 3"),
        (POSE, "0 .5 .5 1 1 .1 .2 2", "the label “Человек” is no skeleton"),
    ],
)
def test_one_bad_line_costs_only_itself(tmp_path: Path, name: str, row: str, remark: str) -> None:
    result = loaded(tmp_path, name, lines("", row))
    assert result.annotations.shapes == ()
    assert result.remarks[0].startswith("labels/train/b.txt line 2 left out: ")
    assert remark in result.remarks[0]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"labels/b.txt": "0 .5 .5 1 1"}, "no data.yaml, which names the classes"),
        ({"data.yaml": "names: [a"}, "data.yaml is not YAML in line"),
        ({"data.yaml": "names: 5"}, "gives names neither as a list nor by number"),
        ({"data.yaml": "names: {a: b}"}, "gives names neither as a list nor by number"),
        ({"data.yaml": "names: [a]\nkpt_names: [5]"}, "kpt_names that are not a list for each class"),
        ({"data.yaml": "names: [a]\nkpt_names: 5"}, "gives kpt_names neither as a list nor by number"),
        ({"data.yaml": "train: x"}, "data.yaml has no names:"),
        ({"data.yaml": "- 1"}, "data.yaml has no names:"),
        ({"data.yaml": "[" * 100_000}, "data.yaml is not YAML"),
        ({"data.yaml": "names: [2001-99-99]"}, "data.yaml is not YAML"),
        ({"data.yaml": "names: !!python/object:os.system {}"}, "data.yaml is not YAML"),
        ({"data.yaml": NAMES, "labels/b.txt": "0 .5 .5 1 1 # ё".encode("cp1251")}, "labels/b.txt is not UTF-8 text"),
        (
            {"data.yaml": "names: [bus]", "labels/b.txt": "0 .5 .5 1 1"},
            "“bus”, which the task does not have. It has: car",
        ),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, files: dict[str, str | bytes], said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        loaded(tmp_path, DETECTION, files)
    assert said in refused.value.message


def test_darknets_names_are_needed(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"no obj\.names"):
        loaded(tmp_path, DARKNET, {"obj_train_data/b.txt": "0 .5 .5 1 1"})


def test_unknown_pictures_are_remarks(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "data.yaml": NAMES,
        "labels/x.txt": "0 .5 .5 1 1",
        "labels/../../b.txt": "0 .5 .5 1 1",
    }
    result = loaded(tmp_path, DETECTION, files)
    assert "frame not in the task: x.txt" in result.remarks


def test_tags_come_back_with_and_without_pictures(tmp_path: Path) -> None:
    tags = [Tag(frame=0, label_id=1), Tag(frame=0, label_id=2), Tag(frame=1, label_id=2)]
    files = exported(tmp_path, CLASSIFICATION, datasets.dataset(tags=tags))
    assert set(files) == {
        "train/labels.json",
        f"train/{datasets.CAR.name}/folder one/улица 1.jpg",
        "train/Человек/b.png",
    }
    result = registry.load(CLASSIFICATION, tmp_path / "export.zip", datasets.TARGET)
    assert result.annotations.tags == tuple(tags)
    assert result.remarks == ()


@pytest.mark.parametrize("content", ["[1]", '{"b.png": 5}', "{", b'{"\xd0\xff": 1}'])
def test_a_broken_list_of_tags_is_named(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(InvalidInput, match=r"train/labels\.json is not a list of tags"):
        loaded(tmp_path, CLASSIFICATION, {"train/labels.json": content})


def test_folders_alone_are_tags_too(tmp_path: Path) -> None:
    result = loaded(tmp_path, CLASSIFICATION, {"val/Человек/b.png": b"", "val/body/folder one/улица 1.jpg": b""})
    assert [(tag.frame, tag.label_id) for tag in result.annotations.tags] == [(1, 2), (0, 3)]
