"""`prelabel deploy`: a function from a folder, a zip or weights, followed until it is ready."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from prelabel.cli.configuration_options import configuration_options, overrides
from prelabel.cli.dashboard import Dashboard, server_options

SETTLED = ("ready", "error", "unhealthy", "scaledToZero", "imported")
POLL_SECONDS = 0.3
SKIPPED = frozenset({"__pycache__", ".git", ".venv", "node_modules"})


@click.command()
@click.argument("what", metavar="[PATH]", required=False)
@click.option("--path", "-p", type=click.Path(exists=True, path_type=Path), help="The same, as nuctl wants it.")
@click.option(
    "--file", "-f", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Another configuration."
)
@click.option("--name", default="", help="Name of the function. [the configuration's, or the file's]")
@click.option("--project-name", default="", help="Project of the function. [the configuration's]")
@click.option("--new", is_flag=True, help="Refuse to write over a function of that name.")
@configuration_options
@server_options
def deploy(
    what: str | None,
    path: Path | None,
    file: Path | None,
    name: str,
    project_name: str,
    new: bool,
    server: str,
    token: str,
    data: Path | None,
    **options: Any,
) -> None:
    """Deploy a function from PATH: a folder with a function.yaml, a zip of one, or a detector's weights alone.

    With --path, what stands alone is the function's name, as for nuctl. Options about the configuration win over it.
    """
    source = _source(what, path)
    if path is not None:
        name = name or what or ""
    changes = overrides(options)
    fields = {"name": name, "project": project_name, "overrides": json.dumps(changes) if changes else ""}
    if file is not None:
        fields["config"] = file.read_text(encoding="utf-8-sig")
    dashboard = Dashboard(server, token, data)
    address = "/bundles" if new else "/bundles?replace=true"
    deployed = dashboard.upload(address, _files(source), {key: text for key, text in fields.items() if text})["name"]
    wait_until_settled(dashboard, deployed)


def _source(what: str | None, path: Path | None) -> Path:
    if path is not None:
        return path
    if what is None:
        raise click.UsageError("Name the folder or file of the function.")
    if not Path(what).exists():
        raise click.UsageError(f"There is no file or folder “{what}”.")
    return Path(what)


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield path.name, path
        return
    for file in sorted(path.rglob("*")):
        inner = file.relative_to(path)
        if file.is_file() and not SKIPPED.intersection(inner.parts):
            yield inner.as_posix(), file


def wait_until_settled(dashboard: Dashboard, name: str) -> None:
    """Print the build log while the function is made, and what became of it; a failure ends the command."""
    status = _follow(dashboard, name)["status"]
    if status["state"] == "error":
        click.echo(f"{name} failed: {status['message']}", err=True)
        sys.exit(1)
    click.echo(f"{name} is {status['state']} (version {status['version']}, port {status['httpPort']}).")
    if status["state"] == "imported":
        click.echo(f"It is built by `prelabel function start {name}`.")


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
