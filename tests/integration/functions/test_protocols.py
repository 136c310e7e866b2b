"""What Nuclio's HTTP trigger understands besides plain requests: CloudEvents, files as bodies, foreign pages."""

from __future__ import annotations

import json
import sys
from collections.abc import MutableMapping
from typing import Any

import pytest

from prelabel.functions.bundle import BundleSource
from tests.integration.functions.platform import Platform


@pytest.fixture(scope="module", autouse=True)
def _functions(platform: Platform) -> None:
    for name in ("cloud-events", "sends-files", "foreign-pages"):
        assert platform.deploy(name).state == "ready"


VERSION_0 = {
    "cloudEventsVersion": "0.1",
    "eventID": "e1",
    "eventType": "made",
    "eventTypeVersion": "2",
    "source": "/camera",
    "eventTime": "2024-11-22T10:00:00.5Z",
    "contentType": "application/json",
    "extensions": {"trace": "t"},
    "data": {"a": 1},
}
VERSION_1 = {
    "specversion": "1.0",
    "id": "e1",
    "type": "made",
    "source": "/camera",
    "time": "2024-11-22T11:00:00+01:00",
    "datacontenttype": "text/plain",
    "trace": "t",
    "data": "text",
}
KNOWN = {"id": "e1", "source": "/camera", "extension": "t"}
STRUCTURED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (VERSION_0, {"body": {"a": 1}, "type": ["made", "2", "0.1"], "content_type": "application/json"}),
    (VERSION_1, {"body": "text", "type": ["made", "", "1.0"], "time": "2024-11-22 10:00:00"}),
    ({**VERSION_0, "data": '{"b": 2}'}, {"body": {"b": 2}}),
    ({**VERSION_1, "data_base64": "aGk="}, {"body": "hi"}),
]


@pytest.mark.parametrize(("wrapped", "seen"), STRUCTURED)
def test_a_structured_cloud_event(platform: Platform, wrapped: dict[str, Any], seen: dict[str, Any]) -> None:
    headers = {"Content-Type": "application/cloudevents+json; charset=utf-8"}
    found = platform.call("cloud-events", content=json.dumps(wrapped).encode(), headers=headers).json()
    assert found == found | KNOWN | seen


BINARY = [
    {"CE-CloudEventsVersion": "0.1", "CE-EventID": "e1", "CE-EventType": "made", "CE-EventTypeVersion": "2"},
    {"ce-specversion": "1.0", "ce-id": "e1", "ce-type": "made", "ce-dataschema": "2"},
]


@pytest.mark.parametrize("names", BINARY)
def test_a_binary_cloud_event(platform: Platform, names: dict[str, str]) -> None:
    headers = {**names, "ce-source": "/camera", "Trace": "t", "Content-Type": "application/json"}
    found = platform.call("cloud-events", content=b'{"a": 1}', headers=headers).json()
    assert (found["body"], found["id"], found["source"]) == ({"a": 1}, "e1", "/camera")
    assert found["type"] == ["made", "2", next(iter(names.values()))]


def test_what_is_no_cloud_event_stays_what_it_is(platform: Platform) -> None:
    headers = {"Content-Type": "application/cloudevents+json"}
    for body in (b"{broken", b"[1]"):
        found = platform.call("cloud-events", content=body, headers=headers).json()
        assert (found["body"], found["source"]) == (body.decode(), "http")


def test_a_file_as_the_body(platform: Platform) -> None:
    answer = platform.call("sends-files", "/picture.bin")
    assert (answer.status_code, answer.content) == (201, b"\xff\xd8picture")
    assert (answer.headers["content-type"], answer.headers["x-other"]) == ("image/jpeg", "kept")
    assert [name for name in answer.headers if "filestream" in name] == []
    assert platform.call("sends-files", "/left").text == "True"
    assert platform.call("sends-files", "/picture.bin", b"delete").content == b"\xff\xd8picture"
    assert platform.call("sends-files", "/left").text == "False"


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked for otherwise there")
def test_a_large_file_is_never_in_memory(platform: Platform) -> None:
    size, pieces = 150 * 2**20, []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": str(size).encode()}

    async def send(message: MutableMapping[str, Any]) -> None:
        pieces.append(len(message.get("body", b"")))

    scope = {"type": "http", "method": "POST", "path": "/large.bin", "headers": []}
    platform.do(platform.doors.apps[platform.service.get("sends-files").http_port](scope, receive, send))
    assert (sum(pieces), max(pieces)) == (size, 2**20)
    peak_bytes = int(platform.call("sends-files", "/peak").text) * (1 if sys.platform == "darwin" else 1024)
    assert peak_bytes < size


LONG = {"X-Long": "x" * 2000}
CODE = "def handler(context, event):\n    return 'taken'\n"


def test_a_header_block_over_the_read_buffer_is_refused(platform: Platform) -> None:
    triggers = "{http: {kind: http, attributes: {readBufferSize: 1000}}}"
    config = f"metadata: {{name: short-headers}}\nspec: {{handler: 'main:handler', triggers: {triggers}}}\n"
    platform.deploy_source(BundleSource(config=config, code=CODE))
    assert platform.call("short-headers").text == "taken"
    through = {"x-nuclio-function-name": "short-headers"}
    for answer in (
        platform.call("short-headers", headers=LONG),
        platform.api("POST", "/function_invocations", headers=LONG | through),
    ):
        assert answer.status_code == 431
        assert "takes 1000 (readBufferSize" in answer.json()["error"]


def test_a_file_that_is_not_there(platform: Platform) -> None:
    answer = platform.call("sends-files", "/nothing.bin")
    assert (answer.status_code, "nothing.bin" in answer.text) == (404, True)


PAGE = "https://pages.example"
QUESTIONS = [
    (PAGE, "POST", "content-type", 200),
    (PAGE, "GET", "", 400),
    (PAGE, "POST", "X-Secret", 400),
    ("https://other.example", "POST", "", 400),
]


@pytest.mark.parametrize(("origin", "method", "headers", "status"), QUESTIONS)
def test_a_browser_asks_before_it_sends(
    platform: Platform, origin: str, method: str, headers: str, status: int
) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers}
    answer = platform.call("foreign-pages", method="OPTIONS", headers=asked)
    assert answer.status_code == status
    allowed = {name: value for name, value in answer.headers.items() if name.startswith("access-control-")}
    assert allowed == ({} if status == 400 else {
        "access-control-allow-origin": PAGE,
        "access-control-allow-credentials": "true",
        "access-control-max-age": "60",
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": "Accept, Content-Length, Content-Type, Authorization, X-nuclio-log-level",
    })  # fmt: skip


def test_pages_that_are_welcome_may_read_the_answer(platform: Platform) -> None:
    answer = platform.call("foreign-pages", headers={"Origin": PAGE})
    assert (answer.text, answer.headers["access-control-allow-origin"]) == ("POST", PAGE)
    assert answer.headers["access-control-expose-headers"] == "X-Count"
    refused = platform.call("foreign-pages", headers={"Origin": "https://other.example"})
    assert (refused.status_code, "cors.allowOrigins" in refused.json()["error"]) == (403, True)
    assert platform.call("foreign-pages").text == "POST", "programs say no origin"
    assert platform.call("foreign-pages", method="OPTIONS", headers={"Origin": PAGE}).text == "OPTIONS"


def test_every_answer_is_nuclios(platform: Platform) -> None:
    assert platform.call("cloud-events").headers["server"] == "nuclio"
