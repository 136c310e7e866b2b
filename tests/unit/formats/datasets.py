"""Data sets for the tests of formats: one with a bit of everything, and large ones of boxes."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from prelabel.domain.dataset import AnnotatedFrame, Dataset, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Attribute, Label
from prelabel.domain.shapes import AttributeValue, Shape, Tag

CAR = Label(
    id=1,
    name='car & "co" <1>',
    color="#ff0000",
    attributes=(
        Attribute(id=11, name="colour", input_type="select", values=("red", "blue"), default_value="red"),
        Attribute(id=12, name="parked", input_type="checkbox", mutable=True, default_value="false"),
        Attribute(id=13, name="doors", input_type="number", values=("2", "5", "1"), default_value="4"),
        Attribute(id=14, name="note", input_type="text"),
    ),
)
PERSON = Label(id=2, name="Человек")
BODY = Label(
    id=3,
    name="body",
    type="skeleton",
    svg=(
        '<circle r="1" cx="5" cy="5" data-type="element node" data-node-id="1" data-label-id="31"/>'
        '<circle r="1" cx="9" cy="9" data-type="element node" data-node-id="2" data-label-name="foot"/>'
        '<line x1="5" y1="5" x2="9" y2="9" data-type="edge" data-node-from="2" data-node-to="1"/>'
    ),
    sublabels=(Label(id=31, name="head", type="points"), Label(id=32, name="foot", type="points")),
)
LABELS = (CAR, PERSON, BODY)
VALUES = (
    AttributeValue(spec_id=11, value="blue"),
    AttributeValue(spec_id=12, value="true"),
    AttributeValue(spec_id=13, value="5"),
    AttributeValue(spec_id=14, value="line one\nline <two>\rthree"),
)
FRAMES = (
    Frame(number=0, name="folder one/улица 1.jpg", width=640, height=480),
    Frame(number=1, name="b.png", width=31, height=17),
    Frame(number=2, name="empty.jpg", width=100, height=100),
)
MASK = (2, 3, 4, 6, 3.0, 2.0, 7.0, 4.0)  # 5x3 pixels from 3,2 on

RECTANGLE = Shape(
    type="rectangle",
    frame=0,
    label_id=1,
    points=(10.25, 20.5, 100.13, 200.99),
    occluded=True,
    z_order=3,
    rotation=33.25,
    group=4,
    source="auto",
    score=0.875,
    attributes=VALUES,
)
POLYGON = Shape(type="polygon", frame=0, label_id=2, points=(1.5, 2.25, 30.75, 4.0, 20.0, 33.33), source="semi-auto")
ELLIPSE = Shape(type="ellipse", frame=0, label_id=2, points=(50.0, 60.0, 70.25, 44.5), rotation=12.0)
BITMAP = Shape(type="mask", frame=1, label_id=2, points=MASK)
LINE = Shape(type="polyline", frame=1, label_id=2, points=(0.0, 0.0, 5.5, 6.5))
DOTS = Shape(type="points", frame=1, label_id=1, points=(1.25, 1.5, 3.0, 4.0))
CUBOID = Shape(type="cuboid", frame=0, label_id=1, points=tuple(float(number) for number in range(16)))
SKELETON = Shape(
    type="skeleton",
    frame=1,
    label_id=3,
    elements=(
        Shape(type="points", frame=1, label_id=31, points=(5.0, 6.0), occluded=True),
        Shape(type="points", frame=1, label_id=32, points=(7.0, 8.0), outside=True),
    ),
)
TAG = Tag(frame=1, label_id=1, source="auto", attributes=VALUES[:1], score=0.5)
EVERYTHING = (RECTANGLE, POLYGON, ELLIPSE, BITMAP, LINE, DOTS, CUBOID, SKELETON)
TARGET = ImportTarget(labels=LABELS, frames=FRAMES)


def dataset(
    shapes: Iterable[Shape] = (),
    tags: Iterable[Tag] = (),
    labels: tuple[Label, ...] = LABELS,
    frames: tuple[Frame, ...] = FRAMES,
    subset: str = "",
) -> Dataset:
    """A data set of these shapes; a frame's picture is its name in UTF-8."""
    annotated = [
        AnnotatedFrame(
            frame,
            tuple(shape for shape in shapes if shape.frame == frame.number),
            tuple(tag for tag in tags if tag.frame == frame.number),
        )
        for frame in frames
    ]
    return Dataset(
        name="a <task>",
        labels=labels,
        frames=lambda: iter(annotated),
        size=len(frames),
        read_picture=lambda frame: frame.name.encode(),
        subset=subset,
        task_id=7,
    )


def boxes(frame_count: int, boxes_each: int, seed: int = 1) -> Dataset:
    """Random rectangles of two labels on pictures of 1280x720."""
    source = random.Random(seed)
    labels = (Label(id=1, name="bolt"), Label(id=2, name="nut"))
    annotated = []
    for number in range(frame_count):
        frame = Frame(number=number, name=f"picture {number:05}.jpg", width=1280, height=720)
        annotated.append(AnnotatedFrame(frame, tuple(_box(source, number) for _ in range(boxes_each))))
    return Dataset(
        name="boxes",
        labels=labels,
        frames=lambda: iter(annotated),
        size=frame_count,
        read_picture=lambda frame: Path(frame.name).name.encode(),
    )


def _box(source: random.Random, frame: int) -> Shape:
    left, top = source.uniform(0, 1200), source.uniform(0, 650)
    right, bottom = source.uniform(left + 1, 1280), source.uniform(top + 1, 720)
    label_id = source.randint(1, 2)
    score = source.random()
    return Shape(
        type="rectangle", frame=frame, label_id=label_id, points=(left, top, right, bottom), source="auto", score=score
    )
