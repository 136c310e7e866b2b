"""The `track` elements of CVAT's XML as tracks with their key frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from prelabel.domain.labels import Label
from prelabel.domain.shapes import AttributeValue, Track, TrackedShape, check_points
from prelabel.domain.tracks import FULL_TURN
from prelabel.errors import InvalidInput
from prelabel.formats.cvat_elements import ELEMENTS, flag, number, whole
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.label_index import LabelIndex


def track_of(element: Element, frames: FrameIndex, labels: LabelIndex) -> Track | None:
    """The track, without key frames on frames that the task lacks; None when nothing of it is left."""
    try:
        label = labels.find(element.get("label", ""))
        skeletons = [child for child in element.iterfind("skeleton") if _is_key(child, frames)]
        if skeletons:
            return _skeleton_track(element, skeletons, label, labels)
        keys = [(child, whole(child, "frame", None)) for child in element if _is_key(child, frames)]
        return _track(element, keys, label, labels)
    except InvalidInput as error:
        raise InvalidInput(f"Track {element.get('id', '?')}: {error.message}") from error


def _is_key(child: Element, frames: FrameIndex) -> bool:
    if child.tag not in ELEMENTS or child.get("keyframe", "1") == "0":
        return False
    return frames.numbered(whole(child, "frame", None)) is not None


def _track(
    element: Element,
    keys: Iterable[tuple[Element, int]],
    label: Label,
    labels: LabelIndex,
    elements: tuple[Track, ...] = (),
) -> Track | None:
    keys = list(keys)
    if not keys:
        return None
    shapes = tuple(_key_frame(child, frame, label, labels) for child, frame in keys)
    return Track(
        frame=min(shape.frame for shape in shapes),
        label_id=label.known_id,
        shapes=shapes,
        group=whole(element, "group_id"),
        source=element.get("source", "manual"),
        attributes=tuple(_values(keys[0][0], label, labels, mutable=False)),
        elements=elements,
    )


def _skeleton_track(element: Element, skeletons: list[Element], label: Label, labels: LabelIndex) -> Track | None:
    """A skeleton's points are tracks of their own; they take the frame from the skeleton around them."""
    points: dict[str, list[tuple[Element, int]]] = {}
    for skeleton in skeletons:
        for point in skeleton.iterfind("points"):
            if point.get("keyframe", "1") != "0":
                points.setdefault(point.get("label", ""), []).append((point, whole(skeleton, "frame", None)))
    parts = (_track(element, keys, labels.sublabel(label, name), labels) for name, keys in points.items())
    keys = [(skeleton, whole(skeleton, "frame", None)) for skeleton in skeletons]
    return _track(element, keys, label, labels, tuple(part for part in parts if part))


def _key_frame(child: Element, frame: int, label: Label, labels: LabelIndex) -> TrackedShape:
    kind, read = ELEMENTS[child.tag]
    points = read(child)
    check_points(kind, points)
    rotation = number(child, "rotation", "0")
    if not 0 <= rotation <= FULL_TURN:
        raise InvalidInput(f"rotation is {rotation:g}; it must lie in 0..360 degrees.", field="rotation")
    return TrackedShape(
        type=kind,
        frame=frame,
        points=points,
        occluded=flag(child, "occluded"),
        outside=flag(child, "outside"),
        z_order=whole(child, "z_order"),
        rotation=rotation,
        attributes=tuple(_values(child, label, labels, mutable=True)),
    )


def _values(child: Element, label: Label, labels: LabelIndex, *, mutable: bool) -> Iterator[AttributeValue]:
    """Mutable attributes belong to key frames, the others to the track."""
    for given in child.iterfind("attribute"):
        attribute = labels.attribute(label, given.get("name", ""))
        if attribute is not None and attribute.mutable == mutable and attribute.id is not None:
            yield AttributeValue(spec_id=attribute.id, value=given.text or "")
