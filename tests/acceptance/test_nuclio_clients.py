"""Clients of Nuclio, unmodified: nuclio-jupyter with the token in the address, and CVAT's lambda manager replayed."""

from __future__ import annotations

import base64
import importlib.util
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.running import USER, Server, running
from tests.waiting import until

SCRIPT = Path(__file__).with_name("nuclio_jupyter.py")
DETECTOR = """
import json
def handler(context, event):
    box = {"label": "thing", "points": [1, 2, 3, 4], "type": "rectangle", "confidence": "0.5"}
    found = [{**box, "size": len(event.body["image"]), "seen": sorted(event.body)}]
    return context.Response(body=json.dumps(found), headers={}, content_type="application/json", status_code=200)
"""
# What CVAT's lambda manager always sends.
ALWAYS = {
    "x-nuclio-project-name": "cvat",
    "x-nuclio-function-namespace": "nuclio",
    "x-nuclio-invoke-via": "domain-name",
    "X-Nuclio-Invoke-Timeout": "120s",
}


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("data")) as started:
        yield started


@pytest.fixture(scope="module")
def token(own_server: Server) -> str:
    command = [sys.executable, "-m", "prelabel", "user", "token", USER, "--data", str(own_server.data)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.skipif(importlib.util.find_spec("nuclio") is None, reason="nuclio-jupyter is not installed")
def test_nuclio_jupyter_deploys_updates_and_deletes(own_server: Server, token: str, tmp_path: Path) -> None:
    dashboard = own_server.functions_url.replace("://", f"://x:{token}@")
    command = [sys.executable, str(SCRIPT), dashboard, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    said = [line for line in ended.stdout.splitlines() if line.startswith(("file ", "listed "))]
    host = own_server.functions_url.split("//")[1].partition(":")[0]
    assert said == [f"file {host} first", f"file {host} second", "listed jupyter pasted", "listed jupyter"]
    assert "Version 2 is ready." in ended.stdout + ended.stderr


def test_cvat_lists_and_invokes(own_server: Server, token: str) -> None:
    deploy(own_server, token)
    listed = json.loads(ask(f"{own_server.functions_url}/api/functions", ALWAYS)[1])
    assert [each["metadata"]["name"] for each in listed.values()] == ["of-cvat"]
    function = json.loads(ask(f"{own_server.functions_url}/api/functions/of-cvat", ALWAYS)[1])
    assert json.loads(function["metadata"]["annotations"]["spec"])[0]["name"] == "thing"
    assert (function["spec"]["description"], function["metadata"]["annotations"]["type"]) == ("", "detector")
    body = json.dumps({"image": base64.b64encode(b"picture").decode(), "threshold": 0.5}).encode()
    headers = {**ALWAYS, "Content-Type": "application/json"}
    direct = ask(f"http://localhost:{function['status']['httpPort']}", headers, body)
    named = {**headers, "x-nuclio-function-name": "of-cvat", "x-nuclio-path": "/"}
    through = ask(f"{own_server.functions_url}/api/function_invocations", named, body)
    assert direct == through
    assert (direct[0], json.loads(direct[1])[0]["seen"]) == (200, ["image", "threshold"])


def test_cvat_hears_the_functions_own_status(own_server: Server, token: str) -> None:
    deploy(own_server, token)
    named = {**ALWAYS, "x-nuclio-function-name": "of-cvat", "x-nuclio-path": "/"}
    status, body = ask(f"{own_server.functions_url}/api/function_invocations", named, b"form=data")
    assert status == 500
    assert b"Exception caught in handler" in body


def deploy(server: Server, token: str) -> None:
    config = {
        "metadata": {
            "name": "of-cvat",
            "namespace": "cvat",
            "labels": {"nuclio.io/project-name": "cvat"},
            "annotations": {"name": "Of CVAT", "type": "detector", "spec": '[{"id": 1, "name": "thing"},]'},
        },
        "spec": {
            "handler": "main:handler",
            "build": {"functionSourceCode": base64.b64encode(DETECTOR.encode()).decode()},
        },
    }
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    address = f"{server.functions_url}/api/functions"
    assert ask(f"{address}/of-cvat", headers, json.dumps(config).encode(), "PUT")[0] == 202
    until(lambda: json.loads(ask(f"{address}/of-cvat", ALWAYS)[1])["status"]["state"] == "ready")


def ask(url: str, headers: Mapping[str, str], body: bytes | None = None, method: str = "") -> tuple[int, bytes]:
    request = urllib.request.Request(url, body, dict(headers), method=method or ("POST" if body else "GET"))
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
