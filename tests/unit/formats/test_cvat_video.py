"""`CVAT for video 1.1`: tracks come back with their key frames, shapes as tracks of one frame."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import msgspec
import pytest
from defusedxml import ElementTree

from prelabel.domain.frames import Frame
from prelabel.domain.shapes import AttributeValue, Shape, Track, TrackedShape
from prelabel.domain.tracks import lay_down
from prelabel.errors import InvalidInput
from prelabel.formats import registry
from tests.unit.formats import datasets, drawn
from tests.unit.formats.archives import exported, loaded

NAME = "CVAT for video 1.1"
FRAMES = tuple(Frame(number=number, name=f"{number:03}.jpg", width=640, height=480) for number in range(10))
TARGET = dataclasses.replace(datasets.TARGET, frames=FRAMES)


def key(shape: Shape, frame: int, **more: Any) -> TrackedShape:
    return TrackedShape(
        type=shape.type, frame=frame, points=shape.points, rotation=shape.rotation, z_order=shape.z_order, **more
    )


def moving(kind: str) -> Track:
    """Three key frames, the last of which hides the object."""
    made = [drawn.KINDS[kind](seed) for seed in (1, 2, 2)]
    parked = AttributeValue(spec_id=12, value="true")
    return Track(
        id=5,
        frame=2,
        label_id=1,
        group=3,
        source="auto",
        attributes=(AttributeValue(spec_id=11, value="blue"),),
        shapes=(key(made[0], 2, attributes=(parked,)), key(made[1], 5, occluded=True), key(made[2], 8, outside=True)),
    )


def point(label_id: int, *places: tuple[int, float, float]) -> Track:
    keys = tuple(TrackedShape(type="points", frame=frame, points=(x, y)) for frame, x, y in places)
    return Track(frame=keys[0].frame, label_id=label_id, shapes=keys)


def returned(tmp_path: Path, *tracks: Track, shapes: tuple[Shape, ...] = ()) -> tuple[Track, ...]:
    laid = lay_down(tracks, FRAMES[-1].number)
    everything = [*shapes, *(shape for found in laid.values() for shape in found)]
    dataset = dataclasses.replace(datasets.dataset(everything, frames=FRAMES), tracks=tracks)
    registry.export(NAME, dataset, tmp_path / "a.zip")
    result = registry.load("CVAT 1.1", tmp_path / "a.zip", TARGET)
    assert result.remarks == ()
    return result.annotations.tracks


@pytest.mark.parametrize("kind", [kind for kind in drawn.KINDS if kind != "skeleton"])
def test_tracks_come_back(tmp_path: Path, kind: str) -> None:
    track = moving(kind)
    assert returned(tmp_path, track) == (msgspec.structs.replace(track, id=None),)


def test_a_skeletons_points_keep_their_own_key_frames(tmp_path: Path) -> None:
    elements = (point(31, (1, 5, 6), (7, 50, 60)), point(32, (1, 8, 9), (4, 30, 40), (7, 9, 9)))
    bones = tuple(TrackedShape(type="skeleton", frame=frame) for frame in (1, 7))
    track = Track(id=4, frame=1, label_id=3, shapes=bones, elements=elements)
    (found,) = returned(tmp_path, track)
    assert found.elements == elements
    assert [shape.frame for shape in found.shapes] == [1, 4, 7]
    assert lay_down([found], 9) == lay_down([msgspec.structs.replace(track, id=None)], 9)


@pytest.mark.parametrize("kind", drawn.KINDS)
def test_a_shape_is_a_track_of_one_frame(tmp_path: Path, kind: str) -> None:
    shape = drawn.KINDS[kind](3)
    (track,) = returned(tmp_path, shapes=(shape,))
    assert [(found.frame, found.outside) for found in track.shapes] == [(0, False), (1, True)]
    (laid,) = lay_down([track], 9)[0]
    assert set(laid.attributes) == set(shape.attributes)
    same = {"attributes": (), "score": msgspec.UNSET}
    assert msgspec.structs.replace(laid, **same) == msgspec.structs.replace(shape, **same)


def test_a_shape_of_the_last_frame_has_nothing_behind_it(tmp_path: Path) -> None:
    shape = msgspec.structs.replace(drawn.rectangle(1), frame=9)
    assert [len(track.shapes) for track in returned(tmp_path, shapes=(shape,))] == [1]


def test_frames_between_key_frames_are_written_for_others(tmp_path: Path) -> None:
    dataset = dataclasses.replace(datasets.dataset(frames=FRAMES), tracks=(moving("rectangle"),))
    files = exported(tmp_path, NAME, dataset)
    root = ElementTree.fromstring(files["annotations.xml"])
    boxes = root.findall("track/box")
    assert [(box.get("frame"), box.get("keyframe")) for box in boxes] == [
        ("2", "1"), ("3", "0"), ("4", "0"), ("5", "1"), ("6", "0"), ("7", "0"), ("8", "1"),
    ]  # fmt: skip
    assert root.findtext("meta/task/mode") == "interpolation"
    assert root.findtext("meta/task/original_size/width") == "640"
    assert files["images/frame_000009.jpg"] == b"009.jpg"


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ('frame="1" xtl="1" ytl="1" xbr="2" ybr="2" rotation="nan"', "Track 7: rotation is nan"),
        ('frame="1" xtl="inf" ytl="1" xbr="2" ybr="2"', "Track 7: A rectangle has a number that is not finite"),
        ('frame="one" xtl="1" ytl="1" xbr="2" ybr="2"', "Track 7: frame is “one”"),
        ('frame="1e300" xtl="1" ytl="1" xbr="2" ybr="2"', r"Track 7: frame is 1e\+300"),
        ('frame="1" xtl="1" ytl="1" xbr="2" ybr="2" z_order="1e30"', r"Track 7: z_order is 1e\+30"),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, box: str, said: str) -> None:
    text = f'<annotations><track id="7" label="Человек"><box {box}/></track></annotations>'
    with pytest.raises(InvalidInput, match=said):
        loaded(tmp_path, NAME, {"annotations.xml": text})
