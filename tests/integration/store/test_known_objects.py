"""Objects changed and removed by their ids: where they stand afterwards, and what the frames' rows say of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from prelabel.domain.frame_state import FrameTally
from prelabel.domain.shapes import Annotations, Shape, Tag
from prelabel.services.annotations import Target
from prelabel.store.queries import annotations as rows
from prelabel.store.session import Database
from prelabel.store.tables.annotations import FrameAnnotations, ShapePart
from tests.integration.store.shop import Shop, boxes

replace = msgspec.structs.replace


class Drawing:
    """A task of six frames in two jobs, which share frame 3; three boxes on frame 0 and one on frames 3 and 5."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.task = shop.task("drawing", frames=6)
        self.target = Target(task_id=self.task)
        self._label = shop.label(self.task)
        self.draw(0, 0, 0, 3, 5, tags=(Tag(frame=0, label_id=self._label),))

    def draw(self, *frames: int, tags: tuple[Tag, ...] = ()) -> None:
        """A box on each of these frames, in place of everything."""
        given = replace(boxes(self._label, *frames), tags=tags)
        self._shop.annotations.replace(self._shop.boss, self.target, given)

    def read(self) -> Annotations:
        return msgspec.json.decode(self._shop.annotations.read(self._shop.boss, self.target).body, type=Annotations)

    def update(self, *shapes: Shape, tags: tuple[Tag, ...] = ()) -> None:
        self._shop.annotations.update(self._shop.boss, self.target, Annotations(shapes=shapes, tags=tags))

    def delete(self, *shapes: Shape) -> None:
        self._shop.annotations.delete(self._shop.boss, self.target, Annotations(shapes=shapes))

    def rows(self) -> list[Any]:
        with self._shop.database.read() as session:
            return list(session.scalars(select(FrameAnnotations).order_by(FrameAnnotations.frame)))

    def parts(self) -> list[bytes]:
        with self._shop.database.read() as session:
            return list(session.scalars(select(ShapePart.shapes).order_by(ShapePart.id)))


@pytest.fixture
def crowd(drawing: Drawing) -> Drawing:
    """300 boxes on frame 1."""
    drawing.draw(*[1] * 300)
    return drawing


@pytest.fixture
def drawing(database: Database, tmp_path: Path) -> Drawing:
    return Drawing(Shop(database, tmp_path))


def test_a_changed_object_keeps_its_place(drawing: Drawing) -> None:
    before = drawing.read().shapes
    drawing.update(replace(before[1], points=(2, 2, 5, 5)))
    after = drawing.read().shapes
    assert [shape.id for shape in after] == [shape.id for shape in before]
    assert after[1].points == (2, 2, 5, 5)


def test_one_that_moves_to_another_frame_keeps_its_id(drawing: Drawing) -> None:
    before = drawing.read().shapes
    drawing.update(replace(before[0], frame=4))
    assert [(shape.frame, shape.id) for shape in drawing.read().shapes] == [
        *((shape.frame, shape.id) for shape in before[1:4]),
        (4, before[0].id),
        (5, before[4].id),
    ]


def test_one_that_nobody_knows_is_new(drawing: Drawing) -> None:
    before = drawing.read().shapes
    drawing.update(replace(before[0], id=10**9))
    after = drawing.read().shapes
    assert len(after) == 6
    assert 10**9 not in {shape.id for shape in after}


def test_one_that_two_jobs_show_is_changed_and_removed_in_both(drawing: Drawing) -> None:
    shared = drawing.read().shapes[3]
    drawing.update(replace(shared, points=(2, 2, 5, 5)))
    assert [rows.decode_shapes(row.shapes)[0].points for row in drawing.rows() if row.frame == 3] == [(2, 2, 5, 5)] * 2
    drawing.delete(shared)
    assert [row.shapes for row in drawing.rows() if row.frame == 3] == [b"[]"] * 2


def test_of_hundreds_on_a_frame_only_the_part_with_the_changed_one_is_written(crowd: Drawing) -> None:
    before, parts = crowd.read().shapes, crowd.parts()
    assert len(parts) > 2
    crowd.update(replace(before[150], points=(2, 2, 5, 5)))
    after = crowd.read().shapes
    assert [shape.id for shape in after] == [shape.id for shape in before]
    assert [shape.id for shape, old in zip(after, before, strict=True) if shape != old] == [before[150].id]
    assert sum(one != other for one, other in zip(crowd.parts(), parts, strict=True)) == 1


@pytest.mark.parametrize("where", [(0,), (299,), (0, 1, 2), (7, 9), (297, 298, 299), range(0, 300, 2), range(300)])
def test_any_of_them_change_and_go_and_the_rest_stays(crowd: Drawing, where: Sequence[int]) -> None:
    before = crowd.read().shapes
    changed = [replace(shape, points=(2, 2, 5, 5)) if place in where else shape for place, shape in enumerate(before)]
    crowd.update(*(changed[place] for place in where))
    assert crowd.read().shapes == tuple(changed)
    crowd.delete(*(before[place] for place in where))
    assert crowd.read().shapes == tuple(shape for place, shape in enumerate(before) if place not in where)


def test_parts_that_lose_everything_go_and_new_ones_come_behind(crowd: Drawing) -> None:
    before, count = crowd.read().shapes, len(crowd.parts())
    crowd.delete(*before[:250])
    assert crowd.read().shapes == before[250:]
    assert 0 < len(crowd.parts()) < count
    crowd.update(*(replace(shape, id=None) for shape in before[:3]))
    after = crowd.read().shapes
    assert after[:50] == before[250:]
    assert [replace(shape, id=None) for shape in after[50:]] == [replace(shape, id=None) for shape in before[:3]]
    (row,) = (row for row in crowd.rows() if row.frame == 1)
    assert (row.shape_count, row.counts[str(after[0].label_id)]) == (53, {"manual": 53})


def test_one_whose_frame_is_named_wrongly_is_found_all_the_same(drawing: Drawing) -> None:
    before = drawing.read().shapes
    drawing.delete(replace(before[0], frame=5))
    assert [shape.id for shape in drawing.read().shapes] == [shape.id for shape in before[1:]]


def test_what_is_counted_stays_right(drawing: Drawing) -> None:
    before = drawing.read()
    drawing.update(
        replace(before.shapes[0], source="auto", score=0.75),
        replace(before.shapes[1], frame=5),
        tags=(replace(before.tags[0], source="auto"),),
    )
    drawing.delete(before.shapes[2])
    for row in drawing.rows():
        shapes, tags = rows.decode_shapes(row.shapes), rows.decode_tags(row.tags)
        assert rows.tally_of(row) == FrameTally.of(shapes, tags)
        assert row.counts == rows.counts_of([*shapes, *tags])
