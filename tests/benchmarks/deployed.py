"""Makes a function from the weights of a detector and waits until it is ready."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.served import Served

POLL_SECONDS = 0.2


@dataclass(frozen=True)
class Deployed:
    name: str
    labels: tuple[str, ...]


def deployed(server: Served, weights: Path) -> Deployed:
    """Deploy `weights` with nothing beside them; the function has as many workers as the machine has cores."""
    print(f"deploying {weights.name} as a function…", flush=True)
    with weights.open("rb") as content:
        answer = server.functions.post(
            "/api/bundles", params={"replace": True}, files={"files": (weights.name, content)}
        )
    name: str = answer.raise_for_status().json()["name"]
    while True:
        function = server.functions.get(f"/api/functions/{name}").raise_for_status().json()
        if function["status"]["state"] == "ready":
            break
        if function["status"]["state"] in ("error", "unhealthy"):
            sys.exit(f"{name}: {function['status'].get('message')}")
        time.sleep(POLL_SECONDS)
    labels = json.loads(function["metadata"]["annotations"]["spec"])
    return Deployed(name, tuple(label["name"] for label in labels))
