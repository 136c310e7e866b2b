"""Calls a server with whatever its OpenAPI document allows, and more: `python -m tests.conformance [SECONDS]`.

No answer may be a 5xx, and none may be of a status, type or form that the document does not tell of.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from prelabel.server.openapi import document
from tests.integration.refusals.place import Place
from tests.running import Server, running

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# Streams do not end, and an invocation answers what its function likes.
LEFT_OUT = "/watch$|/log/stream$|/logs/|function_invocations"
SEED = 1
LONG_SECONDS = 600


def conform(server: Server, folder: Path, seconds: int) -> tuple[int, str]:
    """Call for so many seconds; the exit status, and what was found. The same cases come again with the same seed."""
    place = Place(server)
    with server.http() as administrator:  # a key that no call can delete, unlike an access token
        key = administrator.headers["Authorization"]
    config = {f"path.{name}": place.things[name.removesuffix("_id")] for name in ("project_id", "task_id", "job_id")}
    config |= {"path.object_id": place.things["task"], "path.issue_id": place.things["issue"]}
    (folder / "schemathesis.toml").write_text(
        "[parameters]\n" + "".join(f'"{name}" = {value}\n' for name, value in config.items())
    )
    (folder / "openapi.json").write_text(json.dumps(document()))
    place.close()
    options = ["--url", server.url, "--checks", CHECKS, "--exclude-path-regex", LEFT_OUT, "--seed", str(SEED)]
    options += [
        "--phases",
        "fuzzing",
        "--max-examples",
        "3",
        "--max-time",
        str(seconds),
        "--header",
        f"Authorization: {key}",
    ]
    options += ["--generation-database", "none", "--continue-on-failure", "--no-color"]
    command = [sys.executable, "-m", "schemathesis.cli", "run", "openapi.json", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def main(seconds: int) -> int:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder, "data"), PRELABEL_REGISTRATION="true") as server:
        status, found = conform(server, Path(folder), seconds)
        sys.stdout.write(found + "".join(server.lines[1:]))
        return status


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LONG_SECONDS))
