"""People and things on a real server, and how each person is tied to each thing."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from itertools import count
from typing import Any

import httpx

from prelabel.services.rights import Tie
from prelabel.services.users import UserService
from prelabel.store.session import Database
from tests.pictures import jpeg
from tests.running import PASSWORD, USER, Server
from tests.waiting import until

ROLES = {
    "owner": "user",  # of the project, the task and most other things
    "foreman": "worker",  # assignee of the project
    "helper": "user",  # assignee of the tasks
    "annotator": "worker",  # assignee of the first job; raised the issue
    "stranger": "user",
    "outsider": "worker",
}
_OF_TASK = {
    "owner": Tie.TASK_OWNER | Tie.PROJECT_OWNER,
    "foreman": Tie.PROJECT_ASSIGNEE,
    "helper": Tie.TASK_ASSIGNEE,
}
TIES: Mapping[str, Mapping[str, Tie]] = {
    "project": {"owner": Tie.OWNER, "foreman": Tie.ASSIGNEE, "helper": Tie.WITHIN, "annotator": Tie.WITHIN},
    "task": {
        "owner": Tie.OWNER | Tie.PROJECT_OWNER,
        "foreman": Tie.PROJECT_ASSIGNEE,
        "helper": Tie.ASSIGNEE,
        "annotator": Tie.ANNOTATOR,
    },
    "lone task": {"owner": Tie.OWNER, "helper": Tie.ASSIGNEE},
    "bare project": {"owner": Tie.OWNER, "foreman": Tie.ASSIGNEE},
    "bare task": {"owner": Tie.OWNER, "foreman": Tie.PROJECT_ASSIGNEE, "helper": Tie.ASSIGNEE},
    "job": {**_OF_TASK, "annotator": Tie.ASSIGNEE},
    "issue": {**_OF_TASK, "annotator": Tie.OWNER},
    "comment": {"annotator": Tie.OWNER},
    "run": {**_OF_TASK, "owner": Tie.OWNER | Tie.TASK_OWNER | Tie.PROJECT_OWNER},
}
OWNERS: Mapping[str, Tie] = {"owner": Tie.OWNER}  # of every other thing
SPARE = ("issue", "comment", "run", "access token", "native function", "project label", "lone task label")


class World:
    """`ids` are of the things, by their nouns; `people` speak to the server as who they are."""

    def __init__(self, server: Server) -> None:
        self.people = {"nobody": _client(server.url, None)}
        database = Database(f"sqlite:///{server.data / 'prelabel.sqlite'}")
        users = UserService(database)
        for name, role in ROLES.items():
            users.add(name, PASSWORD, role)
            self.people[name] = _client(server.url, users.new_token(name))
        self.people["admin"] = _client(server.url, users.new_token(USER))
        leaver = users.add("leaver", PASSWORD).id
        database.close()
        self.ids: dict[str, Any] = {name: self._get(name, "/users/self")["id"] for name in ROLES}
        self.ids |= {"user": self.ids["owner"], "leaver": leaver}
        self._numbers = count()
        self.ids["project"] = self._make_project()
        self._make_tasks()
        self.ids["model"] = self._make_function("public")
        for noun in SPARE:
            self.ids.setdefault(noun, self.spare(noun))
        self._export()

    def close(self) -> None:
        for person in self.people.values():
            person.close()

    def spare(self, noun: str) -> Any:
        """A thing to be used up, with the ties of the one that stays."""
        makers = {
            "bare project": self._make_project,
            "bare task": self._make_empty_task,
            "project label": lambda: self._make_label("project"),
            "lone task label": lambda: self._make_label("lone task"),
            "issue": self._make_issue,
            "comment": self._make_comment,
            "run": self._start_run,
            "access token": self._make_token,
            "native function": lambda: self._make_function("private"),
            "annotation request": self._take_request,
        }
        if noun.endswith(" upload"):
            return self._begin_upload(noun.removesuffix(" upload"))
        return makers[noun]()

    def _make_project(self) -> Any:
        spec = {"name": "p", "labels": [{"name": "cat"}, {"name": "dog"}], "assignee_id": self.ids["foreman"]}
        return self._post("owner", "/projects", spec)["id"]

    def _make_label(self, noun: str) -> Any:
        """A new label of the project, or of the task that has its own."""
        place = f"/{noun.rpartition(' ')[2]}s/{self.ids[noun]}"
        self._call("owner", "PATCH", place, json={"labels": [{"name": f"label {next(self._numbers)}"}]})
        of = "project_id" if noun == "project" else "task_id"
        return self._get("owner", f"/labels?{of}={self.ids[noun]}&page_size=all")["results"][-1]["id"]

    def _make_tasks(self) -> None:
        """One in the project with two jobs of two frames each, one of its own, and one that awaits its pictures."""
        spec = {"name": "t", "project_id": self.ids["project"], "segment_size": 2, "assignee_id": self.ids["helper"]}
        task = self._post("owner", "/tasks", spec)["id"]
        files = [(f"client_files[{number}]", (f"{number}.jpg", jpeg(shade=number))) for number in range(4)]
        self.ids["request"] = self._done(self._post("owner", f"/tasks/{task}/data", files=files))
        jobs = self._get("owner", f"/jobs?task_id={task}&sort=id")["results"]
        self._call("owner", "PATCH", f"/jobs/{jobs[0]['id']}", json={"assignee": self.ids["annotator"]})
        self.ids["task"], self.ids["job"] = task, jobs[0]["id"]
        lone = {"name": "lone", "labels": [{"name": "cat"}, {"name": "dog"}], "assignee_id": self.ids["helper"]}
        self.ids["lone task"] = self._post("owner", "/tasks", lone)["id"]

    def _make_empty_task(self) -> Any:
        spec = {"name": "e", "project_id": self.ids["project"], "assignee_id": self.ids["helper"]}
        return self._post("owner", "/tasks", spec)["id"]

    def _make_issue(self) -> Any:
        spec = {"job": self.ids["job"], "frame": 0, "position": [1, 1], "message": "look"}
        return self._post("annotator", "/issues", spec)["id"]

    def _make_comment(self) -> Any:
        return self._post("annotator", "/comments", {"issue": self.ids["issue"], "message": "well"})["id"]

    def _make_function(self, visibility: str) -> int:
        spec = {"provider": "native", "name": "f", "visibility": visibility, "kind": "detector"}
        made = self._post("owner", "/functions", {**spec, "labels_v2": [{"name": "cat"}]})
        return int(made["id"])

    def _start_run(self) -> Any:
        asked = {"function": str(self.ids["model"]), "task": self.ids["task"]}
        for run in self._get("owner", "/lambda/requests"):
            self._call("owner", "DELETE", f"/lambda/requests/{run['id']}")
        return self._post("owner", "/lambda/requests", asked)["id"]

    def _make_token(self) -> Any:
        return self._post("owner", "/auth/access_tokens", {"name": "t"})["id"]

    def _export(self) -> None:
        export = f"/tasks/{self.ids['task']}/dataset/export?format=COCO+1.0"
        self.ids["request"] = self._done(self._post("owner", export))

    def _take_request(self) -> Any:
        self._start_run()
        queue = f"/functions/queues/function%3A{self.ids['model']}/requests/acquire"
        taken = self._post("owner", queue, {"agent_id": "a", "request_category": "batch"})
        return taken["ar_assignment"]["ar_id"]

    def _begin_upload(self, kind: str) -> str:
        places = {
            "data": f"/tasks/{self.ids['lone task']}/data",
            "dataset": f"/projects/{self.ids['project']}/dataset",
            "annotations": f"/tasks/{self.ids['task']}/annotations",
            "backup": "/tasks/backup",
        }
        name = base64.b64encode(b"f.zip").decode()
        headers = {"Upload-Length": "9", "Upload-Metadata": f"filename {name}"}
        answer = self._call("owner", "POST", places[kind], headers=headers)
        return answer.headers["Location"].rpartition("/")[2]

    def _done(self, started: Any) -> str:
        request_id: str = started["rq_id"]

        def ended() -> bool:
            state = self._get("owner", f"/requests/{request_id}")
            assert state["status"] != "failed", state["message"]
            return bool(state["status"] == "finished")

        until(ended)
        return request_id

    def _get(self, person: str, path: str) -> Any:
        return self._call(person, "GET", path).json()

    def _post(self, person: str, path: str, json: Any = None, **options: Any) -> Any:
        return self._call(person, "POST", path, json=json, **options).json()

    def _call(self, person: str, method: str, path: str, **options: Any) -> httpx.Response:
        answer = self.people[person].request(method, f"/api{path}", **options)
        assert answer.status_code < 300, answer.text
        return answer


def _client(url: str, token: str | None) -> httpx.Client:
    return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"} if token else {}, timeout=60)
