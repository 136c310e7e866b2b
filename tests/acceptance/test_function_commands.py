"""Functions on a real server: deployed and called from the command line, over HTTP on their own ports, and its end."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageColor

from tests.pictures import folder_of
from tests.running import Server, running, start

FUNCTIONS = Path(__file__).parents[1] / "functions"


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("data")) as started:
        yield started


def prelabel(server: Server, *arguments: str, piped: str | None = None) -> subprocess.CompletedProcess[str]:
    where = ("--server", server.functions_url, "--data", str(server.data))
    command = [sys.executable, "-m", "prelabel", *arguments, *where]
    return subprocess.run(command, input=piped, capture_output=True, text=True, check=False, timeout=120)


def post(url: str, body: bytes, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_a_function_is_deployed_and_called_from_the_command_line(own_server: Server, tmp_path: Path) -> None:
    deployed = prelabel(own_server, "deploy", str(FUNCTIONS / "answers"))
    assert deployed.returncode == 0, deployed.stderr
    assert "answers is ready (version 1, port " in deployed.stdout
    head, row = prelabel(own_server, "function", "list").stdout.splitlines()
    assert (head.split()[:3], row.split()[:3]) == (["NAME", "PROJECT", "STATE"], ["answers", "default", "ready"])
    event = tmp_path / "event.json"
    event.write_text('{"a": 1}')
    invoked = prelabel(own_server, "function", "invoke", "answers", str(event))
    assert json.loads(invoked.stdout)["body"] == {"a": 1}
    assert json.loads(prelabel(own_server, "function", "invoke", "answers", piped="[2]").stdout)["body"] == [2]
    assert prelabel(own_server, "function", "stop", "answers").returncode == 0
    assert "scaledToZero" in prelabel(own_server, "function", "list", "-o", "json").stdout
    assert "answers is ready" in prelabel(own_server, "function", "start", "answers").stdout
    assert prelabel(own_server, "function", "delete", "answers").returncode == 0
    assert "There is no function" in prelabel(own_server, "function", "delete", "answers").stderr


def test_nuctls_options_win_over_the_configuration(own_server: Server, tmp_path: Path) -> None:
    (tmp_path / "function-gpu.yaml").write_text("metadata: {name: other}\nspec: {handler: 'code:handler'}\n")
    (tmp_path / "code.py").write_text("import os\ndef handler(c, e):\n    return [os.environ['A'], e.method, e.path]\n")
    folder = ("--path", str(tmp_path), "--file", str(tmp_path / "function-gpu.yaml"), "--platform", "local")
    more = ("--platform-config", '{"attributes": {"network": "none"}}', "--replicas", "1", "--project-name", "cvat")
    deployed = prelabel(own_server, "function", "deploy", "named", *folder, *more, "-e", "A=1")
    assert deployed.returncode == 0, deployed.stderr
    invoked = prelabel(own_server, "function", "invoke", "named", "-m", "put", "-p", "/x", "-b", "{}")
    assert json.loads(invoked.stdout) == ["1", "PUT", "/x"]
    exported = json.loads(prelabel(own_server, "function", "export", "named", "-o", "json").stdout)
    assert exported["metadata"]["labels"] == {"nuclio.io/project-name": "cvat"}
    prelabel(own_server, "function", "export", "named", str(tmp_path / "named.zip"))
    again = prelabel(own_server, "deploy", str(tmp_path / "named.zip"), "--new")
    assert "There is a function “named” already" in again.stderr, "what is exported is the function itself"
    assert exported["spec"]["env"] == [{"name": "A", "value": "1"}]
    assert exported["spec"]["platform"] == {"attributes": {"network": "none"}}
    assert "has no value" in prelabel(own_server, "deploy", str(tmp_path), "-e", "A").stderr


def test_a_function_that_fails_ends_the_command_with_the_reason(own_server: Server) -> None:
    deployed = prelabel(own_server, "deploy", str(FUNCTIONS / "init-raises"))
    assert deployed.returncode == 1
    assert "RuntimeError: the weights are missing" in deployed.stderr
    assert "Traceback" in prelabel(own_server, "function", "logs", "init-raises").stdout


def test_a_function_answers_on_its_own_port(own_server: Server) -> None:
    prelabel(own_server, "deploy", str(FUNCTIONS / "answers"))
    with urllib.request.urlopen(f"{own_server.functions_url}/api/functions/answers", timeout=30) as response:
        port = json.loads(response.read())["status"]["httpPort"]
    status, body = post(f"http://localhost:{port}/a?q=1", b'{"a": 1}', **{"Content-Type": "application/json"})
    assert (status, json.loads(body)["path"]) == (200, "/a")
    assert post(f"http://localhost:{port}/", b"", Host="evil.example")[0] == 403
    assert post(f"http://localhost:{port}/", b"", Origin="http://evil.example")[0] == 403


def test_a_function_is_looked_at_tested_exported_and_taken_back(own_server: Server, tmp_path: Path) -> None:
    for _ in range(2):
        assert prelabel(own_server, "deploy", str(FUNCTIONS / "steady-detector")).returncode == 0
    name = "steady"
    assert len(json.loads(prelabel(own_server, "function", "get", name, "-o", "json").stdout)["versions"]) == 2
    picture = folder_of(tmp_path, ["small.jpg"])[0]
    tested = prelabel(own_server, "function", "test", name, str(picture))
    assert "rectangle  thing 0.9  [1, 2, 30, 40]" in tested.stdout, tested.stderr
    with Image.open(tmp_path / "small.found.png") as drawn:
        assert drawn.getpixel((1, 20)) == ImageColor.getrgb("#e6194b")
    archive = tmp_path / "out.zip"
    assert prelabel(own_server, "function", "export", name, str(archive)).stdout.strip() == str(archive)
    assert archive.read_bytes().startswith(b"PK")
    assert "this is version 3" in prelabel(own_server, "function", "rollback", name).stdout


def test_the_log_is_streamed_live(own_server: Server) -> None:
    prelabel(own_server, "deploy", str(FUNCTIONS / "answers"))
    for prefix in (f"{own_server.functions_url}/api", f"{own_server.url}/nuclio/api"):
        with urllib.request.urlopen(f"{prefix}/functions/answers/log/stream?text=told", timeout=30) as stream:
            assert stream.headers["Content-Type"].startswith("text/event-stream")
            assert stream.readline().startswith(b":")
            call = {"x-nuclio-function-name": "answers"}
            assert post(f"{own_server.functions_url}/api/function_invocations/log", b"{}", **call)[0] == 200
            lines = iter(stream.readline, b"")
            told = json.loads(next(line for line in lines if line.startswith(b"data: ")).removeprefix(b"data: "))
        assert (told["message"], told["level"], told["worker"], told["fields"]["k"]) == ("told", "info", 0, 1)
        assert told["event"]


def test_deploying_needs_an_administrator(own_server: Server) -> None:
    body = json.dumps({"metadata": {"name": "intruder"}}).encode()
    status, _ = post(f"{own_server.functions_url}/api/functions", body, **{"Content-Type": "application/json"})
    assert status == 401


def test_without_a_server_the_command_says_how_to_start_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "prelabel", "function", "list", "--server", "http://127.0.0.1:9"]
    ended = subprocess.run([*command, "--data", str(tmp_path)], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "prelabel up" in ended.stderr


@pytest.mark.parametrize(("sandbox", "end"), [("auto", "stop"), ("none", "kill")])
def test_no_worker_outlives_the_server(tmp_path: Path, sandbox: str, end: str) -> None:
    """Not even one that is busy, and not even when the server is killed."""
    server = start(tmp_path, PRELABEL_SANDBOX=sandbox)
    try:
        assert prelabel(server, "deploy", str(FUNCTIONS / "slow")).returncode == 0
        call = threading.Thread(target=_call_in_vain, args=(f"{server.functions_url}/api/function_invocations",))
        call.start()
        work = tmp_path / "functions" / "slow" / "versions" / "1" / "work"
        while not (work / "begun").exists():
            time.sleep(0.01)
        workers = psutil.Process(server.process.pid).children(recursive=True)
        assert workers
        begin = time.monotonic()
    finally:
        server.stop() if end == "stop" else server.kill()
    assert time.monotonic() - begin < 3
    call.join()
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []


def _call_in_vain(url: str) -> None:
    try:
        post(url, b"", **{"x-nuclio-function-name": "slow"})
    except OSError:  # the server went away
        return
