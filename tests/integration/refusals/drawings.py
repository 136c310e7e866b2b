"""Bad annotations, and bad issues about them."""

from __future__ import annotations

from typing import Any

from tests.integration.refusals.case import JSON, Case, bad

PUT, ADD = "PUT /tasks/$task/annotations", "PATCH /jobs/$job/annotations?action=create"
RUNS = [4, 4]  # of a mask of 4 x 2 pixels


def shape(kind: str = "rectangle", points: Any = (1, 1, 9, 9), **more: Any) -> dict[str, Any]:
    given = {"type": kind, "frame": 0, "label_id": "$label", "points": list(points), **more}
    return {"shapes": [{key: value for key, value in given.items() if value is not ...}]}


def track(*key_frames: Any, **more: Any) -> dict[str, Any]:
    return {"tracks": [{"frame": 0, "label_id": "$label", "shapes": list(key_frames), **more}]}


def key(frame: Any = 0, points: Any = (1, 1, 9, 9), kind: str = "rectangle") -> dict[str, Any]:
    return {"type": kind, "frame": frame, "points": list(points)}


def raw(body: bytes) -> dict[str, Any]:
    return {"content": body, "headers": JSON}


ANNOTATIONS = [
    Case("not JSON", PUT, "JSON", raw(b"{")),
    Case("bytes that are no text", PUT, "JSON", raw(b'{"shapes": [{"source": "\xff"}]}')),
    Case("another encoding", PUT, "JSON", raw('{"shapes": []}'.encode("utf-16"))),
    Case("nothing", PUT, "JSON", raw(b"")),
    Case("a number out of range", PUT, "range", raw(b'{"version": 1e400}')),
    *bad(PUT, "annotations", a_list=[], text="x", shapes_text={"shapes": "x"}, shapes_numbers={"shapes": [1]}),
    *bad(PUT, "annotations", kind=shape("blob"), no_label=shape(label_id=...), no_type=shape(type=...)),
    *bad(PUT, "annotations", frame_text=shape(frame="x"), half_frame=shape(frame=0.5), points_text=shape(points="xy")),
    *bad(PUT, "label_id", huge_label=shape(label_id=10**30)),
    *bad(PUT, "annotations", label_true=shape(label_id=True)),
    *bad(PUT, "annotations", huge_order=shape(z_order=10**30), occluded_text=shape(occluded="no")),
    *bad(PUT, "label_id", unknown_label=shape(label_id=999), foreign_label=shape(label_id="$alien_label")),
    *bad(PUT, "frame", beyond=shape(frame=4), before=shape(frame=-1)),
    *bad(ADD, "frame", of_another_job=shape(frame=3)),
    *bad(PUT, "points", three=shape(points=[1, 2, 3]), six=shape(points=[1] * 6), none=shape(points=[])),
    *bad(PUT, "points", odd=shape("polygon", [1] * 7), two_corners=shape("polygon", [1] * 4)),
    *bad(
        PUT, "points", one_end=shape("polyline", [1, 1]), nowhere=shape("points", []), odd_points=shape("points", [1])
    ),
    *bad(PUT, "points", ellipse=shape("ellipse", [1] * 5), cuboid=shape("cuboid", [1] * 15)),
    *bad(PUT, "points", short_mask=shape("mask", [0, 0, 1, 1]), wrong_runs=shape("mask", [4, 5, 0, 0, 3, 1])),
    *bad(PUT, "points", backwards=shape("mask", [-4, 12, 0, 0, 3, 1]), halves=shape("mask", [0.5, 7.5, 0, 0, 3, 1])),
    *bad(PUT, "points", inside_out=shape("mask", [*RUNS, 3, 1, 0, 0]), half_box=shape("mask", [*RUNS, 0.5, 0, 3.5, 1])),
    *bad(PUT, "points", bomb=shape("mask", [0, 10**12, 0, 0, 999_999, 999_999])),
    *bad(PUT, "rotation", turned=shape(rotation=361), turned_back=shape(rotation=-1)),
    *bad(PUT, "score", score=shape(score=1.5)),
    *bad(PUT, "elements", skeleton=shape("skeleton", []), limbs=shape(elements=shape("points", [1, 1])["shapes"])),
    *bad(PUT, "spec_id", unknown=shape(attributes=[{"spec_id": 999, "value": "x"}])),
    *bad(PUT, "annotations", number=shape(attributes=[{"spec_id": "$attribute", "value": 5}])),
    *bad(PUT, "value", endless=shape(attributes=[{"spec_id": "$attribute", "value": "x" * 5000}])),
    *bad(PUT, "source", alien_source=shape(source="<script>")),
    *bad(PUT, "group", negative_group=shape(group=-1)),
    *bad(PUT, "label_id", tag={"tags": [{"frame": 0, "label_id": 999}]}),
    *bad(PUT, "shapes", empty_track=track()),
    *bad(PUT, "frame", late=track(key(), key(99)), early=track(key(-1)), track_beyond=track(key(), frame=9)),
    *bad(PUT, "points", key_frame=track(key(points=[1, 2])), sense=track(key(kind="skeleton"))),
    *bad(PUT, "label_id", track_label=track(key(), label_id=999)),
    Case("no action", "PATCH /jobs/$job/annotations", "action", {"json": {}}),
    Case("an unknown action", "PATCH /jobs/$job/annotations?action=merge", "action", {"json": {}}),
    *bad("PATCH /jobs/$job/annotations?action=delete", "id", without_id=shape()),
    Case("a foreign task", "PUT /tasks/$alien_task/annotations", "task", {"json": {}}, 404),
    Case("a foreign job", "DELETE /jobs/$alien_job/annotations", "job", status=404),
    Case("a frame of text", "GET /jobs/$job/annotations?frame=x", "frame"),
]
ISSUE = {"job": "$job", "frame": 0, "position": [1, 1], "message": "look"}
ISSUES = [
    *bad("POST /issues", "job", no_job={**ISSUE, "job": None}, text_job={**ISSUE, "job": "x"}),
    *bad("POST /issues", "frame", beyond={**ISSUE, "frame": 9}, before={**ISSUE, "frame": -1}),
    *bad("POST /issues", "position", odd={**ISSUE, "position": [1, 2, 3]}, nowhere={**ISSUE, "position": []}),
    *bad("POST /issues", "position", text={**ISSUE, "position": "here"}, words={**ISSUE, "position": ["a", "b"]}),
    *bad("POST /issues", "message", silent={**ISSUE, "message": " \r\n "}, number={**ISSUE, "message": 5}),
    *bad("POST /issues", "assignee", nobody={**ISSUE, "assignee": 999}),
    Case("an unknown job", "POST /issues", "job", {"json": {**ISSUE, "job": 999}}, 404),
    Case("a foreign job", "POST /issues", "job", {"json": {**ISSUE, "job": "$alien_job"}}, 404),
    *bad("PATCH /issues/$issue", "position", three={"position": [1, 2, 3]}, null={"position": None}),
    *bad("PATCH /issues/$issue", "resolved", null_resolved={"resolved": None}, word={"resolved": "perhaps"}),
    *bad("PATCH /issues/$issue", "assignee", unknown={"assignee": 999}),
    *bad("POST /comments", "message", blank={"issue": "$issue", "message": ""}),
    Case("an unknown issue", "POST /comments", "issue", {"json": {"issue": 999, "message": "x"}}, 404),
    Case("a foreign comment", "PATCH /comments/999", "#999", {"json": {"message": "x"}}, 404),
]
CASES = [*ANNOTATIONS, *ISSUES]
