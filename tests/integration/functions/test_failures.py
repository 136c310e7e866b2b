"""Functions that cannot start, and workers that end: what is said, and that nothing else is hurt."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from prelabel.functions.bundle import BundleSource
from tests.integration.functions.conftest import NewPlatform
from tests.integration.functions.platform import Platform

NEVER_START = [
    ("init-raises", "RuntimeError: the weights are missing (main.py, line 5)"),
    ("import-raises", "ModuleNotFoundError: No module named 'package_that_does_not_exist' (main.py, line 3)"),
    ("malformed-handler", "Malformed handler “main.handler”: write it as module:function"),
    ("unknown-handler", "main has no function “handel” (handler main:handel)"),
    ("dies-at-import", "The worker ended before it was ready: exit code 7."),
    ("unknown-package", "a-package-that-nobody-has-published"),
]


@pytest.mark.parametrize(("name", "message"), NEVER_START)
def test_a_function_that_cannot_start_says_why(platform: Platform, name: str, message: str) -> None:
    view = platform.deploy(name)
    assert view.state == "error"
    assert message in view.message
    assert any(message in entry.message for entry in platform.service.build_log(name) if entry.level == "error")
    assert platform.call(name).status_code == 503
    assert message in platform.call(name).json()["error"]


def test_the_whole_traceback_is_in_the_log(platform: Platform) -> None:
    platform.deploy("init-raises", replace=True)
    assert any("Traceback" in message and "init_context" in message for message in platform.messages("init-raises"))


def test_a_syntax_error_names_its_line(platform: Platform) -> None:
    config = "metadata: {name: syntax-error}\nspec: {handler: main:handler}\n"
    view = platform.deploy_source(BundleSource(config=config, code="def handler(context, event)\n    return 1\n"))
    assert view.state == "error"
    assert "SyntaxError" in view.message
    assert 'main.py", line 1' in view.message


ENDS = [
    (b"1", 500, "exit code 1"),
    (b"0", 500, "exit code 0"),
    (b"segfault", 500, "signal SIGSEGV"),
    (b"sleep", 408, "longer than its eventTimeout of 0.5 s"),
]


@pytest.mark.parametrize(("body", "status", "text"), ENDS)
def test_a_worker_that_ends_is_replaced(platform: Platform, body: bytes, status: int, text: str) -> None:
    platform.deploy("ends-itself", replace=True)
    before = platform.workers("ends-itself")
    answer = platform.call("ends-itself", content=body)
    assert answer.status_code == status
    assert text in answer.json()["error"]
    assert platform.call("ends-itself").status_code == 200
    while len(platform.workers("ends-itself") - before) != 1:
        time.sleep(0.01)
    assert len(platform.workers("ends-itself")) == 2


def test_other_workers_go_on_while_one_ends(platform: Platform) -> None:
    platform.deploy("ends-itself", replace=True)
    with ThreadPoolExecutor(8) as callers:
        bodies = [b"1" if number == 3 else b"" for number in range(40)]
        answers = list(callers.map(lambda body: platform.call("ends-itself", content=body), bodies))
    assert sorted(answer.status_code for answer in answers) == [200] * 39 + [500]


def test_workers_that_die_while_they_are_free_are_replaced(platform: Platform) -> None:
    platform.deploy("ends-itself", replace=True)
    before = platform.workers("ends-itself")
    for pid in before:
        psutil.Process(pid).kill()
    while platform.workers("ends-itself") & before:
        time.sleep(0.01)
    assert platform.call("ends-itself").status_code == 200


def test_processes_that_a_function_started_end_with_it(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path, sandbox="none") as platform:
        platform.deploy("spawns")
        child = int(platform.call("spawns").text)
        assert psutil.pid_exists(child)
        platform.do(platform.service.delete("spawns"))
        while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)
