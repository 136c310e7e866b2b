"""`YOLO 1.1` and `Ultralytics YOLO Detection 1.0` read by parsing their lines."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec
import pytest
import yaml

from prelabel.domain.dataset import Dataset
from prelabel.domain.frames import Frame
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput
from prelabel.formats import registry
from tests.unit.formats import datasets

DARKNET, ULTRALYTICS = "YOLO 1.1", "Ultralytics YOLO Detection 1.0"


def exported(tmp_path: Path, name: str, dataset: Dataset) -> dict[str, str]:
    registry.export(name, dataset, tmp_path / "export.zip", True)
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        return {entry: archive.read(entry).decode() for entry in archive.namelist()}


def corners(line: str, width: int, height: int) -> tuple[int, list[float]]:
    number, cx, cy, w, h = line.split()
    x, y, half_w, half_h = float(cx) * width, float(cy) * height, float(w) * width / 2, float(h) * height / 2
    return int(number), [x - half_w, y - half_h, x + half_w, y + half_h]


@pytest.mark.parametrize(("name", "folder"), [(DARKNET, "obj_train_data"), (ULTRALYTICS, "labels/train")])
def test_boxes_come_back_to_a_hundredth_of_a_pixel(tmp_path: Path, name: str, folder: str) -> None:
    dataset = datasets.boxes(10, 20)
    files = exported(tmp_path, name, dataset)
    for annotated in dataset.frames():
        lines = files[f"{folder}/picture {annotated.frame.number:05}.txt"].splitlines()
        for line, shape in zip(lines, annotated.shapes, strict=True):
            number, points = corners(line, 1280, 720)
            assert number == shape.label_id - 1
            assert points == pytest.approx(shape.points, abs=0.01)


def test_the_folders_are_darknets(tmp_path: Path) -> None:
    files = exported(tmp_path, DARKNET, datasets.dataset(datasets.EVERYTHING))
    assert sorted(files) == [
        "obj.data",
        "obj.names",
        "obj_train_data/b.png",
        "obj_train_data/b.txt",
        "obj_train_data/empty.jpg",
        "obj_train_data/empty.txt",
        "obj_train_data/folder one/улица 1.jpg",
        "obj_train_data/folder one/улица 1.txt",
        "train.txt",
    ]
    assert files["obj.names"].splitlines() == [datasets.CAR.name, "Человек", "body"]
    assert "classes = 3\ntrain = data/train.txt\n" in files["obj.data"]
    assert files["train.txt"].splitlines()[1] == "data/obj_train_data/b.png"
    assert files["obj_train_data/empty.txt"] == ""


def test_the_folders_are_ultralytics(tmp_path: Path) -> None:
    files = exported(tmp_path, ULTRALYTICS, datasets.dataset(datasets.EVERYTHING, subset="Validation"))
    config = yaml.safe_load(files["data.yaml"])
    assert config == {"val": "val.txt", "names": {0: datasets.CAR.name, 1: "Человек", 2: "body"}}
    assert files["val.txt"].splitlines()[0] == "./images/val/folder one/улица 1.jpg"
    assert files["images/val/b.png"] == "b.png"
    assert files["labels/val/b.txt"] == ""


@pytest.mark.parametrize(
    ("points", "rotation", "expected"),
    [
        ((-10.0, 20.0, 50.0, 60.0), 0.0, [0.0, 20.0, 50.0, 60.0]),  # cut at the picture's edge
        ((200.0, 20.0, 300.0, 60.0), 0.0, None),  # beside the picture
        ((20.0, 40.0, 60.0, 60.0), 90.0, [30.0, 30.0, 50.0, 70.0]),  # the upright box around a turned one
    ],
)
def test_a_box_stays_upright_and_on_the_picture(
    tmp_path: Path, points: tuple[float, ...], rotation: float, expected: list[float] | None
) -> None:
    shape = Shape(type="rectangle", frame=2, label_id=1, points=points, rotation=rotation)
    lines = exported(tmp_path, ULTRALYTICS, datasets.dataset([shape]))["labels/train/empty.txt"].splitlines()
    found = [corners(line, 100, 100)[1] for line in lines]
    assert found == ([] if expected is None else [pytest.approx(expected, abs=0.01)])


def test_pictures_that_share_a_label_file_are_refused(tmp_path: Path) -> None:
    frames = tuple(Frame(number=n, name=name, width=9, height=9) for n, name in enumerate(("a/b.jpg", "a/b.png")))
    with pytest.raises(InvalidInput, match=r"“a/b\.jpg” and “a/b\.png” differ only in their ending"):
        exported(tmp_path, DARKNET, datasets.dataset(frames=frames))
    assert list(tmp_path.iterdir()) == []


def test_a_name_cannot_climb_out_of_the_archive(tmp_path: Path) -> None:
    frame = msgspec.structs.replace(datasets.FRAMES[0], name="../../etc/a.jpg")
    files = exported(tmp_path, ULTRALYTICS, datasets.dataset(frames=(frame,), subset="../x"))
    assert not [name for name in files if ".." in name]
