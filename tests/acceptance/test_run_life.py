"""What happens to a run when things go wrong: a bad frame, a cancel, a second run, a killed server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from cvat_sdk import make_client, models

from tests.acceptance.detectors import deploy
from tests.pictures import folder_of, jpeg
from tests.running import PASSWORD, USER, Server, running, start
from tests.waiting import until

FUNCTION = Path(__file__).parent.parent / "functions" / "steady-detector"


def deploy_steady(server: Server) -> str:
    return deploy(server, FUNCTION / "main.py", config=(FUNCTION / "function.yaml").read_text())


def make_task(server: Server, pictures: list[Path]) -> int:
    with make_client(server.url, credentials=(USER, PASSWORD)) as client:
        client.config.status_check_period = 0.1
        spec = models.TaskWriteRequest(name="life", labels=[models.PatchedLabelRequest(name="thing")])
        return int(client.tasks.create_from_data(spec, [str(path) for path in pictures], pbar=None).id)


class Api:
    """The server's API as a signed-in script uses it."""

    def __init__(self, server: Server) -> None:
        self.http = server.http()

    def begin(self, function: str, task_id: int, **options: Any) -> httpx.Response:
        return self.http.post("/api/lambda/requests", json={"function": function, "task": task_id, **options})

    def record(self, run_id: str) -> dict[str, Any]:
        record: dict[str, Any] = self.http.get(f"/api/lambda/requests/{run_id}").json()
        return record

    def ended(self, run_id: str) -> dict[str, Any]:
        return until(lambda: record if (record := self.record(run_id))["ended"] else None, 120)

    def frames_of_shapes(self, task_id: int) -> Counter[int]:
        return Counter(shape["frame"] for shape in self.http.get(f"/api/tasks/{task_id}/annotations").json()["shapes"])


@pytest.fixture(scope="module")
def steady(server: Server) -> str:
    return deploy_steady(server)


@pytest.fixture
def api(server: Server) -> Iterator[Api]:
    api = Api(server)
    yield api
    api.http.close()


def test_a_bad_frame_does_not_end_the_run(server: Server, api: Api, steady: str, tmp_path: Path) -> None:
    pictures = folder_of(tmp_path, [f"{number:02}.jpg" for number in range(8)])
    pictures[3].write_bytes(jpeg(width=120))
    task_id = make_task(server, pictures)
    record = api.ended(api.begin(steady, task_id).json()["id"])
    assert record["status"] == "finished"
    (failed,) = record["summary"]["failed_frames"]
    assert (failed["frame"], failed["name"]) == (3, "03.jpg")
    assert "too wide for me" in failed["reason"]
    assert api.frames_of_shapes(task_id) == Counter([0, 1, 2, 4, 5, 6, 7])


def test_scores_stay_on_the_shapes(server: Server, api: Api, steady: str, tmp_path: Path) -> None:
    task_id = make_task(server, folder_of(tmp_path, ["a.jpg"]))
    api.ended(api.begin(steady, task_id).json()["id"])
    (shape,) = api.http.get(f"/api/tasks/{task_id}/annotations").json()["shapes"]
    assert (shape["score"], shape["source"]) == (0.9, "auto")


def test_one_run_a_task_and_cancel(server: Server, api: Api, steady: str, tmp_path: Path) -> None:
    task_id = make_task(server, folder_of(tmp_path, [f"{number:03}.jpg" for number in range(200)]))
    run_id = api.begin(steady, task_id).json()["id"]
    second = api.begin(steady, task_id)
    assert second.status_code == 409
    assert f"#{task_id}" in second.json()["detail"]
    until(lambda: api.record(run_id)["summary"]["frames_done"])
    assert api.http.delete(f"/api/lambda/requests/{run_id}").status_code == 204
    record = api.ended(run_id)
    assert record["state"] == "cancelled"
    assert 0 < record["summary"]["frames_done"] < 200
    assert len(api.frames_of_shapes(task_id)) == record["summary"]["kept"]


def test_cleanup_removes_what_was_there_once(server: Server, api: Api, steady: str, tmp_path: Path) -> None:
    task_id = make_task(server, folder_of(tmp_path, ["a.jpg", "b.jpg"]))
    for cleanup, count in ((False, 1), (False, 2), (True, 1)):
        api.ended(api.begin(steady, task_id, cleanup=cleanup).json()["id"])
        assert api.frames_of_shapes(task_id) == Counter({0: count, 1: count})


def test_killed_in_the_middle_it_finishes_after_the_restart(tmp_path: Path) -> None:
    """No frame is missing and no shape is there twice."""
    frames = 120
    server = start(tmp_path / "data")
    function = deploy_steady(server)
    task_id = make_task(server, folder_of(tmp_path / "pictures", [f"{number:03}.jpg" for number in range(frames)]))
    api = Api(server)
    run_id = api.begin(function, task_id).json()["id"]
    until(lambda: 20 < api.record(run_id)["summary"]["frames_done"] < frames)
    server.kill()
    api.http.close()
    with running(tmp_path / "data") as server:
        api = Api(server)
        record = api.ended(run_id)
        assert (record["status"], record["exc_info"]) == ("finished", "")
        assert record["summary"]["frames_done"] == frames
        assert api.frames_of_shapes(task_id) == Counter(range(frames))
        api.http.close()


def test_stopped_in_the_middle_it_finishes_after_the_restart(tmp_path: Path) -> None:
    """Ctrl+C is no reason to lose a run, or to call its frames failed."""
    frames = 60
    with running(tmp_path / "data") as server:
        function = deploy_steady(server)
        task_id = make_task(server, folder_of(tmp_path / "pictures", [f"{number:03}.jpg" for number in range(frames)]))
        api = Api(server)
        run_id = api.begin(function, task_id).json()["id"]
        until(lambda: api.record(run_id)["summary"]["frames_done"])
        api.http.close()
        assert server.stop() == 0
    with running(tmp_path / "data") as server:
        api = Api(server)
        record = api.ended(run_id)
        assert (record["status"], record["summary"]["failed_frames"]) == ("finished", [])
        assert api.frames_of_shapes(task_id) == Counter(range(frames))
        api.http.close()
