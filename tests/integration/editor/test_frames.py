"""Frames of a job in a list, and one frame whole."""

from __future__ import annotations

import pytest

from tests.integration.editor.desk import BOX, Desk, scores


def test_the_states_of_frames(desk: Desk) -> None:
    desk.run(0, [0.5, 0.75, None])
    desk.change(1, created=[desk.box(1)], tags_created=[{"frame": 1, "label_id": desk.labels()["cat"]}])
    desk.change(2, reviewed=True)
    states = desk.get(f"/jobs/{desk.jobs[0]}/frames")["frames"]
    names = ("frame", "version", "shapes", "tags", "predictions", "doubt", "state")
    assert [tuple(state[name] for name in names) for state in states] == [
        (0, 1, 3, 0, 3, 0.75, "predicted"),
        (1, 1, 1, 1, 0, None, "annotated"),
        (2, 1, 0, 0, 0, None, "reviewed"),
        (3, 0, 0, 0, 0, None, "empty"),
    ]
    assert states[2]["reviewed_by"]["username"] == "admin"
    assert states[2]["reviewed_at"].endswith("Z")
    assert [state["frame"] for state in desk.get(f"/jobs/{desk.jobs[1]}/frames")["frames"]] == [2, 3, 4, 5]


def test_a_frame_as_it_is_opened(desk: Desk) -> None:
    run = desk.run(0, [0.9, 0.3, 0.2])
    answer = desk.call("GET", f"/jobs/{desk.jobs[0]}/frames/0")
    frame = answer.json()
    assert answer.headers["ETag"] == f'"{frame["version"]}"' == '"1"'
    assert frame["shapes"] == desk.get(f"/jobs/{desk.jobs[0]}/annotations")["shapes"]
    assert [(kept["key"], kept["score"], kept["label_id"], kept["points"]) for kept in frame["predictions"]] == [
        (f"{run}:{place}", score, desk.labels()["dog"], BOX) for place, score in ((1, 0.3), (2, 0.2))
    ]
    assert desk.frame(3) == {
        "frame": 3,
        "version": 0,
        "reviewed": False,
        "shapes": [],
        "tags": [],
        "tracks": [],
        "predictions": [],
        "predicted_tags": [],
    }


def test_only_the_last_run_of_each_function_counts(desk: Desk) -> None:
    desk.run(0, [0.1])
    desk.run(0, [0.2, 0.8])
    desk.run(0, [0.3], function="other")
    assert sorted(filter(None, scores(desk.frame(0)["predictions"]))) == [0.2, 0.3]
    assert scores(desk.frame(0)["shapes"]) == [0.8]


def test_predictions_go_with_their_label(desk: Desk) -> None:
    desk.run(0, [0.2, 0.8])
    desk.call("DELETE", f"/labels/{desk.labels()['dog']}").raise_for_status()
    frame = desk.frame(0)
    assert (frame["predictions"], frame["shapes"]) == ([], [])


def test_tracks_are_interpolated(desk: Desk) -> None:
    keys = [
        {"type": "rectangle", "frame": number, "points": [number * 10.0, 0, 30, 30], "outside": number == 3}
        for number in (0, 2, 3)
    ]
    track = {"frame": 0, "label_id": desk.labels()["dog"], "shapes": keys}
    desk.call("PUT", f"/jobs/{desk.jobs[0]}/annotations", json={"tracks": [track]}).raise_for_status()
    (shown,) = desk.frame(1)["tracks"]
    assert (shown["label_id"], shown["shape"]["points"]) == (desk.labels()["dog"], [10, 0, 30, 30])
    assert desk.frame(3)["tracks"] == []
    states = desk.get(f"/jobs/{desk.jobs[0]}/frames")["frames"]
    assert [(state["tracks"], state["state"]) for state in states] == [(1, "annotated")] * 3 + [(0, "empty")]


def test_frames_are_seen_by_those_who_see_the_job(desk: Desk) -> None:
    ann = desk.person("ann", "worker")
    body = {"assignee": ann.id}
    desk.call("PATCH", f"/jobs/{desk.jobs[1]}", json=body).raise_for_status()
    for path in ("", "/2"):
        assert desk.call("GET", f"/jobs/{desk.jobs[0]}/frames{path}", "ann").status_code == 404
        assert desk.call("GET", f"/jobs/{desk.jobs[1]}/frames{path}", "ann").status_code == 200
    assert desk.patch(2, by="ann", reviewed=True).status_code == 404
    assert desk.patch(2, by="ann", job=1, reviewed=True).status_code == 200


@pytest.mark.parametrize("number", [4, -1])
def test_a_frame_of_another_job(desk: Desk, number: int) -> None:
    answer = desk.call("GET", f"/jobs/{desk.jobs[0]}/frames/{number}")
    assert (answer.status_code, f"frame {number}" in answer.json()["detail"]) == (404, True)
