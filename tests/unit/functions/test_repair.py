"""Forgiving import: what was lost is put back where there is one way only, and nothing valid is touched."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest
import yaml

from prelabel.errors import InvalidInput
from prelabel.functions.config import parse_yaml
from prelabel.functions.label_repair import repair_labels
from prelabel.functions.repair import repair_config, repair_mapping
from tests.unit.functions.configurations import MANY

FIXTURE = Path(__file__).parents[3].parent / "shared" / "fixtures" / "tutorial-config.yml"
TUTORIAL = {
    "metadata": {
        "name": "YoloV8n_person",
        "namespace": "cvat",
        "annotations": {
            "name": "YoloV8_nano_person",
            "type": "detector",
            "spec": [{"id": 0, "name": "person", "type": "rectangle"}],
        },
    },
    "spec": {
        "description": "UltralyticsYoloV8",
        "runtime": "python:3.11",
        "handler": "main:handler",
        "eventTimeout": "30s",
        "build": {
            "image": "custom_ultralytics_cpu_yolov8_nano_nuclio",
            "baseImage": "custom_ultralytics_cpu_yolov8_nano:latest",
        },
        "triggers": {
            "myHttpTrigger": {
                "maxWorkers": 2,
                "kind": "http",
                "workerAvailabilityTimeoutMilliseconds": 10000,
                "attributes": {"maxRequestBodySize": 33554432},
            }
        },
        "platform": {
            "attributes": {"restartPolicy": {"name": "always", "maximumRetryCount": 3}, "mountMode": "volume"}
        },
    },
}


def rounded_down(text: str, to: int = 4) -> str:
    """The text with each indent rounded down to a multiple of `to`, as some pages print it."""
    lines = text.split("\n")
    return "\n".join(" " * ((len(each) - len(each.lstrip())) // to * to) + each.lstrip() for each in lines)


def structure(text: str) -> Any:
    """What is in a configuration; the labels as values, the blanks of other blocks as one."""
    return _plain(yaml.safe_load(text))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, str):
        return json.loads(value) if value.lstrip().startswith("[{") else " ".join(value.split())
    return value


@pytest.mark.skipif(not FIXTURE.is_file(), reason="the shared fixtures are not on this machine")
@pytest.mark.parametrize("margin", ["", "    ", "\t"])
@pytest.mark.parametrize("level", ["    ", "\t"])
def test_the_tutorials_configuration_as_printed(margin: str, level: str) -> None:
    repair = repair_config(indent(FIXTURE.read_text("utf-8").replace("    ", level), margin))
    found = yaml.safe_load(repair.text)
    found["metadata"]["annotations"]["spec"] = json.loads(found["metadata"]["annotations"]["spec"])
    assert found == TUTORIAL
    assert "+  name: YoloV8n_person\n" in repair.diff
    assert ["indentation" in repair.remarks[0], "comma" in repair.remarks[1]] == [True, True]


@pytest.mark.parametrize("text", MANY)
def test_what_is_valid_is_left_alone(text: str) -> None:
    for given in (text, "\ufeff" + text.replace("\n", "\r\n"), indent(text, "    ")):
        repair = repair_config(given)
        assert (repair.text, repair.diff, repair.remarks) == (given, "", ())


@pytest.mark.parametrize("blanks", [4, 8, 1000])
@pytest.mark.parametrize("text", MANY)
def test_lost_indents_come_back_or_are_refused(text: str, blanks: int) -> None:
    try:
        repair = repair_config(rounded_down(text, blanks))
    except InvalidInput:
        assert blanks > 4 or "nightly" in text  # a second trigger may be anything in the first
    else:
        assert structure(repair.text) == structure(text)


@pytest.mark.parametrize("text", MANY)
def test_one_line_that_slipped_comes_back_or_is_refused(text: str) -> None:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.startswith("  ") or "|" in text:
            continue
        for slipped in (line[1:], " " + line):
            try:
                repair = repair_config("\n".join([*lines[:number], slipped, *lines[number + 1 :]]))
            except InvalidInput:
                continue
            assert not repair.diff or structure(repair.text) == structure(text), slipped


FLAT = """\
metadata:
name: f
annotations:
type: detector
spec:
handler: main:handler
triggers:
http:
kind: http
"""


def test_keys_on_their_parents_level() -> None:
    with pytest.raises(InvalidInput, match="repaired"):  # `spec` may be an annotation or begin the specification
        repair_config(FLAT.replace("annotations:\ntype: detector\n", "annotations:\ntype: detector\nspec:\n"))
    half = "metadata:\n  name: f\nspec:\nhandler: main:handler\ntriggers:\n  http:\n  kind: http\n"
    found = yaml.safe_load(repair_config(half).text)
    assert found["spec"] == {"handler": "main:handler", "triggers": {"http": {"kind": "http"}}}


@pytest.mark.parametrize("margin", ["\t", "  \t"])
def test_tabs_for_indents(margin: str) -> None:
    text = f"metadata:\n{margin}name: f\t\nspec:\n{margin}env:\n{margin}- name: A\n"
    found = yaml.safe_load(repair_config(text).text)
    assert found == {"metadata": {"name": "f"}, "spec": {"env": [{"name": "A"}]}}


REFUSED = [
    ("metadata:\n  name: f\n  - b\n", "line 3, column 3"),
    ("metadata:\nname: f\nhandler: x\n", "“handler: x” (line 3, column 1) fits nowhere"),
    ("metadata:\n  nothing: f\n", "no `metadata` with a `name`"),
    ("metadata:\n  name: [\n", "line 3, column 1"),
    ("just text", "no `metadata`"),
    ("", "no `metadata`"),
]


@pytest.mark.parametrize(("text", "part"), REFUSED)
def test_a_refusal_names_the_place_and_the_way_out(text: str, part: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        repair_config(text)
    assert part in caught.value.message


LABELS = [
    ('[{"name": "a"}]', None, 0),
    ("", None, 0),
    ('[\n{ "id": 0, "name": "a, ]", },\n]', [{"id": 0, "name": "a, ]"}], 1),
    ("[{'name': 'it is'}]", [{"name": "it is"}], 1),
    ('[{"name": "a"},\n ...\n {"name": "b"}]', [{"name": "a"}, {"name": "b"}], 1),
    ('[{"name": "a..."}, {...}]', [{"name": "a..."}], 1),
    ('[{"name": "a"}, …]', [{"name": "a"}], 1),
]


@pytest.mark.parametrize(("text", "rows", "remarks"), LABELS)
def test_labels_become_strict_json(text: str, rows: Any, remarks: int) -> None:
    fixed, said = repair_labels(text)
    assert (json.loads(fixed) if fixed else None, len(said)) == (rows, remarks)


def test_labels_in_a_valid_file_are_repaired_in_their_place() -> None:
    text = dedent("""\
        metadata:
          name: f
          annotations:
            spec: "[{'name': 'a'},]"  # mine
            type: detector
        """)
    repair = repair_config(text)
    assert parse_yaml(repair.text).annotations == {"spec": '[\n  {"name": "a"}\n]\n', "type": "detector"}
    assert repair.diff.count("\n-") == 1
    raw, remarks = repair_mapping(yaml.safe_load(text))
    assert json.loads(raw["metadata"]["annotations"]["spec"]) == [{"name": "a"}]
    assert len(remarks) == 2


def test_labels_that_cannot_be_read_stay_for_the_build_log_to_tell() -> None:
    text = "metadata:\n  name: f\n  annotations:\n    spec: '{not json'\n"
    assert repair_config(text).text == text
