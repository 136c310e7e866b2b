"""A server with something to spoil, two people on it, and a fingerprint of all that it keeps."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Any

import httpx

from prelabel.services.users import UserService
from prelabel.store.session import Database
from tests.integration.refusals.case import tus
from tests.integration.refusals.spoiled import Spoiled
from tests.pictures import jpeg
from tests.running import PASSWORD, USER, Server
from tests.waiting import until

PIECE = {"Content-Type": "application/offset+octet-stream"}
FOLDERS = ("media", "uploads", "results", "functions")


class Place:
    """`things` are ids by name; those of somebody else begin with `alien`."""

    def __init__(self, server: Server) -> None:
        self._data = server.data
        self._version: tuple[int] | None = None
        self._rows: dict[str, bytes] = {}
        self._database = sqlite3.connect(server.data / "prelabel.sqlite")
        database = Database(f"sqlite:///{server.data / 'prelabel.sqlite'}")
        users = UserService(database)
        ids = {name: users.add(name, PASSWORD).id for name in ("me", "alien")}
        keys = {"user": users.new_token("me"), "alien": users.new_token("alien"), "admin": users.new_token(USER)}
        database.close()
        self.people = {name: _client(server.url, key) for name, key in keys.items()}
        mine, theirs = _belongings(self.people["user"]), _belongings(self.people["alien"])
        self.things = {**mine, **{f"alien_{name}": value for name, value in theirs.items()}, **ids, "boss": 1}
        self.things["used"] = _used_upload(self.people["user"], self.things["job"])
        self.people["admin"].get("/api/users/self")  # a token notes its first use, a call makes a key
        self.people["user"].post(f"/api/lambda/functions/{mine['function']}", json={"task": mine["task"]})

    def close(self) -> None:
        for person in self.people.values():
            person.close()
        self._database.close()

    def digest(self, without: str = "") -> str:
        """Of every row, and of the names and sizes of all files that are kept; rows are read when they were written."""
        version = self._database.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._version, self._rows = version, self._tables()
        found = hashlib.sha256(b"".join(rows for table, rows in self._rows.items() if table != without))
        for path in sorted(path for folder in FOLDERS for path in (self._data / folder).rglob("*")):
            found.update(f"{path} {path.stat().st_size if path.is_file() else 'folder'}".encode())
        return found.hexdigest()

    def _tables(self) -> dict[str, bytes]:
        names = self._database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        read = self._database.execute
        return {name: repr(sorted(map(repr, read(f"SELECT * FROM {name}")))).encode() for (name,) in names}


def done(person: httpx.Client, request_id: str) -> dict[str, Any]:
    """A background request, when it has come to its end."""

    def ended() -> dict[str, Any] | None:
        state: dict[str, Any] = person.get(f"/api/requests/{request_id}").json()
        return state if state["status"] in ("finished", "failed") else None

    return until(ended)


def _belongings(person: httpx.Client) -> dict[str, Any]:
    """A project, a task of four frames in two jobs, one without pictures and with a torn upload, and so on."""
    age = {"name": "age", "input_type": "text"}
    spec = {"name": "t", "labels": [{"name": "cat", "attributes": [age]}, {"name": "dog"}], "segment_size": 2}
    task, empty, bare = (_made(person, "/tasks", {**spec, "name": name}) for name in ("t", "e", "b"))
    pictures = [(f"client_files[{number}]", (f"{number}.jpg", jpeg(shade=number))) for number in range(4)]
    request = person.post(f"/api/tasks/{task}/data", files=pictures).json()["rq_id"]
    assert done(person, request)["status"] == "finished"
    job = person.get(f"/api/jobs?task_id={task}&sort=id").json()["results"][0]["id"]
    label = person.get(f"/api/labels?task_id={task}").json()["results"][0]
    function = {"provider": "native", "name": "f", "kind": "detector", "labels_v2": [{"name": "cat"}]}
    upload = person.post(f"/api/tasks/{empty}/data", **tus()).headers["Location"].rpartition("/")[2]
    native = _made(person, "/functions", function)
    return {
        "project": _made(person, "/projects", {"name": "p", "labels": [{"name": "cat"}]}),
        "task": task,
        "empty": empty,
        "bare": bare,
        "job": job,
        "request": request,
        "upload": upload,
        "label": label["id"],
        "attribute": label["attributes"][0]["id"],
        "issue": _made(person, "/issues", {"job": job, "frame": 0, "position": [1, 1], "message": "m"}),
        "token": _made(person, "/auth/access_tokens", {"name": "t"}),
        "function": native,
        "function_name": str(native),
    }


def give(place: Place, case: Spoiled) -> str:
    """Upload a file and begin what it is for; the request's id."""
    person, things = place.people["user"], place.things
    if case.use == "data":
        where = f"/api/tasks/{things['bare']}/data"
        return str(person.post(where, files={"client_files[0]": (case.file, case.content)}).json()["rq_id"])
    where = "/api/tasks/backup" if case.use == "backup" else f"/api/jobs/{things['job']}/annotations"
    upload = _uploaded(person, where, case.file, case.content)
    started = person.post(where, params={"format": case.use, "filename": upload})
    assert started.status_code == 202, started.text
    return str(started.json()["rq_id"])


def _uploaded(person: httpx.Client, where: str, name: str, content: bytes) -> str:
    upload = person.post(where, **tus(name.encode(), len(content))).headers["Upload-Filename"]
    person.patch(f"{where}/{upload}", headers={"Upload-Offset": "0", **PIECE}, content=content)
    return str(upload)


def _used_upload(person: httpx.Client, job: int) -> str:
    """The id of a file that an import has used."""
    coco = json.dumps({"images": [], "annotations": [], "categories": []}).encode()
    where = f"/api/jobs/{job}/annotations"
    upload = _uploaded(person, where, "a.json", coco)
    started = person.post(where, params={"format": "COCO 1.0", "filename": upload}).json()
    assert done(person, started["rq_id"])["status"] == "finished"
    return upload


def _made(person: httpx.Client, path: str, body: Any) -> int:
    answer = person.post(f"/api{path}", json=body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def _client(url: str, key: str) -> httpx.Client:
    return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=60)
