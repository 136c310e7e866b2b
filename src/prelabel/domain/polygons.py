"""Makes polygons of what is drawn as masks; how a mask's outline is found is `contours`'."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from prelabel.domain.contours import joined_outline
from prelabel.domain.shapes import Annotations, Shape, Track, TrackedShape

replace = msgspec.structs.replace
Drawn = TypeVar("Drawn", Shape, TrackedShape)


def of_masks(given: Annotations) -> Annotations:
    """The same with one polygon for each mask, key frames of tracks included; nothing of a mask is lost, since its
    parts and holes are joined by lines without width."""
    return replace(given, shapes=tuple(map(_polygon, given.shapes)), tracks=tuple(map(_track, given.tracks)))


def _track(track: Track) -> Track:
    return replace(track, shapes=tuple(map(_polygon, track.shapes)))


def _polygon(shape: Drawn) -> Drawn:
    if shape.type != "mask":
        return shape
    outline = tuple(joined_outline(shape.points))
    return replace(shape, type="polygon", points=outline) if outline else shape
