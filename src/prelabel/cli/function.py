"""`prelabel function …`: lists, invokes and removes functions, and reads their logs."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import click

from prelabel.cli.dashboard import Dashboard, server_options

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif"})


@click.group()
def function() -> None:
    """Functions of a running server."""


@function.command("list")
@server_options
def list_functions(server: str, token: str, data: Path | None) -> None:
    """Name, state, port, workers and what is wrong, one function a line."""
    found = Dashboard(server, token, data).get("/functions")
    for name, each in sorted(found.items()):
        status = each["status"]
        line = f"{name:32} {status['state']:16} {status['httpPort']:6} {status['workers']:3}  {status['message']}"
        click.echo(line.rstrip())


@function.command("delete")
@click.argument("name")
@server_options
def delete(name: str, server: str, token: str, data: Path | None) -> None:
    """Remove a function with all its versions."""
    dashboard = Dashboard(server, token, data)
    dashboard.get(f"/functions/{name}")
    body = json.dumps({"metadata": {"name": name}}).encode()
    dashboard.ask("DELETE", "/functions", body, {"Content-Type": "application/json"})


@function.command("logs")
@click.argument("name")
@click.option("--level", default="", help="debug, info, warning or error: this and worse.")
@click.option("--text", default="", help="Only lines that contain this.")
@click.option("--tail", type=int, default=200, show_default=True)
@server_options
def logs(name: str, level: str, text: str, tail: int, server: str, token: str, data: Path | None) -> None:
    """What a function's workers logged and printed."""
    query = urlencode({"level": level, "text": text, "tail": tail})
    for line in Dashboard(server, token, data).get(f"/functions/{name}/log?{query}")["lines"]:
        worker = "-" if line["worker"] is None else line["worker"]
        click.echo(f"{line['time']} {worker} {line['level']:7} {line['message']}")


@function.command("base-image")
@click.argument("image")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@server_options
def base_image(image: str, files: tuple[Path, ...], server: str, token: str, data: Path | None) -> None:
    """Say what is in a base image: its Dockerfile with the FILES that it copies, or a requirements.txt.

    Without FILES, what is known of the image is printed.
    """
    dashboard = Dashboard(server, token, data)
    address = f"/base_images/{quote(image)}"
    if not files:
        click.echo(json.dumps(dashboard.get(address), indent=2))
        return
    told = dashboard.upload(address, _named(files), {}, "PUT")
    click.echo(f"{told['name']} is known: {', '.join(told['files'])}.")
    for name in told["waiting"]:
        click.echo(f"{name} is built now.")


def _named(files: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    """The files by their names; those of folders by the path from the folder's parent."""
    for file in files:
        if file.is_dir():
            yield from ((each.relative_to(file.parent).as_posix(), each) for each in file.rglob("*") if each.is_file())
        else:
            yield file.name, file


@function.command("invoke")
@click.argument("name")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--body", "-b", default="", help="The body, instead of a file.")
@click.option("--content-type", "-c", default="", help="[application/json]")
@click.option("--threshold", type=float, help="Sent along with a picture.")
@server_options
def invoke(
    name: str,
    file: Path | None,
    body: str,
    content_type: str,
    threshold: float | None,
    server: str,
    token: str,
    data: Path | None,
) -> None:
    """Call a function with FILE (a picture is sent as a detector expects it) and print its answer."""
    headers = {"x-nuclio-function-name": name, "Content-Type": content_type or "application/json"}
    content = body.encode() if file is None else _content(file, threshold)
    answer = Dashboard(server, token, data).ask("POST", "/function_invocations", content, headers, refuse=False)
    click.echo(answer.body)
    if answer.status >= 400:
        click.echo(f"status {answer.status}", err=True)
        sys.exit(1)


def _content(file: Path, threshold: float | None) -> bytes:
    data = file.read_bytes()
    if file.suffix.lower() not in PICTURES:
        return data
    event: dict[str, object] = {"image": base64.b64encode(data).decode()}
    if threshold is not None:
        event["threshold"] = threshold
    return json.dumps(event).encode()
