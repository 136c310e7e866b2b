"""What functions made from parts share: a look into the part in its own environment, and the files written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prelabel.errors import BuildFailed
from prelabel.functions.base_images import REQUIREMENTS
from prelabel.functions.bundle import CONFIG_NAME
from prelabel.functions.command import run_command
from prelabel.functions.environment import Environments, Requirements, Say


async def inspection(
    script: Path, part: Path, requirements: Sequence[str], environments: Environments, say: Say, argument: str = ""
) -> dict[str, Any]:
    """What `script` prints of the part, run in the environment of the function; raises `BuildFailed`."""
    environment = await environments.prepare(Requirements(None, tuple(requirements), part.parent), say)
    printed: list[str] = []
    command: list[str | Path] = [environment.python, "-I", "-B", script, argument or part]
    await run_command(command, printed.append, variables=environments.variables, folder=part.parent)
    for line in printed:
        if line.startswith("{"):
            found: dict[str, Any] = json.loads(line)
            return found
    said = printed[-1] if printed else "the reader of it ended without a word"
    raise BuildFailed(f"{part.name} cannot be opened: {said}")


def write_parts(bundle: Path, config: str, files: Mapping[str, str], requirements: Sequence[str]) -> None:
    """Write what the bundle lacked; the configuration last, since with it the bundle is whole."""
    for name, text in files.items():
        (bundle / name).write_text(text, encoding="utf-8")
    (bundle / REQUIREMENTS).write_text("\n".join(requirements) + "\n", encoding="utf-8")
    (bundle / CONFIG_NAME).write_text(config, encoding="utf-8")
