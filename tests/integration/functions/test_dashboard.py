"""The rest of Nuclio's dashboard API: events, templates, states asked for, what is exported and imported."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from PIL import Image

from prelabel.functions.templates import templates
from tests.integration.functions.platform import Platform

CODE = "def handler(context, event):\n    return 'here'\n"


def configuration(name: str, **metadata: Any) -> dict[str, Any]:
    code = base64.b64encode(CODE.encode()).decode()
    return {"metadata": {"name": name, **metadata}, "spec": {"build": {"functionSourceCode": code}}}


def deploy(platform: Platform, name: str, **metadata: Any) -> str:
    answer = platform.api("POST", "/functions", json=configuration(name, **metadata))
    assert answer.status_code == 202, answer.text
    return platform.settled(name).state.value


def test_events_are_kept_listed_changed_and_deleted(platform: Platform) -> None:
    spec = {"displayName": "a picture", "triggerKind": "http", "body": "{}", "attributes": {"path": "/a"}}
    given = {"metadata": {"labels": {"nuclio.io/function-name": "seen"}}, "spec": spec}
    made = platform.api("POST", "/function_events", json=given)
    name = made.json()["metadata"]["name"]
    assert (made.status_code, made.json()["spec"]) == (201, spec)
    assert platform.api("GET", f"/function_events/{name}").json() == made.json()
    assert list(platform.api("GET", "/function_events", headers={"x-nuclio-function-name": "seen"}).json()) == [name]
    assert platform.api("GET", "/function_events", headers={"x-nuclio-function-name": "other"}).json() == {}
    given["spec"] = {**spec, "body": "[]"}
    assert platform.api("PUT", f"/function_events/{name}", json=given).status_code == 204
    assert platform.api("GET", f"/function_events/{name}").json()["spec"]["body"] == "[]"
    for _ in range(2):
        assert platform.api("DELETE", "/function_events", json={"metadata": {"name": name}}).status_code == 204
    assert platform.api("PUT", f"/function_events/{name}", json=given).status_code == 404
    assert platform.api("POST", "/function_events", json={"metadata": {}}).status_code == 400


def test_events_go_with_their_function(platform: Platform) -> None:
    deploy(platform, "goes")
    event = {"metadata": {"name": "of-goes", "labels": {"nuclio.io/function-name": "goes"}}}
    platform.api("POST", "/function_events", json=event)
    platform.api("DELETE", "/functions", json={"metadata": {"name": "goes"}})
    assert "of-goes" not in platform.api("GET", "/function_events").json()


def ask(platform: Platform, name: str, body: Any) -> Any:
    return platform.call(name, content=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def picture(left: int = 20, top: int = 10) -> str:
    written = io.BytesIO()
    image = Image.new("RGB", (64, 48), "white")
    image.paste("red", (left, top, left + 20, top + 20))
    image.save(written, "PNG")
    return base64.b64encode(written.getvalue()).decode()


ASKED: dict[str, tuple[Any, str]] = {
    "detector": ({"image": picture()}, "[16.0, 12.0, 48.0, 36.0]"),
    "interactor": ({"image": picture(), "pos_points": [[25, 15]], "neg_points": []}, "[20, 29]"),
    "tracker": ({"image": picture(), "shapes": [[20, 10, 40, 30]], "states": []}, "[[20, 10, 40, 30]]"),
    "filter": ({"image": picture()}, "[]"),
    "hello": ({}, "from worker 0"),
}


@pytest.mark.parametrize("name", [template.name for template in templates()])
def test_a_template_can_be_deployed_as_it_is(platform: Platform, name: str) -> None:
    template = platform.api("GET", "/function_templates").json()[name]
    config = template["rendered"]
    platform.api("PUT", f"/functions/{config['metadata']['name']}", json=config)
    view = platform.settled(config["metadata"]["name"])
    assert view.state == "ready", view.message
    body, found = ASKED[name]
    answer = ask(platform, view.name, body)
    assert (answer.status_code, found in answer.text) == (200, True), answer.text


def test_a_tracker_from_a_template_follows(platform: Platform) -> None:
    config = platform.api("GET", "/function_templates").json()["tracker"]["rendered"]
    platform.api("PUT", "/functions/same-look", json=config)
    platform.settled("same-look")
    first = ask(platform, "same-look", {"image": picture(), "shapes": [[15, 5, 45, 35]], "states": []}).json()
    second = ask(platform, "same-look", {**first, "image": picture(26, 13)}).json()
    assert second["shapes"] == [[21, 8, 51, 38]]


def test_templates_are_searched_and_gaps_are_filled(platform: Platform) -> None:
    found = platform.api("GET", "/function_templates", headers={"x-nuclio-filter-contains": "Tracker"}).json()
    assert list(found) == ["tracker"]
    gaps = {"template": "metadata: {name: {{ .name }}}\nspec: {}\n", "values": {"name": "filled"}}
    assert platform.api("POST", "/function_templates/render", json=gaps).json()["metadata"] == {"name": "filled"}
    answer = platform.api("POST", "/function_templates/render", json={**gaps, "values": {}})
    assert (answer.status_code, "a value for “name”" in answer.json()["error"]) == (400, True)


def state(platform: Platform, name: str, wanted: str, **headers: str) -> str:
    told = {"x-nuclio-wait-function-action": "true", **headers}
    answer = platform.api("PATCH", f"/functions/{name}", json={"desiredState": wanted}, headers=told)
    assert answer.status_code == 202, answer.text
    return str(platform.api("GET", f"/functions/{name}").json()["status"]["state"])


def test_a_function_is_stopped_and_started_without_a_new_version(platform: Platform) -> None:
    deploy(platform, "switched")
    assert state(platform, "switched", "scaledToZero") == "scaledToZero"
    assert platform.call("switched").status_code == 503
    assert state(platform, "switched", "ready", **{"x-nuclio-imported-function-only": "true"}) == "scaledToZero"
    assert state(platform, "switched", "ready") == "ready"
    assert (platform.call("switched").text, platform.service.get("switched").newest_version) == ("here", 1)
    assert platform.api("PATCH", "/functions/switched", json={"desiredState": "gone"}).status_code == 400
    assert platform.api("PATCH", "/functions/nobody", json={"desiredState": "ready"}).status_code == 404


def test_an_exported_function_is_imported_and_built_when_it_is_told_to(platform: Platform) -> None:
    deploy(platform, "travels", annotations={"name": "Travels"})
    exported = platform.api("GET", "/functions/travels?export=true").json()
    assert set(exported) == {"metadata", "spec"}
    assert base64.b64decode(exported["spec"]["build"]["functionSourceCode"]).decode() == CODE
    assert platform.api("GET", "/functions?export=true").json()["travels"] == exported
    exported["metadata"]["name"] = "arrives"
    platform.api("POST", "/functions", json=exported)
    assert platform.settled("arrives").state == "imported"
    assert state(platform, "arrives", "ready", **{"x-nuclio-imported-function-only": "true"}) == "ready"
    assert platform.call("arrives").text == "here"


def test_a_project_is_exported_and_imported_with_its_functions(platform: Platform) -> None:
    platform.api("POST", "/projects", json={"metadata": {"name": "moves"}, "spec": {"description": "a"}})
    deploy(platform, "moved", labels={"nuclio.io/project-name": "moves"})
    event = {"metadata": {"name": "e", "labels": {"nuclio.io/function-name": "moved"}}}
    platform.api("POST", "/function_events", json=event)
    exported = platform.api("GET", "/projects/moves?export=true").json()
    assert (list(exported["functions"]), list(exported["functionEvents"])) == (["moved"], ["e"])
    headers = {"x-nuclio-delete-project-strategy": "check"}
    assert platform.api("DELETE", "/projects", json={"metadata": {"name": "moves"}}, headers=headers).status_code == 412
    headers = {"x-nuclio-delete-project-strategy": "cascading"}
    assert platform.api("DELETE", "/projects", json={"metadata": {"name": "moves"}}, headers=headers).status_code == 204
    exported["functions"]["Bad Name!"] = exported["functions"]["moved"]
    result = platform.api("POST", "/projects?import=true", json=exported)
    assert result.status_code == 201, result.text
    counts = result.json()["functionImportResult"]
    assert (counts["createdAmount"], counts["failedAmount"]) == (1, 1)
    assert result.json()["functionEventImportResult"]["createdAmount"] == 1
    assert platform.settled("moved").state == "imported"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/projects", {"metadata": []}),
        ("POST", "/projects?import=true", {"project": {"metadata": {"name": "p"}}, "functions": [1]}),
        ("POST", "/projects?import=true", {}),
        ("PUT", "/functions/f", {"metadata": [1]}),
        ("POST", "/function_events", {"metadata": {"labels": {"nuclio.io/function-name": "a\0b"}}}),
        ("POST", "/function_templates/render", {"template": "metadata: {name: .nan}"}),
        ("POST", "/function_templates/render", {"template": "- a"}),
    ],
)
def test_bodies_of_another_form_are_refused(platform: Platform, method: str, path: str, body: Any) -> None:
    assert platform.api(method, path, json=body).status_code == 400


def test_an_invocation_names_an_address_that_the_function_has(platform: Platform) -> None:
    deploy(platform, "addressed")
    port = platform.service.get("addressed").http_port
    for address, status in ((f"localhost:{port}", 200), ("localhost:1", 400)):
        headers = {"x-nuclio-function-name": "addressed", "x-nuclio-invoke-url": address}
        assert platform.api("POST", "/function_invocations", headers=headers).status_code == status


def test_a_client_can_wait_for_the_end_of_a_deployment(platform: Platform) -> None:
    headers = {"x-nuclio-wait-function-action": "true"}
    assert platform.api("POST", "/functions", json=configuration("waited"), headers=headers).status_code == 202
    assert platform.service.get("waited").state == "ready"
    assert json.loads(platform.api("GET", "/functions/waited/replicas").text) == {"names": ["nuclio-nuclio-waited"]}
