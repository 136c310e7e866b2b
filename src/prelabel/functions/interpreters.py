"""Which Python a function runs on: the version it asks for where the machine has it, else the nearest."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OLDEST = (3, 8)
NEWEST = (3, 14)


@dataclass(frozen=True)
class Interpreter:
    """`request` is what `uv venv --python` takes: a path, or a version that uv may download."""

    version: tuple[int, int]
    request: str
    remark: str = ""


class Interpreters:
    """The interpreters of this machine. Looking for them takes uv a second of processor time, which a change of code
    must not wait for: it is done once, and again when one is asked for that was not there or is there no more."""

    def __init__(self, uv: str, download: bool, variables: Mapping[str, str]) -> None:
        self._uv = uv
        self._download = download
        self._variables = variables
        self._own = Interpreter(sys.version_info[:2], sys.executable)
        self._found = {self._own.version: self._own}

    def choose(self, asked: tuple[int, int] | None) -> Interpreter:
        """The interpreter for a runtime; its `remark` says when it is not the one that was asked for."""
        if asked is None:
            return self._own
        if asked not in self._found or not Path(self._found[asked].request).exists():
            self._found = {each.version: each for each in (*_installed(self._uv, self._variables), self._own)}
        found = self._found
        if asked in found:
            return found[asked]
        if self._download and OLDEST <= asked <= NEWEST:
            return Interpreter(asked, f"{asked[0]}.{asked[1]}")
        nearest = min(found.values(), key=lambda each: (abs(each.version[1] - asked[1]), -each.version[1]))
        remark = (
            f"Python {_text(asked)} is not on this machine; Python {_text(nearest.version)} is used. "
            "Install it (uv python install, pyenv), or let it be downloaded: PRELABEL_DOWNLOAD_INTERPRETERS=true."
        )
        return Interpreter(nearest.version, nearest.request, remark)


def asked_version(runtime: str) -> tuple[int, int] | None:
    """(3, 11) for `python:3.11`; None for `python` and whatever is not a version."""
    match = re.search(r"(\d+)\.(\d+)", runtime)
    return (int(match[1]), int(match[2])) if match else None


def _installed(uv: str, variables: Mapping[str, str]) -> list[Interpreter]:
    found = [*_known_to_uv(uv, variables), *_of_pyenv(variables)]
    return [each for each in found if OLDEST <= each.version <= NEWEST]


def _known_to_uv(uv: str, variables: Mapping[str, str]) -> list[Interpreter]:
    command = [uv, "python", "list", "--only-installed", "--offline", "--output-format", "json"]
    result = subprocess.run(command, capture_output=True, env=dict(variables), timeout=60, check=False)
    try:
        rows = json.loads(result.stdout)
        return [
            Interpreter((row["version_parts"]["major"], row["version_parts"]["minor"]), row["path"])
            for row in rows
            if row.get("implementation") == "cpython" and row.get("variant", "default") == "default" and row.get("path")
        ]
    except (ValueError, KeyError, TypeError):
        return []


def _of_pyenv(variables: Mapping[str, str]) -> list[Interpreter]:
    """pyenv's interpreters, of which uv sees the active ones only."""
    root = Path(variables.get("PYENV_ROOT") or Path.home() / ".pyenv")
    if sys.platform == "win32":
        root = Path(variables.get("PYENV_ROOT") or Path.home() / ".pyenv" / "pyenv-win")
    found = []
    for folder in sorted((root / "versions").glob("3.*")):
        python = folder / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"
        version = asked_version(folder.name)
        if version and python.exists():
            found.append(Interpreter(version, str(python)))
    return found


def _text(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"
