"""Builds a version: from its bundle and configuration to an environment its workers can start in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prelabel.errors import BuildFailed
from prelabel.functions.base_images import BaseImages
from prelabel.functions.config import FunctionConfig, Image, with_image
from prelabel.functions.environment import Environment, Environments, Requirements, Say
from prelabel.functions.model_card import read_model_card
from prelabel.functions.pytorch import has_gpu
from prelabel.functions.recipe import Recipe, fill_bundle, read_lines, recipe_of
from prelabel.functions.unused_fields import unused_fields, unused_triggers
from prelabel.functions.volumes import other_volumes


@dataclass(frozen=True)
class Built:
    """What a version runs in, and its configuration with what an image would have set."""

    config: FunctionConfig
    environment: Environment


async def build(
    bundle: Path, config: FunctionConfig, images: BaseImages, environments: Environments, say: Say
) -> Built:
    """Make what a version needs, saying what is done and what is not; raises `BuildFailed`."""
    if not config.runtime.startswith("python"):
        raise BuildFailed(f"The runtime “{config.runtime}” is not supported: functions here are written in Python.")
    for remark in remarks(config):
        say("warning", remark)
    if unused := unused_fields(config.raw["spec"]):
        say("info", unused)
    recipe = recipe_of(bundle, config, images)
    for remark in recipe.remarks:
        say("warning", remark)
    for name in fill_bundle(recipe, bundle):
        say("info", f"{name} is copied, as the image's Dockerfile says.")
    there = {path.name for path in bundle.rglob("*")}
    for undone in (each for each in recipe.undone if each.makes not in there):
        say("warning", str(undone))
    environment = await environments.prepare(requirements_of(bundle, recipe), say)
    return Built(with_image(config, Image(dict(recipe.variables), recipe.working_folder)), environment)


def requirements_of(bundle: Path, recipe: Recipe) -> Requirements:
    """What requirements.txt and the recipe ask for."""
    lines = [*read_lines(bundle / "requirements.txt"), *recipe.requirements]
    # lines that point into the bundle make an environment of this bundle only
    local = any(line.startswith(("-r", "-c", "-e", ".", "/")) or "file:" in line for line in lines)
    salt = hashlib.sha256(str(bundle).encode()).hexdigest() if local else ""
    return Requirements(recipe.version, tuple(dict.fromkeys(lines)), bundle, salt, recipe.cpu)


def remarks(config: FunctionConfig) -> list[str]:
    """What is in the configuration but does nothing, or not what its author may think."""
    spec, found = config.raw["spec"], []
    trouble = read_model_card(config)[1]
    if trouble:
        found.append(f"{trouble} The function starts, but its labels are not known.")
    namespace = str(config.raw["metadata"].get("namespace") or "nuclio")
    if namespace != "nuclio":
        found.append(f"The namespace {namespace} is not used; all functions live in “nuclio”.")
    found += [
        f"The volume {name} is no folder of this machine (hostPath); it does nothing." for name in other_volumes(config)
    ]
    if _wants_gpu(spec) and not has_gpu():
        found.append("The function asks for a GPU and this machine has none: it runs if its code can do without.")
    return found + unused_triggers(spec)


def _wants_gpu(spec: Mapping[str, Any]) -> bool:
    limits = (spec.get("resources") or {}).get("limits") or {}
    return any(str(name).endswith("/gpu") and str(amount) not in ("", "0") for name, amount in limits.items())
