"""`LabelMe 3.0`: what comes back, the files it writes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from defusedxml import ElementTree

from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput
from prelabel.formats import labelme_attributes
from tests.unit.formats import datasets, drawn
from tests.unit.formats.archives import exported, loaded, returned

NAME = "LabelMe 3.0"
XML = "<annotation><filename>x.jpg</filename>{}</annotation>"
OBJECT = "<object><name>Человек</name>{}</object>"
POINTS = "".join(f"<pt><x>{x}</x><y>{y}</y></pt>" for x, y in ((1, 2), (5, 2), (5, 9)))
POLYGON = f"<polygon>{POINTS}</polygon>"


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize("kind", ["rectangle", "turned", "polygon", "mask"])
def test_shapes_keep_everything(tmp_path: Path, kind: str, seed: int) -> None:
    shape = drawn.KINDS[kind](seed)
    assert returned(tmp_path, NAME, shape) == (shape,)


def test_an_ellipse_becomes_a_polygon(tmp_path: Path) -> None:
    ellipse = drawn.ellipse(1)
    (shape,) = returned(tmp_path, NAME, ellipse)
    assert (shape.type, len(shape.points), shape.attributes) == ("polygon", 144, ellipse.attributes)


def test_the_files_are_labelmes(tmp_path: Path) -> None:
    files = exported(tmp_path, NAME, datasets.dataset(datasets.EVERYTHING))
    assert set(files) == {
        "b.png",
        "b.xml",
        "Masks/b_mask_0.png",
        "empty.jpg",
        "empty.xml",
        "folder one/улица 1.jpg",
        "folder one/улица 1.xml",
    }
    root = ElementTree.fromstring(files["folder one/улица 1.xml"])
    assert (root.findtext("filename"), root.findtext("imagesize/ncols")) == ("folder one/улица 1.jpg", "640")
    assert [found.findtext("type") for found in root.findall("object")] == ["bounding_box", None, None]
    assert [found.findtext("occluded") for found in root.findall("object")] == ["yes", "no", "no"]


def test_groups_are_parts_of_their_first_object(tmp_path: Path) -> None:
    shapes = [msgspec.structs.replace(drawn.polygon(seed), group=7) for seed in range(3)]
    root = ElementTree.fromstring(exported(tmp_path, NAME, datasets.dataset(shapes))["folder one/улица 1.xml"])
    assert [found.findtext("parts/hasparts") for found in root.findall("object")] == ["1,2", "", ""]
    assert [found.findtext("parts/ispartof") for found in root.findall("object")] == ["", "0", "0"]


@pytest.mark.parametrize("path", ["b.xml", "Annotations/default/b.xml", "set/b.xml"])
def test_parts_become_groups_wherever_the_file_lies(tmp_path: Path, path: str) -> None:
    objects = [
        OBJECT.format(f"<id>{number}</id><parts>{parts}</parts>{POLYGON}")
        for number, parts in (
            (4, "<hasparts>5,6</hasparts>"),
            (5, "<ispartof>4</ispartof>"),
            (6, ""),
            (7, ""),
            (8, "<ispartof>9</ispartof>"),
            (9, ""),
        )
    ]
    result = loaded(tmp_path, NAME, {path: XML.format("".join(objects))})
    assert [shape.group for shape in result.annotations.shapes] == [1, 1, 1, 0, 2, 2]


def test_deleted_objects_and_turned_corners(tmp_path: Path) -> None:
    objects = (
        OBJECT.format(f"<deleted>1</deleted>{POLYGON}"),
        OBJECT.format(f"<type>bounding_box</type>{POLYGON}<attributes>rotation=30.5, parked</attributes>"),
    )
    result = loaded(tmp_path, NAME, {"b.xml": XML.format("".join(objects))})
    (shape,) = result.annotations.shapes
    assert (shape.type, shape.points, shape.rotation) == ("rectangle", (1, 2, 5, 9), 30.5)
    assert "no attribute “parked”" in result.remarks[0]


@pytest.mark.parametrize("folder", ["", "users/me"])
def test_masks_are_found_below_their_folder(tmp_path: Path, folder: str) -> None:
    mask = exported(tmp_path, NAME, datasets.dataset([datasets.BITMAP]))["Masks/b_mask_0.png"]
    text = XML.format(f"<folder>{folder}</folder>" + OBJECT.format("<segm><mask>m.png</mask></segm>"))
    result = loaded(tmp_path, NAME, {"b.xml": text, f"set/Masks/{folder}/m.png".replace("//", "/"): mask})
    assert [shape.points for shape in result.annotations.shapes] == [datasets.MASK]


@pytest.mark.parametrize(
    ("inside", "remark"),
    [
        ("", "object 1 left out: it has neither a polygon nor a mask"),
        ("<polygon/>", "its polygon has no points"),
        (POLYGON.replace("9", "far"), "y is “far”, not a number"),
        (POLYGON.replace("9", "inf"), "a number that is not finite"),
        ("<polygon><pt><x>1</x></pt></polygon>", "y is missing"),
        ("<polygon><pt><x>1</x><y>2</y></pt></polygon>", "A polygon needs at least 6"),
        ("<segm><mask>../../b.png</mask></segm>", "its mask ../../b.png is not in the archive"),
        ("<segm><mask>bad.png</mask></segm>", "Masks/bad.png is not a PNG picture"),
        (POLYGON + "<attributes>score=high</attributes>", "its score is “high”"),
    ],
)
def test_one_bad_object_costs_only_itself(tmp_path: Path, inside: str, remark: str) -> None:
    text = XML.format(OBJECT.format(inside) + OBJECT.format(POLYGON))
    result = loaded(tmp_path, NAME, {"b.xml": text, "Masks/bad.png": b"bad"})
    assert len(result.annotations.shapes) == 1
    assert remark in result.remarks[0]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"b.txt": ""}, "holds no XML files"),
        ({"b.xml": "<annotation>"}, "b.xml is broken in line 1"),
        ({"b.xml": '<!DOCTYPE a [<!ENTITY b "b">]><annotation/>'}, "declares a DTD or entities"),
        ({"b.xml": XML.format("<object><name>bus</name></object>")}, "“bus”, which the task does not have"),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, files: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        loaded(tmp_path, NAME, dict(files))
    assert said in refused.value.message


@pytest.mark.parametrize(
    "values",
    [
        [("a", "1"), ("b", "")],
        [('a=b,c"d\\', 'x=y,z"w\\'), ("e", '"quoted"')],
        [("blanks", "  around "), ("lines", "one\ntwo")],
        [("backslash", "\\"), ("comma", ",")],
        [],
    ],
)
def test_attributes_survive_any_signs(values: list[tuple[str, str]]) -> None:
    assert list(labelme_attributes.read(labelme_attributes.written(values))) == values


def test_a_mask_beside_the_picture_is_left_out(tmp_path: Path) -> None:
    beside = Shape(type="mask", frame=1, label_id=2, points=(0, 4, 100, 100, 101, 101))
    assert returned(tmp_path, NAME, beside, datasets.BITMAP) == (datasets.BITMAP,)
