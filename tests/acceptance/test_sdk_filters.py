"""Filters in JSON Logic through cvat-sdk, unmodified."""

from __future__ import annotations

import inspect
import json
import re
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


@pytest.mark.usefixtures("tasks")
def test_simple_filters_are_not_passed_over(client: Client) -> None:
    """A field that is not known would let everything through, and a script would take that for the answer."""
    api = client.api_client
    project = client.projects.create(
        models.ProjectWriteRequest(name="filtered", labels=[{"name": "cat"}, {"name": "dog"}])
    )
    inside = client.tasks.create(models.TaskWriteRequest(name="filter inside", project_id=project.id))
    everything = api.tasks_api.list()[0].count
    for fields, expected in (
        ({"project_name": "filtered"}, 1),
        ({"status": "completed"}, 0),
        ({"status": "annotation", "project_name": "filtered"}, 1),
        ({"dimension": "3d"}, 0),
        ({"dimension": "2d", "media_type": "image"}, everything),
        ({"tracker_link": "https://example.org/1"}, 0),
        ({"search": "bus red"}, 1),
        ({"search": "filtered inside"}, 1),
        ({"search": "filtered,nowhere"}, 0),
    ):
        assert api.tasks_api.list(**fields)[0].count == expected, fields
    assert api.projects_api.list(owner=USER, name="filtered")[0].count == 1
    assert api.projects_api.list(owner="nobody")[0].count == 0
    assert api.users_api.list(last_name="Nobody")[0].count == 0
    assert api.jobs_api.list(mode="interpolation")[0].count == 0
    labels = api.labels_api.list(project_id=project.id, sort="-name")[0].results
    assert [label.name for label in labels] == ["dog", "cat"]
    assert [label.name for label in api.labels_api.list(task_id=inside.id)[0].results] == ["cat", "dog"]
    assert [label.name for label in api.labels_api.list(task_id=inside.id, name="dog")[0].results] == ["dog"]
    assert api.labels_api.list(project_id=project.id, search="O")[0].count == 1
    assert api.labels_api.list(name="nowhere")[0].count == 0
    project.remove()


LISTS = ("tasks", "jobs", "projects", "labels", "issues", "comments", "users", "requests")


@pytest.mark.parametrize("noun", LISTS)
def test_every_field_that_the_sdk_describes_is_known(client: Client, noun: str) -> None:
    """The SDK's own words say by which fields each list is sorted and filtered."""
    lists = getattr(client.api_client, f"{noun}_api")
    described = inspect.getdoc(lists.list) or ""
    sorted_by, filtered_by = (_named(described, words) for words in ("ordering_fields", "filter_fields"))
    assert sorted_by
    assert filtered_by
    for field in sorted_by:
        lists.list(sort=f"-{field}")
    for field in filtered_by - {"org", "org_id"}:
        lists.list(filter=json.dumps({"!": {"var": field}}))


def _named(described: str, words: str) -> set[str]:
    found = re.search(words + r":?\s*(\[[^]]*\])", described)
    return set(re.findall(r"'(\w+)'", found[1])) if found else set()


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
