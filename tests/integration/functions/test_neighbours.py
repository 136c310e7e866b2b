"""Functions that call functions: `context.platform.call_function`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.integration.functions.platform import Platform

CALLS = [
    ({"name": "answers", "path": "/dict"}, {"status": 200, "type": "application/json", "body": {"a": 1}}),
    ({"name": "answers", "path": "/str"}, {"status": 200, "type": "text/plain", "body": "hi"}),
    ({"name": "nobody"}, {"error": "There is no function “nobody”."}),
]


@pytest.fixture(scope="module", autouse=True)
def _functions(platform: Platform) -> None:
    platform.deploy("answers")
    platform.deploy("calls-others")
    platform.deploy("ends-itself")


@pytest.mark.parametrize(("question", "answer"), CALLS)
def test_a_function_calls_another(platform: Platform, question: dict[str, Any], answer: dict[str, Any]) -> None:
    found = ask(platform, question)
    assert {name: found[name] for name in answer} == answer


def test_a_dict_arrives_as_json(platform: Platform) -> None:
    seen = ask(platform, {"name": "answers", "path": "/event", "body": {"k": [1, "é"]}})["body"]
    assert (seen["body"], seen["is_bytes"], seen["method"]) == ({"k": [1, "é"]}, False, "POST")


def test_what_fails_there_is_told_here(platform: Platform) -> None:
    assert ask(platform, {"name": "answers", "path": "/raises"})["status"] == 500
    assert ask(platform, {"name": "ends-itself", "body": "1"})["status"] == 500
    late = ask(platform, {"name": "ends-itself", "body": "sleep", "timeout": 0.2})
    assert late == {"error": "ends-itself did not answer within 0.2 s."}


def ask(platform: Platform, question: dict[str, Any]) -> Any:
    headers = {"Content-Type": "application/json"}
    return platform.call("calls-others", content=json.dumps(question).encode(), headers=headers).json()
