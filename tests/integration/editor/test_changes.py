"""Changes of a frame: all or nothing, never twice, never over somebody else's."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.integration.editor.desk import BOX, Desk, scores

OTHER_BOX = [5.0, 5.0, 9.0, 9.0]


def ids(shapes: list[dict[str, Any]]) -> list[int]:
    return [shape["id"] for shape in shapes]


def test_everything_at_once(desk: Desk) -> None:
    first, second = desk.change(0, 0, created=[desk.box(), desk.box(source="auto", score=0.4)])["created"]
    cat = {"frame": 0, "label_id": desk.labels()["cat"]}
    changed = desk.change(
        0,
        1,
        created=[desk.box(label="cat", source="semi-auto", score=0.25), desk.box()],
        updated=[{**second, "points": OTHER_BOX, "source": "semi-auto"}],
        deleted=[first["id"]],
        tags_created=[cat],
        reviewed=True,
    )
    frame = desk.frame(0)
    assert (changed["version"], frame["version"], frame["reviewed"]) == (2, 2, True)
    assert frame["shapes"] == [{**second, "points": OTHER_BOX, "source": "semi-auto"}, *changed["created"]]
    assert [(s["source"], s.get("score"), len(s["attributes"])) for s in changed["created"]] == [
        ("semi-auto", 0.25, 1),
        ("manual", None, 0),
    ]
    assert frame["tags"] == changed["tags_created"]
    assert changed["state"] == desk.state(0)
    tag = changed["tags_created"][0]
    desk.change(0, 2, tags_updated=[{**tag, "label_id": desk.labels()["dog"], "attributes": []}])
    assert [found["id"] for found in desk.frame(0)["tags"]] == [tag["id"]]
    assert desk.change(0, 3, tags_deleted=[tag["id"]], reviewed=False)["state"]["state"] == "annotated"


def test_a_stale_change_is_answered_with_the_frame_as_it_is(desk: Desk) -> None:
    desk.change(0, 0, created=[desk.box()])
    refused = desk.patch(0, 0, created=[desk.box()])
    assert (refused.status_code, refused.headers["ETag"]) == (412, '"1"')
    assert refused.json()["current"] == desk.frame(0)
    assert "Frame 0" in refused.json()["detail"]
    assert desk.change(0, created=[desk.box()])["version"] == 2


def test_the_same_change_twice_is_made_once(desk: Desk) -> None:
    body = {"change": str(uuid.uuid4()), "created": [desk.box(label="cat"), desk.box()], "reviewed": True}
    path = f"/jobs/{desk.jobs[0]}/frames/0"
    first = desk.call("PATCH", path, json=body, headers={"If-Match": '"0"'})
    desk.change(0, 1, created=[desk.box()])
    again = desk.call("PATCH", path, json=body, headers={"If-Match": '"0"'})
    assert (again.status_code, again.json()) == (200, first.json())
    assert len(desk.frame(0)["shapes"]) == 3
    other = desk.call("PATCH", path, json={**body, "reviewed": None})
    assert (other.status_code, body["change"] in other.json()["detail"]) == (409, True)


def test_undo_and_redo_keep_ids(desk: Desk) -> None:
    created = desk.change(0, created=[desk.box(), desk.box()])["created"]
    desk.change(0, deleted=ids(created))
    assert desk.change(0, created=created)["created"] == created
    assert ids(desk.frame(0)["shapes"]) == ids(created)
    desk.change(0, deleted=ids(created)[:1])
    both = desk.change(0, deleted=ids(created)[1:], created=created[1:])
    assert ids(both["created"]) == ids(created)[1:]


@pytest.mark.parametrize("kind", ["taken", "another frame's", "another job's", "nobody's"])
def test_ids_that_are_not_free_here_are_refused(desk: Desk, kind: str) -> None:
    created = desk.change(0, created=[desk.box()])["created"][0]
    gone = desk.change(1, created=[desk.box(1)])["created"][0]
    desk.change(1, deleted=[gone["id"]])
    elsewhere = desk.change(4, job=1, created=[desk.box(4)])["created"][0]
    given = {"taken": created["id"], "another frame's": gone["id"], "another job's": elsewhere["id"], "nobody's": 9999}
    refused = desk.patch(0, created=[desk.box(id=given[kind])])
    assert (refused.status_code, list(refused.json())) == (400, ["id"])
    assert len(desk.frame(0)["shapes"]) == 1


def test_predictions_are_taken_dismissed_and_restored(desk: Desk) -> None:
    run = desk.run(0, [0.4, 0.3, 0.2, 0.9])
    taken, dismissed = f"{run}:0", f"{run}:2"
    shape = {**desk.frame(0)["predictions"][0], "source": "semi-auto"}
    made = desk.change(0, created=[shape], taken=[taken], dismissed=[dismissed])["created"]
    assert scores(desk.frame(0)["predictions"]) == [0.3]
    assert scores(desk.frame(0)["shapes"]) == [0.9, 0.4]
    desk.change(0, deleted=ids(made), restored=[taken, dismissed])
    assert scores(desk.frame(0)["predictions"]) == [0.4, 0.3, 0.2]


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"change": "one"}, 400, "change"),
        ({"created": [{"type": "rectangle"}]}, 400, "change"),
        ({"created": [{"points": [1, 2, 3]}]}, 400, "points"),
        ({"created": [{"frame": 1}]}, 400, "frame"),
        ({"created": [{"label_id": 9999}]}, 400, "label_id"),
        ({"created": [{"score": 1.5}]}, 400, "score"),
        ({"updated": [{"id": 9999}]}, 409, "detail"),
        ({"updated": [{}]}, 400, "id"),
        ({"tags_updated": [{"frame": 0, "label_id": 1, "id": 9999}]}, 409, "detail"),
        ({"taken": ["what"]}, 400, "taken"),
        ({"dismissed": ["nobody:0"]}, 400, "dismissed"),
        ({"restored": ["nobody:0"]}, 400, "restored"),
        ({"reviewed": "yes"}, 400, "change"),
    ],
    ids=str,
)
def test_what_is_wrong_changes_nothing(desk: Desk, change: dict[str, Any], status: int, field: str) -> None:
    desk.change(0, created=[desk.box()])
    whole = {part: [{**desk.box(), **item} for item in change[part]] for part in ("updated",) if part in change}
    if "created" in change and "type" not in change["created"][0]:
        whole["created"] = [{**desk.box(), **change["created"][0]}]
    refused = desk.patch(0, **{**change, **whole})
    assert (refused.status_code, list(refused.json())) == (status, [field]), refused.text
    assert (desk.frame(0)["version"], len(desk.frame(0)["shapes"])) == (1, 1)


def test_the_elements_of_a_skeleton_keep_their_ids(desk: Desk) -> None:
    body = {"name": "hand", "type": "skeleton", "sublabels": [{"name": "tip", "type": "points"}]}
    body["svg"] = '<circle r="1" cx="1" cy="1" data-type="element node" data-element-id="1" data-label-name="tip"/>'
    desk.call("PATCH", f"/tasks/{desk.task_id}", json={"labels": [body]}).raise_for_status()
    (hand,) = [label for label in desk.get("/labels", task_id=desk.task_id)["results"] if label["name"] == "hand"]
    tip = {"type": "points", "frame": 0, "label_id": hand["sublabels"][0]["id"], "points": [3, 4]}
    skeleton = {"type": "skeleton", "frame": 0, "label_id": hand["id"], "points": [], "elements": [tip]}
    (made,) = desk.change(0, created=[skeleton])["created"]
    moved = {**made, "elements": [{**made["elements"][0], "points": [5, 6]}]}
    desk.change(0, updated=[moved])
    assert desk.frame(0)["shapes"] == [moved]
    desk.change(0, deleted=[made["id"]])
    assert desk.change(0, created=[made])["created"] == [made]
    foreign = {**made, "elements": [{**made["elements"][0], "id": 9999}]}
    assert list(desk.patch(0, updated=[foreign]).json()) == ["id"]


def test_changes_of_overlapping_jobs_do_not_meet(desk: Desk) -> None:
    desk.change(2, 0, job=0, created=[desk.box(2)])
    desk.change(2, 0, job=1, created=[desk.box(2), desk.box(2)])
    assert [len(desk.frame(2, job)["shapes"]) for job in (0, 1)] == [1, 2]
    assert len(desk.get(f"/tasks/{desk.task_id}/annotations")["shapes"]) == 3


def test_points_are_kept_as_sent(desk: Desk) -> None:
    (made,) = desk.change(0, created=[desk.box(z_order=3, occluded=True, rotation=12.5)])["created"]
    assert (made["points"], made["z_order"], made["occluded"], made["rotation"]) == (BOX, 3, True, 12.5)
