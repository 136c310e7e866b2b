"""Versions and reviews where CVAT's clients, which know nothing of them, write to the same frames."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.integration.editor.desk import Desk


def annotate(desk: Desk, action: str, frame: int | None, match: str | None, *shapes: dict[str, Any]) -> httpx.Response:
    params: dict[str, Any] = {"action": action} if frame is None else {"action": action, "frame": frame}
    headers = {} if match is None else {"If-Match": match}
    path = f"/jobs/{desk.jobs[0]}/annotations"
    return desk.call("PATCH", path, params=params, json={"shapes": shapes}, headers=headers)


def versions(desk: Desk) -> list[int]:
    return [state["version"] for state in desk.get(f"/jobs/{desk.jobs[0]}/frames")["frames"]]


def test_every_write_raises_the_version_of_its_frames(desk: Desk) -> None:
    path = f"/jobs/{desk.jobs[0]}/annotations"
    (shape,) = annotate(desk, "create", None, None, desk.box()).json()["shapes"]
    seen = [versions(desk)]
    for _ in range(2):
        desk.call("PUT", path, json={"shapes": [desk.box(1)]}).raise_for_status()
        seen.append(versions(desk))
    desk.call("DELETE", path).raise_for_status()
    seen.append(versions(desk))
    annotate(desk, "delete", None, None, shape).raise_for_status()
    seen.append(versions(desk))
    assert seen == [[1, 0, 0, 0], [2, 1, 0, 0], [2, 3, 0, 0], [2, 4, 0, 0], [2, 4, 0, 0]]
    assert desk.get(f"/tasks/{desk.task_id}/statistics")["annotated_frames"] == 0


def test_a_review_goes_when_others_change_the_frame(desk: Desk) -> None:
    desk.change(0, reviewed=True)
    desk.change(0, created=[desk.box()])
    assert desk.state(0)["state"] == "reviewed"
    annotate(desk, "create", None, None, desk.box(1)).raise_for_status()
    assert desk.state(0)["state"] == "reviewed"
    annotate(desk, "create", None, None, desk.box()).raise_for_status()
    assert desk.state(0)["state"] == "annotated"
    desk.change(0, reviewed=True)
    desk.run(0, [0.9])
    assert (desk.state(0)["state"], desk.state(0)["reviewed_by"]) == ("predicted", None)


def test_a_careful_script(desk: Desk) -> None:
    path = f"/jobs/{desk.jobs[0]}/annotations"
    made = annotate(desk, "create", 0, '"0"', desk.box())
    assert (made.status_code, made.headers["ETag"]) == (200, '"1"')
    assert desk.call("GET", path, params={"frame": 0}).headers["ETag"] == '"1"'
    assert "ETag" not in desk.call("GET", path).headers
    refused = annotate(desk, "update", 0, '"0"', made.json()["shapes"][0])
    assert (refused.status_code, refused.headers["ETag"], list(refused.json())) == (412, '"1"', ["detail"])
    for match in ('"1"', 'W/"2"', '"7", "3"', "*"):
        assert annotate(desk, "create", 0, match, desk.box()).status_code == 200
    assert len(desk.frame(0)["shapes"]) == 5


@pytest.mark.parametrize(
    ("frame", "match", "field"),
    [(None, '"1"', "If-Match"), (0, "1", "If-Match"), (0, '"1" "2"', "If-Match"), (1, None, "frame")],
)
def test_versions_that_make_no_sense(desk: Desk, frame: int | None, match: str | None, field: str) -> None:
    refused = annotate(desk, "create", frame, match, desk.box())
    assert (refused.status_code, list(refused.json())) == (400, [field])


def test_shared_frames_of_a_task_have_both_versions(desk: Desk) -> None:
    desk.change(2, job=1, created=[desk.box(2)])
    answer = desk.call("GET", f"/tasks/{desk.task_id}/annotations", params={"frame": 2})
    assert answer.headers["ETag"] == '"0-1"'


def test_an_update_never_takes_the_id_of_a_foreign_object(desk: Desk) -> None:
    (foreign,) = desk.change(4, job=1, created=[desk.box(4)])["created"]
    (added,) = annotate(desk, "update", None, None, desk.box(id=foreign["id"])).json()["shapes"]
    assert added["id"] != foreign["id"]
    assert desk.frame(4, job=1)["shapes"] == [foreign]
