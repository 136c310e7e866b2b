"""Workers: how many, who waits for one, and what a new version does to those at work."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from prelabel.errors import Conflict, HandlerFailed, NotFound, StartFailed, WorkerCrashed
from prelabel.functions.bundle import BundleSource
from prelabel.functions.port import FunctionPort
from prelabel.functions.worker.wire import Event
from tests.integration.functions.conftest import NewPlatform
from tests.integration.functions.platform import Platform
from tests.waiting import until


def test_each_worker_has_a_process_of_its_own(platform: Platform) -> None:
    platform.deploy("three-workers")
    with ThreadPoolExecutor(3) as callers:
        answers = [answer.json() for answer in callers.map(lambda _: platform.call("three-workers"), range(3))]
    assert {answer["worker"] for answer in answers} == {"0", "1", "2"}


def test_without_a_wait_a_busy_function_refuses_at_once(platform: Platform) -> None:
    platform.deploy("slow")
    with ThreadPoolExecutor(1) as callers:
        first = callers.submit(platform.call, "slow")
        work = platform.service.bundle_folder("slow").parent / "work"
        while not (work / "begun").exists():
            time.sleep(0.01)
        second = platform.call("slow")
        (work / "go").touch()
        assert first.result().status_code == 200
    assert second.status_code == 503
    assert "all 1 are busy" in second.json()["error"]


def test_a_run_waits_for_a_worker_as_long_as_it_takes(platform: Platform) -> None:
    platform.deploy("three-workers", replace=True)
    port = platform.service.port("three-workers")
    assert port.capacity == 3
    answers = [port.submit(b"{}") for _ in range(7)]
    assert len({answer.result(30) for answer in answers}) == 3


def test_a_run_hears_what_failed(platform: Platform) -> None:
    platform.deploy("answers", replace=True)
    platform.deploy("ends-itself", replace=True)
    with pytest.raises(WorkerCrashed):
        platform.service.port("ends-itself").submit(b"1", "text/plain").result(30)
    with pytest.raises(HandlerFailed, match="not_a_known_key") as caught:
        _raising(platform).submit(b"{}").result(30)
    assert caught.value.status == 500


def _raising(platform: Platform) -> FunctionPort:
    config = "metadata: {name: raising}\nspec: {handler: main:handler}\n"
    code = "def handler(context, event):\n    return event.body['not_a_known_key']\n"
    platform.deploy_source(BundleSource(config=config, code=code), replace=True)
    return platform.service.port("raising")


def test_a_new_version_takes_over_without_losing_a_call(platform: Platform) -> None:
    platform.deploy("answers", replace=True)
    stop, statuses = threading.Event(), []

    def call_on_and_on() -> None:
        while not stop.is_set():
            statuses.append(platform.call("answers", "/str").status_code)

    callers = [threading.Thread(target=call_on_and_on) for _ in range(3)]
    for caller in callers:
        caller.start()
    before = platform.workers("answers")
    view = platform.deploy("answers", replace=True)
    stop.set()
    for caller in callers:
        caller.join()
    assert view.state == "ready"
    assert set(statuses) == {200}
    assert before.isdisjoint(platform.workers("answers"))


def test_a_call_that_wakes_a_function_outlives_its_redeployment(platform: Platform) -> None:
    platform.deploy("dozes", replace=True)
    for _ in range(3):
        platform.loop.call_soon_threadsafe(platform.service.served("dozes").unload)
        with ThreadPoolExecutor(1) as callers:
            call = callers.submit(platform.call, "dozes")
            platform.deploy("dozes", replace=True)
            assert call.result().status_code == 200


def test_who_comes_too_late_for_a_pool_is_refused_at_once(platform: Platform) -> None:
    platform.deploy("answers", replace=True)
    pool = platform.service._supervisor.served("answers").pool
    assert pool is not None
    platform.deploy("answers", replace=True)
    with pytest.raises(StartFailed, match="has been stopped"):
        until(lambda: platform.do(pool.call(Event(path="/str"), None)) is None)


def test_the_old_version_serves_when_the_new_one_fails(platform: Platform) -> None:
    config = "metadata: {name: fickle}\nspec: {handler: main:handler}\n"
    good = BundleSource(config=config, code="def handler(context, event):\n    return 'good'\n")
    bad = BundleSource(config=config, code="raise RuntimeError('bad')\n")
    platform.deploy_source(good)
    view = platform.deploy_source(bad, replace=True)
    assert (view.state, view.version, view.newest_version, view.serving) == ("error", 1, 2, True)
    assert platform.call("fickle").text == "good"


def test_a_name_is_taken_once(platform: Platform) -> None:
    platform.deploy("says-goodbye")
    with pytest.raises(Conflict, match="says-goodbye"):
        platform.deploy("says-goodbye")


def test_a_termination_callback_is_called(platform: Platform) -> None:
    platform.deploy("says-goodbye", replace=True)
    platform.deploy("says-goodbye", replace=True)
    platform.wait_for_message("says-goodbye", "goodbye")


def test_callbacks_run_in_turn_and_a_coroutine_is_awaited(platform: Platform) -> None:
    platform.deploy("drains", replace=True)
    platform.deploy("drains", replace=True)
    platform.wait_for_message("drains", "gone after a while")
    assert platform.messages("drains") == ["drained", "gone after a while"]


def test_callbacks_that_fail_or_never_return_hold_nobody_up(platform: Platform) -> None:
    platform.deploy("lingers", replace=True)
    before = platform.workers("lingers")
    platform.deploy("lingers", replace=True)
    until(lambda: not any(psutil.pid_exists(pid) for pid in before), 10)
    assert "ZeroDivisionError" in platform.messages("lingers")[0]


def test_a_deleted_function_leaves_nothing(platform: Platform) -> None:
    platform.deploy("three-workers", replace=True)
    pids, port = platform.workers("three-workers"), platform.service.get("three-workers").http_port
    folder = platform.service.bundle_folder("three-workers").parents[2]
    platform.do(platform.service.delete("three-workers"))
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert port not in platform.doors.apps
    assert not folder.exists()
    with pytest.raises(NotFound):
        platform.service.get("three-workers")


@pytest.mark.parametrize("sandbox", ["auto", "none"])
def test_opt_nuclio_is_the_bundle(tmp_path: Path, new_platform: NewPlatform, sandbox: str) -> None:
    with new_platform(tmp_path, sandbox=sandbox) as platform:
        view = platform.deploy("opt-nuclio")
        assert (view.state, view.message) == ("ready", "")
        seen = platform.call("opt-nuclio").json()
    texts = {key for key, value in seen.items() if value == "weights"}
    assert texts == {"constant", "formatted", "joined", "added", "pathlib", "variable", "relative"}
    assert (seen["exists"], seen["listed"], seen["written"]) == (True, True, True)
    assert seen["labels"] == ["bolt"]
    assert seen["annotations"]["type"] == "detector"
    assert [(label.name, label.type) for label in view.spec.labels] == [("bolt", "rectangle")]
    assert not (tmp_path / "functions/opt-nuclio/versions/1/bundle/written.txt").exists()


@pytest.mark.parametrize("version", ["3.8", "3.9", "3.10", "3.12", "3.13", "3.14"])
def test_a_function_runs_on_the_python_it_asks_for(platform: Platform, version: str) -> None:
    config = f"metadata: {{name: versions}}\nspec: {{handler: main:handler, runtime: 'python:{version}'}}\n"
    code = "import sys\n\ndef handler(context, event):\n    return '%d.%d' % sys.version_info[:2]\n"
    view = platform.deploy_source(BundleSource(config=config, code=code), replace=True)
    if any("is not on this machine" in entry.message for entry in platform.service.build_log("versions")):
        pytest.skip(f"Python {version} is not on this machine")
    assert (view.state, view.message) == ("ready", "")
    assert platform.call("versions").text == version
