"""All objects of a job in one answer."""

from __future__ import annotations

from tests.integration.editor.desk import BOX, Desk


def test_the_shapes_of_a_job_come_by_frame_without_their_outlines(desk: Desk) -> None:
    labels = desk.labels()
    turned = desk.box(2, rotation=90.0, source="auto", score=0.4)
    desk.change(2, created=[turned])
    polygon = {"type": "polygon", "frame": 1, "label_id": labels["cat"], "points": [1, 1, 9, 1, 9, 5]}
    desk.change(1, created=[polygon, desk.box(1)])
    objects = desk.get(f"/jobs/{desk.jobs[0]}/objects")["objects"]
    assert [(found["frame"], found["type"], found["source"], found.get("score")) for found in objects] == [
        (1, "polygon", "manual", None),
        (1, "rectangle", "manual", None),
        (2, "rectangle", "auto", 0.4),
    ]
    assert [found["box"] for found in objects] == [[1, 1, 9, 5], BOX, [-3.5, 6.5, 34.5, 35.5]]
    assert objects[0].keys() == {"id", "frame", "label_id", "type", "source", "box"}
    assert [found["id"] for found in objects[:2]] == [shape["id"] for shape in desk.frame(1)["shapes"]]
    assert desk.get(f"/jobs/{desk.jobs[1]}/objects")["objects"] == [], "the other job has its own"


def test_whoever_may_not_see_the_job_finds_no_objects(desk: Desk) -> None:
    desk.person("stranger", "worker")
    assert desk.call("GET", f"/jobs/{desk.jobs[0]}/objects", by="stranger").status_code == 404
    assert desk.call("GET", "/jobs/999/objects").status_code == 404
