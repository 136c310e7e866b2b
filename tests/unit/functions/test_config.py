"""function.yaml: what is taken, what is made of it, and how a refusal names the place."""

from __future__ import annotations

from typing import Any

import pytest

from prelabel.errors import InvalidInput
from prelabel.functions.config import parse_mapping, parse_yaml, seconds_of

CVAT_LIKE = """\
metadata:
  name: pth-foolwood-siammask
  namespace: cvat
  annotations:
    name: SiamMask
    version: 2
    type: tracker
    startswith_box: True
    spec:
apiVersion: nuclio.io/v1
kind: NuclioFunction
spec:
  description: Fast Online Object Tracking
  runtime: 'python:3.8'
  handler: main:handler
  eventTimeout: 30s
  env:
    - name: PYTHONPATH
      value: /opt/nuclio/SiamMask
    - {name: THREADS, value: 4}
  triggers:
    myHttpTrigger:
      maxWorkers: 2
      kind: 'http'
      workerAvailabilityTimeoutMilliseconds: 5000
      attributes:
        maxRequestBodySize: 33554432 # 32MB
        port: 32001
  platform:
    attributes: {restartPolicy: {name: always, maximumRetryCount: 3}, mountMode: volume}
"""


def test_a_configuration_as_cvat_ships_it() -> None:
    config = parse_yaml(CVAT_LIKE)
    assert (config.name, config.handler, config.runtime) == ("pth-foolwood-siammask", "main:handler", "python:3.8")
    assert config.annotations == {
        "name": "SiamMask",
        "version": "2",
        "type": "tracker",
        "startswith_box": "true",
        "spec": "",
    }
    trigger = config.trigger
    assert (trigger.name, trigger.workers, trigger.wait_seconds) == ("myHttpTrigger", 2, 5.0)
    assert (trigger.body_bytes, trigger.port) == (33554432, 32001)
    assert config.event_seconds == 30
    assert config.variables == (("PYTHONPATH", "/opt/nuclio/SiamMask"), ("THREADS", "4"))
    assert config.project == "default"


@pytest.mark.parametrize("text", [CVAT_LIKE.replace("\n", "\r\n"), "\ufeff" + CVAT_LIKE, CVAT_LIKE + "\n\n"])
def test_line_endings_and_marks_do_not_matter(text: str) -> None:
    assert parse_yaml(text).raw == parse_yaml(CVAT_LIKE).raw


def test_what_is_left_out() -> None:
    config = parse_mapping({"metadata": {"name": "f"}})
    assert (config.handler, config.runtime, config.description) == ("main:handler", "python", "")
    assert (config.trigger.workers, config.trigger.wait_seconds, config.trigger.port) == (1, 10.0, 0)
    assert config.event_seconds is None


def test_num_workers_wins_over_max_workers() -> None:
    triggers = {"t": {"kind": "http", "numWorkers": 3, "maxWorkers": 2}, "c": {"kind": "cron"}}
    assert parse_mapping({"metadata": {"name": "f"}, "spec": {"triggers": triggers}}).trigger.workers == 3


REFUSED: list[tuple[Any, str, str]] = [
    (None, "metadata", "no `metadata`"),
    ({"metadata": {"name": ""}}, "metadata.name", "metadata.name is missing"),
    ({"metadata": {"name": "-a"}}, "metadata.name", "“-a” cannot be a function's name"),
    ({"metadata": {"name": "a" * 64}}, "metadata.name", "1 to 63"),
    ({"metadata": {"name": "dlx"}}, "metadata.name", "reserved"),
    ({"metadata": {"name": "f", "labels": []}}, "metadata.labels", "must be a mapping"),
    ({"metadata": {"name": "f"}, "spec": {"eventTimeout": "abc"}}, "spec.eventTimeout", "“abc” is not a duration"),
    ({"metadata": {"name": "f"}, "spec": {"eventTimeout": 30}}, "spec.eventTimeout", "with its unit"),
    ({"metadata": {"name": "f"}, "spec": {"eventTimeout": "0s"}}, "spec.eventTimeout", "longer than 0"),
    ({"metadata": {"name": "f"}, "spec": {"env": [{"value": 1}]}}, "spec.env", "needs a `name`"),
    (
        {"metadata": {"name": "f"}, "spec": {"triggers": {"a": {"kind": "http"}, "b": {"kind": "http"}}}},
        "spec.triggers",
        "more than one http trigger",
    ),
    (
        {"metadata": {"name": "f"}, "spec": {"triggers": {"a": {"kind": "http", "numWorkers": "many"}}}},
        "spec.triggers.a.numWorkers",
        "whole number",
    ),
]


@pytest.mark.parametrize(("raw", "field", "text"), REFUSED)
def test_a_refusal_names_the_field(raw: Any, field: str, text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_mapping(raw)
    assert (caught.value.field, text in caught.value.message) == (field, True)


def test_what_is_not_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidInput, match=r"function\.yaml, line 3, column 3: "):
        parse_yaml("metadata:\n  name: a\n  - b\n")


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("1m30s", 90), ("500ms", 0.5), ("30000s", 30000), ("1.5h", 5400), ("2us", 2e-6)]
)
def test_durations_as_go_writes_them(text: str, seconds: float) -> None:
    assert seconds_of(text, "f") == pytest.approx(seconds)
