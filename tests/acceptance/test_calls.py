"""Immediate calls of functions of every kind: one frame, answered at once, nothing stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.acceptance.detectors import deploy
from tests.pictures import folder_of
from tests.running import Server

HANDLER = Path(__file__).parent.parent / "functions" / "frame-calls" / "main.py"
CONFIG = """
metadata:
  name: {name}
  annotations: {annotations}
spec:
  description: Answers whatever it is asked
  handler: main:handler
  eventTimeout: {seconds}s
  triggers:
    http: {{kind: http, numWorkers: 1, workerAvailabilityTimeoutMilliseconds: 100}}
"""
PARKED = {"name": "parked", "input_type": "checkbox", "values": [], "default_value": "false", "mutable": False}
THING = {"name": "thing", "type": "rectangle", "attributes": [PARKED]}
BOX = [1.0, 2.0, 30.0, 40.0]


def deploy_kind(server: Server, kind: str, annotations: dict[str, str] | None = None, seconds: int = 30) -> str:
    spec = json.dumps([THING]) if kind == "detector" else "[]"
    name = f"calls-{kind}-{len(annotations or {})}-{seconds}"
    given = json.dumps({"name": name, "type": kind, "spec": spec, **(annotations or {})})
    return deploy(server, HANDLER, config=CONFIG.format(name=name, annotations=given, seconds=seconds))


@pytest.fixture
def http(server: Server) -> Iterator[httpx.Client]:
    with server.http() as http:
        yield http


@pytest.fixture
def task(http: httpx.Client, tmp_path: Path) -> int:
    """A task of four pictures in two jobs, with one label."""
    made = http.post("/api/tasks", json={"name": "calls", "labels": [THING], "segment_size": 2})
    task_id = int(made.json()["id"])
    paths = folder_of(tmp_path, ["a.jpg", "b.jpg", "c.jpg", "d.jpg"])
    files = [(f"client_files[{n}]", (path.name, path.read_bytes())) for n, path in enumerate(paths)]
    made = http.post(f"/api/tasks/{task_id}/data", data={"image_quality": "70"}, files=files)
    _ended(http, made.json()["rq_id"])
    return task_id


def _ended(http: httpx.Client, request_id: str) -> None:
    from tests.waiting import until

    status = until(lambda: s if (s := http.get(f"/api/requests/{request_id}").json())["status"] == "finished" else None)
    assert status["message"] == ""


def call(http: httpx.Client, function: str, **body: Any) -> Any:
    answer = http.post(f"/api/lambda/functions/{function}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_detector_answers_in_the_tasks_ids_and_stores_nothing(server: Server, http: httpx.Client, task: int) -> None:
    function = deploy_kind(server, "detector")
    label = http.get("/api/labels", params={"task_id": task}).json()["results"][0]
    found = call(http, function, task=task, frame=3, threshold=0.5)
    (shape,) = found["shapes"]
    assert (shape["label_id"], shape["frame"], shape["points"]) == (label["id"], 3, BOX)
    assert (shape["score"], shape["source"]) == (0.9, "auto")
    assert shape["attributes"] == [{"spec_id": label["attributes"][0]["id"], "value": "true"}]
    assert (found["version"], found["tags"], found["tracks"]) == (0, [], [])
    assert http.get(f"/api/tasks/{task}/annotations").json()["shapes"] == []


def test_a_part_of_the_picture(server: Server, http: httpx.Client, task: int) -> None:
    function = deploy_kind(server, "detector")
    (shape, _) = call(http, function, task=task, frame=0, roi=[10, 5, 60, 48])["shapes"]
    assert shape["points"] == [11, 7, 40, 45]


def test_an_interactor_answers_as_it_is(server: Server, http: httpx.Client, task: int) -> None:
    function = deploy_kind(server, "interactor", {"min_pos_points": "2", "startswith_box_optional": "true"})
    prompts = {"pos_points": [[1, 2]], "neg_points": [], "obj_bbox": [[0, 0], [5, 5]]}
    assert call(http, function, task=task, frame=0, **prompts) == {"mask": [[0, 255], [255, 0]], "asked": prompts}
    seen = call(http, function, task=task, frame=0, roi=[10, 20, 12, 22], **{**prompts, "pos_points": [[11, 21]]})
    assert (seen["asked"]["pos_points"], seen["asked"]["obj_bbox"]) == ([[1, 1]], [[-10, -20], [-5, -15]])
    assert {(x, y) for y, row in enumerate(seen["mask"]) for x, value in enumerate(row) if value} == {
        (11, 20),
        (10, 21),
    }
    listed = {one["id"]: one for one in http.get("/api/lambda/functions").json()}[function]
    assert (listed["min_pos_points"], listed["min_neg_points"], listed["startswith_box"]) == (2, -1, False)
    assert listed["startswith_box_optional"]


@pytest.mark.parametrize("annotations", [{}, {"supported_shape_types": "rectangle,polygon"}], ids=["older", "newer"])
def test_a_tracker_goes_on_from_its_states(
    server: Server, http: httpx.Client, task: int, annotations: dict[str, str]
) -> None:
    function = deploy_kind(server, "tracker", annotations)
    begun = call(http, function, task=task, frame=0, shapes=[{"type": "rectangle", "points": BOX}])
    assert begun["shapes"] == [{"type": "rectangle", "points": BOX}]
    gone_on = call(http, function, task=task, frame=1, states=begun["states"])
    assert gone_on["shapes"] == [{"type": "rectangle", "points": [number + 1 for number in BOX]}]


def test_states_are_the_functions_own(server: Server, http: httpx.Client, task: int) -> None:
    one, other = deploy_kind(server, "tracker"), deploy_kind(server, "tracker", {"supported_shape_types": "rectangle"})
    (state,) = call(http, one, task=task, frame=0, shapes=[{"type": "rectangle", "points": BOX}])["states"]
    for function, token in ((other, state), (one, state[:-4] + "AAA="), (one, "nonsense")):
        refused = http.post(f"/api/lambda/functions/{function}", json={"task": task, "frame": 1, "states": [token]})
        assert (refused.status_code, list(refused.json())) == (400, ["states"])
    wrong = [{"type": "polygon", "points": [1, 2, 3, 4, 5, 6]}]
    refused = http.post(f"/api/lambda/functions/{one}", json={"task": task, "frame": 1, "shapes": wrong})
    assert (refused.status_code, list(refused.json())) == (400, ["shapes"])


def test_reid_says_which_is_which(server: Server, http: httpx.Client, task: int) -> None:
    function = deploy_kind(server, "reid")
    assert call(http, function, task=task, frame0=0, frame1=1, boxes0=[{"a": 1}, {"b": 2}], boxes1=[{"b": 2}]) == [
        -1,
        0,
    ]


def test_what_is_wrong_is_said(server: Server, http: httpx.Client, task: int) -> None:
    function = deploy_kind(server, "detector")
    jobs = http.get("/api/jobs", params={"task_id": task}).json()["results"]
    (first, second) = sorted(jobs, key=lambda job: job["start_frame"])
    cases: list[tuple[dict[str, Any], int, str]] = [
        ({"job": first["id"], "frame": 2}, 400, "frame"),
        ({"job": second["id"], "task": task + 1000, "frame": 2}, 400, "job"),
        ({"task": task}, 400, "frame"),
        ({"frame": 0}, 400, "task"),
        ({"task": 99999, "frame": 0}, 404, "detail"),
        ({"task": task, "frame": 0, "mapping": {"cat": {"name": "thing"}}}, 400, "mapping"),
        ({"task": task, "frame": 0, "threshold": 7}, 400, "threshold"),
        ({"task": task, "frame": 0, "roi": [0, 0, 1000, 10]}, 400, "roi"),
        ({"task": task, "frame": 0, "roi": [0, 0, 10]}, 400, "roi"),
        ({"task": task, "frame": "x"}, 400, "frame"),
    ]
    for body, status, field in cases:
        refused = http.post(f"/api/lambda/functions/{function}", json=body)
        assert (refused.status_code, list(refused.json())) == (status, [field]), body
    assert http.post("/api/lambda/functions/nobody", json={"task": task, "frame": 0}).status_code == 404


def test_trouble_in_the_function_comes_with_its_own_words(server: Server, http: httpx.Client, task: int) -> None:
    function = deploy_kind(server, "detector")
    failed = http.post(f"/api/lambda/functions/{function}", json={"task": task, "frame": 0, "threshold": 0.66})
    assert failed.status_code == 500
    assert "this is what I think of 0.66" in failed.json()["detail"]


def test_busy_and_slow_functions(server: Server, http: httpx.Client, task: int) -> None:
    """One worker, which takes longer than its time for the first call, and is waited for 0.1 s by the others."""
    function = deploy_kind(server, "detector", seconds=1)
    body = {"task": task, "frame": 0, "threshold": 0.77}
    with ThreadPoolExecutor(3) as threads:
        calls = [threads.submit(http.post, f"/api/lambda/functions/{function}", json=body) for _ in range(3)]
        assert sorted(one.result().status_code for one in calls) == [503, 503, 504]
