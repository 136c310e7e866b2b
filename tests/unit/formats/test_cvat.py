"""`CVAT for images 1.1` read as XML, by our own import, and refused where it is broken."""

from __future__ import annotations

import dataclasses
import zipfile
from pathlib import Path

import msgspec
import pytest
from defusedxml import ElementTree

from prelabel.domain.shapes import Shape
from prelabel.errors import BadArchive, InvalidInput
from prelabel.formats import registry
from tests.unit.formats import datasets, drawn

IMAGE = '<annotations><image id="0" name="b.png" width="31" height="17">{}</image></annotations>'
BOX = '<box label="Человек" xtl="1" ytl="2" xbr="3" ybr="4"/>'


def exported(tmp_path: Path, *, save_images: bool = False) -> Path:
    destination = tmp_path / "export.zip"
    dataset = datasets.dataset(datasets.EVERYTHING, [datasets.TAG])
    registry.export("CVAT for images 1.1", dataset, destination, save_images)
    return destination


def written(tmp_path: Path, text: str) -> Path:
    source = tmp_path / "annotations.xml"
    source.write_text(text, encoding="utf-8")
    return source


@pytest.mark.parametrize("shape", datasets.EVERYTHING, ids=lambda shape: shape.type)
def test_every_shape_survives_export_and_import(tmp_path: Path, shape: Shape) -> None:
    destination = tmp_path / "export.zip"
    registry.export("CVAT for images 1.1", datasets.dataset([shape]), destination)
    result = registry.load("CVAT 1.1", destination, datasets.TARGET)
    assert result.annotations.shapes == (shape,)
    assert result.remarks == ()


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize("kind", drawn.KINDS)
def test_random_shapes_survive(tmp_path: Path, kind: str, seed: int) -> None:
    shape = drawn.KINDS[kind](seed)
    registry.export("CVAT for images 1.1", datasets.dataset([shape]), tmp_path / "a.zip")
    assert registry.load("CVAT 1.1", tmp_path / "a.zip", datasets.TARGET).annotations.shapes == (shape,)


def test_tags_survive(tmp_path: Path) -> None:
    result = registry.load("CVAT for images 1.1", exported(tmp_path), datasets.TARGET)
    assert result.annotations.tags == (datasets.TAG,)
    assert len(result.annotations.shapes) == len(datasets.EVERYTHING)


def test_the_xml_is_what_cvat_writes(tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(tmp_path)) as archive:
        root = ElementTree.fromstring(archive.read("annotations.xml"))
    assert root.findtext("version") == "1.1"
    assert root.findtext("meta/task/name") == "a <task>"
    labels = [label.findtext("name") for label in root.iterfind("meta/task/labels/label")]
    assert labels == [datasets.CAR.name, "Человек", "body", "head", "foot"]
    image = root.find("image")
    assert image is not None
    assert image.attrib["name"] == "folder one/улица 1.jpg"
    box = image.find("box")
    assert box is not None
    assert (box.attrib["xtl"], box.attrib["ybr"], box.attrib["rotation"]) == ("10.25", "200.99", "33.25")
    assert (box.attrib["occluded"], box.attrib["z_order"], box.attrib["group_id"]) == ("1", "3", "4")
    assert box.find("attribute[@name='note']") is not None
    mask = root.find("image/mask")
    assert mask is not None
    assert mask.attrib["rle"] == "2, 3, 4, 6"
    assert (mask.attrib["left"], mask.attrib["width"], mask.attrib["height"]) == ("3", "5", "3")


def test_pictures_are_stored_untouched(tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(tmp_path, save_images=True)) as archive:
        entry = archive.getinfo("images/folder one/улица 1.jpg")
        assert archive.read(entry) == "folder one/улица 1.jpg".encode()
        assert entry.compress_type == zipfile.ZIP_STORED


def test_deleted_frames_stay_out(tmp_path: Path) -> None:
    kept = dataclasses.replace(datasets.dataset(datasets.EVERYTHING), deleted_frames=frozenset({0}))
    registry.export("CVAT for images 1.1", kept, tmp_path / "a.zip")
    result = registry.load("CVAT 1.1", tmp_path / "a.zip", datasets.TARGET)
    assert {shape.frame for shape in result.annotations.shapes} == {1}


def test_a_failed_export_leaves_nothing(tmp_path: Path) -> None:
    broken = datasets.dataset([msgspec.structs.replace(datasets.RECTANGLE, label_id=99)])
    with pytest.raises(KeyError):
        registry.export("CVAT for images 1.1", broken, tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<annotations><image", "is broken in line 1"),
        (IMAGE.format('<box label="Человек" xtl="one" ytl="2" xbr="3" ybr="4"/>'), "b.png.*box 1.*xtl is “one”"),
        (IMAGE.format('<box label="Человек" ytl="2" xbr="3" ybr="4"/>'), "xtl is missing"),
        (IMAGE.format('<polygon label="Человек" points="1,2;x"/>'), "x,y pairs"),
        (IMAGE.format('<mask label="Человек" rle="a" left="0" top="0" width="1" height="1"/>'), "run lengths"),
        (IMAGE.format('<box label="bus" xtl="1" ytl="2" xbr="3" ybr="4"/>'), "“bus”.*It has: car.*, Человек, body"),
        ('<!DOCTYPE a [<!ENTITY b "bbb">]><annotations/>', "declares a DTD or entities"),
        ("", "is broken in line 1"),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        registry.load("CVAT 1.1", written(tmp_path, text), datasets.TARGET)


def test_a_bad_shape_is_left_out_with_a_remark(tmp_path: Path) -> None:
    source = written(tmp_path, IMAGE.format('<polygon label="Человек" points="1,2;3,4"/>' + BOX))
    result = registry.load("CVAT 1.1", source, datasets.TARGET)
    assert [shape.type for shape in result.annotations.shapes] == ["rectangle"]
    assert "polygon 1 left out: A polygon needs at least 6 numbers" in result.remarks[0]


def test_unknown_frames_and_attributes_are_remarks(tmp_path: Path) -> None:
    box = BOX.replace("/>", '><attribute name="speed">3</attribute></box>')
    text = IMAGE.format(box).replace("</annotations>", '<image name="c.jpg"/></annotations>')
    result = registry.load("CVAT 1.1", written(tmp_path, "\ufeff" + text), datasets.TARGET)
    assert len(result.annotations.shapes) == 1
    assert result.remarks == (
        "frame not in the task: c.jpg",
        "the label “Человек” has no attribute “speed”; its values are left out",
    )


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"PK\x05\x06" + bytes(18)])
def test_broken_and_empty_archives_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(BadArchive):
        registry.load("CVAT 1.1", tmp_path / "a.zip", datasets.TARGET)


TRACK = """<annotations>
<track id="0" label="car &amp; &quot;co&quot; &lt;1&gt;" source="auto" group_id="2">
  <box frame="0" outside="0" occluded="1" keyframe="1" xtl="1.5" ytl="2" xbr="3" ybr="4" z_order="1">
    <attribute name="colour">blue</attribute><attribute name="parked">true</attribute></box>
  <box frame="1" outside="0" occluded="0" keyframe="0" xtl="2" ytl="2" xbr="4" ybr="4"/>
  <box frame="2" outside="1" occluded="0" keyframe="1" xtl="2" ytl="2" xbr="4" ybr="4"/>
  <box frame="9" outside="1" occluded="0" keyframe="1" xtl="2" ytl="2" xbr="4" ybr="4"/>
</track>
<track id="1" label="body">
  <skeleton frame="1" keyframe="1"><points label="head" outside="0" occluded="0" points="1,2"/></skeleton>
</track></annotations>"""


def test_tracks_of_a_video_keep_their_key_frames(tmp_path: Path) -> None:
    result = registry.load("CVAT for video 1.1", written(tmp_path, TRACK), datasets.TARGET)
    box, skeleton = result.annotations.tracks
    assert (box.frame, box.group, box.source, len(box.attributes)) == (0, 2, "auto", 1)
    assert [(key.frame, key.outside, key.occluded) for key in box.shapes] == [(0, False, True), (2, True, False)]
    assert box.shapes[0].attributes[0].value == "true"
    assert skeleton.elements[0].shapes[0].points == (1.0, 2.0)
    assert result.remarks == ("frame not in the task: number 9",)
