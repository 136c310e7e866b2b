"""What a server that starts again makes of the functions it had."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
import pytest

from prelabel.domain.function import FunctionState
from prelabel.errors import Conflict
from prelabel.functions.bundle import BundleSource
from prelabel.functions.doors import FakeDoors
from tests.integration.functions.conftest import NewPlatform
from tests.integration.functions.platform import Platform


def source(code: str, **spec: object) -> BundleSource:
    return BundleSource(mapping={"metadata": {"name": "f"}, "spec": spec}, code=code)


def answering(text: str, **spec: object) -> BundleSource:
    return source(f"def handler(context, event):\n    return {text!r}\n", **spec)


def with_port(port: int) -> dict[str, object]:
    return {"triggers": {"t": {"kind": "http", "attributes": {"port": port}}}}


def test_functions_come_back_with_their_ports(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path) as platform:
        platform.deploy("answers")
        port = platform.service.get("answers").http_port
        platform.service.set_gives_confidence("answers", 1, True)
        pids = platform.workers("answers")
    assert not any(psutil.pid_exists(pid) for pid in pids)
    with new_platform(tmp_path) as platform:
        view = platform.settled("answers")
        assert (view.state, view.http_port, view.version, view.gives_confidence) == ("ready", port, 1, True)
        assert platform.call("answers", "/str").text == "hi"


def test_a_version_that_failed_stays_failed_and_the_older_one_serves(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path) as platform:
        platform.deploy_source(answering("old"))
        failed = platform.deploy_source(source("raise RuntimeError('new')"), replace=True)
    with new_platform(tmp_path) as platform:
        view = platform.settled("f")
        assert (view.state, view.message, view.version) == ("error", failed.message, 1)
        assert platform.call("f").text == "old"


def test_a_deployment_that_was_cut_off_goes_on(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path) as platform:
        platform.service.deploy(answering("hello"), replace=False)
    with new_platform(tmp_path) as platform:
        assert platform.service.get("f").state in set(FunctionState)
        assert platform.settled("f").state == "ready"
        assert platform.call("f").text == "hello"


def test_a_chosen_port_that_is_taken_is_exchanged(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path) as platform:
        port = platform.deploy_source(answering("hello")).http_port
    with new_platform(tmp_path, doors=FakeDoors(frozenset({port}))) as platform:
        view = platform.settled("f")
        assert view.state == "ready"
        assert view.http_port not in (0, port)


def test_a_wanted_port_that_is_taken_is_an_error_of_that_function_alone(
    tmp_path: Path, new_platform: NewPlatform
) -> None:
    with new_platform(tmp_path) as platform:
        assert platform.deploy_source(answering("hello", **with_port(32001))).http_port == 32001
        platform.deploy("answers")
    with new_platform(tmp_path, doors=FakeDoors(frozenset({32001}))) as platform:
        assert (platform.settled("f").state, platform.settled("f").message) == (
            "error",
            "Port 32001 is taken by another program.",
        )
        assert platform.settled("answers").state == "ready"


def test_a_function_that_is_switched_off_has_no_workers(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path) as platform:
        platform.deploy_source(answering("hello"))
        view = platform.deploy_source(answering("hello", disable=True), replace=True)
        _assert_switched_off(platform, view.state)
    with new_platform(tmp_path) as platform:
        _assert_switched_off(platform, platform.settled("f").state)


def _assert_switched_off(platform: Platform, state: str) -> None:
    assert state == "scaledToZero"
    assert platform.workers("f") == set()
    assert "switched off" in platform.call("f").json()["error"]


def test_a_newer_deployment_takes_the_place_of_one_under_way(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path) as platform:
        platform.service.deploy(answering("first"), replace=False)
        view = platform.deploy_source(answering("second"), replace=True)
        assert (view.state, view.version) == ("ready", 2)
        assert platform.call("f").text == "second"


def test_an_environment_is_made_once(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path) as platform:
        platform.deploy_source(answering("first"))
        platform.deploy_source(answering("second"), replace=True)
        said = [entry.message for entry in platform.service.build_log("f")]
        assert any("is there already" in message for message in said)
        while (tmp_path / "functions" / "f" / "versions" / "1" / "work").exists():
            time.sleep(0.01)


def test_names_that_differ_in_case_only_are_one(tmp_path: Path, new_platform: NewPlatform) -> None:
    """They would be one folder on Windows and macOS."""
    with new_platform(tmp_path) as platform:
        platform.deploy_source(answering("hello"))
        other = BundleSource(mapping={"metadata": {"name": "F"}}, code="def handler(context, event):\n    return 1\n")
        with pytest.raises(Conflict, match="“f”"):
            platform.service.deploy(other, replace=True)
