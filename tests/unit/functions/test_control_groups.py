"""Where groups are made, and what becomes of them; folders and files stand for the kernel's where this one has none."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest

from prelabel.functions.control_groups import V1, V2, ControlGroup, ControlGroups, Dialect, find

UNIFIED = "0::/user.slice/app.slice/terminal.scope\n"


def _dead_pid() -> int:
    return next(pid for pid in range(4_000_000, 5_000_000) if not psutil.pid_exists(pid))


def _groups(folder: Path, controllers: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cgroup.subtree_control").write_text(controllers)


def test_version_1_makes_groups_below_its_own(tmp_path: Path) -> None:
    own = tmp_path / "memory" / "mine"
    own.mkdir(parents=True)
    found = find("4:cpu,memory:/mine\n0::/\n", tmp_path)
    assert found is not None
    assert found._place == own
    assert list(own.iterdir()) == [], "the trial is gone"


def test_version_2_makes_groups_beside_its_own_where_limits_are_handed_down(tmp_path: Path) -> None:
    own = tmp_path / "user.slice/app.slice/terminal.scope"
    _groups(own.parent, "cpu memory pids\n")
    own.mkdir()
    found = find(UNIFIED, tmp_path)
    assert found is not None
    assert found._place == own.parent


@pytest.mark.parametrize("own", ["", "0::/\n", UNIFIED, "4:memory:/gone\n", "0::/../elsewhere\n"])
def test_without_a_place_there_are_no_groups(own: str, tmp_path: Path) -> None:
    assert find(own, tmp_path) is None


@pytest.mark.parametrize(("dialect", "cached"), [(V1, "total_inactive_file"), (V2, "inactive_file")])
def test_what_is_only_cached_of_files_does_not_count(tmp_path: Path, dialect: Dialect, cached: str) -> None:
    group = ControlGroup(tmp_path, dialect, 1000)
    assert group.used_bytes() is None
    (tmp_path / dialect.usage).write_text("900\n")
    (tmp_path / "memory.stat").write_text(f"rss 1\n{cached} 200\n")
    assert group.used_bytes() == 700


def test_what_a_killed_server_left_is_swept(tmp_path: Path) -> None:
    left, living, foreign = f"prelabel-{_dead_pid()}-1", f"prelabel-{os.getpid()}-1", "prelabel-of-somebody"
    for name in (left, living, foreign):
        (tmp_path / name).mkdir()
    ControlGroups(tmp_path, V1).sweep()
    assert {path.name for path in tmp_path.iterdir()} == {living, foreign}
