"""Turns a detector's answer into predictions and shapes in the task's labels, and counts what it drops and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from msgspec import UNSET

from prelabel.domain import masks
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import clipped
from prelabel.domain.predictions import Predictions
from prelabel.domain.shapes import Shape, Tag, check_shape
from prelabel.errors import InvalidInput
from prelabel.runs.attributes import values_of
from prelabel.runs.detections import Detection, read
from prelabel.runs.mapping import MappedLabel, Mapping, fits
from prelabel.runs.tally import Tally

NOT_MAPPED = "label not mapped"
BELOW_THRESHOLD = "below threshold"
BAD_SHAPE = "bad shape"
WRONG_TYPE = "type does not fit the label"

Points = tuple[float, ...]
Scores = Mapped[str, float]
NO_SCORES: Scores = MappingProxyType({})


@dataclass(frozen=True)
class Converted:
    """A frame's predictions, those of them that become annotations, and the count."""

    predictions: Predictions
    kept: Predictions
    tally: Tally


def convert(
    frame: Frame,
    answer: Sequence[Any],
    mapping: Mapping,
    *,
    threshold: float | None = None,
    conv_mask_to_poly: bool = False,
    thresholds: Scores = NO_SCORES,
) -> Converted:
    """The answer's items on this frame. A bad item is counted, never an exception.

    Every mapped object is a prediction; it is kept unless it has a score below the threshold, which is that of its
    label, by the task's name, where `thresholds` has one.
    """
    conversion = _Conversion(frame, mapping, threshold, thresholds, conv_mask_to_poly)
    for item in answer:
        conversion.add(item)
    return conversion.result()


class _Dropped(Exception):
    """An object that does not become a prediction."""


@dataclass
class _Conversion:
    """The frame's objects as they come; lives for one answer."""

    frame: Frame
    mapping: Mapping
    threshold: float | None
    thresholds: Scores
    conv_mask_to_poly: bool
    found: list[Shape | Tag] = field(default_factory=list)
    kept: list[Shape | Tag] = field(default_factory=list)
    kept_names: Counter[str] = field(default_factory=Counter)
    dropped: dict[str, Counter[str]] = field(default_factory=dict)
    confidences: list[bool] = field(default_factory=list)

    def add(self, item: Any) -> None:
        try:
            detection = read(item)
        except InvalidInput:
            self._drop(BAD_SHAPE, str(item.get("label", "?")) if isinstance(item, dict) else "?")
            return
        self.confidences.append(detection.score is not None)
        try:
            self._keep(detection)
        except _Dropped as reason:
            self._drop(str(reason), detection.name)
        except InvalidInput:
            self._drop(BAD_SHAPE, detection.name)

    def result(self) -> Converted:
        tally = Tally(
            frames=1,
            predictions=len(self.found),
            kept=dict(self.kept_names),
            dropped={reason: dict(counts) for reason, counts in self.dropped.items()},
            gives_confidence=any(self.confidences) if self.confidences else None,
        )
        return Converted(_predictions(self.found), _predictions(self.kept), tally)

    def _keep(self, detection: Detection) -> None:
        mapped = self.mapping.labels.get(detection.name)
        if mapped is None:
            raise _Dropped(NOT_MAPPED)
        drawn = _drawn(detection, mapped, self.frame, self.conv_mask_to_poly)
        self.found.append(drawn)
        least = self.thresholds.get(mapped.label.name, self.threshold)
        if least and drawn.score is not UNSET and drawn.score < least:
            raise _Dropped(BELOW_THRESHOLD)
        self.kept.append(drawn)
        self.kept_names[mapped.label.name] += 1

    def _drop(self, reason: str, label: str) -> None:
        self.dropped.setdefault(reason, Counter())[label] += 1


def _predictions(found: Sequence[Shape | Tag]) -> Predictions:
    return Predictions(
        shapes=tuple(drawn for drawn in found if isinstance(drawn, Shape)),
        tags=tuple(drawn for drawn in found if isinstance(drawn, Tag)),
    )


def _drawn(detection: Detection, mapped: MappedLabel, frame: Frame, conv_mask_to_poly: bool) -> Shape | Tag:
    """The object as a shape or tag (`InvalidInput` when it is none)."""
    kind = detection.type.lower() or mapped.type
    if kind == "mask" and conv_mask_to_poly and detection.points:
        kind = "polygon"
    if kind == "tag":
        return _tag(detection, mapped, frame)
    if kind not in _POINTS:
        raise InvalidInput(f"“{kind}” is not a type of shape.", field="type")
    if not fits(kind, mapped.label.type):
        raise _Dropped(WRONG_TYPE)
    shape = _shape(kind, detection, mapped, frame)
    check_shape(shape)
    return shape


def _tag(detection: Detection, mapped: MappedLabel, frame: Frame) -> Tag:
    if not fits("tag", mapped.label.type):
        raise _Dropped(WRONG_TYPE)
    return Tag(
        frame=frame.number,
        label_id=mapped.label.known_id,
        group=detection.group_id or 0,
        source="auto",
        attributes=values_of(detection.attributes, mapped),
        score=UNSET if detection.score is None else detection.score,
    )


def _shape(kind: Any, detection: Detection, mapped: MappedLabel, frame: Frame) -> Shape:
    return Shape(
        type=kind,
        frame=frame.number,
        label_id=mapped.label.known_id,
        points=_POINTS[kind](detection, frame),
        outside=detection.outside,
        rotation=(detection.rotation or 0.0) % 360,
        group=detection.group_id or 0,
        source="auto",
        attributes=values_of(detection.attributes, mapped),
        elements=_elements(detection, mapped, frame) if kind == "skeleton" else (),
        score=UNSET if detection.score is None else detection.score,
    )


def _elements(detection: Detection, mapped: MappedLabel, frame: Frame) -> tuple[Shape, ...]:
    """A point for each sublabel of the task; those that were not found lie outside, in the middle of the others."""
    found: dict[int, Shape] = {}
    for element in detection.elements:
        sublabel = mapped.sublabels.get(element.name)
        if sublabel is not None:
            found[sublabel.label.known_id] = _shape("points", element, sublabel, frame)
    seen = [shape.points for shape in found.values() if not shape.outside]
    if not seen:
        raise InvalidInput("No point of the skeleton is on the picture.", field="elements")
    middle = (sum(points[0] for points in seen) / len(seen), sum(points[1] for points in seen) / len(seen))
    return tuple(
        found.get(label.known_id)
        or Shape(type="points", frame=frame.number, label_id=label.known_id, points=middle, outside=True, source="auto")
        for label in mapped.label.sublabels
    )


def _given(detection: Detection, _: Frame) -> Points:
    return detection.points or ()


def _rectangle(detection: Detection, frame: Frame) -> Points:
    """An upright box is cut at the picture's edge; a turned one stays as it is."""
    points = detection.points or ()
    if detection.rotation or len(points) != 4:
        return points
    inside = clipped(points, frame.width, frame.height)
    if inside is None:
        raise InvalidInput("The box is empty or beside the picture.", field="points")
    return inside


def _mask(detection: Detection, _: Frame) -> Points:
    numbers = detection.mask or []
    runs = masks.runs_of(_pixels(numbers[:-4]))
    if len(runs) < 2:
        raise InvalidInput("The mask is empty.", field="mask")
    try:
        left, top, right, bottom = (int(float(number)) for number in numbers[-4:])
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidInput("The mask does not end with its box.", field="mask") from error
    return *runs, left, top, right, bottom


def _pixels(numbers: list[Any]) -> bytes:
    """Pixels as 0 and 1, whatever number stands for a set one."""
    try:
        return bytes(numbers).translate(_SET)
    except (TypeError, ValueError):
        return bytes(map(bool, numbers))


_SET = bytes((0, *(1,) * 255))

# shape type -> where its points come from
_POINTS: dict[str, Callable[[Detection, Frame], Points]] = {
    "rectangle": _rectangle,
    "ellipse": _given,
    "polygon": _given,
    "polyline": _given,
    "points": _given,
    "cuboid": _given,
    "mask": _mask,
    "skeleton": lambda _, __: (),
}
