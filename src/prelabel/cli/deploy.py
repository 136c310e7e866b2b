"""`prelabel deploy`: a function from a folder, a zip or weights, followed until it is ready."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from prelabel.cli.dashboard import Dashboard, server_options

SETTLED = ("ready", "error", "unhealthy", "scaledToZero", "imported")
POLL_SECONDS = 0.3
SKIPPED = frozenset({"__pycache__", ".git", ".venv", "node_modules"})


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--name", default="", help="Name of the function. [the configuration's, or the file's]")
@click.option("--new", is_flag=True, help="Refuse to write over a function of that name.")
@server_options
def deploy(path: Path, name: str, new: bool, server: str, token: str, data: Path | None) -> None:
    """Deploy a function from PATH: a folder with a function.yaml, a zip of one, or a detector's .onnx alone."""
    dashboard = Dashboard(server, token, data)
    address = "/bundles" if new else "/bundles?replace=true"
    deployed = dashboard.upload(address, _files(path), {"name": name} if name else {})["name"]
    function = _follow(dashboard, deployed)
    status = function["status"]
    if status["state"] == "error":
        click.echo(f"{deployed} failed: {status['message']}", err=True)
        sys.exit(1)
    click.echo(f"{deployed} is {status['state']} (version {status['version']}, port {status['httpPort']}).")


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield path.name, path
        return
    for file in sorted(path.rglob("*")):
        inner = file.relative_to(path)
        if file.is_file() and not SKIPPED.intersection(inner.parts):
            yield inner.as_posix(), file


def _follow(dashboard: Dashboard, name: str) -> Any:
    """Print the build log as it grows, until the function is settled."""
    printed = 0
    while True:
        function = dashboard.get(f"/functions/{name}")
        logs = function["status"]["logs"]
        for line in logs[printed:]:
            click.echo(f"{line['level'][:4]:4} {line['message']}")
        printed = max(printed, len(logs))
        if function["status"]["state"] in SETTLED:
            return function
        time.sleep(POLL_SECONDS)
