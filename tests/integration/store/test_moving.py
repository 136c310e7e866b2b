"""Tasks moved between projects and points of skeletons changed: what is drawn follows by the labels' names."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from prelabel.domain.labels import Attribute, Label
from prelabel.domain.shapes import Annotations, AttributeValue, Shape, Tag, Track, TrackedShape
from prelabel.errors import InvalidInput
from prelabel.services.annotations import Target
from prelabel.services.labels import LabelChange, Whose
from prelabel.services.projects import NewProject
from prelabel.services.tasks import NewTask
from prelabel.store.session import Database
from tests.integration.store.shop import UNSORTED, Shop

COLOR = Attribute(name="color", default_value="red")
AGE = Attribute(name="age", default_value="1")
POINTS = ("nose", "tail")
CAT = Label(name="cat", attributes=(COLOR,))
DOG = Label(name="dog", type="skeleton", sublabels=tuple(Label(name=name, type="points") for name in POINTS))


@pytest.fixture
def shop(database: Database, tmp_path: Path) -> Shop:
    return Shop(database, tmp_path)


def project(shop: Shop, *labels: Label) -> int:
    return shop.projects.create(shop.boss, NewProject("target", labels)).project.id


def drawn_task(shop: Shop) -> int:
    """A task with a cat whose colour is blue, a dog of two points, a tag and a track."""
    task = shop.tasks.create(shop.boss, NewTask("moved", labels=(CAT, DOG))).task.id
    shop.fill(task, 4)
    cat, dog = labels(shop, task)
    blue = (AttributeValue(cat.attributes[0].id or 0, "blue"),)
    parts = tuple(Shape(type="points", frame=0, label_id=one.known_id, points=(5, 5)) for one in dog.sublabels)
    key = TrackedShape(type="rectangle", frame=1, points=(1, 1, 9, 9))
    given = Annotations(
        shapes=(
            Shape(type="rectangle", frame=0, label_id=cat.known_id, points=(1, 1, 9, 9), attributes=blue),
            Shape(type="skeleton", frame=0, label_id=dog.known_id, elements=parts),
        ),
        tags=(Tag(frame=2, label_id=cat.known_id),),
        tracks=(Track(frame=1, label_id=cat.known_id, shapes=(key,)),),
    )
    shop.annotations.replace(shop.boss, Target(task_id=task), given)
    return task


def labels(shop: Shop, task: int) -> list[Label]:
    return [view.label for view in shop.labels.list(shop.boss, UNSORTED, Whose(task)).items]


def drawn(shop: Shop, task: int) -> Annotations:
    return msgspec.json.decode(shop.annotations.read(shop.boss, Target(task_id=task)).body, type=Annotations)


def test_objects_follow_into_a_project_and_out_again(shop: Shop) -> None:
    task, before = drawn_task(shop), project(shop, DOG, msgspec.structs.replace(CAT, attributes=(AGE, COLOR)))
    for place in (before, None):
        view = shop.tasks.update(shop.boss, task, {"project_id": place}, [])
        assert view.task.project_id == place
        names = {one.known_id: one.name for top in labels(shop, task) for one in (top, *top.sublabels)}
        found = drawn(shop, task)
        assert [names[shape.label_id] for shape in found.shapes] == ["cat", "dog"]
        assert [names[part.label_id] for part in found.shapes[1].elements] == list(POINTS)
        assert sorted(value.value for value in found.shapes[0].attributes) == ["1", "blue"]
        assert (
            [names[tag.label_id] for tag in found.tags] == [names[track.label_id] for track in found.tracks] == ["cat"]
        )
    assert shop.tasks.statistics(shop.boss, task).annotated_frames == 2


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ((CAT,), "no label “dog”"),
        ((DOG, msgspec.structs.replace(DOG, name="cat", attributes=(COLOR,))), "“cat” as skeleton"),
        ((CAT, msgspec.structs.replace(DOG, sublabels=DOG.sublabels[:1])), "no label “tail”"),
    ],
)
def test_a_project_whose_labels_do_not_fit_is_refused(shop: Shop, target: tuple[Label, ...], sentence: str) -> None:
    task, place = drawn_task(shop), project(shop, *target)
    before = drawn(shop, task)
    with pytest.raises(InvalidInput, match=sentence):
        shop.tasks.update(shop.boss, task, {"project_id": place}, [])
    assert drawn(shop, task) == before


def test_points_of_a_skeleton_come_go_and_change_their_names(shop: Shop) -> None:
    task = drawn_task(shop)
    skeleton = labels(shop, task)[1]
    nose, tail = skeleton.sublabels
    parts = (
        LabelChange(nose.id, {"name": "muzzle"}),
        LabelChange(tail.id, {}, deleted=True),
        LabelChange(None, {"name": "paw", "type": "points"}),
    )
    after = shop.labels.update(shop.boss, skeleton.known_id, LabelChange(None, {}, sublabels=parts)).label
    assert [(part.name, part.id == nose.id) for part in after.sublabels] == [("muzzle", True), ("paw", False)]
    assert [part.label_id for part in drawn(shop, task).shapes[1].elements] == [nose.id]
