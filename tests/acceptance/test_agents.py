"""Native functions: cvat-cli registers them, its agents serve them, and they are called and run like any other."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.acceptance.agents import Agent, agent, ended, module, register
from tests.acceptance.test_cli import cvat_cli
from tests.pictures import folder_of
from tests.running import PASSWORD, Server, running
from tests.waiting import until

USERS = ("ann", "bob")
LEASE_SECONDS = 5
PARKED = {"name": "parked", "input_type": "checkbox", "values": ["false"], "default_value": "false", "mutable": False}
LABELS = [{"name": "thing", "type": "rectangle", "attributes": [PARKED]}, {"name": "another"}]
BOX = [1, 2, 54, 40]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    variables = {"PRELABEL_AGENT_LEASE_SECONDS": str(LEASE_SECONDS), "PRELABEL_AGENT_WAIT_SECONDS": "30"}
    data = tmp_path_factory.mktemp("agents")
    for name in USERS:
        add = ["user", "add", name, "--password", PASSWORD, "--data", str(data)]
        subprocess.run([sys.executable, "-m", "prelabel", *add], check=True, capture_output=True)
    with running(data, **variables) as server:
        yield server


@pytest.fixture(scope="module")
def http(server: Server) -> Iterator[httpx.Client]:
    with server.http() as http:
        yield http


@pytest.fixture(scope="module")
def detector(server: Server) -> int:
    return register(server, "detector", "Finds things")


def make_task(http: httpx.Client, folder: Path, names: list[str], segment_size: int = 0) -> int:
    body = {"name": "agents", "labels": LABELS, "segment_size": segment_size}
    task_id = int(http.post("/api/tasks", json=body).json()["id"])
    files = [(f"client_files[{n}]", (p.name, p.read_bytes())) for n, p in enumerate(folder_of(folder, names))]
    made = http.post(f"/api/tasks/{task_id}/data", data={"image_quality": "70"}, files=files).json()["rq_id"]
    until(lambda: http.get(f"/api/requests/{made}").json()["status"] == "finished")
    return task_id


def begin(http: httpx.Client, function_id: int, task_id: int, **options: Any) -> str:
    body = {"function": str(function_id), "task": task_id, **options}
    started = http.post("/api/lambda/requests", json=body)
    assert started.status_code == 200, started.text
    return str(started.json()["id"])


def shapes_of(http: httpx.Client, task_id: int) -> list[dict[str, Any]]:
    shapes: list[dict[str, Any]] = http.get(f"/api/tasks/{task_id}/annotations").json()["shapes"]
    return shapes


def test_a_native_function_is_a_function_like_any_other(server: Server, http: httpx.Client) -> None:
    function_id = register(server, "detector", "Comes and goes")
    record = http.get(f"/api/functions/{function_id}").json()
    assert (record["id"], record["provider"], record["kind"]) == (function_id, "native", "detector")
    (first, second) = record["labels_v2"]
    assert first["attributes"] == [{"name": "parked", "input_type": "checkbox", "values": []}]
    assert (second["name"], second["type"], second["attributes"]) == ("other", "rectangle", [])
    shown = http.get(f"/api/lambda/functions/{function_id}").json()
    assert (shown["id"], shown["name"], shown["state"]) == (str(function_id), "Comes and goes", "scaledToZero")
    assert str(function_id) in [one["id"] for one in http.get("/api/lambda/functions").json()]
    cvat_cli(server, "function", "delete", str(function_id), "9999")
    assert http.get(f"/api/functions/{function_id}").status_code == 404
    assert http.get(f"/api/lambda/functions/{function_id}").status_code == 404
    assert register(server, "detector", "Another") > function_id


def test_a_run_is_done_by_an_agent(server: Server, http: httpx.Client, detector: int, tmp_path: Path) -> None:
    """Only the job's frames, without deleted ones, in the task's ids, and counted as in any run."""
    task_id = make_task(http, tmp_path, [f"{n}.jpg" for n in range(4)], segment_size=3)
    http.patch(f"/api/tasks/{task_id}/data/meta", json={"deleted_frames": [1]}).raise_for_status()
    jobs = http.get("/api/jobs", params={"task_id": task_id}).json()["results"]
    job = next(job for job in jobs if job["start_frame"] == 0)
    mapping = {"thing": {"name": "thing", "attributes": {"parked": "parked"}}, "other": {"name": "another"}}
    with agent(server, detector, "detector"):
        record = ended(http, begin(http, detector, task_id, job=job["id"], mapping=mapping, thresholds={"thing": 0.5}))
    assert (record["status"], record["progress"], record["exc_info"]) == ("finished", 100, "")
    assert record["summary"]["labels"] == {"thing": 2, "another": 2}
    assert record["summary"]["dropped"] == {"below threshold": {"thing": 2}}
    shapes = shapes_of(http, task_id)
    assert Counter(shape["frame"] for shape in shapes) == {0: 2, 2: 2}
    thing = next(shape for shape in shapes if shape["points"] == BOX)
    assert (thing["source"], thing["score"], thing["attributes"][0]["value"]) == ("auto", 0.9, "true")


def test_a_frame_and_a_part_of_it(server: Server, http: httpx.Client, detector: int, tmp_path: Path) -> None:
    task_id = make_task(http, tmp_path, ["a.jpg"])
    body = {"task": task_id, "frame": 0, "threshold": 0.5}
    busy = http.post(f"/api/lambda/functions/{register(server, 'detector', 'Alone')}", json=body)
    assert busy.status_code == 503
    assert "run-agent" in busy.json()["detail"]
    with agent(server, detector, "detector"):
        for roi, points in ((None, BOX), ([10, 5, 60, 45], [11, 7, 50, 37])):
            found = http.post(f"/api/lambda/functions/{detector}", json={**body, "roi": roi}).json()
            assert [shape["points"] for shape in found["shapes"]] == [points]
        record = ended(http, begin(http, detector, task_id, roi=[10, 5, 60, 45], threshold=0.5))
    assert record["status"] == "finished"
    assert [shape["points"] for shape in shapes_of(http, task_id)] == [[11, 7, 50, 37]]


def test_an_interactor(server: Server, http: httpx.Client, tmp_path: Path) -> None:
    task_id = make_task(http, tmp_path, ["a.jpg"])
    function_id = register(server, "interactor", "Draws")
    body = {"task": task_id, "frame": 0, "pos_points": [[20, 10]], "neg_points": []}
    with agent(server, function_id, "interactor"):
        (polygon, mask) = http.post(f"/api/lambda/functions/{function_id}", json=body).json()["shapes"]
        assert polygon["points"] == [20, 10, 25, 10, 25, 15]
        assert polygon["attributes"] == [{"spec_id": 0, "value": "0.5"}]
        assert mask["points"] == [0, 64 * 48, 0, 0, 63, 47]
        body["roi"] = [10, 5, 60, 45]
        (polygon, mask) = http.post(f"/api/lambda/functions/{function_id}", json=body).json()["shapes"]
        assert polygon["points"] == [20, 10, 25, 10, 25, 15]
        assert mask["points"] == [0, 50 * 40, 10, 5, 59, 44]
        refused = http.post(f"/api/lambda/functions/{function_id}", json={**body, "pos_points": []})
        assert refused.status_code == 500
        assert "not enough positive points" in refused.json()["detail"]


def test_a_tracker_goes_on_with_the_agent_that_began(server: Server, http: httpx.Client, tmp_path: Path) -> None:
    task_id = make_task(http, tmp_path, ["a.jpg", "b.jpg", "c.jpg"])
    function_id = register(server, "tracker", "Follows")
    address = f"/api/lambda/functions/{function_id}"
    shapes = [{"type": "rectangle", "points": BOX}, {"type": "rectangle", "points": [0, 0, 5, 5]}]
    with agent(server, function_id, "tracker"), agent(server, function_id, "tracker"):
        found = http.post(address, json={"task": task_id, "frame": 0, "shapes": shapes}).json()
        assert found["shapes"] == shapes
        for frame in (1, 2):
            found = http.post(address, json={"task": task_id, "frame": frame, "states": found["states"]}).json()
            moved = [number + frame for number in BOX]
            assert found["shapes"] == [{"type": "rectangle", "points": moved}, None]
    refused = http.post(address, json={"task": task_id, "frame": 0, "shapes": [{"type": "mask", "points": [1] * 8}]})
    assert refused.status_code == 400


def test_burst_does_what_waits_and_ends(server: Server, http: httpx.Client, detector: int, tmp_path: Path) -> None:
    task_id = make_task(http, tmp_path, ["a.jpg", "b.jpg"])
    run_id = begin(http, detector, task_id, threshold=0.5)
    second = http.post("/api/lambda/requests", json={"function": str(detector), "task": task_id})
    assert second.status_code == 409
    assert http.get(f"/api/lambda/requests/{run_id}").json()["status"] == "queued"
    cvat_cli(server, "function", "run-agent", str(detector), *module("detector"), "--burst")
    assert ended(http, run_id)["status"] == "finished"
    assert Counter(shape["frame"] for shape in shapes_of(http, task_id)) == {0: 1, 1: 1}


def test_an_agent_is_killed_and_the_next_does_its_work(
    server: Server, http: httpx.Client, detector: int, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    task_id = make_task(http, tmp_path / "pictures", ["a.jpg", "b.jpg", "c.jpg"])
    with agent(server, detector, "detector", f"notes=str:{notes}", "hang_at=str:b.jpg") as first:
        run_id = begin(http, detector, task_id, threshold=0.5)
        until(lambda: list(notes.glob("b.jpg.*")))
        first.kill()
        assert http.get(f"/api/lambda/requests/{run_id}").json()["status"] == "started"
        with agent(server, detector, "detector"):
            assert ended(http, run_id)["status"] == "finished"
    assert Counter(shape["frame"] for shape in shapes_of(http, task_id)) == {0: 1, 1: 1, 2: 1}


def test_two_agents_share_a_queue(server: Server, http: httpx.Client, detector: int, tmp_path: Path) -> None:
    """Each run is done once, by one of them, and both at the same time."""
    notes = tmp_path / "notes"
    notes.mkdir()
    tasks = [make_task(http, tmp_path / name, [f"{name}{n}.jpg" for n in range(4)]) for name in "xy"]
    options = (f"notes=str:{notes}", "seconds=float:0.3")
    with agent(server, detector, "detector", *options), agent(server, detector, "detector", *options):
        runs = [begin(http, detector, task_id, threshold=0.5) for task_id in tasks]
        assert [ended(http, run_id)["status"] for run_id in runs] == ["finished", "finished"]
    seen = [path.name.rsplit(".", 1) for path in notes.iterdir()]
    assert sorted(name for name, _ in seen) == sorted(f"{name}{n}.jpg" for name in "xy" for n in range(4))
    assert len({process for _, process in seen}) == 2
    assert all(len(shapes_of(http, task_id)) == 4 for task_id in tasks)


def test_a_person_does_not_wait_for_a_run(server: Server, http: httpx.Client, detector: int, tmp_path: Path) -> None:
    """Immediate calls come between two frames of a long run."""
    task_id = make_task(http, tmp_path, [f"{n:02}.jpg" for n in range(40)])
    with agent(server, detector, "detector", "seconds=float:0.2"):
        run_id = begin(http, detector, task_id)
        until(lambda: http.get(f"/api/lambda/requests/{run_id}").json()["status"] == "started")
        found = http.post(f"/api/lambda/functions/{detector}", json={"task": task_id, "frame": 30})
        assert len(found.json()["shapes"]) == 2
        assert http.get(f"/api/lambda/requests/{run_id}").json()["status"] == "started"
        assert http.delete(f"/api/lambda/requests/{run_id}").status_code == 204
        assert ended(http, run_id)["state"] == "cancelled"
        assert shapes_of(http, task_id) == []


def test_what_an_agent_says_of_its_failure(server: Server, http: httpx.Client, detector: int, tmp_path: Path) -> None:
    task_id = make_task(http, tmp_path, ["bad.jpg"])
    with agent(server, detector, "detector"):
        record = ended(http, begin(http, detector, task_id))
        failed = http.post(f"/api/lambda/functions/{detector}", json={"task": task_id, "frame": 0})
    assert (record["status"], failed.status_code) == ("failed", 500)
    assert "this picture is nothing for me" in record["exc_info"]
    assert "this picture is nothing for me" in failed.json()["detail"]


def test_a_deleted_function_ends_its_agents_and_runs(server: Server, http: httpx.Client, tmp_path: Path) -> None:
    function_id = register(server, "detector", "Short-lived")
    task_id = make_task(http, tmp_path, ["a.jpg"])
    serving = Agent(server, function_id, "detector", "hang_at=str:a.jpg").connected()
    other = make_task(http, tmp_path / "other", ["b.jpg"])
    runs = [begin(http, function_id, one) for one in (task_id, other)]
    until(lambda: http.get(f"/api/lambda/requests/{runs[0]}").json()["status"] == "started")
    assert http.delete(f"/api/functions/{function_id}").status_code == 204
    for run_id in runs:
        record = ended(http, run_id)
        assert (record["status"], record["exc_info"]) == ("failed", "The function has been deleted.")
    serving.kill()
    idle = register(server, "detector", "Idle")
    serving = Agent(server, idle, "detector").connected()
    http.delete(f"/api/functions/{idle}").raise_for_status()
    assert "404" in serving.ended()
    serving.kill()


def test_who_may_use_and_serve_a_function(server: Server, http: httpx.Client, tmp_path: Path) -> None:
    """A private function is its owner's; agents of a public one see the tasks of others while they work on them."""
    task_id = make_task(http, tmp_path, ["a.jpg"])
    card = {"provider": "native", "kind": "detector", "labels_v2": [{"name": "thing", "type": "rectangle"}]}
    (ann, bob) = (server.http(name) for name in USERS)
    with ann, bob:
        made = {
            kind: ann.post("/api/functions", json={**card, "name": kind, "visibility": kind}).json()["id"]
            for kind in ("private", "public")
        }
        assert bob.get(f"/api/functions/{made['private']}").status_code == 404
        assert bob.get(f"/api/functions/{made['public']}").status_code == 200
        listed = {one["id"] for one in bob.get("/api/lambda/functions").json()}
        assert str(made["public"]) in listed
        assert str(made["private"]) not in listed
        queue = f"/api/functions/queues/function:{made['public']}"
        take = {"agent_id": "b" * 32, "request_category": "batch"}
        assert bob.post(f"{queue}/requests/acquire", json=take).status_code == 403
        assert bob.get(f"{queue}/watch").status_code == 403
        assert bob.delete(f"/api/functions/{made['public']}").status_code == 403
        run_id = begin(http, made["public"], task_id, threshold=0.5)
        assert ann.get(f"/api/tasks/{task_id}").status_code == 404
        with agent(server, made["public"], "detector", auth=f"ann:{PASSWORD}"):
            assert ended(http, run_id)["status"] == "finished"
        assert ann.get(f"/api/tasks/{task_id}").status_code == 404
    assert len(shapes_of(http, task_id)) == 1


def test_what_is_wrong_is_said(http: httpx.Client, detector: int) -> None:
    queue = f"/api/functions/queues/function%3A{detector}/requests"
    agent_id = {"agent_id": "a" * 32}
    cases: list[tuple[str, dict[str, Any], int]] = [
        ("/api/functions", {"provider": "native", "name": "x", "kind": "painter"}, 400),
        ("/api/functions", {"provider": "native", "name": " ", "kind": "detector"}, 400),
        ("/api/functions", {"provider": "other", "name": "x", "kind": "detector"}, 400),
        (f"{queue}/acquire", {**agent_id, "request_category": "urgent"}, 400),
        (f"{queue}/acquire", {"agent_id": "", "request_category": "batch"}, 400),
        (f"{queue}/nothing/update", {**agent_id, "progress": 0.5}, 404),
        (f"{queue}/nothing/update", {**agent_id, "progress": 7}, 400),
        (f"{queue}/nothing/complete", {**agent_id, "annotations": {"shapes": []}}, 404),
        (f"{queue}/nothing/complete", {**agent_id, "annotations": {"shapes": [{"type": "blob"}]}}, 400),
        (f"{queue}/nothing/fail", agent_id, 404),
        ("/api/functions/queues/queue:1/requests/acquire", {**agent_id, "request_category": "batch"}, 404),
        ("/api/functions/queues/function:99999/requests/acquire", {**agent_id, "request_category": "batch"}, 404),
    ]
    for address, body, status in cases:
        assert http.post(address, json=body).status_code == status, (address, body)


def test_nothing_to_do_needs_no_agent(http: httpx.Client, detector: int, tmp_path: Path) -> None:
    task_id = make_task(http, tmp_path, ["a.jpg"])
    label = http.get("/api/labels", params={"task_id": task_id}).json()["results"][0]["id"]
    drawn = {"type": "rectangle", "frame": 0, "label_id": label, "points": BOX}
    http.patch(f"/api/tasks/{task_id}/annotations?action=create", json={"shapes": [drawn]}).raise_for_status()
    assert ended(http, begin(http, detector, task_id, only_unannotated=True))["status"] == "finished"
