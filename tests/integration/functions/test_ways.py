"""One tiny function for each further way to answer or to fail: what its caller is told."""

from __future__ import annotations

import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from tests.integration.functions.conftest import NewPlatform
from tests.integration.functions.platform import FUNCTIONS, Platform
from tests.waiting import until

ANSWERS: list[tuple[str, bytes, int, str]] = [
    ("acknowledges", b"", 200, "acknowledged"),
    ("asks-itself", b"", 200, '{"status": 503}'),
    ("carries-config", b"", 200, "in the code"),
    ("child-speaks", b"", 200, "0"),
    ("closes-output", b"", 200, "quiet"),
    ("dotted-handler", b"", 200, "detectors.plain"),
    ("floods-log", b"", 200, "said"),
    ("interrupts", b"", 500, 'Exception caught in handler - "stop it": Traceback'),
    ("logs-in-full", b"", 200, "logged"),
    ("multiplies", b"", 200, "[1, 4, 9]"),
    ("not-json", b"", 500, "keys must be str, int, float, bool or None, not tuple"),
    ("odd-headers", b"", 200, "whole"),
    ("odd-status", b"299", 200 + 99, "x"),
    ("odd-status", b"9999", 500, "'9999' is not an HTTP status"),
    ("odd-status", b"fine", 500, "invalid literal for int()"),
    ("odd-text", b"", 200, "half a sign: "),
    (
        "own-variables",
        b"",
        200,
        '{"NUMBER": "3", "TRUTH": "true", "EMPTY": "", "PATHS": "/opt/nuclio:/usr", "PRELABEL_SECRET_KEY": null, '
        '"MALLOC_MMAP_THRESHOLD_": "8388608", "MALLOC_TRIM_THRESHOLD_": "0"}',
    ),
    ("raises-later", b"", 500, 'Exception caught in handler - "not found in time": Traceback'),
    ("reads-input", b"", 500, "EOFError"),
    ("recursion", b"", 500, "maximum recursion depth exceeded"),
    ("thread-raises", b"", 200, "unharmed"),
]
ENDS = [("closes-everything", "ended while it handled the event"), ("forks", "exit code 3")]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the function needs POSIX")


@pytest.fixture(scope="module", autouse=True)
def _functions(platform: Platform) -> None:
    names = {*(row[0] for row in ANSWERS), *(row[0] for row in ENDS)} | {"answers-much", "dies-after", "keeps-dying"}
    with ThreadPoolExecutor(2) as deployers:
        views = deployers.map(platform.deploy, sorted(names))
    assert [view.message for view in views if view.state != "ready"] == []


@posix_only
@pytest.mark.parametrize(("name", "body", "status", "text"), ANSWERS, ids=[f"{row[0]} {row[1]!r}" for row in ANSWERS])
def test_what_its_caller_is_told(platform: Platform, name: str, body: bytes, status: int, text: str) -> None:
    for _ in range(2):  # the worker lives on
        answer = platform.call(name, content=body)
        assert (answer.status_code, text in answer.text) == (status, True), answer.text[-300:]


@posix_only
@pytest.mark.parametrize(("name", "text"), ENDS)
def test_a_worker_that_spoils_itself_is_replaced(platform: Platform, name: str, text: str) -> None:
    answer = platform.call(name, content=b"now")
    assert (answer.status_code, text in answer.json()["error"]) == (500, True), answer.text
    assert platform.call(name).status_code == 200


def test_a_large_answer_arrives_whole(platform: Platform) -> None:
    assert platform.call("answers-much").content == b"\x01" * 20_000_000


def test_headers_cannot_be_split_or_lie(platform: Platform) -> None:
    headers = platform.call("odd-headers").headers
    assert (headers["x-lines"], headers["x-signs"]) == ("one  Set-Cookie: two", "?")
    assert (headers["content-length"], "set-cookie" in headers, "x-none" in headers) == ("5", False, False)


def test_a_worker_that_dies_after_its_answer_costs_nobody_one(platform: Platform) -> None:
    first = platform.workers("dies-after")
    assert platform.call("dies-after", content=b"soon").status_code == 200
    until(lambda: platform.workers("dies-after").isdisjoint(first))
    assert platform.call("dies-after").status_code == 200


def test_a_worker_that_keeps_dying_is_started_less_and_less_often(platform: Platform) -> None:
    def ends() -> list[float]:
        return [entry.time for entry in platform.service.log("keeps-dying", text="It is replaced.")]

    until(lambda: len(ends()) > 3)
    times = ends()[:4]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert all(gap > delay for gap, delay in zip(gaps, (0.1, 0.2, 0.4), strict=True)), gaps
    platform.do(platform.service.delete("keeps-dying"))


def test_a_worker_that_cannot_be_replaced_is_an_error_of_its_function(platform: Platform) -> None:
    assert platform.deploy("starts-once").state == "ready"
    assert platform.call("starts-once").status_code == 500
    view = until(lambda: next((view for view in platform.service.list() if view.state == "error"), None))
    assert (view.name, "the card is taken" in view.message) == ("starts-once", True)
    answer = platform.call("starts-once")
    assert (answer.status_code, "the card is taken" in answer.json()["error"]) == (503, True)
    platform.do(platform.service.delete("starts-once"))


def test_a_flooded_log_keeps_what_came_last(platform: Platform) -> None:
    platform.call("floods-log")
    folder = platform.service.bundle_folder("floods-log").parents[2]
    until(lambda: "line 8999" in "".join(platform.messages("floods-log", text="line 8999")))
    assert sum(file.stat().st_size for file in folder.glob("log*.jsonl")) < 5_000_000


def test_whatever_is_said_reaches_the_log(platform: Platform) -> None:
    for name, text in (("child-speaks", "said by a child"), ("thread-raises", "RuntimeError: lost in a thread")):
        platform.call(name)
        until(lambda name=name, text=text: text in "\n".join(platform.messages(name)))  # type: ignore[misc]


def test_every_way_to_log(platform: Platform) -> None:
    platform.call("logs-in-full")
    platform.wait_for_message("logs-in-full", "bound")
    found = {entry.message.splitlines()[0]: entry for entry in platform.service.log("logs-in-full")}
    assert [found[text].level for text in ("debug", "warn", "2 errors", "with trace", "from a library")] == [
        *("debug", "warning", "error", "error", "error")
    ]
    assert found["debug"].fields["place"] == "here"
    assert found["warn"].fields["value"] == "<class 'object'>"
    assert found["bound"].fields["picture"] == "a.jpg"
    assert "ValueError: caught" in found["with trace"].message
    assert "too small" not in found


def test_a_function_that_ignores_signals_and_holds_a_thread_is_ended(platform: Platform) -> None:
    platform.deploy("holds-on")
    (pid,) = platform.workers("holds-on")
    platform.do(platform.service.delete("holds-on"))
    assert not psutil.pid_exists(pid)


def test_the_slowest_start_has_an_end(platform: Platform) -> None:
    view = platform.deploy("slow-start")
    assert (view.state, "not ready within 1 s (init_context)" in view.message) == ("error", True)


def test_a_handler_must_be_callable(platform: Platform) -> None:
    view = platform.deploy("not-callable")
    assert (view.state, "main has no function “handler”" in view.message) == ("error", True)


@pytest.mark.parametrize("sandbox", ["auto", "none"])
def test_a_function_without_a_network(tmp_path: Path, new_platform: NewPlatform, sandbox: str) -> None:
    with new_platform(tmp_path, sandbox=sandbox) as platform, socket.create_server(("127.0.0.1", 0)) as server:
        walled = platform.deploy("offline").state == "ready" and not platform.messages("offline", text="bubblewrap")
        answer = platform.call("offline", content=str(server.getsockname()[1]).encode()).text
    assert answer == ("unreachable" if walled else "reached")
    assert walled or sandbox == "none" or sys.platform != "linux"


def test_a_walled_function_sees_neither_data_nor_home(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path) as platform:
        platform.deploy("looks-around")
        seen = [platform.call("looks-around", content=str(path).encode()).json() for path in (tmp_path, FUNCTIONS)]
        if seen[0]["home"] != "/tmp":
            pytest.skip("bubblewrap does not work here")
    assert [(each["sees"], each["writes"]) for each in seen] == [(False, False), (False, False)]
