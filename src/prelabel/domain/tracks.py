"""Lays tracks down as shapes, frame by frame: between key frames an object is interpolated."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from prelabel.domain.shapes import AttributeValue, Shape, Track, TrackedShape

FULL_TURN = 360.0


def lay_down(tracks: Iterable[Track], last_frame: int) -> dict[int, list[Shape]]:
    """The visible shapes of tracks by frame, up to `last_frame`; an `outside` key frame hides the object.

    Points move in a straight line where both key frames have equally many; masks and polygons that change their form
    stay as they are until the next key frame.
    """
    laid: dict[int, list[Shape]] = defaultdict(list)
    for track in tracks:
        for shape in _shapes(track, last_frame):
            laid[shape.frame].append(shape)
    return laid


def shape_on(track: Track, frame: int) -> Shape | None:
    """The track on one frame, or None where it is not to be seen."""
    keys = sorted(track.shapes, key=lambda key: key.frame)
    position = bisect_right(keys, frame, key=lambda key: key.frame)
    if position == 0 or keys[position - 1].outside:
        return None
    given = (track.attributes, *(key.attributes for key in keys[:position]))
    attributes = {value.spec_id: value for values in given for value in values}
    following = keys[position] if position < len(keys) else None
    return _shape(track, keys[position - 1], following, frame, tuple(attributes.values()))


def key_frames(track: Track) -> dict[int, TrackedShape]:
    """The track's key frames; a skeleton has one wherever one of its points has, with the attributes it was given."""
    keys = {key.frame: key for key in track.shapes}
    for frame in sorted({key.frame for part in track.elements for key in part.shapes} - set(keys)):
        before = max((number for number in keys if number < frame), default=None)
        if before is not None:
            keys[frame] = msgspec.structs.replace(keys[before], frame=frame, attributes=())
    return keys


def _shapes(track: Track, last_frame: int) -> Iterator[Shape]:
    keys = sorted(track.shapes, key=lambda key: key.frame)
    attributes = {value.spec_id: value for value in track.attributes}
    for position, key in enumerate(keys):
        following = keys[position + 1] if position + 1 < len(keys) else None
        end = following.frame if following else last_frame + 1
        attributes |= {value.spec_id: value for value in key.attributes}
        if not key.outside:
            for frame in range(key.frame, min(end, last_frame + 1)):
                yield _shape(track, key, following, frame, tuple(attributes.values()))


def _shape(
    track: Track, key: TrackedShape, following: TrackedShape | None, frame: int, attributes: tuple[AttributeValue, ...]
) -> Shape:
    points, rotation = key.points, key.rotation
    if following and not following.outside and key.type != "mask" and len(following.points) == len(points):
        share = (frame - key.frame) / (following.frame - key.frame)
        points = tuple(a + (b - a) * share for a, b in zip(points, following.points, strict=True))
        rotation = _between(rotation, following.rotation, share)
    return Shape(
        type=key.type,
        frame=frame,
        label_id=track.label_id,
        points=points,
        id=track.id,
        occluded=key.occluded,
        z_order=key.z_order,
        rotation=rotation,
        group=track.group,
        source=track.source,
        attributes=attributes,
        elements=tuple(element_on(part, frame) for part in track.elements),
    )


def element_on(track: Track, frame: int) -> Shape:
    """A point of a skeleton on a frame of the skeleton; before its first key frame it is where that has it."""
    keys = sorted(track.shapes, key=lambda key: key.frame)
    position = max(bisect_right(keys, frame, key=lambda key: key.frame) - 1, 0)
    key, following = keys[position], keys[position + 1] if position + 1 < len(keys) else None
    attributes = {value.spec_id: value for value in (*track.attributes, *key.attributes)}
    shape = _shape(track, key, following, max(frame, key.frame), tuple(attributes.values()))
    return msgspec.structs.replace(shape, frame=frame, outside=key.outside)


def _between(start: float, stop: float, share: float) -> float:
    """Turn the shorter way round."""
    way = (stop - start + FULL_TURN / 2) % FULL_TURN - FULL_TURN / 2
    return (start + way * share) % FULL_TURN
