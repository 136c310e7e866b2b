"""Nuclio's dashboard API and our extensions, as nuclio-jupyter, CVAT and our page call it."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

import pytest

from tests.integration.functions.platform import FUNCTIONS, Platform

CODE = "def handler(context, event):\n    return {'path': event.path, 'target': event.get_header('x-nuclio-target')}\n"


def configuration(name: str, code: str = CODE, **metadata: Any) -> dict[str, Any]:
    return {
        "metadata": {"name": name, **metadata},
        "spec": {"handler": "main:handler", "build": {"functionSourceCode": base64.b64encode(code.encode()).decode()}},
    }


def test_a_function_is_made_updated_and_deleted(platform: Platform) -> None:
    body = configuration("through-api", annotations={"version": 2, "on": True, "spec": '[{"name": "a"},]'})
    assert platform.api("POST", "/functions", json=body).status_code == 202
    platform.settled("through-api")
    assert platform.api("POST", "/functions", json=body).status_code == 409
    found = platform.api("GET", "/functions/through-api").json()
    assert found["metadata"]["labels"] == {"nuclio.io/project-name": "default"}
    assert {"version": "2", "on": "true"}.items() <= found["metadata"]["annotations"].items()
    assert [label["name"] for label in json.loads(found["metadata"]["annotations"]["spec"])] == ["a"]
    assert (found["spec"]["description"], found["status"]["state"]) == ("", "ready")
    assert found["status"]["externalInvocationUrls"] == [f"localhost:{found['status']['httpPort']}"]
    assert all(line["time"] > 1e12 for line in found["status"]["logs"])
    assert platform.api("PUT", "/functions/through-api", json=body).status_code == 202
    assert platform.settled("through-api").newest_version == 2
    for _ in range(2):
        gone = platform.api("DELETE", "/functions", json={"metadata": {"name": "through-api"}})
        assert gone.status_code == 204
    assert platform.api("GET", "/functions/through-api").status_code == 404


REFUSED = [
    (configuration("Bad Name!"), 400, "cannot be a function's name"),
    ({"spec": {}}, 400, "has no `metadata`"),
    ({"metadata": {}, "spec": {}}, 400, "metadata.name is missing"),
    (configuration("dashboard"), 400, "reserved"),
    (configuration("orphan", labels={"nuclio.io/project-name": "nowhere"}), 412, "Project does not exist"),
    ({**configuration("slowly"), "spec": {"eventTimeout": 30}}, 400, "write it with its unit, such as 30s"),
]


@pytest.mark.parametrize(("body", "status", "text"), REFUSED)
def test_what_is_refused(platform: Platform, body: dict[str, Any], status: int, text: str) -> None:
    answer = platform.api("POST", "/functions", json=body)
    assert answer.status_code == status
    assert text in answer.json()["error"]


def test_the_list_is_of_a_project(platform: Platform) -> None:
    headers = {"x-nuclio-project-name": "cvat"}
    platform.api("POST", "/functions", json=configuration("of-cvat"), headers=headers)
    platform.settled("of-cvat")
    assert list(platform.api("GET", "/functions", headers=headers).json()) == ["of-cvat"]
    assert "of-cvat" in platform.api("GET", "/functions").json()


def test_one_broken_model_card_hides_no_other(platform: Platform) -> None:
    platform.api("POST", "/functions", json=configuration("broken-card", annotations={"spec": "{not json"}))
    view = platform.settled("broken-card")
    assert view.state == "ready"
    assert any("annotations.spec" in entry.message for entry in platform.service.build_log("broken-card"))
    assert platform.api("GET", "/functions").json()["broken-card"]["metadata"]["annotations"]["spec"] == ""


def test_an_invocation_through_the_dashboard(platform: Platform) -> None:
    platform.api("POST", "/functions", json=configuration("invoked"))
    platform.settled("invoked")
    headers = {
        "x-nuclio-function-name": "invoked",
        "x-nuclio-path": "/",
        "x-nuclio-invoke-via": "domain-name",
        "X-Nuclio-Invoke-Timeout": "120s",
        "x-nuclio-function-namespace": "nuclio",
    }
    answer = platform.api("POST", "/function_invocations", json={"image": ""}, headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"path": "/", "target": "invoked"})
    assert answer.headers["content-type"] == "application/json"
    below = platform.api("GET", "/function_invocations/a/b", headers={"x-nuclio-function-name": "invoked"})
    assert below.json()["path"] == "/a/b"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", ""])
def test_a_body_is_json_whatever_it_is_called(platform: Platform, kind: str) -> None:
    body = b'{"metadata": {"name": "never-was"}}'
    answer = platform.api("DELETE", "/functions", content=body, headers={"Content-Type": kind} if kind else {})
    assert answer.status_code == 204, answer.text


def test_an_invocation_needs_a_known_name(platform: Platform) -> None:
    answer = platform.api("POST", "/function_invocations")
    assert (answer.status_code, answer.json()["error"]) == (400, "Function name must be provided")
    answer = platform.api("POST", "/function_invocations", headers={"x-nuclio-function-name": "nobody"})
    assert answer.status_code == 404


def test_a_bundle_is_pasted_and_shown_again(platform: Platform) -> None:
    config = "\ufeffmetadata:\r\n  name: pasted\r\nspec:\r\n  handler: main:handler # kept\r\n"
    files = [
        ("config", (None, config)),
        ("code", (None, CODE.replace("\n", "\r\n"))),
        ("files", ("more/веса 1.bin", b"\x00\x01")),
    ]
    answer = platform.api("POST", "/bundles", files=files)
    assert (answer.status_code, answer.json()) == (202, {"name": "pasted", "repair": {"diff": "", "remarks": []}})
    assert platform.settled("pasted").state == "ready"
    bundle = platform.api("GET", "/functions/pasted/bundle").json()
    assert bundle["config"] == config
    assert {file["name"]: (file["size"], file["text"]) for file in bundle["files"]} == {
        "main.py": (len(CODE), CODE),
        "more/веса 1.bin": (2, None),
    }
    assert platform.api("POST", "/bundles", files=files).status_code == 409
    assert platform.api("POST", "/bundles?replace=true", files=files).status_code == 202


INLINE = """\
import json

# @nuclio.configure
#
# function.yaml:
#   metadata:
#     name: carries-its-own
#   spec:
#     handler: carrier:handler
#     env:
#       - name: A
#         value: 1

def handler(context, event):
    return json.dumps("carried")
"""


def test_a_source_file_carries_its_configuration(platform: Platform) -> None:
    answer = platform.api("POST", "/bundles", files=[("files", ("carrier.py", INLINE.encode()))])
    assert answer.json()["name"] == "carries-its-own", answer.text
    view = platform.settled("carries-its-own")
    assert (view.state, view.config.variables) == ("ready", (("A", "1"),))
    assert platform.call("carries-its-own").text == '"carried"'


WITHOUT_HANDLER = INLINE.replace("-its-own", "-its-name").replace("#     handler: carrier:handler\n", "")
LONE = [
    ("carrier_2.py", WITHOUT_HANDLER, "carries-its-name"),
    ("reads_itself.py", INLINE.replace("@nuclio", "nothing"), "reads_itself"),
]


@pytest.mark.parametrize(("file", "code", "name"), LONE, ids=[row[0] for row in LONE])
def test_a_source_file_is_enough(platform: Platform, file: str, code: str, name: str) -> None:
    answer = platform.api("POST", "/bundles", files=[("files", (file, code.encode()))])
    assert answer.json().get("name") == name, answer.text
    assert platform.settled(name).message == ""
    assert platform.call(name).text == '"carried"'
    exported = platform.api("GET", f"/functions/{name}?export=true").json()
    exported["metadata"] |= {"name": f"{name}-2", "annotations": {}}
    files = [("files", ("exported.yaml", json.dumps(exported).encode()))]
    assert platform.api("POST", "/bundles", files=files).status_code == 202
    assert platform.settled(f"{name}-2").state == "ready"


def test_what_the_deployer_says_wins_over_what_the_code_carries(platform: Platform) -> None:
    mapping = configuration("carried-under", INLINE, annotations={"name": "Carried"})
    mapping["spec"] |= {"handler": "", "description": "", "env": [{"name": "B", "value": "2"}]}
    assert platform.api("POST", "/functions", json=mapping).status_code == 202
    view = platform.settled("carried-under")
    assert (view.state, view.message, view.config.handler) == ("ready", "", "carrier:handler")
    assert dict(view.config.variables) == {"A": "1", "B": "2"}
    assert "name: A" in (platform.service.bundle_folder("carried-under") / "function.yaml").read_text("utf-8")


LOST = """\
metadata:
name: repaired
annotations:
    type: detector
    spec: |
    [
        { "name": "bolt" },
    ]
spec:
handler: main:handler
"""


def test_a_configuration_that_lost_its_indentation_is_repaired(platform: Platform) -> None:
    shown = platform.api("POST", "/bundles/repair", files=[("config", (None, LOST))]).json()
    assert shown["config"].startswith("metadata:\n  name: repaired\n  annotations:\n    type: detector\n")
    answer = platform.api("POST", "/bundles", files=[("config", (None, LOST)), ("code", (None, CODE))]).json()
    assert answer["repair"] == {"diff": shown["diff"], "remarks": shown["remarks"]}
    view = platform.settled("repaired")
    assert [label.name for label in view.spec.labels] == ["bolt"]
    assert platform.api("GET", "/functions/repaired/bundle").json()["config"] == shown["config"]
    said = [entry.message for entry in platform.service.build_log("repaired")]
    assert said[:2] == shown["remarks"]


def test_a_configuration_that_cannot_be_repaired_is_shown_the_place(platform: Platform) -> None:
    files = [("config", (None, "metadata:\nname: f\nhandler: x\n"))]
    answer = platform.api("POST", "/bundles/repair", files=files)
    assert (answer.status_code, "(line 3, column 1) fits nowhere" in answer.json()["error"]) == (400, True)


def test_a_base_image_is_asked_for_once_and_builds_who_waited(platform: Platform) -> None:
    code = "import os\ndef handler(context, event):\n    return int(os.environ['FROM_IMAGE']), open('best.txt').read()"
    config = "metadata: {name: %s}\nspec: {build: {baseImage: 'team/custom'}}\n"
    for name in ("waits", "waits-too"):
        platform.api("POST", "/bundles", files=[("config", (None, config % name)), ("code", (None, code))])
        view = platform.settled(name)
        assert (view.state, "What is in the base image team/custom:latest?" in view.message) == ("error", True)
        assert platform.api("GET", f"/functions/{name}").json()["status"]["unknownImage"] == "team/custom:latest"
    asked = platform.api("GET", "/base_images/team/custom").json()
    assert (asked["known"], asked["files"], asked["waiting"]) == (False, [], ["waits", "waits-too"])
    assert platform.api("PUT", "/base_images/team/custom", files=[("files", ("a.pt", b""))]).status_code == 400
    dockerfile = "FROM ubuntu\nENV FROM_IMAGE=201\nWORKDIR /opt/nuclio/inner\nCOPY runs/best.txt .\nRUN make it\n"
    files = [("files", ("Dockerfile", dockerfile.encode())), ("files", ("best.txt", b"weights"))]
    told = platform.api("PUT", "/base_images/team%2Fcustom:latest", files=files).json()
    assert (told["files"], told["waiting"]) == (["Dockerfile", "best.txt"], ["waits", "waits-too"])
    for name in ("waits", "waits-too"):
        assert platform.settled(name).state == "ready"
        assert platform.api("GET", f"/functions/{name}").json()["status"]["unknownImage"] == ""
        answer = platform.call(name)
        assert (answer.status_code, answer.text) == (201, "weights")
    said = [entry.message for entry in platform.service.build_log("waits")]
    assert any(message.startswith("Not done: make it (because no image is built here)") for message in said)


def test_a_zip_of_a_folder_is_a_bundle(platform: Platform) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for file in (FUNCTIONS / "shadows").glob("*.*"):
            opened.write(file, f"shadows/{file.name}")
    answer = platform.api("POST", "/bundles", files=[("files", ("shadows.zip", archive.getvalue()))])
    assert answer.status_code == 202, answer.text
    assert platform.settled("shadows").state == "ready"


def zip_of(name: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(name, "x")
    return archive.getvalue()


BAD_BUNDLES = [
    ([("files", ("a.zip", b"no zip"))], "a.zip is not a zip that can be read"),
    ([("files", ("a.zip", zip_of("../../out.py")))], "is not a path inside the function's folder"),
    ([("files", ("a.zip", zip_of("C:/out.py")))], "is not a path inside the function's folder"),
    ([("files", ("../out.py", b""))], "is not a path inside the function's folder"),
    ([("files", ("main.py", b""))], "There is no function.yaml among the files"),
    ([("files", ("function-gpu.yml", b"")), ("files", ("main.py", b""))], "or deploy with --file function-gpu.yml"),
    ([("files", ("best.pth", b""))], "export it with `yolo export model=best.pth format=onnx`"),
    ([("config", (None, "metadata: {name: f}"))], "There is no code: add the file main.py"),
    ([("files", ("a", b"")), ("files", ("a/b.py", b""))], "Two of the files want the same place"),
    ([("config", (None, "metadata: [\n"))], "function.yaml, line 2, column 1"),
]


@pytest.mark.parametrize(("files", "text"), BAD_BUNDLES)
def test_a_bad_bundle_is_refused_and_leaves_nothing(platform: Platform, files: Any, text: str) -> None:
    answer = platform.api("POST", "/bundles", files=files)
    assert answer.status_code == 400
    assert text in answer.json()["error"]
    root = platform.service._folders._root
    assert not list(root.glob(".incoming-*"))


def test_metrics_of_all_functions(platform: Platform) -> None:
    platform.api("POST", "/functions", json=configuration("counted", "def handler(c, e):\n    return int(e.body)\n"))
    platform.settled("counted")
    for body in (b"1", b"2", b"no number"):
        platform.call("counted", content=body)
    found = platform.api("GET", "/function_metrics").json()["counted"]
    assert (found["calls"], found["errors"], found["loaded"], found["queue"]) == (3, 1, True, 0)
    assert sum(span["calls"] for span in found["history"]) == 3
    assert platform.api("GET", "/functions/counted/metrics").json()["history"] == found["history"]


def test_projects(platform: Platform) -> None:
    body = {"metadata": {"name": "mine"}, "spec": {"description": "of mine"}}
    made = platform.api("POST", "/projects", json=body)
    assert (made.status_code, made.json()["metadata"]["name"]) == (201, "mine")
    assert set(platform.api("GET", "/projects").json()) == {"default", "cvat", "mine"}
    assert platform.api("POST", "/projects", json={"metadata": {"name": "Not_dns"}}).status_code == 400
    assert platform.api("DELETE", "/projects", json={"metadata": {"name": "default"}}).status_code == 412
    assert platform.api("DELETE", "/projects", json={"metadata": {"name": "mine"}}).status_code == 204
    assert platform.api("GET", "/projects/mine").status_code == 404


def test_the_log_of_a_function(platform: Platform) -> None:
    platform.deploy("says-goodbye", replace=True)
    platform.deploy("says-goodbye", replace=True)
    while not (lines := platform.api("GET", "/functions/says-goodbye/log?text=good").json()["lines"]):
        pass
    assert (lines[0]["message"], lines[0]["level"], lines[0]["worker"]) == ("goodbye", "info", 0)
    replica = platform.api("GET", "/functions/says-goodbye/replicas").json()["names"][0]
    assert "goodbye" in platform.api("GET", f"/functions/says-goodbye/logs/{replica}?follow=false").text
    assert platform.api("GET", "/functions/says-goodbye/log?level=warn&text=good").json()["lines"] == []
    for address in ("log?level=loud", "log/stream?level=loud"):
        assert "“loud” is not a level" in platform.api("GET", f"/functions/says-goodbye/{address}").json()["error"]


def test_what_clients_ask_of_the_dashboard(platform: Platform) -> None:
    assert platform.api("GET", "/namespaces").json() == {"namespaces": {"names": ["nuclio"]}}
    assert platform.api("GET", "/external_ip_addresses").json()["externalIPAddresses"]["addresses"] == ["localhost"]
    assert platform.api("GET", "/versions").json()["dashboard"]["label"].startswith("prelabel-")
    assert platform.api("GET", "/frontend_spec").json()["platformKind"] == "local"
