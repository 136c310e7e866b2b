"""What our lambda API has beyond CVAT: which frames, what is replaced, thresholds by label, several tasks, presets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.acceptance.test_calls import THING, deploy_kind
from tests.acceptance.test_run_life import Api
from tests.pictures import folder_of
from tests.running import Server
from tests.waiting import until

BOX = [1, 2, 30, 40]


@pytest.fixture(scope="module")
def detector(server: Server) -> str:
    return deploy_kind(server, "detector")


@pytest.fixture
def api(server: Server) -> Iterator[Api]:
    api = Api(server)
    yield api
    api.http.close()


@pytest.fixture
def task(api: Api, tmp_path: Path) -> int:
    return make_task(api.http, tmp_path)


def make_task(http: httpx.Client, folder: Path, frames: int = 5, project: int | None = None) -> int:
    body = {"labels": [THING]} if project is None else {"project_id": project}
    task_id = int(http.post("/api/tasks", json={"name": "options", **body}).json()["id"])
    paths = folder_of(folder, [f"{number}.jpg" for number in range(frames)])
    files = [(f"client_files[{n}]", (path.name, path.read_bytes())) for n, path in enumerate(paths)]
    made = http.post(f"/api/tasks/{task_id}/data", data={"image_quality": "70"}, files=files).json()["rq_id"]
    until(lambda: http.get(f"/api/requests/{made}").json()["status"] == "finished")
    return task_id


def run(api: Api, function: str, task_id: int, **options: Any) -> dict[str, Any]:
    started = api.begin(function, task_id, **{"threshold": 0.5, **options})
    assert started.status_code == 200, started.text
    record = api.ended(started.json()["id"])
    assert (record["status"], record["exc_info"]) == ("finished", "")
    return record


def shapes_of(api: Api, task_id: int) -> list[dict[str, Any]]:
    shapes: list[dict[str, Any]] = api.http.get(f"/api/tasks/{task_id}/annotations").json()["shapes"]
    return shapes


def change(api: Api, task_id: int, action: str, *shapes: dict[str, Any]) -> None:
    address = f"/api/tasks/{task_id}/annotations"
    api.http.patch(address, params={"action": action}, json={"shapes": shapes}).raise_for_status()


def by_hand(api: Api, task_id: int, frame: int, source: str = "manual") -> dict[str, Any]:
    label = api.http.get("/api/labels", params={"task_id": task_id}).json()["results"][0]["id"]
    drawn = {"type": "rectangle", "frame": frame, "label_id": label, "points": [5, 5, 9, 9], "source": source}
    change(api, task_id, "create", drawn)
    return drawn


def test_chosen_frames(api: Api, detector: str, task: int) -> None:
    record = run(api, detector, task, frames=[0, [2, 3]])
    assert (record["summary"]["frames_total"], api.frames_of_shapes(task)) == (3, Counter([0, 2, 3]))


def test_only_frames_without_anything(api: Api, detector: str, task: int) -> None:
    by_hand(api, task, frame=1)
    label = by_hand(api, task, frame=1)["label_id"]
    key_frames = [{"type": "rectangle", "frame": frame, "points": BOX, "outside": frame == 4} for frame in (3, 4)]
    track = {"frame": 3, "label_id": label, "shapes": key_frames}
    address = f"/api/tasks/{task}/annotations"
    api.http.patch(address, params={"action": "create"}, json={"tracks": [track]}).raise_for_status()
    run(api, detector, task, only_unannotated=True)
    assert api.frames_of_shapes(task) == Counter([0, 1, 1, 2, 4])


def test_own_predictions_go_and_what_was_touched_stays(api: Api, detector: str, task: int) -> None:
    run(api, detector, task)
    (first, second, *_) = shapes_of(api, task)
    change(api, task, "update", {**first, "points": [1, 2, 31, 41]})
    change(api, task, "update", {**second, "attributes": [{**second["attributes"][0], "value": "false"}]})
    by_hand(api, task, frame=2)
    by_hand(api, task, frame=2, source="auto")
    run(api, detector, task, replace="own predictions")
    assert api.frames_of_shapes(task) == Counter({0: 2, 1: 2, 2: 3, 3: 1, 4: 1})


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({"replace": "nothing"}, {0: 4, 1: 2, 2: 2}),
        ({"replace": "all auto"}, {0: 2, 1: 1, 2: 1}),
        ({"replace": "all"}, {0: 1, 1: 1, 2: 1}),
        ({"cleanup": True}, {0: 1, 1: 1, 2: 1}),
        ({"replace": "all", "frames": [1]}, {0: 3, 1: 1, 2: 1}),
        ({"replace": "own predictions", "frames": [0]}, {0: 3, 1: 1, 2: 1}),
    ],
    ids=str,
)
def test_what_is_replaced(
    api: Api, detector: str, tmp_path: Path, options: dict[str, Any], left: dict[int, int]
) -> None:
    task_id = make_task(api.http, tmp_path, frames=3)
    run(api, detector, task_id)
    by_hand(api, task_id, frame=0)
    by_hand(api, task_id, frame=0, source="auto")
    run(api, detector, task_id, **options)
    assert api.frames_of_shapes(task_id) == left


def test_a_threshold_for_a_label(api: Api, detector: str, task: int) -> None:
    record = run(api, detector, task, frames=[0], threshold=0.95, thresholds={"thing": 0.1})
    assert record["summary"]["kept"] == len(shapes_of(api, task)) == 2


def test_a_part_of_each_picture(api: Api, detector: str, task: int) -> None:
    run(api, detector, task, frames=[0], roi=[10, 5, 60, 48])
    assert [shape["points"] for shape in shapes_of(api, task)] == [[11, 7, 40, 45]]


def test_several_tasks_or_none(api: Api, detector: str, tmp_path: Path) -> None:
    tasks = [make_task(api.http, tmp_path / name, frames=2) for name in "ab"]
    body = {"function": detector, "threshold": 0.5}
    refused = api.http.post("/api/lambda/requests", json={**body, "tasks": [*tasks, 99999]})
    assert refused.status_code == 404
    started = api.http.post("/api/lambda/requests", json={**body, "tasks": tasks}).json()
    runs = [started, *started["others"]]
    assert [one["function"]["task"] for one in runs] == tasks
    assert [api.ended(one["id"])["status"] for one in runs] == ["finished", "finished"]
    assert all(api.frames_of_shapes(task_id) == Counter([0, 1]) for task_id in tasks)


def test_a_project_at_once(api: Api, detector: str, tmp_path: Path) -> None:
    project = api.http.post("/api/projects", json={"name": "all of it", "labels": [THING]}).json()["id"]
    body = {"function": detector, "threshold": 0.5, "project": project}
    assert api.http.post("/api/lambda/requests", json=body).status_code == 409
    tasks = [make_task(api.http, tmp_path / name, frames=1, project=project) for name in "ab"]
    api.http.post("/api/tasks", json={"name": "without pictures", "project_id": project}).raise_for_status()
    started = api.http.post("/api/lambda/requests", json=body).json()
    runs = [started, *started["others"]]
    assert [one["function"]["task"] for one in runs] == tasks
    assert [api.ended(one["id"])["status"] for one in runs] == ["finished", "finished"]


def test_a_preset_is_remembered_for_the_owner_of_a_task(api: Api, detector: str, task: int) -> None:
    address = f"/api/lambda/functions/{detector}/preset"
    options = {"threshold": 0.4, "thresholds": {"thing": 0.7}, "replace": "own predictions"}
    api.http.put(address, params={"task_id": task}, json=options).raise_for_status()
    for query in ({"task_id": task}, {}):
        found = api.http.get(address, params=query).json()
        assert {name: found[name] for name in options} == options
    assert api.http.get("/api/lambda/functions/nobody/preset").status_code == 404


def test_what_is_wrong_is_said(api: Api, detector: str, task: int) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"frames": [5]}, "frames"),
        ({"frames": [[3, 1]]}, "frames"),
        ({"replace": "some"}, "replace"),
        ({"thresholds": {"thing": 2}}, "thresholds"),
        ({"thresholds": {"nobody": 0.2}}, "thresholds"),
        ({"roi": [9, 9, 9, 9]}, "roi"),
        ({"tasks": [task]}, "tasks"),
    ]
    for options, field in cases:
        refused = api.begin(detector, task, **options)
        assert (refused.status_code, list(refused.json())) == (400, [field]), options
