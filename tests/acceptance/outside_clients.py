"""Clients in environments of their own, made by uv when a test asks: other versions, and packages too large to lock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import uv

from tests.running import PASSWORD, USER, Server

INSTALL_SECONDS, JOURNEY_SECONDS = 240, 240
JOURNEYS = Path(__file__).parent / "journeys"


def environment(folder: Path, *requirements: str, bare: Sequence[str] = (), wheels: Path | None = None) -> Path:
    """The interpreter of a new environment with these packages; the test is skipped where they cannot be had.

    `bare` are installed without what they depend on; `wheels` is a folder to look into first.
    """
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    install = ["pip", "install", "--quiet", "--python", str(python)]
    if wheels:
        install += ["--find-links", str(wheels)]
    _uv("venv", "--quiet", "--python", sys.executable, str(folder))
    _uv(*install, *requirements)
    if bare:
        _uv(*install, "--no-deps", *bare)
    return python


def wheels_of_torch() -> Path:
    """Where PyTorch for processors lies: what an index offers first are gigabytes, which nobody wants for a test."""
    for folder in map(Path, os.environ.get("PIP_FIND_LINKS", "").split()):
        if any(folder.glob("torch-*+cpu-*.whl")):
            return folder
    pytest.skip("no torch-*+cpu-*.whl lies in a folder that PIP_FIND_LINKS names")


def travel(python: Path, journey: str, server: Server, folder: Path) -> dict[str, Any]:
    """Run a script of `journeys` as a program of its own; the facts that it prints last."""
    command = [str(python), str(JOURNEYS / f"{journey}.py"), server.url, USER, PASSWORD, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=JOURNEY_SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    facts: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return facts


def _uv(*arguments: str) -> None:
    command = [uv.find_uv_bin(), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    if done.returncode != 0:
        pytest.skip(f"the packages cannot be had here: {done.stderr.strip().splitlines()[-1]}")
