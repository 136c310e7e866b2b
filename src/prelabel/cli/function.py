"""`prelabel function …`: looks at functions, calls them, takes them back to a version, removes them."""

from __future__ import annotations

import base64
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import click
import yaml

from prelabel.cli.configuration_options import pairs
from prelabel.cli.dashboard import Answer, Dashboard, server_options
from prelabel.cli.deploy import deploy, wait_until_settled
from prelabel.errors import InvalidInput
from prelabel.functions.logs import LEVELS

JSON = {"Content-Type": "application/json"}
_LINE = "{:32} {:12} {:12} {:>6} {:>7}  {}"
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif"})


@click.group()
def function() -> None:
    """Functions of a running server."""


function.add_command(deploy)


@function.command("list")
@click.option("--output", "-o", type=click.Choice(["text", "wide", "yaml", "json"]), default="text", show_default=True)
@server_options
def list_functions(output: str, server: str, token: str, data: Path | None) -> None:
    """Name, project, state, port, workers and what is wrong, one function a line."""
    found = Dashboard(server, token, data).get("/functions")
    if output not in ("text", "wide"):
        click.echo(_written(found, output))
    elif not found:
        click.echo("There are no functions yet; `prelabel deploy PATH` makes one.", err=True)
    else:
        click.echo(_LINE.format("NAME", "PROJECT", "STATE", "PORT", "WORKERS", "MESSAGE"))
        for name, each in sorted(found.items()):
            status, project = each["status"], each["metadata"]["labels"]["nuclio.io/project-name"]
            told = [status[key] for key in ("state", "httpPort", "workers", "message")]
            click.echo(_LINE.format(name, project, *told).rstrip())


@function.command("get")
@click.argument("name")
@click.option("--output", "-o", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@server_options
def get(name: str, output: str, server: str, token: str, data: Path | None) -> None:
    """Configuration and state of a function, and its versions."""
    dashboard = Dashboard(server, token, data)
    found = dashboard.get(f"/functions/{name}")
    found["status"].pop("logs")
    found["versions"] = dashboard.get(f"/functions/{name}/versions")
    click.echo(_written(found, output))


def _written(found: Any, output: str) -> str:
    as_json = output == "json"
    return json.dumps(found, indent=2) if as_json else yaml.safe_dump(found, sort_keys=False, allow_unicode=True)


@function.command("export")
@click.argument("name")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--output", "-o", type=click.Choice(["zip", "yaml", "json"]), default="zip", show_default=True)
@server_options
def export(name: str, file: Path | None, output: str, server: str, token: str, data: Path | None) -> None:
    """Write the files of a function's newest version to FILE, a zip that `prelabel deploy` takes. [NAME.zip]

    As yaml or json it is the configuration with the handler's code in it, for Nuclio, and it is printed without a FILE.
    """
    dashboard = Dashboard(server, token, data)
    if output != "zip":
        text = _written(dashboard.get(f"/functions/{name}?export=true"), output)
        click.echo(text) if file is None else file.write_text(text, encoding="utf-8")
        return
    target = file or Path(f"{name}.zip")
    target.write_bytes(dashboard.ask("GET", f"/functions/{name}/bundle.zip").body)
    click.echo(str(target))


@function.command("rollback")
@click.argument("name")
@click.argument("version", type=int, required=False)
@server_options
def rollback(name: str, version: int | None, server: str, token: str, data: Path | None) -> None:
    """Deploy VERSION again; without one, the version before the newest."""
    dashboard = Dashboard(server, token, data)
    body = json.dumps({"version": version}).encode()
    answer = dashboard.ask("POST", f"/functions/{name}/rollback", body, {"Content-Type": "application/json"})
    number = answer.json()["version"]
    for change in dashboard.get(f"/functions/{name}/versions/{number}/changes"):
        click.echo(f"{change['change']} {change['name']}")
    click.echo(f"{name} goes back; this is version {number}.")


@function.command("prune")
@click.option("--keep", type=int, help="How many of the newest versions stay; by default as the server keeps.")
@server_options
def prune(keep: int | None, server: str, token: str, data: Path | None) -> None:
    """Remove old versions of all functions, and environments that no version runs in; the server does so itself too."""
    body = json.dumps({"keep": keep}).encode()
    answer = Dashboard(server, token, data).ask("POST", "/prune", body, {"Content-Type": "application/json"})
    gone = answer.json()
    freed = f"{gone['freed_bytes'] / 10**6:.0f} MB"
    click.echo(f"{gone['versions']} versions and {gone['environments']} environments are gone; {freed} are free.")


@function.command("start")
@click.argument("name")
@server_options
def start(name: str, server: str, token: str, data: Path | None) -> None:
    """Start a function that was stopped, or build one that was imported."""
    dashboard = Dashboard(server, token, data)
    _ask_for(dashboard, name, "ready")
    wait_until_settled(dashboard, name)


@function.command("stop")
@click.argument("name")
@server_options
def stop(name: str, server: str, token: str, data: Path | None) -> None:
    """Stop a function, which frees its memory, until it is started again."""
    _ask_for(Dashboard(server, token, data), name, "scaledToZero")


def _ask_for(dashboard: Dashboard, name: str, state: str) -> None:
    dashboard.ask("PATCH", f"/functions/{name}", json.dumps({"desiredState": state}).encode(), JSON)


@function.command("delete")
@click.argument("name")
@click.option("--force", is_flag=True, hidden=True)  # nuctl's; here no build under way stands in the way
@server_options
def delete(name: str, force: bool, server: str, token: str, data: Path | None) -> None:
    """Remove a function with all its versions."""
    del force
    dashboard = Dashboard(server, token, data)
    dashboard.get(f"/functions/{name}")
    body = json.dumps({"metadata": {"name": name}}).encode()
    dashboard.ask("DELETE", "/functions", body, {"Content-Type": "application/json"})


@function.command("logs")
@click.argument("name")
@click.option("--level", type=click.Choice([*LEVELS, "warn"]), help="This and worse.")
@click.option("--text", default="", help="Only lines that contain this.")
@click.option("--tail", type=int, default=200, show_default=True)
@click.option("--follow", "-f", is_flag=True, help="Go on with what comes, until Ctrl+C.")
@server_options
def logs(
    name: str, level: str | None, text: str, tail: int, follow: bool, server: str, token: str, data: Path | None
) -> None:
    """What a function's workers logged and printed."""
    dashboard = Dashboard(server, token, data)
    query = urlencode({"level": level or "", "text": text, "tail": tail})
    if follow:
        lines = dashboard.events(f"/functions/{name}/log/stream?{query}")
    else:
        lines = dashboard.get(f"/functions/{name}/log?{query}")["lines"]
    for line in lines:
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
@click.option("--method", "-m", default="POST", show_default=True)
@click.option("--path", "-p", default="/", show_default=True)
@click.option("--headers", "-d", metavar="NAME=VALUE,…", default="", help="Sent along.")
@click.option("--timeout", "-t", metavar="DURATION", default="", help="How long to wait, such as 60s. [for ever]")
@click.option("--threshold", type=float, help="Sent along with a picture.")
@click.option("--raise-on-status", is_flag=True, hidden=True)  # nuctl's; a status that is an error always is one here
@server_options
def invoke(
    name: str,
    file: Path | None,
    body: str,
    content_type: str,
    method: str,
    path: str,
    headers: str,
    timeout: str,
    threshold: float | None,
    raise_on_status: bool,
    server: str,
    token: str,
    data: Path | None,
) -> None:
    """Call a function with FILE (a picture is sent as a detector expects it) and print its answer.

    Without FILE and --body, what is piped in is sent.
    """
    del raise_on_status
    content = _content(file, threshold) if file is not None else body.encode() or _piped(method)
    sent = {**JSON, "x-nuclio-path": path, **dict(pairs(headers.split(",")))}
    if content_type:
        sent["Content-Type"] = content_type
    if timeout:
        sent["x-nuclio-invoke-timeout"] = timeout
    click.echo(_invoked(Dashboard(server, token, data), name, content, sent, method.upper()).body)


@function.command("test")
@click.argument("name")
@click.argument("picture", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--threshold", type=float)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="[PICTURE.found.png]")
@server_options
def test(
    name: str,
    picture: Path,
    threshold: float | None,
    out: Path | None,
    server: str,
    token: str,
    data: Path | None,
) -> None:
    """Call a detector with PICTURE, print what it found and draw it."""
    from prelabel.cli.drawing import caption, draw

    if picture.suffix.lower() not in PICTURES:
        raise InvalidInput(f"{picture.name} is not a picture ({', '.join(sorted(PICTURES))}).")
    answer = _invoked(Dashboard(server, token, data), name, _content(picture, threshold))
    found = _items(answer)
    for item in found:
        click.echo(f"{item.get('type', ''):10} {caption(item)}  {item.get('points', '')}")
    target = out or picture.with_suffix(".found.png")
    draw(picture.read_bytes(), found, target)
    click.echo(f"{len(found)} found, drawn in {target}")


def _invoked(
    dashboard: Dashboard, name: str, content: bytes, headers: Mapping[str, str] = JSON, method: str = "POST"
) -> Answer:
    """The function's answer; one that is an error ends the command."""
    headers = {**headers, "x-nuclio-function-name": name}
    answer = dashboard.ask(method, "/function_invocations", content or None, headers, refuse=False)
    if answer.status >= 400:
        click.echo(answer.body)
        click.echo(f"status {answer.status}", err=True)
        sys.exit(1)
    return answer


def _items(answer: Answer) -> list[dict[str, Any]]:
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise InvalidInput(f"This is not what a detector answers, a JSON list of objects: {answer.body[:200]!r}")
    return found


def _piped(method: str) -> bytes:
    """What another program or a file gives us to send on."""
    kind = os.fstat(sys.stdin.fileno()).st_mode
    is_given = stat.S_ISFIFO(kind) or stat.S_ISREG(kind)
    return sys.stdin.buffer.read() if is_given and method.upper() not in ("GET", "HEAD") else b""


def _content(file: Path, threshold: float | None) -> bytes:
    data = file.read_bytes()
    if file.suffix.lower() not in PICTURES:
        return data
    event: dict[str, object] = {"image": base64.b64encode(data).decode()}
    if threshold is not None:
        event["threshold"] = threshold
    return json.dumps(event).encode()
