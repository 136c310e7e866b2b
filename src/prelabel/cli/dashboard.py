"""Speaks to the function API of a running server, for the commands about functions."""

from __future__ import annotations

import json
import secrets
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import click

from prelabel import settings as configuration
from prelabel.errors import NotAllowed, OperatorError, PrelabelError

Command = Callable[..., Any]
ADDRESS = "http://127.0.0.1:8070"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOKEN_FILE = "command-line.token"


def server_options(command: Command) -> Command:
    """The options that say which server is meant, and who asks."""
    options = (
        click.option(
            "--server", envvar="PRELABEL_SERVER", default=ADDRESS, show_default=True, help="Its functions port."
        ),
        click.option("--token", envvar="PRELABEL_TOKEN", default="", help="An administrator's access token."),
        click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Data folder of a local server."),
    )
    for option in options:
        command = option(command)
    return command


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Dashboard:
    """The API at `server`. Without a token, a server on this machine is asked as the owner of its data folder."""

    def __init__(self, server: str, token: str, data: Path | None) -> None:
        self._server = server.rstrip("/")
        self._token = token or (_own_token(data) if urlsplit(server).hostname in LOOPBACK else "")

    def get(self, path: str) -> Any:
        return self.ask("GET", path).json()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | IO[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        refuse: bool = True,
    ) -> Answer:
        """The answer; with `refuse` an error status is raised with the server's own words."""
        request = urllib.request.Request(f"{self._server}/api{path}", body, dict(headers or {}), method=method)
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as response:
                return Answer(response.status, response.read())
        except urllib.error.HTTPError as error:
            answer = Answer(error.code, error.read())
            if refuse:
                raise _refusal(answer) from error
            return answer
        except (urllib.error.URLError, ConnectionError) as error:
            raise OperatorError(
                f"No server answers at {self._server}; start one with `prelabel up`, or name its functions port "
                "with --server."
            ) from error

    def events(self, path: str) -> Iterator[Any]:
        """What the server sends as it happens (server-sent events with JSON), until it ends."""
        request = urllib.request.Request(f"{self._server}/api{path}")
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as response:
                for line in response:
                    if line.startswith(b"data: "):
                        yield json.loads(line.removeprefix(b"data: "))
        except urllib.error.HTTPError as error:
            raise _refusal(Answer(error.code, error.read())) from error

    def upload(
        self, path: str, files: Iterator[tuple[str, Path]], fields: Mapping[str, str], method: str = "POST"
    ) -> Any:
        """Send files and fields as one form."""
        boundary = secrets.token_hex(16)
        with tempfile.TemporaryFile() as form:
            for name, value in fields.items():
                form.write(_part(boundary, f'name="{name}"') + value.encode() + b"\r\n")
            for name, file in files:
                form.write(_part(boundary, f'name="files"; filename="{name.replace(chr(34), "%22")}"'))
                with file.open("rb") as content:
                    while block := content.read(2**20):
                        form.write(block)
                form.write(b"\r\n")
            form.write(f"--{boundary}--\r\n".encode())
            length = form.tell()
            form.seek(0)
            headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Content-Length": str(length)}
            return self.ask(method, path, form, headers).json()


def _part(boundary: str, disposition: str) -> bytes:
    return f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode()


def _refusal(answer: Answer) -> PrelabelError:
    if answer.status in (401, 403):
        return NotAllowed(
            "The server wants an administrator's token: make one with `prelabel user token` and give it with --token "
            "or PRELABEL_TOKEN."
        )
    try:
        return PrelabelError(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return PrelabelError(f"The server answered with status {answer.status}.")


def _own_token(data: Path | None) -> str:
    """A token of the administrator, kept in the data folder, which only its owner can read.

    What makes one is loaded only then: it takes longer than all else that most commands do.
    """
    settings = configuration.load(data=data)
    file = settings.data / TOKEN_FILE
    if file.exists():
        return file.read_text(encoding="utf-8").strip()
    if not settings.database_file.exists():
        return ""
    from prelabel.server import folder
    from prelabel.services.users import UserService

    database = folder.database_of(settings)
    try:
        token = UserService(database).new_token(settings.admin_user, "command line")
    except PrelabelError:
        return ""
    finally:
        database.close()
    file.touch(mode=0o600)
    file.write_text(token, encoding="utf-8")
    return token
