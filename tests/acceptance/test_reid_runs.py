"""Runs of a reid function: rectangles of neighbouring frames become tracks, or nothing is changed at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, make_client, models

from tests.acceptance.detectors import deploy
from tests.acceptance.test_run_life import Api, make_task
from tests.pictures import folder_of
from tests.running import PASSWORD, USER, Server, running, start
from tests.waiting import until

FUNCTION = Path(__file__).parent.parent / "functions" / "nearest-box"
SLOW, TOO_MUCH = 0.5, 0.66


def deploy_reid(server: Server) -> str:
    return deploy(server, FUNCTION / "main.py", config=(FUNCTION / "function.yaml").read_text())


def draw(api: Api, task_id: int, shapes: list[dict[str, Any]]) -> None:
    label = api.http.get("/api/labels", params={"task_id": task_id}).json()["results"][0]["id"]
    body = {"version": 0, "tags": [], "tracks": [], "shapes": [{"label_id": label, **shape} for shape in shapes]}
    assert api.http.put(f"/api/tasks/{task_id}/annotations", json=body).status_code == 200


def box(frame: int, left: int, top: int = 5) -> dict[str, Any]:
    return {"type": "rectangle", "frame": frame, "points": [left, top, left + 10, top + 10]}


def keys(track: Any) -> list[tuple[int, float, bool]]:
    """Frame, left edge and `outside` of a track's key frames."""
    return [(shape["frame"], shape["points"][0], shape["outside"]) for shape in track["shapes"]]


@pytest.fixture(scope="module")
def reid(server: Server) -> str:
    return deploy_reid(server)


@pytest.fixture
def api(server: Server) -> Iterator[Api]:
    api = Api(server)
    yield api
    api.http.close()


@pytest.fixture
def task(server: Server, api: Api, tmp_path: Path) -> int:
    """Five frames: one box that moves through four of them, one that is seen once, and a polygon."""
    task_id = make_task(server, folder_of(tmp_path, [f"{number}.jpg" for number in range(5)]))
    polygon = {"type": "polygon", "frame": 2, "points": [1, 1, 9, 1, 9, 9]}
    draw(api, task_id, [*(box(number, 5 + 3 * number) for number in range(4)), box(1, 45, 30), polygon])
    return task_id


def test_boxes_become_tracks(client: Client, api: Api, reid: str, task: int) -> None:
    asked = models.FunctionCallRequest(function=reid, task=task, max_distance=6)
    (call, _) = client.api_client.lambda_api.create_requests(function_call_request=asked)
    record = api.ended(call.id)
    assert (record["status"], record["exc_info"], record["progress"]) == ("finished", "", 100)
    assert record["summary"]["labels"] == {"thing": 2}
    found = api.http.get(f"/api/tasks/{task}/annotations").json()
    assert [shape["type"] for shape in found["shapes"]] == ["polygon"]
    assert sorted(map(keys, found["tracks"])) == [
        [(0, 5, False), (1, 8, False), (2, 11, False), (3, 14, False), (4, 14, True)],
        [(1, 45, False), (2, 45, True)],
    ]
    assert {track["source"] for track in found["tracks"]} == {"auto"}


def test_a_pair_that_fails_joins_nothing(api: Api, reid: str, task: int) -> None:
    record = api.ended(api.begin(reid, task, max_distance=6, threshold=TOO_MUCH).json()["id"])
    (failed,) = record["summary"]["failed_frames"]
    assert failed["frame"] == 1
    assert "too much for me" in failed["reason"]
    tracks = api.http.get(f"/api/tasks/{task}/annotations").json()["tracks"]
    assert sorted(len(track["shapes"]) for track in tracks) == [2, 2, 4]


def test_cancelled_or_overtaken_it_has_changed_nothing(server: Server, api: Api, reid: str, tmp_path: Path) -> None:
    task_id = make_task(server, folder_of(tmp_path, [f"{number:02}.jpg" for number in range(40)]))
    draw(api, task_id, [box(number, 5) for number in range(40)])
    before = api.http.get(f"/api/tasks/{task_id}/annotations").json()
    run_id = api.begin(reid, task_id, max_distance=6, threshold=SLOW).json()["id"]
    assert api.http.delete(f"/api/lambda/requests/{run_id}").status_code == 204
    assert api.ended(run_id)["state"] == "cancelled"
    assert api.http.get(f"/api/tasks/{task_id}/annotations").json() == before
    run_id = api.begin(reid, task_id, max_distance=6, threshold=SLOW).json()["id"]
    until(lambda: api.record(run_id)["started"])
    until(lambda: api.record(run_id)["summary"]["frames_done"])
    drawn = {"version": 0, "tags": [], "tracks": [], "shapes": [{**before["shapes"][0], "points": [1, 1, 9, 9]}]}
    assert api.http.patch(f"/api/tasks/{task_id}/annotations?action=update", json=drawn).status_code == 200
    record = api.ended(run_id)
    assert record["status"] == "failed"
    assert "Frame 0 was changed" in record["exc_info"]
    assert api.http.get(f"/api/tasks/{task_id}/annotations").json()["tracks"] == []


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"cleanup": True}, "replace"),
        ({"mapping": {"thing": {"name": "thing"}}}, "mapping"),
        ({"frames": [1]}, "frames"),
        ({"roi": [0, 0, 9, 9]}, "roi"),
        ({"max_distance": -1}, "max_distance"),
    ],
    ids=json.dumps,
)
def test_what_only_a_detector_can_do_is_refused(
    api: Api, reid: str, task: int, options: dict[str, Any], field: str
) -> None:
    refused = api.begin(reid, task, **options)
    assert (refused.status_code, list(refused.json())) == (400, [field])


def test_killed_in_the_middle_it_finishes_after_the_restart(tmp_path: Path) -> None:
    frames = 60
    server = start(tmp_path / "data")
    function = deploy_reid(server)
    task_id = make_task(server, folder_of(tmp_path / "pictures", [f"{number:02}.jpg" for number in range(frames)]))
    api = Api(server)
    draw(api, task_id, [box(number, 5) for number in range(frames)])
    run_id = api.begin(function, task_id, max_distance=6, threshold=SLOW).json()["id"]
    until(lambda: api.record(run_id)["started"])
    server.kill()
    api.http.close()
    with running(tmp_path / "data") as server, make_client(server.url, credentials=(USER, PASSWORD)) as client:
        api = Api(server)
        assert api.ended(run_id)["status"] == "finished"
        found = client.tasks.retrieve(task_id).get_annotations()
        assert (len(found.shapes), [len(track.shapes) for track in found.tracks]) == (0, [frames])
        api.http.close()
