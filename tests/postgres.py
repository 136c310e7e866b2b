"""A PostgreSQL of the tests' own: Debian's, installed where we may, running as a plain user behind a socket."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock

PLAIN_USER = "nobody"
INSTALL = ("apt-get", "install", "-y", "-q", "--no-install-recommends", "postgresql")
START_SECONDS = 60


class Cluster:
    """Makes empty databases."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def database(self) -> str:
        """The address of a new database, as a user writes it into the settings."""
        name = f"db{next(self._numbers)}"
        _run("createdb", "-h", str(self._folder), "-U", "prelabel", name)
        return f"postgresql:///{name}?host={self._folder}&user=prelabel"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A cluster for the length of a block; the test is skipped where there is no PostgreSQL and none can be had."""
    _programs()
    place = Path(tempfile.mkdtemp(prefix="pg-"))  # a short path: sockets have no long names
    data = place / "data"
    if _is_root():
        shutil.chown(place, PLAIN_USER)
    try:
        _run("initdb", "-D", str(data), "-A", "trust", "-U", "prelabel", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-k {place} -c listen_addresses= -c fsync=off"
        _run("pg_ctl", "start", "-w", "-t", str(START_SECONDS), "-D", str(data), "-l", f"{place}/log", "-o", options)
        yield Cluster(place)
    finally:
        if data.exists():
            _run("pg_ctl", "stop", "-m", "immediate", "-D", str(data))
        shutil.rmtree(place, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    """As a plain user, since PostgreSQL refuses to be started by root."""
    user = PLAIN_USER if _is_root() else None
    command = [str(_programs() / program), *arguments]
    with tempfile.TemporaryFile("w+") as said:  # the server inherits it, so a pipe would never end
        done = subprocess.run(command, user=user, cwd="/", stdout=said, stderr=said)
        said.seek(0)
        assert done.returncode == 0, f"{program}: {said.read()}"


@cache
def _programs() -> Path:
    """The folder of PostgreSQL's programs."""
    with FileLock(Path(tempfile.gettempdir()) / "prelabel-postgresql.lock"):  # tests run side by side
        found = _installed()
        if found is None and sys.platform == "linux" and shutil.which("apt-get") and _is_root():
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(INSTALL, check=False, capture_output=True, env=environment)
            found = _installed()
    if found is None:
        pytest.skip("there is no PostgreSQL here; on Debian: apt-get install postgresql")
    return found


def _installed() -> Path | None:
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if packaged:
        return packaged[-1]
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found and sys.platform != "win32" else None


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
