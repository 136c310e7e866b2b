"""Memory of workers, functions that nobody calls, and handlers that are stuck."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from prelabel.errors import StartFailed
from prelabel.functions.bundle import BundleSource
from prelabel.functions.config import parse_mapping
from prelabel.functions.control_groups import find_here
from prelabel.functions.memory import memory_limit, readable, resident_bytes
from tests.integration.functions.platform import FUNCTIONS, Platform
from tests.waiting import until

needs_groups = pytest.mark.skipif(find_here() is None, reason="control groups cannot be made here")

AMOUNTS = [
    ("512Mi", 512 * 2**20),
    ("1.5G", 1_500_000_000),
    ("1000000", 10**6),
    (2048, 2048),
    (None, None),
    ("2Ti", 2**41),
]


@pytest.mark.parametrize(("amount", "size_bytes"), AMOUNTS)
def test_amounts_of_memory(amount: object, size_bytes: int | None) -> None:
    spec = {"resources": {"limits": {"memory": amount}}}
    assert memory_limit(parse_mapping({"metadata": {"name": "f"}, "spec": spec})) == size_bytes


def test_sizes_for_people() -> None:
    assert [readable(1_640_000_000), readable(150_000_000)] == ["1.6 GB", "150 MB"]


def metrics(platform: Platform, name: str) -> Any:
    return platform.api("GET", f"/functions/{name}/metrics").json()


def check_limit(platform: Platform, name: str) -> None:
    """A call that takes too much says both numbers; the next one is answered by another worker."""
    answer = platform.call(name, content=b"300")
    assert answer.status_code == 500
    assert re.fullmatch(
        r"The worker ended at \d+ MB, its limit is 150 MB \(resources\.limits\.memory\)\.", answer.json()["error"]
    )
    assert platform.call(name).text == "light"
    found = metrics(platform, name)
    assert (found["limit_bytes"], found["calls"], found["errors"]) == (150_000_000, 2, 1)
    until(lambda: metrics(platform, name)["peak_bytes"] > 149_000_000)
    until(lambda: 0 < metrics(platform, name)["workers"][0]["memory_bytes"] < 150_000_000)


def test_a_worker_over_its_limit_is_ended_and_says_both_numbers(platform: Platform) -> None:
    platform.deploy("eats-memory")
    check_limit(platform, "eats-memory")


def test_without_control_groups_the_watch_ends_it(platform: Platform) -> None:
    platform.service._supervisor._groups = None
    source = BundleSource.from_path(FUNCTIONS / "eats-memory")
    platform.deploy_source(replace(source, name="watched"))
    check_limit(platform, "watched")
    del platform.service._supervisor._groups


@needs_groups
def test_the_kernel_holds_what_grows_faster_than_the_watch_looks(platform: Platform) -> None:
    platform.deploy("eats-memory", replace=True)
    worker = until(
        lambda: next((each for each in metrics(platform, "eats-memory")["workers"] if each["memory_bytes"]), None)
    )
    (pid,) = platform.workers("eats-memory")
    assert worker["memory_bytes"] < resident_bytes([pid])[pid], "what is shared with others is not the group's"
    answer = platform.call("eats-memory", content=b"3000")
    assert "ended at 150 MB, its limit is 150 MB" in answer.json()["error"], "it was never over it"


@needs_groups
def test_a_child_that_takes_too_much_ends_its_worker(platform: Platform) -> None:
    platform.deploy("eats-memory", replace=True)
    answer = platform.call("eats-memory", content=b"child 300")
    assert "its limit is 150 MB" in answer.json()["error"]
    assert platform.call("eats-memory").text == "light"
    groups = find_here()
    assert groups is not None
    until(lambda: len(list(groups._place.glob(f"prelabel-{os.getpid()}-*"))) == 1)


def test_what_counts_as_an_error(platform: Platform) -> None:
    platform.deploy("answers", replace=True)
    before = metrics(platform, "answers")
    for path in ("/raises", "/status-not-found", "/str"):
        platform.call("answers", path)
    after = metrics(platform, "answers")
    assert (after["calls"] - before["calls"], after["errors"] - before["errors"]) == (3, 1)


def test_a_function_that_nobody_calls_is_unloaded_and_wakes(platform: Platform) -> None:
    platform.deploy("dozes")
    first = platform.call("dozes").text
    until(lambda: not metrics(platform, "dozes")["loaded"])
    assert platform.workers("dozes") == set()
    assert platform.service.get("dozes").state == "ready"
    with ThreadPoolExecutor(3) as callers:
        answers = {answer.text for answer in callers.map(lambda _: platform.call("dozes"), range(3))}
    assert len(answers) == 1
    assert platform.service.get("dozes").state == "ready"
    assert first


def test_a_function_that_does_not_fit_says_who_is_in_the_way(platform: Platform) -> None:
    supervisor = platform.service._supervisor
    platform.deploy("three-workers")
    platform.deploy("answers", replace=True)
    config = parse_mapping({"metadata": {"name": "big"}, "spec": {"resources": {"limits": {"memory": "8000T"}}}})
    with pytest.raises(StartFailed, match=r"big needs 8000000\.0 GB of memory and .* are free; .*three-workers"):
        platform.do(supervisor._make_room(config))
    assert not metrics(platform, "three-workers")["loaded"], "idle functions make room first"
    assert platform.call("answers", "/str").text == "hi"


def test_a_stuck_handler_is_seen_and_ended(platform: Platform) -> None:
    platform.deploy("stuck")
    with ThreadPoolExecutor(1) as callers:
        call = callers.submit(platform.call, "stuck", content=b"now")
        until(lambda: metrics(platform, "stuck")["workers"][0]["busy_seconds"])
        stack = platform.api("GET", "/functions/stuck/workers/0/stack").json()["text"]
        assert "wait_for_ever" in stack
        assert 'main.py", line 14' in stack
        assert platform.api("DELETE", "/functions/stuck/workers/0").status_code == 204
        answer = call.result(30)
    assert (answer.status_code, answer.json()["error"]) == (500, "The worker was ended by hand.")
    assert platform.call("stuck").text == "done"
    assert platform.api("DELETE", "/functions/stuck/workers/7").status_code == 404
