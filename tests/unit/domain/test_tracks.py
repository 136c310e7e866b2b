"""Tracks laid down frame by frame."""

from __future__ import annotations

from typing import Any

import pytest

from prelabel.domain.shapes import AttributeValue, Track, TrackedShape
from prelabel.domain.tracks import lay_down


def key(frame: int, *points: float, kind: Any = "rectangle", **more: Any) -> TrackedShape:
    return TrackedShape(type=kind, frame=frame, points=points, **more)


def track(*keys: TrackedShape, **more: Any) -> Track:
    return Track(frame=keys[0].frame, label_id=1, shapes=keys, **more)


def test_points_and_rotation_move_between_key_frames() -> None:
    moving = track(key(2, 0, 0, 10, 10, rotation=350), key(6, 40, 4, 50, 14, rotation=30))
    laid = lay_down([moving], last_frame=8)
    assert sorted(laid) == [2, 3, 4, 5, 6, 7, 8]
    assert laid[3][0].points == pytest.approx((10, 1, 20, 11))
    assert laid[3][0].rotation == pytest.approx(0)
    assert laid[8][0].points == (40, 4, 50, 14)


def test_an_outside_key_frame_hides_the_object() -> None:
    hidden = track(key(0, 0, 0, 1, 1), key(2, 5, 5, 6, 6, outside=True), key(4, 7, 7, 8, 8))
    laid = lay_down([hidden], last_frame=5)
    assert sorted(laid) == [0, 1, 4, 5]
    assert laid[1][0].points == (0, 0, 1, 1)


def test_masks_and_changed_polygons_stand_still() -> None:
    mask = track(key(0, 0, 4, 0, 0, 1, 1, kind="mask"), key(2, 0, 1, 9, 9, 9, 9, kind="mask"))
    polygon = track(key(0, 0, 0, 1, 0, 1, 1, kind="polygon"), key(2, 0, 0, 1, 0, 1, 1, 0, 1, kind="polygon"))
    laid = lay_down([mask, polygon], last_frame=2)
    assert [shape.points for shape in laid[1]] == [(0, 4, 0, 0, 1, 1), (0, 0, 1, 0, 1, 1)]


def test_mutable_attributes_last_until_they_change() -> None:
    first, second, fixed = (AttributeValue(spec_id=n, value=text) for n, text in ((1, "a"), (1, "b"), (2, "c")))
    changing = track(key(0, 0, 0, attributes=(first,)), key(2, 0, 0, attributes=(second,)), attributes=(fixed,))
    laid = lay_down([changing], last_frame=3)
    assert set(laid[1][0].attributes) == {first, fixed}
    assert set(laid[3][0].attributes) == {second, fixed}


def test_a_skeletons_points_move_on_their_own() -> None:
    head = track(key(0, 0, 0, kind="points"), key(2, 4, 8, kind="points"))
    foot = track(key(1, 9, 9, kind="points", outside=True))
    skeleton = track(key(0, kind="skeleton"), elements=(head, foot))
    laid = lay_down([skeleton], last_frame=2)
    assert [element.points for element in laid[1][0].elements] == [(2, 4), (9, 9)]
    assert [(element.frame, element.outside) for element in laid[0][0].elements] == [(0, False), (0, True)]
