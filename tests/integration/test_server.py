"""The server as a process: its start, its refusals and its end."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import psutil
import pytest

from tests.running import USER, running, start


def prelabel(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "prelabel", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def answer(url: str, **headers: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as response:
        body: bytes = response.read()
    return body


def test_it_ends_quickly_and_leaves_no_process(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        children = psutil.Process(server.process.pid).children(recursive=True)
        begin = time.monotonic()
        assert server.stop() == 0
    assert time.monotonic() - begin < 3
    assert not [child for child in children if child.is_running()]


def test_a_second_server_on_the_folder_is_refused(tmp_path: Path) -> None:
    with running(tmp_path):
        second = prelabel("up", "--port", "0", "--functions-port", "0", "--data", str(tmp_path))
    assert second.returncode == 1
    assert str(tmp_path) in second.stderr
    assert "--data" in second.stderr


@pytest.mark.parametrize("option", ["--port", "--functions-port"])
def test_a_taken_port_names_itself_and_the_option(tmp_path: Path, option: str) -> None:
    other = "--functions-port" if option == "--port" else "--port"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = prelabel("up", option, port, other, "0", "--data", str(tmp_path))
    assert refused.returncode == 1
    assert port in refused.stderr
    assert option in refused.stderr


def test_the_first_start_prints_a_link_that_signs_in_once(tmp_path: Path) -> None:
    with running(tmp_path, PRELABEL_ADMIN_PASSWORD="") as server:
        (link,) = re.findall(r"http\S+key=\S+", "".join(server.lines))
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        browser.open(link.replace("next=/", "next=/api/users/self"))
        assert json.loads(browser.open(f"{server.url}/api/users/self").read())["username"] == USER
        again = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        assert "/login" in again.open(link.replace("next=/", "next=/api/server/about")).url
    with running(tmp_path, PRELABEL_ADMIN_PASSWORD="") as server:
        assert "key=" not in "".join(server.lines)


def test_others_are_let_in_only_with_a_password(tmp_path: Path) -> None:
    refused = prelabel("up", "--host", "0.0.0.0", "--port", "0", "--functions-port", "0", "--data", str(tmp_path))
    assert refused.returncode == 1
    assert "password" in refused.stderr


def test_a_newer_data_folder_is_refused(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    database = sqlite3.connect(tmp_path / "prelabel.sqlite")
    with database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    refused = prelabel("up", "--port", "0", "--functions-port", "0", "--data", str(tmp_path))
    assert refused.returncode == 1
    assert "newer version" in refused.stderr


def test_tokens_and_passwords_from_the_command_line(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        token = prelabel("user", "token", USER, "--data", str(tmp_path)).stdout.strip()
        assert json.loads(answer(f"{server.url}/api/users/self", Authorization=f"Bearer {token}"))["username"] == USER
        assert prelabel("user", "add", "ann", "--password", "short", "--data", str(tmp_path)).returncode == 1
        assert prelabel("user", "add", "ann", "--password", "long enough", "--data", str(tmp_path)).returncode == 0
        listed = prelabel("user", "list", "--data", str(tmp_path)).stdout
    assert "ann" in listed


def test_killed_it_starts_again_with_what_it_had(tmp_path: Path) -> None:
    server = start(tmp_path)
    token = prelabel("user", "token", USER, "--data", str(tmp_path)).stdout.strip()
    server.kill()
    with running(tmp_path) as server:
        assert json.loads(answer(f"{server.url}/api/users/self", Authorization=f"Bearer {token}"))["username"] == USER
