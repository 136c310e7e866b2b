"""Writes `CVAT for video 1.1`: tracks with key frames and what lies between them; a shape is a track of one frame."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path, PurePosixPath

import msgspec

from prelabel.domain.dataset import Dataset
from prelabel.domain.frames import Frame
from prelabel.domain.shapes import Shape, Track, TrackedShape
from prelabel.domain.tracks import element_on, key_frames, lay_down
from prelabel.formats.archive import writing
from prelabel.formats.cvat_export import GEOMETRY
from prelabel.formats.cvat_meta import meta
from prelabel.formats.cvat_names import Names, quoted
from prelabel.formats.walk import Walk


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    walk = Walk(dataset)
    with writing(destination) as archive:
        archive.document("annotations.xml", _document(dataset, walk))
        if save_images:
            walk.pictures(archive, _picture_path)


def _picture_path(frame: Frame) -> str:
    return f"images/frame_{frame.number:06}{PurePosixPath(frame.name).suffix}"


def _document(dataset: Dataset, walk: Walk) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n'
    frames = iter(walk)
    first = next(frames, None)
    yield meta(dataset, "interpolation", first.frame if first else None)
    writer = _Writer(Names(dataset.labels))
    tracked = {track.id for track in dataset.tracks if track.id is not None}
    for annotated, following in pairwise(chain([first], frames, [None])):
        shapes = annotated.shapes if annotated else ()
        for shape in shapes:
            if shape.id is None or shape.id not in tracked:
                yield writer.shape(shape, is_last=following is None)
    last_frame = walk.frames[-1].number if walk.frames else -1
    for track in dataset.tracks:
        yield writer.track(track, last_frame)
    yield "</annotations>\n"


class _Writer:
    """Tracks as elements, numbered from 0."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._count = 0

    def shape(self, shape: Shape, *, is_last: bool) -> str:
        """A track of the shape's frame; on the next one, if there is any, it is outside."""
        inside = "".join(self._point(part, part, is_key=True) for part in shape.elements)
        inside += self._names.values(shape.attributes)
        name, rest = _drawn(shape, inside)
        elements = f'    <{name} frame="{shape.frame}" keyframe="1" outside="{shape.outside:d}"{rest}'
        if not is_last:
            elements += f'    <{name} frame="{shape.frame + 1}" keyframe="1" outside="1"{rest}'
        return self._track(shape, elements)

    def track(self, track: Track, last_frame: int) -> str:
        """Every frame of the track, in order; those between key frames are for readers that do not interpolate."""
        laid = lay_down([track], last_frame)
        keys = key_frames(track)
        elements = (
            self._key_frame(track, keys[frame]) if frame in keys else self._between(track, laid[frame][0])
            for frame in sorted({*laid, *keys})
        )
        return self._track(track, "".join(elements))

    def _track(self, drawn: Shape | Track, elements: str) -> str:
        group = f' group_id="{drawn.group}"' if drawn.group else ""
        label, source = self._names.labels[drawn.label_id], quoted(drawn.source)
        self._count += 1
        return f'  <track id="{self._count - 1}" label={label} source={source}{group}>\n{elements}  </track>\n'

    def _key_frame(self, track: Track, key: TrackedShape) -> str:
        points = "".join(self._point_on(part, key.frame) for part in track.elements)
        name, rest = _drawn(key, points + self._names.values((*track.attributes, *key.attributes)))
        return f'    <{name} frame="{key.frame}" keyframe="1" outside="{key.outside:d}"{rest}'

    def _between(self, track: Track, shape: Shape) -> str:
        points = "".join(self._point_on(part, shape.frame) for part in track.elements)
        name, rest = _drawn(shape, points + self._names.values(shape.attributes))
        return f'    <{name} frame="{shape.frame}" keyframe="0" outside="0"{rest}'

    def _point_on(self, part: Track, frame: int) -> str:
        """A skeleton's point on one of the skeleton's frames."""
        drawn = element_on(part, frame)
        key = key_frames(part).get(frame)
        if key:
            drawn = msgspec.structs.replace(drawn, attributes=(*part.attributes, *key.attributes))
        return self._point(part, drawn, is_key=key is not None)

    def _point(self, part: Track | Shape, drawn: Shape, *, is_key: bool) -> str:
        _, geometry = GEOMETRY["points"](drawn.points)
        head = (
            f"      <points label={self._names.labels[part.label_id]} source={quoted(part.source)}"
            f' keyframe="{is_key:d}" outside="{drawn.outside:d}" occluded="{drawn.occluded:d}"{geometry}'
        )
        inside = self._names.values(drawn.attributes)
        return f"{head}>\n{inside}      </points>\n" if inside else f"{head}/>\n"


def _drawn(drawn: Shape | TrackedShape, inside: str) -> tuple[str, str]:
    """The name of an element and all of it behind its frame; `inside` are its points and attributes."""
    name, geometry = GEOMETRY[drawn.type](drawn.points)
    rotation = f' rotation="{drawn.rotation:.2f}"' if drawn.rotation else ""
    rest = f' occluded="{drawn.occluded:d}"{geometry}{rotation} z_order="{drawn.z_order}"'
    return name, f"{rest}>\n{inside}    </{name}>\n" if inside else f"{rest}/>\n"
