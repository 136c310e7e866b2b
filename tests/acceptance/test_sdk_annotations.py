"""Annotations through cvat-sdk, unmodified."""

from __future__ import annotations

from typing import Any

import pytest
from cvat_sdk import models
from cvat_sdk.api_client.exceptions import ApiException
from cvat_sdk.core.proxies.annotations import AnnotationUpdateAction

BOX = [1.0, 2.0, 30.5, 40.25]


def rectangle(task: Any, frame: int = 0, **values: Any) -> Any:
    label = task.get_labels()[0].id
    given = {"type": "rectangle", "frame": frame, "label_id": label, "points": BOX, **values}
    return models.LabeledShapeRequest(**given)


def data(**parts: Any) -> Any:
    return models.LabeledDataRequest(**parts)


def patch(**parts: Any) -> Any:
    return models.PatchedLabeledDataRequest(**parts)


def test_shapes_tags_and_tracks_come_back(task: Any) -> None:
    label = task.get_labels()[1].id
    key = models.TrackedShapeRequest(type="rectangle", frame=1, points=BOX, outside=False)
    track = models.LabeledTrackRequest(frame=1, label_id=label, shapes=[key])
    tag = models.LabeledImageRequest(frame=2, label_id=label)
    task.set_annotations(data(shapes=[rectangle(task, score=0.5, source="auto")], tags=[tag], tracks=[track]))
    found = task.get_annotations()
    assert found.shapes[0].points == BOX
    assert (found.shapes[0].score, found.shapes[0].source) == (0.5, "auto")
    assert (found.tags[0].frame, found.tracks[0].shapes[0].frame) == (2, 1)


def test_new_shapes_are_added_and_get_ids(task: Any) -> None:
    task.set_annotations(data(shapes=[rectangle(task)]))
    (answer, _) = task.api.partial_update_annotations(
        "create", task.id, patched_labeled_data_request=patch(shapes=[rectangle(task, frame=f) for f in (3, 0)])
    )
    assert [shape.frame for shape in answer.shapes] == [3, 0]
    assert len({shape.id for shape in task.get_annotations().shapes}) == 3


def test_an_updated_shape_keeps_its_id_and_frame(task: Any) -> None:
    task.set_annotations(data(shapes=[rectangle(task), rectangle(task, frame=4)]))
    first = task.get_annotations().shapes[0]
    label = task.get_labels()[1].id
    changed = rectangle(task, id=first.id, label_id=label, points=[0.0, 0.0, 5.0, 5.0])
    task.update_annotations(patch(shapes=[changed]), action=AnnotationUpdateAction.UPDATE)
    found = {shape.id: shape for shape in task.get_annotations().shapes}
    assert len(found) == 2
    assert (found[first.id].label_id, found[first.id].points) == (label, [0.0, 0.0, 5.0, 5.0])


def test_chosen_shapes_are_removed(task: Any) -> None:
    task.set_annotations(data(shapes=[rectangle(task, frame=frame) for frame in range(6)]))
    ids = [shape.id for shape in task.get_annotations().shapes]
    task.remove_annotations(ids=ids[:2])
    assert [shape.id for shape in task.get_annotations().shapes] == ids[2:]
    task.remove_annotations()
    assert task.get_annotations().shapes == []


def test_a_job_shows_its_own_frames(task: Any) -> None:
    job = task.get_jobs()[0]
    job.set_annotations(data(shapes=[rectangle(task, frame=5)]))
    assert [shape.frame for shape in task.get_annotations().shapes] == [5]
    assert [shape.frame for shape in job.get_annotations().shapes] == [5]


def test_every_write_moves_the_date(task: Any) -> None:
    before = task.fetch().updated_date
    task.set_annotations(data(shapes=[rectangle(task)]))
    assert task.fetch().updated_date > before


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"label_id": 999_999}, "label_id"),
        ({"frame": 6}, "frame"),
        ({"points": [1.0, 2.0, 3.0]}, "points"),
        ({"type": "polygon", "points": [1.0, 2.0, 3.0, 4.0]}, "points"),
        ({"type": "mask", "points": [0.0, 5.0, 0.0, 0.0, 1.0, 1.0]}, "points"),
        ({"type": "skeleton", "points": []}, "elements"),
        ({"attributes": [{"spec_id": 12345, "value": "x"}]}, "spec_id"),
    ],
)
def test_a_wrong_shape_changes_nothing(task: Any, values: dict[str, Any], field: str) -> None:
    task.set_annotations(data(shapes=[rectangle(task)]))
    with pytest.raises(ApiException) as refused:
        task.set_annotations(data(shapes=[rectangle(task), rectangle(task, **values)]))
    assert refused.value.status == 400
    assert field in refused.value.body
    assert len(task.get_annotations().shapes) == 1
