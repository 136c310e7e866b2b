"""What both databases must do alike: the schema, transactions, and the services' reading and writing."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from prelabel.domain.shapes import Annotations
from prelabel.errors import Conflict, DatabaseUnreachable, NotFound
from prelabel.server.folder import database_of
from prelabel.services.annotations import Target
from prelabel.services.labels import Whose
from prelabel.services.listing import Window
from prelabel.settings import load
from prelabel.store.migrations.steps import HEAD, revision_of
from prelabel.store.queries import counters
from prelabel.store.session import Database
from prelabel.store.tables.base import Base, now
from prelabel.store.tables.users import User
from tests.integration.store.shop import UNSORTED, Shop, boxes


@pytest.fixture
def shop(database: Database, tmp_path: Path) -> Shop:
    return Shop(database, tmp_path)


def drawn(shop: Shop, target: Target) -> Annotations:
    return msgspec.json.decode(shop.annotations.read(shop.boss, target).body, type=Annotations)


def test_the_migrations_give_the_tables(database: Database) -> None:
    assert revision_of(database) == HEAD
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    settings = load(data=tmp_path, database_url="postgresql://me:secret@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnreachable, match="PRELABEL_DATABASE_URL") as refused:
        database_of(settings)
    assert "secret" not in refused.value.message


def test_what_fails_leaves_nothing(shop: Shop) -> None:
    with pytest.raises(IntegrityError), shop.database.write() as session:
        session.add_all([User(username="half"), User(username="boss")])
    with pytest.raises(NotFound):
        shop.users.actor("half")


def test_times_come_back_in_utc(shop: Shop) -> None:
    before = now()
    task = shop.tasks.get(shop.boss, shop.task("t")).task
    assert before <= task.created_date <= now()


def test_a_reader_sees_one_state(shop: Shop) -> None:
    count = select(func.count(User.id))
    with shop.database.read() as session:
        before = session.scalar(count)
        shop.person("late")
        assert session.scalar(count) == before


def test_names_stay_unique_when_many_register_at_once(shop: Shop) -> None:
    def register(_: int) -> bool:
        try:
            shop.person("same")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as people:
        assert sum(people.map(register, range(8))) == 1


def test_blocks_of_ids_do_not_overlap(shop: Shop) -> None:
    def take(_: int) -> range:
        with shop.database.write() as session:
            return counters.take(session, "things", 100)

    with ThreadPoolExecutor(4) as takers:
        blocks = list(takers.map(take, range(20)))
    assert len({number for block in blocks for number in block}) == 2000


def test_many_who_draw_on_one_frame_lose_nothing(shop: Shop) -> None:
    task_id = shop.task("crowded", 4)
    label = shop.label(task_id)

    def draw(_: int) -> None:
        shop.annotations.create(shop.boss, Target(task_id=task_id), boxes(label, 0, 1))

    with ThreadPoolExecutor(4) as people:
        list(people.map(draw, range(20)))
    shapes = drawn(shop, Target(task_id=task_id)).shapes
    assert len(shapes) == 40
    assert len({shape.id for shape in shapes}) == 40


def test_drawing_on_frames_that_jobs_share(shop: Shop) -> None:
    task_id = shop.task("shared", 4)
    jobs = [view.job.id for view in shop.jobs.list(shop.boss, Window(sort="id")).items]
    shop.annotations.create(shop.boss, Target(task_id=task_id), boxes(shop.label(task_id), 0, 2))
    assert [len(drawn(shop, Target(job_id=job)).shapes) for job in jobs] == [2, 1]
    found = drawn(shop, Target(task_id=task_id))
    assert [shape.frame for shape in found.shapes] == [0, 2]
    shop.annotations.delete(shop.boss, Target(task_id=task_id), Annotations(shapes=found.shapes[1:]))
    assert [len(drawn(shop, Target(job_id=job)).shapes) for job in jobs] == [1, 0]


def test_a_label_goes_with_its_objects(shop: Shop) -> None:
    task_id = shop.task("labels", 4)
    cat, dog = shop.label(task_id), shop.label(task_id, "dog")
    shop.annotations.create(shop.boss, Target(task_id=task_id), boxes(cat, 0, 1))
    shop.annotations.create(shop.boss, Target(task_id=task_id), boxes(dog, 1))
    shop.labels.delete(shop.boss, cat)
    assert [shape.label_id for shape in drawn(shop, Target(task_id=task_id)).shapes] == [dog]


def test_a_project_goes_with_all_that_is_in_it(shop: Shop) -> None:
    project_id = shop.project("gone")
    task_id = shop.task("in it", 4, project_id=project_id)
    shop.annotations.create(shop.boss, Target(task_id=task_id), boxes(shop.label(task_id), 0))
    shop.projects.delete(shop.boss, project_id)
    with shop.database.read() as session:
        left = {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }
    assert {name for name, count in left.items() if count} <= {"users", "counters"}


FILTERS = [
    ({"==": [{"var": "name"}, "alpha"]}, ["alpha"]),
    ({"!=": [{"var": "name"}, "alpha"]}, ["Beta", "gamma 100%"]),
    ({"in": ["BET", {"var": "name"}]}, ["Beta"]),
    ({"in": ["%", {"var": "name"}]}, ["gamma 100%"]),
    ({"in": [{"var": "subset"}, ["train", "val"]]}, ["alpha", "Beta"]),
    ({"==": [{"var": "assignee"}, None]}, ["alpha", "gamma 100%"]),
    ({"==": [{"var": "assignee"}, "ann"]}, ["Beta"]),
    ({"!": {"var": "assignee"}}, ["alpha", "gamma 100%"]),
    ({"<": ["2020-01-01", {"var": "created_date"}, "2999-01-01T00:00:00Z"]}, ["alpha", "Beta", "gamma 100%"]),
    ({"or": [{"==": [{"var": "mode"}, "x"]}, {"==": [{"var": "project_name"}, "P"]}]}, ["gamma 100%"]),
]


@pytest.mark.parametrize(("logic", "names"), FILTERS, ids=lambda value: json.dumps(value)[:40])
def test_filters(shop: Shop, logic: object, names: list[str]) -> None:
    ann = shop.person("ann")
    shop.task("alpha", subset="train")
    shop.task("Beta", subset="val", assignee_id=ann.id)
    shop.task("gamma 100%", project_id=shop.project("P"))
    found = shop.tasks.list(shop.boss, Window(sort="id", filter=json.dumps(logic)))
    assert ([view.task.name for view in found.items], found.count) == (names, len(names))


def test_search_sort_and_pages(shop: Shop) -> None:
    for name in ("Ant", "bee", "CAT", "ant hill"):
        shop.task(name)
    assert shop.tasks.list(shop.boss, Window(search="ANT")).count == 2
    page = shop.tasks.list(shop.boss, Window(offset=1, limit=2, sort="-id"))
    assert ([view.task.name for view in page.items], page.count) == (["CAT", "bee"], 4)


def test_people_see_what_is_theirs(shop: Shop) -> None:
    mine, other, worker = shop.person("mine"), shop.person("other"), shop.person("worker", "worker")
    task_id = shop.task("t", 4, owner=mine)
    job_id = shop.jobs.list(mine, Window(sort="id")).items[0].job.id
    shop.jobs.update(mine, job_id, {"assignee_id": worker.id})
    lists: list[Callable[..., object]] = [shop.tasks.list, shop.jobs.list, shop.projects.list]
    counts = {who.username: [found(who, Window()).count for found in lists] for who in (mine, other, worker)}  # type: ignore[attr-defined]
    assert counts == {"mine": [1, 2, 0], "other": [0, 0, 0], "worker": [1, 1, 0]}
    assert len(shop.labels.list(worker, UNSORTED, Whose(task_id)).items) == 2


def test_labels_of_everything_come_in_pages(shop: Shop) -> None:
    other, project_id = shop.person("other"), shop.project("p")
    shop.task("in it", project_id=project_id)
    lone = shop.task("lone")
    pages = [shop.labels.list(shop.boss, Window(offset=offset, limit=2, sort="")) for offset in (0, 2)]
    owners = [(view.label.name, view.owner.project_id, view.owner.task_id) for page in pages for view in page.items]
    assert owners == [("cat", project_id, None), ("cat", None, lone), ("dog", None, lone)]
    assert [page.count for page in pages] == [3, 3]
    assert shop.labels.list(other, UNSORTED).count == 0


def test_jobs_by_the_name_of_their_assignee(shop: Shop) -> None:
    ann = shop.person("ann")
    shop.task("t", 4)
    job_id = shop.jobs.list(shop.boss, Window(sort="id")).items[0].job.id
    shop.jobs.update(shop.boss, job_id, {"assignee_id": ann.id})
    found = shop.jobs.list(shop.boss, Window(filter=json.dumps({"==": [{"var": "assignee"}, "ann"]})))
    assert [view.job.id for view in found.items] == [job_id]
