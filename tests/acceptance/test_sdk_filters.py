"""Filters in JSON Logic through cvat-sdk, unmodified."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from cvat_sdk import Client, models
from cvat_sdk.api_client.exceptions import ApiException
from cvat_sdk.core.filters import F, any_, not_

from tests.running import USER

NAMES = ["filter red car", "filter blue car", "filter red bus"]


@pytest.fixture(scope="module")
def tasks(client: Client) -> Iterator[list[Any]]:
    labels = [{"name": "cat"}]
    made = [client.tasks.create(models.TaskWriteRequest(name=name, labels=labels, subset=name[-3:])) for name in NAMES]
    yield made
    client.tasks.remove_by_ids([task.id for task in made])


FILTERS = [
    ({"filter": F.name == NAMES[1]}, [1]),
    ({"filter": (F.name.contains("RED")) & (F.subset == "car")}, [0]),
    ({"filter": F.name.contains("filter ") & any_(F.subset == "bus", F.name.contains("blue"))}, [1, 2]),
    ({"filter": F.name.contains("filter ") & not_(F.subset == "car")}, [2]),
    ({"name__in": NAMES[:2]}, [0, 1]),
    ({"name__contains": "filter ", "subset__ne": "bus"}, [0, 1]),
    ({"name__contains": "filter ", "owner__in": [USER]}, [0, 1, 2]),
    ({"name__contains": "filter ", "assignee__isset": True}, []),
    ({"name__contains": "filter ", "assignee__isset": False}, [0, 1, 2]),
    ({"name__contains": "filter ", "updated_date__gt": "2020-01-01T00:00:00Z"}, [0, 1, 2]),
    ({"name__contains": "filter ", "updated_date__lt": "2020-01-01"}, []),
]


@pytest.mark.parametrize(("wanted", "expected"), FILTERS)
def test_tasks_are_filtered(client: Client, tasks: list[Any], wanted: dict[str, Any], expected: list[int]) -> None:
    found = {task.id for task in client.tasks.list(**wanted)}
    assert found == {tasks[number].id for number in expected}


def test_ids_are_compared_as_numbers(client: Client, tasks: list[Any]) -> None:
    first, last = tasks[0].id, tasks[-1].id
    assert len(client.tasks.list(id__between=(first, last))) == 3
    assert [task.id for task in client.tasks.list(id__gte=last, sort="id")] == [last]
    assert client.jobs.list(task_id__in=[task.id for task in tasks]) == []
    assert client.projects.list(owner__in=["nobody"]) == []


BROKEN = [
    "{",
    "[]",
    "{}",
    '{"==": [{"var": "id"}]}',
    '{"==": [{"var": "password_hash"}, "x"]}',
    '{"==": [{"var": "id"}, {"var": "id"}]}',
    '{"==": [{"var": "id"}, "three"]}',
    '{"==": [{"var": "id"}, true]}',
    '{"<": [{"var": "updated_date"}, "yesterday"]}',
    '{"+": [1, 2]}',
    '{"and": []}',
    '{"in": [3, {"var": "name"}]}',
    "[" * 100_000,
    '{"!": ' * 50 + '{"var": "id"}' + "}" * 50,
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_filter_that_makes_no_sense_is_refused(client: Client, text: str) -> None:
    with pytest.raises(ApiException) as refused:
        client.api_client.tasks_api.list(filter=text[:2000])
    assert refused.value.status == 400
    assert "filter" in refused.value.body
