"""What a handler is given and what becomes of what it returns: the rows of Nuclio's contract."""

from __future__ import annotations

import json

import pytest

from tests.integration.functions.platform import Platform


@pytest.fixture(scope="module", autouse=True)
def _answers(platform: Platform) -> None:
    assert platform.deploy("answers").state == "ready"


ROWS = [
    ("str", 200, "text/plain", b"hi"),
    ("dict", 200, "application/json", b'{"a": 1}'),
    ("bytes", 200, "text/plain", b"\x00\xff"),
    ("none", 200, "text/plain", b"None"),
    ("int", 200, "text/plain", b"42"),
    ("true", 200, "text/plain", b"True"),
    ("status-text", 201, "text/plain", b"made"),
    ("status-dict", 202, "application/json", b'{"a": 1}'),
    ("status-list", 202, "application/json", b"[1, 2]"),
    ("list", 200, "application/json", b'[{"a": 1}, {"b": 2}]'),
    ("empty-list", 200, "application/json", b"[]"),
    ("response-dict", 200, "application/json", b'{"a": 1}'),
    ("response-list", 200, "application/json", b"[1]"),
    ("response-list-text", 200, "text/plain", b"[1]"),
    ("response-json-text", 200, "application/json", b'[ {"x": 1.50} ]'),
    ("response-bytes", 200, "image/jpeg", b"\xff\xd8"),
    ("odd-values", 200, "application/json", b'{"n": "NaN", "i": "Infinity", "d": "datetime.date(2020, 1, 2)"}'),
    ("status-digits", 201, "text/plain", b"made"),
    ("status-not-found", 404, "text/plain", b"no such thing"),
    ("coroutine", 200, "text/plain", b"awaited"),
]


@pytest.mark.parametrize(("path", "status", "content_type", "body"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_returned(platform: Platform, path: str, status: int, content_type: str, body: bytes) -> None:
    answer = platform.call("answers", f"/{path}")
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (status, content_type, body)


FAULTS = [
    ("raises", 'Exception caught in handler - "boom": Traceback'),
    ("exits", 'Exception caught in handler - "3": Traceback'),
    ("tuple-of-three", "a handler may return (status, body); this tuple has 3 members"),
    ("generator", "a generator cannot be sent"),
]


@pytest.mark.parametrize(("path", "text"), FAULTS)
def test_a_fault_is_told_and_the_worker_lives_on(platform: Platform, path: str, text: str) -> None:
    before = platform.call("answers", "/pid").text
    answer = platform.call("answers", f"/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/plain")
    assert text in answer.text
    assert platform.call("answers", "/pid").text == before


def test_headers_are_sent_as_text(platform: Platform) -> None:
    headers = platform.call("answers", "/response-headers").headers
    assert (headers["x-a"], headers["x-n"]) == ("1", "5")


BODIES = [
    ("application/json", b'{"a": 1}', {"a": 1}),
    ("application/json", b"[1]", [1]),
    ("application/json; charset=utf-8", b'{"a": 1}', {"a": 1}),
    ("application/json", b"{broken", "{broken"),
    ("application/json", b"", ""),
    ("text/plain", b'{"a": 1}', '{"a": 1}'),
    ("", b"\x00\xff", "\x00\xff"),
]


@pytest.mark.parametrize(("content_type", "content", "body"), BODIES)
def test_what_the_body_becomes(platform: Platform, content_type: str, content: bytes, body: object) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    seen = platform.call("answers", "/event", content, headers=headers).json()
    assert seen["body"] == body
    assert seen["is_bytes"] == isinstance(body, str)
    assert seen["size"] == len(content)


def test_the_event_and_the_context(platform: Platform) -> None:
    seen = platform.call("answers", "/a/b?q=1&q=2&empty=", method="GET", headers={"x-case": "A"}).json()
    assert (seen["method"], seen["path"], seen["body"], seen["is_bytes"]) == ("GET", "/a/b", "", True)
    assert seen["fields"] == {"q": "2", "empty": ""}
    assert seen["case"] == ["A", "A"]
    assert (seen["whole_seconds"], seen["naive"], seen["json"]) == (True, True, True)
    assert seen["trigger"] == ["http", "myHttpTrigger"]
    assert seen["names"] == ["myHttpTrigger", "myHttpTrigger"]
    assert (seen["worker_id"], seen["platform"], seen["started"]) == ("0", "local", 1)


def test_each_event_has_an_id_of_its_own(platform: Platform) -> None:
    ids = {platform.call("answers", "/event").json()["id"] for _ in range(3)}
    assert len(ids) == 3


def test_a_body_over_the_limit_is_refused(platform: Platform) -> None:
    assert platform.call("answers", "/event", b"x" * 1_000_000).status_code == 200
    answer = platform.call("answers", "/event", b"x" * 1_000_001)
    assert answer.status_code == 413
    assert "1000001 bytes; this function takes 1000000" in answer.json()["error"]


def test_the_health_path_never_reaches_the_handler(platform: Platform) -> None:
    answer = platform.call("answers", "/__internal/health")
    assert (answer.status_code, answer.content) == (200, b"")


def test_everything_said_is_in_the_log(platform: Platform) -> None:
    platform.call("answers", "/log")
    platform.wait_for_message("answers", "past python")
    found = {entry.message: entry for entry in platform.service.log("answers")}
    assert {"printed", "to stderr", "told", "kinder name", "small talk", "past python"} <= set(found)
    assert found["told"].fields == {"k": 1, "worker_id": "0"}
    assert (found["told"].level, found["kinder name"].level, found["told"].worker) == ("info", "warning", "0")
    assert "told" not in platform.messages("answers", level="warning")
    assert platform.messages("answers", text="KINDER", tail=1) == ["kinder name"]


def test_an_events_log_comes_back_where_it_is_asked_for(platform: Platform) -> None:
    answer = platform.call("answers", "/log", headers={"X-Nuclio-Log-Level": "info"})
    logs = json.loads(answer.headers["x-nuclio-logs"])
    assert [entry["message"] for entry in logs] == ["printed", "to stderr", "told", "kinder name"]
    assert "x-nuclio-logs" not in platform.call("answers", "/log").headers


def test_background_tasks_of_coroutines_go_on_between_events(platform: Platform) -> None:
    assert platform.deploy("async-handler").state == "ready"
    first = int(platform.call("async-handler").text)
    while int(platform.call("async-handler").text) == first:
        pass


def test_a_function_may_name_its_modules_as_it_likes(platform: Platform) -> None:
    assert platform.deploy("shadows").message == ""
    assert platform.call("shadows").json() == [True, True, True]
