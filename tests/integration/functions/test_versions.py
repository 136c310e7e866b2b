"""Versions: what there is, what changed, and the way back."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from prelabel.functions.bundle import BundleFile, BundleSource
from prelabel.functions.environment_cleanup import remove_unused
from tests.integration.functions.conftest import NewPlatform
from tests.integration.functions.platform import Platform
from tests.waiting import until

CONFIG = "metadata: {name: versioned}\nspec: {handler: main:handler}\n"


def source(answer: str, *files: BundleFile) -> BundleSource:
    return BundleSource(config=CONFIG, code=f"def handler(context, event):\n    return {answer!r}\n", files=files)


@pytest.fixture(scope="module", autouse=True)
def _versions(platform: Platform) -> Iterator[None]:
    platform.deploy_source(source("first", BundleFile("weights.bin", io.BytesIO(b"\xff\x00"))))
    platform.deploy_source(source("second", BundleFile("labels.txt", io.BytesIO(b"bolt"))), replace=True)
    yield
    platform.do(platform.service.delete("versioned"))


def test_what_changed_is_shown(platform: Platform) -> None:
    changes = platform.api("GET", "/functions/versioned/versions/2/changes").json()
    assert {change["name"]: change["change"] for change in changes} == {
        "main.py": "changed",
        "weights.bin": "removed",
        "labels.txt": "added",
    }
    diff = next(change["diff"] for change in changes if change["name"] == "main.py")
    assert "-    return 'first'" in diff.splitlines()
    assert "+    return 'second'" in diff.splitlines()
    assert platform.api("GET", "/functions/versioned/versions/1/changes").json() == []
    assert platform.api("GET", "/functions/versioned/versions/9/changes").status_code == 404


def test_one_call_goes_back_without_building(platform: Platform) -> None:
    assert platform.api("POST", "/functions/versioned/rollback", json={"version": 1}).json() == {"version": 3}
    assert platform.settled("versioned").state == "ready"
    assert platform.call("versioned").text == "first"
    said = [entry.message for entry in platform.service.build_log("versioned")]
    assert "This is version 1 again." in said
    assert not any("environment" in message.lower() for message in said)
    listed = platform.api("GET", "/functions/versioned/versions").json()
    assert [(each["number"], each["serving"]) for each in listed] == [(1, False), (2, False), (3, True)]
    assert platform.api("GET", "/functions/versioned/versions/3/changes?since=1").json() == []


def test_without_a_number_the_version_before_is_meant(platform: Platform) -> None:
    before = platform.service.get("versioned").newest_version
    platform.api("POST", "/functions/versioned/rollback", json={})
    assert platform.settled("versioned").newest_version == before + 1
    assert platform.service.changes("versioned", before + 1, before - 1) == []


def test_there_must_be_a_version_to_go_back_to(platform: Platform) -> None:
    assert platform.api("POST", "/functions/versioned/rollback", json={"version": 99}).status_code == 404
    platform.deploy("answers")
    answer = platform.api("POST", "/functions/answers/rollback", json={})
    assert (answer.status_code, "nothing to go back to" in answer.json()["error"]) == (409, True)


def unused_environment(folder: Path) -> Path:
    unused = folder / "0123456789abcdef"
    (unused / "lib").mkdir(parents=True)
    (unused / "lib" / "file").write_bytes(b"x" * 1000)
    os.utime(unused, (0, 0))
    return unused


def test_what_an_environment_took_is_counted(tmp_path: Path) -> None:
    unused = unused_environment(tmp_path)
    assert remove_unused(tmp_path, {str(unused)}) == (0, 0)
    assert remove_unused(tmp_path, set()) == (1, 1000)


def test_old_versions_and_unused_environments_are_removed(platform: Platform) -> None:
    config = "metadata: {name: many}\nspec: {}\n"
    for number in range(4):
        files = (BundleFile("requirements.txt", io.BytesIO(b"./x" if number == 1 else b"")),)
        code = f"def handler(context, event):\n    return {number}\n"
        platform.deploy_source(BundleSource(config=config, code=code, files=files), replace=True)
    unused = unused_environment(platform.service._environments_folder)
    assert platform.api("POST", "/prune", json={"keep": 1}).status_code == 400
    gone = platform.api("POST", "/prune", json={"keep": 2}).json()
    assert gone["versions"] >= 2
    assert not unused.exists()
    assert [each["number"] for each in platform.api("GET", "/functions/many/versions").json()] == [3, 4]
    assert platform.call("many").text == "3"
    platform.do(platform.service.delete("many"))


def test_old_versions_go_by_themselves_but_those_at_work(tmp_path: Path, new_platform: NewPlatform) -> None:
    with new_platform(tmp_path, kept_versions=2) as platform:
        platform.deploy("slow")
        work = platform.service.bundle_folder("slow").parent / "work"
        with ThreadPoolExecutor(1) as callers:
            call = callers.submit(platform.call, "slow")
            until((work / "begun").exists)
            for _ in range(3):
                platform.deploy("slow", replace=True)
            until(lambda: [each.number for each in platform.service.versions("slow")] == [1, 3, 4])
            (work / "go").touch()
            assert call.result().status_code == 200
        platform.deploy("slow", replace=True)
        until(lambda: [each.number for each in platform.service.versions("slow")] == [4, 5])
        until(lambda: not work.parent.exists())
        assert platform.api("POST", "/functions/slow/rollback", json={}).status_code == 202


def test_a_bundle_is_exported_and_deployed_again(platform: Platform) -> None:
    data = platform.api("GET", "/functions/versioned/bundle.zip").content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {"function.yaml", "main.py"} <= set(archive.namelist())
    view = platform.deploy_source(
        BundleSource(name="again", files=(BundleFile("versioned.zip", io.BytesIO(data)),)), replace=True
    )
    assert (view.name, view.state) == ("again", "ready")
