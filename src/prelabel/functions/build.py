"""Builds a version: from its bundle and configuration to an environment its workers can start in."""

from __future__ import annotations

import hashlib
from pathlib import Path

from prelabel.errors import BuildFailed
from prelabel.functions.config import FunctionConfig
from prelabel.functions.directives import read_directives
from prelabel.functions.environment import Environment, Environments, Requirements, Say
from prelabel.functions.interpreters import asked_version
from prelabel.functions.model_card import read_model_card


async def build(bundle: Path, config: FunctionConfig, environments: Environments, say: Say) -> Environment:
    """Make the environment that a version needs, saying what is done and what is not; raises `BuildFailed`."""
    if not config.runtime.startswith("python"):
        raise BuildFailed(f"The runtime “{config.runtime}” is not supported: functions here are written in Python.")
    for remark in remarks(config):
        say("warning", remark)
    return await environments.prepare(requirements_of(bundle, config, say), say)


def requirements_of(bundle: Path, config: FunctionConfig, say: Say) -> Requirements:
    """What requirements.txt and the build's pip lines ask for."""
    directives = read_directives(config)
    for line in directives.undone:
        say("warning", f"Not done, because no image is built here: {line}")
    lines = [*_read_lines(bundle / "requirements.txt"), *directives.requirements]
    # lines that point into the bundle make an environment of this bundle only
    local = any(line.startswith(("-r", "-c", "-e", ".", "/")) or "file:" in line for line in lines)
    salt = hashlib.sha256(str(bundle).encode()).hexdigest() if local else ""
    return Requirements(asked_version(config.runtime), tuple(lines), bundle, salt)


def remarks(config: FunctionConfig) -> list[str]:
    """What is in the configuration but does nothing, or not what its author may think."""
    spec, found = config.raw["spec"], []
    trouble = read_model_card(config)[1]
    if trouble:
        found.append(f"{trouble} The function starts, but its labels are not known.")
    base = str(config.build.get("baseImage") or "")
    if base and not base.startswith("python:"):
        found.append(f"The base image {base} is not used; name the packages it holds in a requirements.txt.")
    namespace = str(config.raw["metadata"].get("namespace") or "nuclio")
    if namespace != "nuclio":
        found.append(f"The namespace {namespace} is not used; all functions live in “nuclio”.")
    if spec.get("volumes"):
        found.append("spec.volumes does nothing here; add the files to the function.")
    return found


def _read_lines(file: Path) -> list[str]:
    if not file.is_file():
        return []
    lines = (line.split(" #")[0].strip() for line in file.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
