"""Checks what a client wants to draw against the labels and frames of its target, and fills in defaults."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from prelabel.domain.labels import Attribute, Label
from prelabel.domain.shapes import (
    Annotations,
    AttributeValue,
    Shape,
    Tag,
    Track,
    check_points,
    check_shape,
)
from prelabel.errors import InvalidInput

replace = msgspec.structs.replace
Drawn = TypeVar("Drawn", Shape, Tag, Track)
VALUE_LENGTH = 4096


class Checker:
    """Knows the labels and frame ranges (inclusive) of a target. Raises `InvalidInput`, naming the field."""

    def __init__(self, labels: Iterable[Label], ranges: Sequence[tuple[int, int]]) -> None:
        self._labels = {label.known_id: label for top in labels for label in (top, *top.sublabels)}
        self._plain = {label_id for label_id, label in self._labels.items() if not label.attributes}
        self._frames = frozenset(frame for start, stop in ranges for frame in range(start, stop + 1))

    def check(self, given: Annotations) -> Annotations:
        """The same with every attribute filled in, after all of it has been found right."""
        return Annotations(
            tags=tuple([self._tag(tag) for tag in given.tags]),
            shapes=tuple([self._shape(shape) for shape in given.shapes]),
            tracks=tuple([self._track(track) for track in given.tracks]),
        )

    def _shape(self, shape: Shape) -> Shape:
        self._check_place(shape)
        check_shape(shape)
        if shape.elements:
            shape = replace(shape, elements=tuple(self._shape(element) for element in shape.elements))
        return self._with_attributes(shape)

    def _tag(self, tag: Tag) -> Tag:
        self._check_place(tag)
        return self._with_attributes(tag)

    def _track(self, track: Track) -> Track:
        self._check_place(track)
        if not track.shapes and not track.elements:
            raise InvalidInput("A track needs a key frame.", field="shapes")
        for key_frame in track.shapes:
            if key_frame.frame not in self._frames:
                raise InvalidInput(f"frame {key_frame.frame} is not a frame of this task or job.", field="frame")
            check_points(key_frame.type, key_frame.points)
            self._check_attributes(track.label_id, key_frame.attributes)
        elements = tuple(self._track(element) for element in track.elements)
        return self._with_attributes(replace(track, elements=elements))

    def _check_place(self, item: Shape | Tag | Track) -> None:
        if item.label_id not in self._labels:
            raise InvalidInput(f"label_id {item.label_id} is not a label of this task.", field="label_id")
        if item.frame not in self._frames:
            raise InvalidInput(f"frame {item.frame} is not a frame of this task or job.", field="frame")

    def _with_attributes(self, item: Drawn) -> Drawn:
        if item.label_id in self._plain and not item.attributes:
            return item
        known = self._check_attributes(item.label_id, item.attributes)
        given = {value.spec_id for value in item.attributes}
        later = isinstance(item, Track)  # a track's mutable attributes lie on its key frames
        defaults: tuple[AttributeValue, ...] = tuple(
            AttributeValue(spec_id=spec_id, value=attribute.default_value)
            for spec_id, attribute in known.items()
            if spec_id not in given and not (attribute.mutable and later)
        )
        return replace(item, attributes=item.attributes + defaults)

    def _check_attributes(self, label_id: int, values: Iterable[AttributeValue]) -> dict[int, Attribute]:
        label = self._labels[label_id]
        known = {attribute.id: attribute for attribute in label.attributes if attribute.id is not None}
        for value in values:
            if value.spec_id not in known:
                raise InvalidInput(
                    f"spec_id {value.spec_id} is not an attribute of the label {label.name}.", field="spec_id"
                )
            if len(value.value) > VALUE_LENGTH:
                raise InvalidInput(f"A value is longer than {VALUE_LENGTH} characters.", field="value")
        return known
