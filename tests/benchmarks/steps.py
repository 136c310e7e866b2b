"""What a client does, step by step, over HTTP: make a task, wait for requests, start runs, export."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

REQUEST_POLL_SECONDS = 0.05
RUN_POLL_SECONDS = 0.05  # a page asks every 0.25 s, which would say 4.1 ms for a picture that takes 2.7
GROUP = 50
PIECE_BYTES = 10 * 2**20


def make_task(api: httpx.Client, name: str, labels: Sequence[str], pictures: Sequence[Path], **options: int) -> int:
    """A task with its data, ready to be worked on; `options` are those of CVAT's `data` call."""
    task: int = _sent(api.post("/api/tasks", json={"name": name, "labels": [{"name": label} for label in labels]}))[
        "id"
    ]
    address = f"/api/tasks/{task}/data/"
    api.post(address, headers={"Upload-Start": ""}).raise_for_status()
    for start in range(0, len(pictures), GROUP):
        files = {
            f"client_files[{number}]": (path.name, path.read_bytes())
            for number, path in enumerate(pictures[start : start + GROUP])
        }
        api.post(address, headers={"Upload-Multiple": ""}, data={"image_quality": "70"}, files=files).raise_for_status()
    finish = api.post(address, headers={"Upload-Finish": ""}, json={"image_quality": 70, **options})
    wait_for(api, _sent(finish)["rq_id"])
    return task


def wait_for(api: httpx.Client, request: str) -> Mapping[str, Any]:
    """Poll a request until it has ended well."""
    return _poll(lambda: _sent(api.get(f"/api/requests/{quote(request, safe='')}")), REQUEST_POLL_SECONDS)


def export(api: httpx.Client, task: int, format_name: str) -> bytes:
    """The archive of a task's annotations in a format."""
    query = {"format": format_name, "save_images": "False", "location": "local"}
    started = _sent(api.post(f"/api/tasks/{task}/dataset/export", params=query))
    return api.get(wait_for(api, started["rq_id"])["result_url"]).raise_for_status().content


def load(api: httpx.Client, task: int, format_name: str, archive: bytes) -> None:
    """Import annotations into a task, the file by tus."""
    address = f"/api/tasks/{task}/annotations/"
    query = {"format": format_name, "filename": "data.zip"}
    api.post(address, params=query, headers={"Upload-Start": ""}).raise_for_status()
    begun = {"Upload-Length": str(len(archive)), "Upload-Metadata": "filename ZGF0YS56aXA="}
    upload = api.post(address, params=query, headers=begun).raise_for_status()
    for start in range(0, len(archive), PIECE_BYTES):
        at = {"Upload-Offset": str(start), "Content-Type": "application/offset+octet-stream"}
        api.patch(
            upload.headers["Location"], headers=at, content=archive[start : start + PIECE_BYTES]
        ).raise_for_status()
    query["filename"] = upload.headers["Upload-Filename"]
    wait_for(api, _sent(api.post(address, params=query, headers={"Upload-Finish": ""}))["rq_id"])


def annotate(api: httpx.Client, function: str, task: int, threshold: float) -> float:
    """Run a function over a task from nothing; answers the seconds from the call to the end of the run."""
    begin = time.perf_counter()
    body = {"function": function, "task": task, "cleanup": True, "threshold": threshold}
    run = _sent(api.post("/api/lambda/requests", json=body))["id"]
    _poll(lambda: _sent(api.get(f"/api/lambda/requests/{quote(run, safe='')}")), RUN_POLL_SECONDS)
    return time.perf_counter() - begin


def _poll(ask: Callable[[], Mapping[str, Any]], pause_seconds: float) -> Mapping[str, Any]:
    while True:
        answer = ask()
        if answer["status"] == "finished":
            return answer
        if answer["status"] == "failed":
            raise RuntimeError(f"the request failed: {answer}")
        time.sleep(pause_seconds)


def _sent(response: httpx.Response) -> Any:
    if response.is_error:
        raise RuntimeError(
            f"{response.request.method} {response.request.url} answered {response.status_code}: {response.text}"
        )
    return response.json()
