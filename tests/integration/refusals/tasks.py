"""Bad requests about tasks, projects, jobs, labels and lists."""

from __future__ import annotations

import json
from typing import Any

from tests.integration.refusals.case import JSON, Case, bad

HUGE = 10**30
LONG = b'"' + b"a" * 40_000_000 + b'"'
CAT: dict[str, Any] = {"name": "cat"}


def task(**changed: Any) -> dict[str, Any]:
    return {"name": "t", "labels": [CAT], **changed}


def labels(*given: Any) -> dict[str, Any]:
    return {"name": "t", "labels": list(given)}


def attribute(**changed: Any) -> dict[str, Any]:
    return labels({"name": "cat", "attributes": [{"name": "age", "input_type": "number", **changed}]})


def logic(expression: Any) -> dict[str, Any]:
    return {"params": {"filter": expression if isinstance(expression, str) else json.dumps(expression)}}


def nested(depth: int) -> Any:
    return {"!": nested(depth - 1)} if depth else {"==": [{"var": "id"}, 1]}


ALIEN_SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HANDLER_SVG = '<circle cx="1" cy="1" r="1" onload="alert(1)" data-label-name="a"/>'
BODIES = [
    Case("no body", "POST /tasks", "body"),
    Case("a body that is not JSON", "POST /tasks", "JSON", {"content": b'{"name": ', "headers": JSON}),
    Case("a body of bytes", "POST /tasks", "JSON", {"content": b"\xff\x00\xfe", "headers": JSON}),
    Case("NaN in the body", "POST /tasks", "name", {"content": b'{"name": NaN}', "headers": JSON}),
    Case("a very deep body", "POST /tasks", "", {"content": b"[" * 100_000, "headers": JSON}),
    Case("a list for a body", "POST /tasks", "body", {"json": []}),
    Case("text for a body", "POST /tasks", "body", {"json": "t"}),
    Case("another type", "POST /tasks", "body", {"content": b"name=t", "headers": {"Content-Type": "text/plain"}}),
    Case("a form", "POST /tasks", "body", {"data": {"name": "t"}}),
    Case("40 MB of name", "POST /tasks", "bytes", {"content": LONG, "headers": {**JSON, "Connection": "close"}}, 413),
]
TASKS = [
    *bad("POST /tasks", "name", unnamed={"labels": [CAT]}, numbered=task(name=7), nameless=task(name=None)),
    *bad("POST /tasks", "name", blank_name=task(name=" "), endless_name=task(name="a" * 300)),
    *bad("POST /tasks", "name", zero_byte_in_name=task(name="a\0b")),
    Case("half a letter", "POST /tasks", "name", {"content": b'{"name": "\\ud800"}', "headers": JSON}),
    *bad("POST /tasks", "labels", no_labels={"name": "t"}, labels_text=task(labels="cat"), label_number=labels(1)),
    *bad("POST /tasks", "labels", label_unnamed=labels({}), label_blank=labels({"name": " "}), twice=labels(CAT, CAT)),
    *bad("POST /tasks", "labels", endless_label=labels({"name": "a" * 65}), kind=labels({**CAT, "type": "blob"})),
    *bad("POST /tasks", "color", style=labels({**CAT, "color": "red;background:url(//x)"})),
    *bad("POST /tasks", "svg", script=labels({**CAT, "type": "skeleton", "sublabels": [CAT], "svg": ALIEN_SVG})),
    *bad("POST /tasks", "svg", handler=labels({**CAT, "type": "skeleton", "sublabels": [CAT], "svg": HANDLER_SVG})),
    *bad("POST /tasks", "svg", torn=labels({**CAT, "type": "skeleton", "sublabels": [CAT], "svg": "<circle"})),
    *bad("POST /tasks", "sublabels", boneless=labels({**CAT, "type": "skeleton"})),
    *bad("POST /tasks", "sublabels", bones_of_none=labels({**CAT, "type": "rectangle", "sublabels": [CAT]})),
    *bad("POST /tasks", "input_type", question=attribute(input_type="blob")),
    *bad("POST /tasks", "attributes", nameless_attribute=attribute(name=None), numbers=attribute(values=[1, 2, 1])),
    *bad("POST /tasks", "project", both=task(project_id="$project")),
    Case("an unknown project", "POST /tasks", "project", {"json": {"name": "t", "project_id": 999}}, 404),
    Case("a foreign project", "POST /tasks", "project", {"json": {"name": "t", "project_id": "$alien_project"}}, 404),
    Case("a huge project", "POST /tasks", "project_id", {"json": {"name": "t", "project_id": HUGE}}),
    *bad("POST /tasks", "segment_size", negative=task(segment_size=-1), text=task(segment_size="x")),
    *bad("POST /tasks", "segment_size", huge=task(segment_size=HUGE), half=task(segment_size=1.5)),
    *bad("POST /tasks", "overlap", negative_overlap=task(overlap=-1), wide=task(segment_size=5, overlap=5)),
    *bad("POST /tasks", "assignee", nobody=task(assignee_id=999), a_name=task(assignee_id="boss")),
    *bad("POST /tasks", "subset", climbing=task(subset="../train"), folder=task(subset="a/b"), drive=task(subset="C:")),
    *bad("POST /tasks", "subset", numbered_subset=task(subset=3), endless_subset=task(subset="a" * 300)),
    *bad("POST /tasks", "bug_tracker", script=task(bug_tracker="javascript:alert(1)")),
    *bad("PATCH /tasks/$task", "name", emptied={"name": ""}, nulled={"name": None}),
    *bad("PATCH /tasks/$task", "subset", nulled_subset={"subset": None}, climbing_subset={"subset": ".."}),
    *bad("PATCH /tasks/$task", "bug_tracker", nulled_tracker={"bug_tracker": None}),
    *bad("PATCH /tasks/$task", "assignee", unknown_assignee={"assignee_id": 999}),
    *bad("PATCH /tasks/$task", "label", alien={"labels": [{"id": "$alien_label", "name": "x"}]}),
    *bad("PATCH /tasks/$task", "label", unknown_label={"labels": [{"id": 999, "deleted": True}]}),
    *bad("PATCH /tasks/$task", "label", taken={"labels": [CAT]}),
    Case("an unknown task", "PATCH /tasks/999", "#999", {"json": {"name": "t"}}, 404),
    Case("a foreign task", "PATCH /tasks/$alien_task", "task", {"json": {"name": "t"}}, 404),
    Case("a foreign task to delete", "DELETE /tasks/$alien_task", "task", status=404),
    Case("text for an id", "GET /tasks/abc", "task_id"),
    Case("a huge id", f"GET /tasks/{HUGE}", "task_id"),
    Case("a fraction for an id", "GET /tasks/1.5", "task_id"),
    Case("a path for an id", "GET /tasks/..%2f..%2fetc", "", status=404),
    Case("an unknown noun", "GET /clips/1/annotations", "noun"),
]
JOBS = [
    *bad("PATCH /jobs/$job", "stage", stage={"stage": "done"}, null_stage={"stage": None}),
    *bad("PATCH /jobs/$job", "state", state={"state": "busy"}, null_state={"state": None}, number={"state": 1}),
    *bad("PATCH /jobs/$job", "assignee", unknown_person={"assignee": 999}, named={"assignee": "boss"}),
    Case("an unknown job", "PATCH /jobs/999", "#999", {"json": {"state": "new"}}, 404),
    Case("a foreign job", "GET /jobs/$alien_job/annotations", "job", status=404),
]
PROJECTS = [
    *bad("POST /projects", "name", unnamed={}, blank={"name": "\r\n"}, endless={"name": "a" * 300}),
    *bad("PATCH /projects/$project", "name", null_name={"name": None}, empty={"name": ""}),
    *bad("PATCH /projects/$project", "assignee", unknown_assignee={"assignee_id": 999}),
    *bad("PATCH /projects/$project", "label", unknown_label={"labels": [{"id": 999, "name": "x"}]}),
    Case("an unknown project", "DELETE /projects/999", "#999", status=404),
    Case("a foreign project", "GET /projects/$alien_project", "project", status=404),
]
LABELS = [
    *bad("PATCH /labels/$label", "name", blank={"name": ""}, taken={"name": "dog"}),
    *bad("PATCH /labels/$label", "type", kind={"type": "blob"}),
    *bad("PATCH /labels/$label", "color", color={"color": "#12"}),
    Case("a foreign label", "PATCH /labels/$alien_label", "label", {"json": {"name": "x"}}, 404),
    Case("an unknown label", "DELETE /labels/999", "#999", status=404),
]
LISTS = [
    Case("page 0", "GET /tasks", "page", {"params": {"page": 0}}),
    Case("a page of text", "GET /tasks", "page", {"params": {"page": "last"}}),
    Case("a page beyond the last", "GET /tasks", "page", {"params": {"page": 99}}, 404),
    Case("a huge page", "GET /tasks", "page", {"params": {"page": HUGE}}),
    Case("no size of pages", "GET /tasks", "page_size", {"params": {"page_size": 0}}),
    Case("a negative size", "GET /tasks", "page_size", {"params": {"page_size": -5}}),
    Case("a huge size", "GET /tasks", "page_size", {"params": {"page_size": HUGE}}),
    Case("a size in other digits", "GET /tasks", "page_size", {"params": {"page_size": "²"}}),
    Case("an unknown order", "GET /tasks", "sort", {"params": {"sort": "owner.password"}}),
    Case("text for a number", "GET /jobs", "task_id", {"params": {"task_id": "x"}}),
    Case("a huge number", "GET /jobs", "task_id", {"params": {"task_id": HUGE}}),
    Case("a zero byte to search", "GET /tasks", "search", {"params": {"search": "a\0"}}),
    Case("a filter that is not JSON", "GET /tasks", "filter", logic("name = 3")),
    Case("a filter of one value", "GET /tasks", "filter", logic("3")),
    Case("a filter with an unknown field", "GET /tasks", "filter", logic({"==": [{"var": "password"}, "x"]})),
    Case("a filter with an unknown operator", "GET /tasks", "filter", logic({"eval": ["x"]})),
    Case("a filter without arguments", "GET /tasks", "filter", logic({"and": []})),
    Case("a filter of 30 storeys", "GET /tasks", "filter", logic(nested(30))),
    Case("a filter that never ends", "GET /tasks", "filter", logic("[" * 5000)),
    Case("a filter of text against a number", "GET /tasks", "filter", logic({"==": [{"var": "id"}, "x"]})),
    Case("a filter of a huge number", "GET /tasks", "filter", logic({"==": [{"var": "id"}, HUGE]})),
    Case("a filter with a wrong date", "GET /tasks", "filter", logic({"<": [{"var": "created_date"}, "soon"]})),
    Case("a filter with a zero byte", "GET /tasks", "filter", logic({"==": [{"var": "name"}, "a\0"]})),
]
CASES = [*BODIES, *TASKS, *JOBS, *PROJECTS, *LABELS, *LISTS]
