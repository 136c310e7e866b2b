"""What PRELABEL_NUCLIO_STRICT=1 changes: the faults of Nuclio 1.14 where ours is the kinder behaviour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.functions.platform import Platform, running


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory, environments: Path) -> Iterator[Platform]:
    with running(tmp_path_factory.mktemp("data"), environments, nuclio_strict=True) as platform:
        platform.deploy("answers")
        yield platform


ROWS = [
    ("list", 200, b'{"a": 1}'),
    ("empty-list", 500, b""),
    ("response-list", 200, b"[1]"),
    ("status-list", 202, b"[1, 2]"),
    ("dict", 200, b'{"a": 1}'),
]


@pytest.mark.parametrize(("path", "status", "body"), ROWS)
def test_what_is_returned(strict: Platform, path: str, status: int, body: bytes) -> None:
    answer = strict.call("answers", f"/{path}")
    assert (answer.status_code, answer.content) == (status, body)


def test_a_header_that_is_a_number_is_dropped(strict: Platform) -> None:
    headers = strict.call("answers", "/response-headers").headers
    assert (headers["x-a"], "x-n" in headers) == ("1", False)


def test_all_events_of_a_worker_have_one_id(strict: Platform) -> None:
    assert len({strict.call("answers", "/event").json()["id"] for _ in range(3)}) == 1


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_is_parsed_for_the_exact_type_only(strict: Platform, content_type: str) -> None:
    seen = strict.call("answers", "/event", b'{"a": 1}', headers={"Content-Type": content_type}).json()
    assert (seen["body"], seen["is_bytes"]) == ('{"a": 1}', True)


def test_a_body_over_the_limit_is_400(strict: Platform) -> None:
    through = {"headers": {"x-nuclio-function-name": "answers"}, "content": b"x" * 1_000_001}
    for answer in (
        strict.call("answers", "/event", b"x" * 1_000_001),
        strict.api("POST", "/function_invocations", **through),
    ):
        assert (answer.status_code, answer.text) == (400, "Error when parsing request")


def test_what_takes_too_long_is_told_in_nuclios_words(strict: Platform) -> None:
    strict.deploy("ends-itself")
    answer = strict.call("ends-itself", content=b"sleep")
    assert (answer.status_code, answer.text) == (408, '{"error": "handler timed out"}')
    strict.deploy("asks-itself")
    assert strict.call("asks-itself").json() == {"status": 503}


def test_the_drain_callback_is_for_streams_only(strict: Platform) -> None:
    strict.deploy("drains")
    strict.deploy("drains", replace=True)
    strict.wait_for_message("drains", "gone after a while")
    assert strict.messages("drains") == ["gone after a while"]
