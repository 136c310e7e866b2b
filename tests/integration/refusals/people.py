"""Bad requests about people, tokens, runs, and functions of both kinds."""

from __future__ import annotations

from typing import Any

from tests.integration.refusals.case import JSON, Case, bad

NEW_PASSWORD = {"old_password": "no", "new_password1": "long enough", "new_password2": "long enough"}
PEOPLE = [
    *bad("POST /auth/login", "password", no_password={"username": "boss"}),
    *bad("POST /auth/login", "credentials", wrong={"username": "boss", "password": "wrong"}),
    *bad("POST /auth/login", "username", zero={"username": "boss\0", "password": "wrong"}),
    Case(
        "registration",
        "POST /auth/register",
        "administrator",
        {"json": {"username": "x", "password1": "12345678", "password2": "12345678"}},
        403,
    ),
    *bad("POST /auth/register", "password2", differ={"username": "x", "password1": "a", "password2": "b"}),
    *bad("POST /auth/password/change", "new_password2", unlike={**NEW_PASSWORD, "new_password2": "other"}),
    *bad("POST /auth/password/change", "old_password", wrong_old=NEW_PASSWORD),
    *bad("POST /auth/password/change", "new_password1", missing={"old_password": "x", "new_password2": "y"}),
    *bad("POST /auth/access_tokens", "name", unnamed={}, long={"name": "a" * 65}, number={"name": 5}),
    *bad("POST /auth/access_tokens", "expiry_date", past={"name": "t", "expiry_date": "2001-01-01T00:00:00Z"}),
    *bad("POST /auth/access_tokens", "expiry_date", zoneless={"name": "t", "expiry_date": "2999-01-01T00:00:00"}),
    *bad("POST /auth/access_tokens", "expiry_date", soon={"name": "t", "expiry_date": "soon"}),
    Case("a foreign token", "DELETE /auth/access_tokens/$alien_token", "token", status=404),
    *bad("PATCH /users/$me", "email", email={"email": 5}),
    *bad("PATCH /users/$me", "first_name", endless={"first_name": "a" * 1000}),
    Case("a role for oneself", "PATCH /users/$me", "administrator", {"json": {"groups": ["admin"]}}, 403),
    Case("another's name", "PATCH /users/$alien", "administrator", {"json": {"first_name": "x"}}, 403),
    Case("an unknown role", "PATCH /users/$alien", "groups", {"json": {"groups": ["king"]}}, person="admin"),
    Case("two roles", "PATCH /users/$alien", "groups", {"json": {"groups": ["user", "worker"]}}, person="admin"),
    Case("the last administrator", "PATCH /users/$boss", "administrator", {"json": {"groups": ["user"]}}, 409, "admin"),
    Case("the last one to go", "DELETE /users/$boss", "administrator", {}, 409, "admin"),
    Case("an unknown user", "DELETE /users/999", "#999", {}, 404, "admin"),
]
FUNCTION: dict[str, Any] = {"provider": "native", "name": "f", "kind": "detector", "labels_v2": [{"name": "cat"}]}
QUEUE = "POST /functions/queues/function:$function/requests"
AGENTS = [
    *bad("POST /functions", "provider", provider={**FUNCTION, "provider": "cloud"}),
    *bad("POST /functions", "kind", kind={**FUNCTION, "kind": "oracle"}),
    *bad("POST /functions", "name", nameless={**FUNCTION, "name": ""}, blank={**FUNCTION, "name": " "}),
    *bad("POST /functions", "visibility", visibility={**FUNCTION, "visibility": "secret"}),
    *bad("POST /functions", "labels_v2", twice={**FUNCTION, "labels_v2": [{"name": "a"}, {"name": "a"}]}),
    *bad("POST /functions", "labels_v2", blob={**FUNCTION, "labels_v2": [{"name": "a", "type": "blob"}]}),
    *bad("POST /functions", "supported_shape_types", shapes={**FUNCTION, "supported_shape_types": ["blob"]}),
    Case("no queue", "GET /functions/queues/x/watch", "queue", status=404),
    Case("a queue without a number", "GET /functions/queues/function:x/watch", "queue", status=404),
    Case("an unknown queue", "GET /functions/queues/function:999/watch", "#999", status=404),
    Case("a huge queue", f"GET /functions/queues/function:{10**30}/watch", "queue", status=404),
    Case("a foreign queue", "GET /functions/queues/function:$alien_function/watch", "function", status=404),
    *bad(f"{QUEUE}/acquire", "agent_id", nobody={"agent_id": "", "request_category": "batch"}),
    *bad(f"{QUEUE}/acquire", "request_category", category={"agent_id": "a", "request_category": "slow"}),
    Case("an unknown request", f"{QUEUE}/none/complete", "request", {"json": {"agent_id": "a"}}, 404),
    Case("a result that is not JSON", f"{QUEUE}/none/complete", "JSON", {"content": b"{", "headers": JSON}),
    *bad(f"{QUEUE}/none/update", "progress", progress={"agent_id": "a", "progress": 2}),
]
RUN: dict[str, Any] = {"function": "$function", "task": "$task"}
RUNS = [
    *bad("POST /lambda/requests", "function", functionless={"task": "$task"}, number={**RUN, "function": 5}),
    *bad(
        "POST /lambda/requests",
        "task",
        nowhere={"function": "$function_name"},
        text={**RUN, "function": "x", "task": "x"},
    ),
]


def run(name: str, says: str, status: int = 400, **changed: Any) -> Case:
    return Case(
        name,
        "POST /lambda/requests",
        says,
        {"json": {"function": "$function_name", "task": "$task", **changed}},
        status,
    )


RUNS += [
    run("an unknown function", "none", 404, function="none"),
    run("a foreign function", "function", 404, function="$alien_function_name"),
    run("an unknown task", "#999", 404, task=999),
    run("a foreign task", "task", 404, task="$alien_task"),
    run("a task without pictures", "pictures", 409, task="$empty"),
    run("a job of another task", "job", job="$job", task="$empty"),
    run("a threshold above 1", "threshold", threshold=1.5),
    run("a threshold of text", "threshold", threshold="high"),
    run("a threshold for an unknown label", "thresholds", thresholds={"ox": 0.5}),
    run("a mapping of text", "mapping", mapping="cat"),
    run("a mapping from an unknown label", "mapping", mapping={"ox": {"name": "cat"}}),
    run("a mapping to an unknown label", "mapping", mapping={"cat": {"name": "ox"}}),
    run("a mapping to nothing", "mapping", mapping={"cat": 5}),
    run("a region of three numbers", "roi", roi=[1, 2, 3]),
    run("an empty region", "roi", roi=[5, 5, 5, 5]),
    run("a frame beyond", "frames", frames=[9]),
    run("frames backwards", "frames", frames=[[3, 1]]),
    run("frames without end", "frames", frames=[[0, 10**12]]),
    run("frames in threes", "frames", frames=[[1, 2, 3]]),
    run("an unknown way to replace", "replace", replace="some"),
    run("no tasks", "tasks", tasks=[], task=None),
    run("two places", "task", project="$project"),
    run("an unknown project", "#999", 404, project=999, task=None),
    Case("an unknown call", "GET /lambda/requests/none", "call", status=404),
    Case("a call without a frame", "POST /lambda/functions/$function", "frame", {"json": {"task": "$task"}}),
    Case(
        "a call beyond the frames", "POST /lambda/functions/$function", "frame", {"json": {"task": "$task", "frame": 9}}
    ),
    Case(
        "a call on a foreign task",
        "POST /lambda/functions/$function",
        "task",
        {"json": {"task": "$alien_task", "frame": 0}},
        404,
    ),
    Case(
        "NaN for a threshold",
        "POST /lambda/functions/$function",
        "threshold",
        {"content": b'{"threshold": NaN}', "headers": JSON},
    ),
    Case(
        "a preset with a bad threshold",
        "PUT /lambda/functions/$function/preset",
        "threshold",
        {"json": {"threshold": 7}},
    ),
]
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)
CONFIG = "metadata:\n  name: {name}\nspec:\n  handler: main:handler\n  runtime: python\n"


def bundle(name: str, says: str, config: str, **files: bytes) -> Case:
    uploads = [("files", (file.replace("__", "."), content)) for file, content in files.items()]
    options = {"data": {"config": config, "code": "def handler(c, e): pass"}, "files": uploads}
    return Case(name, "POST /nuclio/api/bundles", says, options, person="admin")


PLATFORM = [
    Case("nothing to deploy", "POST /nuclio/api/bundles", "config", {"data": {}}, person="admin"),
    bundle("a configuration that is not YAML", "YAML", "a: [1"),
    bundle("a list for a configuration", "metadata", "- a\n- b\n"),
    bundle("a configuration that swells", "metadata", BOMB),
    *(
        bundle(f"a function called {name!r}", "name", CONFIG.format(name=name))
        for name in ("'../x'", "'a b'", "'-x'", "''")
    ),
    bundle("a file that climbs", "files", CONFIG.format(name="f"), **{"../../evil__py": b"x"}),
    Case(
        "a damaged zip",
        "POST /nuclio/api/bundles",
        "zip",
        {"files": [("files", ("f.zip", b"PK\x03\x04 no"))]},
        person="admin",
    ),
    Case(
        "two names",
        "PUT /nuclio/api/functions/a",
        "metadata.name",
        {"json": {"metadata": {"name": "b"}}},
        person="admin",
    ),
    Case("an unknown function", "GET /nuclio/api/functions/none", "none", status=404),
    Case("logs of none", "GET /nuclio/api/functions/none/log", "none", status=404),
    Case("versions of none", "GET /nuclio/api/functions/none/versions", "none", status=404),
    Case("back to nothing", "POST /nuclio/api/functions/none/rollback", "none", {"json": {}}, 404, "admin"),
    Case("a worker of text", "DELETE /nuclio/api/functions/none/workers/x", "number", {}, 400, "admin"),
    Case("no function to invoke", "POST /nuclio/api/function_invocations", "name", {}),
    Case(
        "none to invoke",
        "POST /nuclio/api/function_invocations",
        "none",
        {"headers": {"x-nuclio-function-name": "none"}},
        404,
    ),
    Case("an unknown project", "GET /nuclio/api/projects/none", "none", status=404),
]
CASES = [*PEOPLE, *AGENTS, *RUNS, *PLATFORM]
