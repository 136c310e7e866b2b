"""The main job with everything in PostgreSQL, background work too: make a task, run, crash, go on, correct, export."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from pathlib import Path

from cvat_sdk import make_client

from tests.acceptance.test_run_life import Api, deploy_steady, make_task
from tests.pictures import folder_of
from tests.postgres import cluster
from tests.running import PASSWORD, USER, running, start
from tests.waiting import until

FRAMES = 60


def test_the_main_job(tmp_path: Path) -> None:
    with cluster() as postgres:
        address = postgres.database()
        task_id, run_id = _killed_in_the_middle(tmp_path, address)
        with running(tmp_path / "data", PRELABEL_DATABASE_URL=address) as server:
            api = Api(server)
            record = api.ended(run_id)
            assert (record["status"], record["summary"]["frames_done"]) == ("finished", FRAMES)
            assert api.frames_of_shapes(task_id) == Counter(range(FRAMES))
            shape = api.http.get(f"/api/tasks/{task_id}/annotations").json()["shapes"][0]
            shape["points"] = [1, 2, 11, 22]
            changed = api.http.patch(f"/api/tasks/{task_id}/annotations?action=update", json={"shapes": [shape]})
            assert changed.status_code == 200, changed.text
            api.http.close()
            with make_client(server.url, credentials=(USER, PASSWORD)) as client:
                client.config.status_check_period = 0.1
                client.tasks.retrieve(task_id).export_dataset("COCO 1.0", tmp_path / "coco.zip", include_images=False)
        with zipfile.ZipFile(tmp_path / "coco.zip") as made:
            boxes = json.loads(made.read("annotations/instances_default.json"))["annotations"]
        assert len(boxes) == FRAMES
        assert [1.0, 2.0, 10.0, 20.0] in [box["bbox"] for box in boxes]
    assert not list((tmp_path / "data").glob("*.sqlite"))


def _killed_in_the_middle(folder: Path, address: str) -> tuple[int, str]:
    """A task and a run of it during which the server has died."""
    server = start(folder / "data", PRELABEL_DATABASE_URL=address)
    function = deploy_steady(server)
    task_id = make_task(server, folder_of(folder / "pictures", [f"{number:03}.jpg" for number in range(FRAMES)]))
    api = Api(server)
    run_id = str(api.begin(function, task_id).json()["id"])
    until(lambda: 10 < api.record(run_id)["summary"]["frames_done"] < FRAMES)
    server.kill()
    api.http.close()
    return task_id, run_id
