"""Options of `prelabel deploy` that change the configuration, named as nuctl names them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import click

from prelabel.errors import InvalidInput

Command = Callable[..., Any]
# What nuctl's users write, and what means nothing without Docker.
_WITHOUT_MEANING = (
    click.option("--platform", hidden=True),
    click.option("--namespace", "-n", hidden=True),
    click.option("--image", "-i", hidden=True),
    click.option("--registry", "-r", hidden=True),
    click.option("--no-pull", is_flag=True, hidden=True),
    click.option("--http-trigger-service-type", hidden=True),
    click.option("--run-image", hidden=True),
    click.option("--code-entry-type", hidden=True),
    click.option("--replicas", hidden=True),
    click.option("--min-replicas", hidden=True),
    click.option("--max-replicas", hidden=True),
    click.option("--resource-request", multiple=True, hidden=True),
    click.option("--logger-level", hidden=True),
    click.option("--verbose", "-v", is_flag=True, hidden=True),
)
_OPTIONS = (
    click.option("--env", "-e", multiple=True, metavar="NAME=VALUE", help="A variable of the workers."),
    click.option(
        "--volume", multiple=True, metavar="FOLDER:PATH", help="Have a folder of the server seen at the path."
    ),
    click.option("--resource-limit", multiple=True, metavar="NAME=AMOUNT", help="Such as memory=2Gi."),
    click.option("--triggers", metavar="JSON", help="In place of the configuration's triggers of these names."),
    click.option("--platform-config", metavar="JSON", help='Such as {"attributes": {"network": "none"}}.'),
    click.option("--labels", "-l", metavar="NAME=VALUE,…", help="Labels of the function."),
    click.option("--annotations", metavar="NAME=VALUE,…", help="Annotations of the function."),
    click.option("--handler", help="module:function"),
    click.option("--runtime", help="Such as python:3.11."),
    click.option("--desc", metavar="TEXT", help="The description."),
    click.option("--base-image", metavar="IMAGE", help="Whose packages the function needs."),
    click.option("--build-command", multiple=True, metavar="COMMAND", help="Such as “pip install numpy”."),
    click.option("--readiness-timeout", type=int, metavar="SECONDS", help="How long a start may take."),
)


def configuration_options(command: Command) -> Command:
    for option in reversed((*_OPTIONS, *_WITHOUT_MEANING)):
        command = option(command)
    return command


def overrides(given: dict[str, Any]) -> dict[str, Any]:
    """What the options say, in the form of a configuration; empty when they say nothing."""
    spec = {
        "env": [{"name": name, "value": value} for name, value in pairs(given["env"])],
        "volumes": [_volume(number, each) for number, each in enumerate(given["volume"], 1)],
        "resources": {"limits": dict(pairs(given["resource_limit"]))},
        "triggers": _json("--triggers", given["triggers"]),
        "platform": _json("--platform-config", given["platform_config"]),
        "handler": given["handler"],
        "runtime": given["runtime"],
        "description": given["desc"],
        "readinessTimeoutSeconds": given["readiness_timeout"],
        "build": {"baseImage": given["base_image"], "commands": list(given["build_command"])},
    }
    metadata = {name: dict(pairs((given[name] or "").split(","))) for name in ("labels", "annotations")}
    found: dict[str, Any] = _said({"metadata": metadata, "spec": spec}) or {}
    return found


def _volume(number: int, text: str) -> dict[str, Any]:
    """`/models:/opt/models` or `C:\\models:/opt/models:ro` as an entry of spec.volumes."""
    read_only = text.endswith(":ro")
    host, sign, place = text.removesuffix(":ro").removesuffix(":rw").rpartition(":")
    if not sign or not host:
        raise InvalidInput(f"“{text}” is not a volume; write it as FOLDER:PATH.")
    name = f"volume-{number}"
    mount = {"name": name, "mountPath": place} | ({"readOnly": True} if read_only else {})
    return {"volume": {"name": name, "hostPath": {"path": host}}, "volumeMount": mount}


def pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    """The names and values in NAME=VALUE words."""
    parted = [word.partition("=") for word in words if word]
    if wrong := next((name for name, sign, _ in parted if not sign), ""):
        raise InvalidInput(f"“{wrong}” has no value; write it as NAME=VALUE.")
    return [(name.strip(), value) for name, _, value in parted]


def _json(option: str, text: str | None) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError as error:
        raise InvalidInput(f"{option} is not JSON: {error}.") from error


def _said(value: Any) -> Any:
    """The value without what is empty in it; None when nothing is left."""
    if isinstance(value, dict):
        kept = {key: said for key, each in value.items() if (said := _said(each)) is not None}
        return kept or None
    return None if value in (None, "", []) else value
