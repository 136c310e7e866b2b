"""`PASCAL VOC 1.1` and `Segmentation mask 1.1`: what comes back, the files they write, and what they refuse."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import msgspec
import pytest
from defusedxml import ElementTree
from PIL import Image

from prelabel.domain.frames import Frame
from prelabel.domain.labels import Attribute, Label
from prelabel.domain.shapes import AttributeValue, Shape
from prelabel.errors import InvalidInput
from prelabel.formats import label_colours
from tests.unit.formats import datasets, drawn
from tests.unit.formats.archives import exported, loaded, returned

VOC, MASKS = "PASCAL VOC 1.1", "Segmentation mask 1.1"
XML = "<annotation><object><name>Человек</name>{}</object></annotation>"
BOX = "<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3.5</xmax><ymax>4</ymax></bndbox>"
LABEL_MAP = "# label:color_rgb:parts:actions\nbackground:0,0,0::\nЧеловек:0,128,0::\n"
GREEN = (0, 128, 0)


def png(*pixels: tuple[int, tuple[int, int, int]], size: tuple[int, int] = (31, 17), mode: str = "RGB") -> bytes:
    """A picture with single pixels of the first row set."""
    picture = Image.new("RGB", size)
    for x, colour in pixels:
        picture.putpixel((x, 0), colour)
    file = io.BytesIO()
    (picture if mode == "RGB" else picture.quantize()).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize("kind", ["rectangle", "turned"])
def test_rectangles_keep_everything_in_voc(tmp_path: Path, kind: str, seed: int) -> None:
    shape = drawn.KINDS[kind](seed)
    assert returned(tmp_path, VOC, shape) == (shape,)


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize("name", [VOC, MASKS])
def test_masks_keep_their_pixels(tmp_path: Path, name: str, seed: int) -> None:
    shape = drawn.mask(seed)
    assert [(found.type, found.label_id, found.points) for found in returned(tmp_path, name, shape)] == [
        ("mask", 1, shape.points)
    ]


@pytest.mark.parametrize("kind", ["rectangle", "turned", "polygon", "ellipse"])
def test_areas_become_masks(tmp_path: Path, kind: str) -> None:
    (mask,) = returned(tmp_path, MASKS, drawn.KINDS[kind](2))
    assert mask.type == "mask"
    assert mask == returned(tmp_path, MASKS, mask)[0]


def test_what_lies_on_top_hides_what_is_below(tmp_path: Path) -> None:
    low = Shape(type="rectangle", frame=2, label_id=1, points=(0, 0, 10, 10), z_order=1)
    high = Shape(type="rectangle", frame=2, label_id=2, points=(5, 0, 20, 10), z_order=2)
    found = returned(tmp_path, MASKS, high, low)
    assert {(mask.label_id, mask.points[-4:]) for mask in found} == {(1, (0, 0, 4, 9)), (2, (5, 0, 19, 9))}


def test_parts_of_one_group_are_one_object(tmp_path: Path) -> None:
    parts = [
        Shape(type="rectangle", frame=2, label_id=1, points=(x, 0, x + 5, 5), group=group)
        for x, group in ((0, 7), (10, 7), (20, 0), (30, 0))
    ]
    assert sorted(mask.points[-4:-1:2] for mask in returned(tmp_path, MASKS, *parts)) == [(0, 14), (20, 24), (30, 34)]


def test_more_objects_than_a_palette_has(tmp_path: Path) -> None:
    dots = [Shape(type="rectangle", frame=0, label_id=1, points=(x, 0, x + 1, 1)) for x in range(300)]
    assert len(returned(tmp_path, MASKS, *dots)) == 300


def test_the_files_are_vocs(tmp_path: Path) -> None:
    files = exported(tmp_path, VOC, datasets.dataset(datasets.EVERYTHING, subset="Train"))
    assert set(files) == {
        "labelmap.txt",
        "Annotations/folder one/улица 1.xml",
        "Annotations/b.xml",
        "Annotations/empty.xml",
        "ImageSets/Main/Train.txt",
        "ImageSets/Segmentation/Train.txt",
        "JPEGImages/folder one/улица 1.jpg",
        "JPEGImages/b.png",
        "JPEGImages/empty.jpg",
        "SegmentationClass/folder one/улица 1.png",
        "SegmentationClass/b.png",
        "SegmentationObject/folder one/улица 1.png",
        "SegmentationObject/b.png",
    }
    root = ElementTree.fromstring(files["Annotations/folder one/улица 1.xml"])
    assert (root.findtext("filename"), root.findtext("size/width")) == ("folder one/улица 1.jpg", "640")
    assert [box.text for box in root.findall("object/bndbox/*")] == ["10.25", "20.50", "100.13", "200.99"]
    assert files["ImageSets/Segmentation/Train.txt"].decode().splitlines() == ["folder one/улица 1", "b"]
    assert f"{datasets.CAR.name}:255,0,0::" in files["labelmap.txt"].decode().splitlines()


def test_truncated_and_difficult_are_attributes_of_labels(tmp_path: Path) -> None:
    label = msgspec.structs.replace(
        datasets.PERSON, attributes=(Attribute(id=21, name="difficult", input_type="checkbox"),)
    )
    shape = Shape(
        type="rectangle",
        frame=1,
        label_id=2,
        points=(1, 2, 3, 4),
        attributes=(AttributeValue(spec_id=21, value="true"),),
    )
    text = exported(tmp_path, VOC, datasets.dataset([shape], labels=(label,)))["Annotations/b.xml"].decode()
    assert "<truncated>0</truncated><difficult>1</difficult>" in text


@pytest.mark.parametrize("path", ["Annotations/b.xml", "voc/Annotations/b.xml", "b.xml", "train/b.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_xml_is_read_wherever_it_lies_in_any_encoding(tmp_path: Path, path: str, encoding: str) -> None:
    declared = "" if encoding == "utf-8-sig" else f'<?xml version="1.0" encoding="{encoding}"?>\r\n'
    result = loaded(tmp_path, VOC, {path: (declared + XML.format(BOX)).encode(encoding)})
    assert [(shape.label_id, shape.points) for shape in result.annotations.shapes] == [(2, (1, 2, 3.5, 4))]
    assert result.remarks == ()


@pytest.mark.parametrize(
    ("inside", "remark"),
    [
        ("", "object 1 left out: it has no bndbox"),
        ("<bndbox/>", "xmin is missing"),
        (BOX.replace("3.5", "wide"), "xmax is “wide”, not a number"),
        (BOX.replace("3.5", "nan"), "a number that is not finite"),
        (BOX.replace("3.5", "1e999"), "a number that is not finite"),
        (
            BOX + "<attributes><attribute><name>rotation</name><value>x</value></attribute></attributes>",
            "rotation is “x”",
        ),
        (BOX + "<attributes><attribute><name>score</name><value>7</value></attribute></attributes>", "score is 7"),
        (
            BOX + "<attributes><attribute><name>z_order</name><value>1e30</value></attribute></attributes>",
            "z_order is “1e30”",
        ),
    ],
)
def test_one_bad_object_costs_only_itself(tmp_path: Path, inside: str, remark: str) -> None:
    text = XML.format(inside).replace("</annotation>", f"<object><name>body</name>{BOX}</object></annotation>")
    result = loaded(tmp_path, VOC, {"Annotations/b.xml": text})
    assert [shape.label_id for shape in result.annotations.shapes] == [3]
    assert remark in result.remarks[0]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.txt": ""}, "neither XML files nor pictures"),
        ({"Annotations/b.xml": "<annotation><object>"}, "Annotations/b.xml is broken in line 1"),
        ({"Annotations/b.xml": '<!DOCTYPE a [<!ENTITY b "b">]><annotation/>'}, "declares a DTD or entities"),
        (
            {"Annotations/b.xml": '<?xml version="1.0" encoding="klingon"?><a/>'},
            "Annotations/b.xml is not XML in an encoding",
        ),
        (
            {"Annotations/b.xml": XML.format(BOX).replace("Человек", "bus")},
            "“bus”, which the task does not have. It has",
        ),
        ({"SegmentationClass/b.png": png()}, "no labelmap.txt"),
        ({"SegmentationClass/b.png": png(), "labelmap.txt": "Человек 1 2 3"}, "labelmap.txt line 1 is “Человек 1 2 3”"),
        (
            {"SegmentationClass/b.png": png(), "labelmap.txt": "Человек:1,2,3::".encode("cp1251")},
            "labelmap.txt is not UTF-8",
        ),
        (
            {"SegmentationClass/b.png": png((0, GREEN)), "labelmap.txt": LABEL_MAP.replace("Человек", "bus")},
            "“bus”, which the task does not have",
        ),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, files: dict[str, str | bytes], said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        loaded(tmp_path, VOC, files)
    assert said in refused.value.message


def test_pictures_of_labels_alone_give_one_mask_for_each(tmp_path: Path) -> None:
    for mode in ("RGB", "P"):
        files: dict[str, str | bytes] = {
            "SegmentationClass/b.png": png((3, GREEN), (7, GREEN), mode=mode),
            "labelmap.txt": LABEL_MAP,
        }
        (mask,) = loaded(tmp_path, MASKS, files).annotations.shapes
        assert (mask.label_id, mask.points) == (2, (0, 1, 3, 1, 3, 0, 7, 0))


@pytest.mark.parametrize(
    ("picture", "remark"),
    [
        (b"no picture", "SegmentationClass/b.png is not a PNG picture"),
        (png()[:48], "SegmentationClass/b.png is not a PNG picture"),
        (png(size=(9, 9)), "SegmentationClass/b.png is 9x9, the frame “b.png” 31x17"),
        (png((0, (1, 2, 3))), "the colour (1, 2, 3) is not in labelmap.txt"),
    ],
)
def test_a_bad_mask_picture_is_a_remark(tmp_path: Path, picture: bytes, remark: str) -> None:
    result = loaded(tmp_path, MASKS, {"SegmentationClass/b.png": picture, "labelmap.txt": LABEL_MAP})
    assert result.annotations.shapes == ()
    assert remark in result.remarks[0]


def test_a_picture_of_gigapixels_is_never_decoded(tmp_path: Path) -> None:
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    bomb = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + header + zlib.crc32(header).to_bytes(4, "big")
    result = loaded(tmp_path, MASKS, {"SegmentationClass/b.png": bomb, "labelmap.txt": LABEL_MAP})
    assert "b.png" in result.remarks[0]


def test_unknown_frames_are_remarks(tmp_path: Path) -> None:
    result = loaded(tmp_path, VOC, {"Annotations/../../etc/passwd.xml": XML.format(BOX)})
    assert result.remarks == ("frame not in the task: ../../etc/passwd.xml",)


def test_pictures_that_share_a_file_are_refused(tmp_path: Path) -> None:
    frames = tuple(Frame(number=n, name=name, width=9, height=9) for n, name in enumerate(("a.jpg", "a.png")))
    with pytest.raises(InvalidInput, match="PASCAL VOC keeps one file for both"):
        exported(tmp_path, VOC, datasets.dataset(frames=frames))


def test_object_colours_are_vocs() -> None:
    assert [label_colours.object_colour(number) for number in (0, 1, 2, 3, 8, 255)] == [
        (0, 0, 0), (128, 0, 0), (0, 128, 0), (128, 128, 0), (64, 0, 0), (224, 224, 192),
    ]  # fmt: skip


def test_labels_never_share_a_colour_and_none_is_black() -> None:
    given = ("#ff0000", "#FF0000", "#000000", "", "#800000")
    labels = [Label(id=number, name=f"label {number}: x", color=color) for number, color in enumerate(given)]
    colours = label_colours.label_colours(labels)
    assert len({*colours.values(), label_colours.BACKGROUND}) == len(labels) + 1
    assert label_colours.read("x", label_colours.written(labels, colours)) == {
        colours[label.id]: label.name for label in labels
    }
