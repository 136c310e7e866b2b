"""Looks into parts of functions (weights, checkpoints, modules) where a worker of theirs would run, nowhere else."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from prelabel.errors import BuildFailed
from prelabel.functions.command import run_command
from prelabel.functions.environment import Environments, Requirements, Say
from prelabel.functions.sandbox import Layout, Sandbox
from prelabel.functions.variables import host_variables


class Inspector:
    """Whoever opens a checkpoint or imports a module runs it: so does a process behind a worker's walls.

    `sandbox` gives those walls, `variables` is the server's environment.
    """

    def __init__(
        self, environments: Environments, sandbox: Callable[[], Awaitable[Sandbox]], variables: Mapping[str, str]
    ) -> None:
        self._environments = environments
        self._sandbox = sandbox
        self._variables = variables

    async def look(
        self, script: Path, part: Path, requirements: Sequence[str], say: Say, argument: str = ""
    ) -> dict[str, Any]:
        """The line of JSON that `script` prints of the part, or of `argument`; raises `BuildFailed`."""
        wanted = Requirements(None, tuple(requirements), part.parent)
        environment = await self._environments.prepare(wanted, say)
        sandbox = await self._sandbox()
        layout = Layout(environment.python, environment.folder, part.parent)
        command = [*sandbox.script(layout, script), argument or f"{sandbox.bundle_folder(layout)}/{part.name}"]
        printed: list[str] = []
        variables = host_variables(layout, sandbox, self._variables)
        await run_command(command, printed.append, variables=variables, folder=part.parent)
        for line in printed:
            if line.startswith("{"):
                found: dict[str, Any] = json.loads(line)
                return found
        said = printed[-1] if printed else "the reader of it ended without a word"
        raise BuildFailed(f"{part.name} cannot be opened: {said}")
