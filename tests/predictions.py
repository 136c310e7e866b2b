"""Predictions that are known beforehand, laid on a task by a real run: this process is the agent that hands them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Post = Callable[[str, Any], Any]  # path and body of a call; its answer as read from JSON, None if it has none
AGENT = "tests"


def register(post: Post, name: str, labels: Sequence[str]) -> int:
    """A detector that agents run; its id."""
    body = {
        "provider": "native",
        "name": name,
        "kind": "detector",
        "labels_v2": [{"name": label, "type": "rectangle"} for label in labels],
    }
    function: int = post("/api/functions", body)["id"]
    return function


def run(
    post: Post,
    function: int,
    task: int,
    labels: Mapping[str, int],
    found: Sequence[Mapping[str, Any]],
    threshold: float,
) -> None:
    """Start a run and hand in what it finds: shapes with a `label` by name."""
    mapping = {name: {"name": name} for name in labels}
    order = {"function": str(function), "task": task, "threshold": threshold, "mapping": mapping}
    post("/api/lambda/requests", order)
    answer(post, function, "batch", labels, found)


def answer(
    post: Post, function: int, category: str, labels: Mapping[str, int], found: Sequence[Mapping[str, Any]]
) -> bool:
    """Take the next request and answer it; False when there is none yet."""
    queue = f"/api/functions/queues/function:{function}/requests"
    assignment = post(f"{queue}/acquire", {"agent_id": AGENT, "request_category": category})["ar_assignment"]
    if assignment is None:
        return False
    result = {"agent_id": AGENT, "annotations": {"shapes": [as_found(shape, labels) for shape in found]}}
    post(f"{queue}/{assignment['ar_id']}/complete", result)
    return True


def as_found(shape: Mapping[str, Any], labels: Mapping[str, int]) -> dict[str, Any]:
    rest = {key: value for key, value in shape.items() if key != "label"}
    return {"frame": 0, "type": "rectangle", "source": "auto", "label_id": labels[shape["label"]], **rest}
