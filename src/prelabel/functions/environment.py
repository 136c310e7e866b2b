"""Environments of functions: an interpreter with packages, made by uv once and shared by all versions that need it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import uv
from filelock import AsyncFileLock

from prelabel.errors import BuildFailed
from prelabel.functions import pytorch
from prelabel.functions.command import run_command
from prelabel.functions.interpreters import Interpreter, Interpreters
from prelabel.functions.package_index import pip_settings

Say = Callable[[str, str], None]  # level, message

ALWAYS = ("nuclio-sdk>=0.5", "pyyaml")
MARKER = "prelabel.json"  # written last: an environment without it is not whole
_FORMAT = 2  # part of the name; a change makes all environments anew
_HEADLESS = re.compile(r"^\s*(opencv-(?:contrib-)?python)(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True)
class Environment:
    """`python` is the interpreter in `folder`."""

    folder: Path
    python: Path


@dataclass(frozen=True)
class Requirements:
    """What a version asks for: a Python version, or None for any, and lines as in requirements.txt.

    Relative paths in the lines count from `folder`; `salt` tells apart what the lines alone do not. With `cpu` no GPU
    is wanted, even where there is one.
    """

    version: tuple[int, int] | None
    lines: tuple[str, ...]
    folder: Path
    salt: str = ""
    cpu: bool = False


class Environments:
    """The folder of all environments, each named by the hash of what is in it."""

    def __init__(self, folder: Path, download: bool, variables: Mapping[str, str]) -> None:
        self._folder = folder
        index = pip_settings(variables)
        self._options = index.options
        self._wheels = index.folders
        self.variables = {**variables, **dict(index.variables), "UV_NO_PROGRESS": "1", "NO_COLOR": "1"}
        self.variables.pop("VIRTUAL_ENV", None)
        self._interpreters = Interpreters(uv.find_uv_bin(), download, self.variables)

    async def prepare(self, wanted: Requirements, say: Say) -> Environment:
        """The environment that `wanted` describes, made now if there is none; raises `BuildFailed`."""
        interpreter = await asyncio.to_thread(self._interpreters.choose, wanted.version)
        if interpreter.remark:
            say("warning", interpreter.remark)
        lines = without_screen(wanted.lines, say)
        backend = pytorch.backend(wanted.cpu, self.variables)
        environment = self._place(interpreter, lines, wanted.salt, backend)
        self._folder.mkdir(parents=True, exist_ok=True)
        async with AsyncFileLock(environment.folder.with_suffix(".lock"), run_in_executor=False):
            if (environment.folder / MARKER).exists():
                (environment.folder / MARKER).touch()  # so that nobody takes it for unused
                say("info", f"The environment {environment.folder.name} is there already.")
            else:
                await self._make(environment, interpreter, replace(wanted, lines=lines), backend, say)
        return environment

    def _place(self, interpreter: Interpreter, lines: tuple[str, ...], salt: str, backend: str) -> Environment:
        content = json.dumps([_FORMAT, interpreter.version, interpreter.request, sorted(lines), salt, backend])
        return environment_in(self._folder / hashlib.sha256(content.encode()).hexdigest()[:16])

    async def _make(
        self, environment: Environment, interpreter: Interpreter, wanted: Requirements, backend: str, say: Say
    ) -> None:
        lines, folder = wanted.lines, wanted.folder
        shutil.rmtree(environment.folder, ignore_errors=True)
        say("info", f"Making the environment {environment.folder.name} ({', '.join(lines)}).")
        try:
            await self._uv(["venv", "--quiet", "--python", interpreter.request, environment.folder], folder, say)
            listing = environment.folder / "requirements.txt"
            listing.write_text("\n".join(lines) + "\n", encoding="utf-8")
            await self._install_listed(environment, listing, folder, backend, say)
            await self._replace_screen(environment, folder, say)
            if remark := pytorch.mend_torchvision(environment.folder):
                say("warning", remark)
            (environment.folder / MARKER).write_text(json.dumps({"requirements": lines}), encoding="utf-8")
        except BaseException:
            shutil.rmtree(environment.folder, ignore_errors=True)
            raise

    async def _install_listed(
        self, environment: Environment, listing: Path, folder: Path, backend: str, say: Say
    ) -> None:
        for options in pytorch.attempts(backend, self._wheels, environment.folder):
            try:
                await self._install(environment, [*options, "--requirements", listing], folder, say)
            except BuildFailed as error:
                if not options or "torch" not in error.message:
                    raise
                say("warning", f"PyTorch cannot be had with {' '.join(options)}; another way is tried.")
            else:
                return

    async def _install(self, environment: Environment, what: list[str | Path], folder: Path, say: Say) -> None:
        # compiled now, since a worker sees its environment read-only and would compile at every start
        command = ["pip", "install", "--python", environment.python, "--compile-bytecode", *self._options, *what]
        await self._uv(command, folder, say)

    async def _replace_screen(self, environment: Environment, folder: Path, say: Say) -> None:
        """OpenCV for screens, brought in by another package, lacks system libraries on most servers."""
        for found in environment.folder.rglob("opencv_*python-*.dist-info"):
            name, _, version = found.name.removesuffix(".dist-info").replace("_", "-").rpartition("-")
            if name.endswith("headless"):
                continue
            say("info", f"{name} is replaced by {name}-headless, which needs no screen.")
            await self._uv(["pip", "uninstall", "--python", environment.python, name], folder, say)
            # anew, even if it is there: both packages have the same files, and those are gone now
            await self._install(environment, ["--no-deps", "--reinstall", f"{name}-headless=={version}"], folder, say)

    async def _uv(self, arguments: list[str | Path], folder: Path, say: Say) -> None:
        printed: list[str] = []

        def line(text: str) -> None:
            printed.append(text)
            say("info", text)

        command = [uv.find_uv_bin(), *arguments]
        if await run_command(command, line, variables=self.variables, folder=folder):
            raise BuildFailed(_cause(printed))


def environment_in(folder: Path) -> Environment:
    """The environment in a folder, whether or not it has been made."""
    folder = folder.absolute()
    return Environment(folder, folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))


def is_whole(folder: Path) -> Environment | None:
    """The environment in a folder, if it is finished and its interpreter still there."""
    environment = environment_in(folder)
    return environment if (folder / MARKER).exists() and environment.python.exists() else None


def without_screen(lines: tuple[str, ...], say: Say) -> tuple[str, ...]:
    """The lines with what is always there, and with OpenCV's build for servers in place of the one for screens."""
    result = []
    for line in lines:
        replaced = _HEADLESS.sub(r"\1-headless", line)
        if replaced != line:
            say("info", f"{line.strip()} is replaced by {replaced.strip()}, which needs no screen.")
        result.append(replaced.strip())
    return (*ALWAYS, *(line for line in result if line.lower() not in ALWAYS))


def _cause(printed: list[str]) -> str:
    """uv's own explanation, without the lines that say how far it came."""
    for number, text in enumerate(printed):
        if text.lstrip().startswith(("×", "error", "╰")):
            return "The packages cannot be installed: " + " ".join(
                part.strip(" ×╰─▶│") for part in printed[number:] if part.strip()
            )
    return "The packages cannot be installed: " + " ".join(printed[-3:])
