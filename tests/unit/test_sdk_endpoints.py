"""Each endpoint that CVAT's SDK knows has a route here, if only to say what to do instead."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prelabel.server.openapi import document

SDK = importlib.util.find_spec("cvat_sdk")
ENDPOINT = re.compile(r"'endpoint_path': '([^']+)',.*?'http_method': '([A-Z]+)'", re.DOTALL)


@pytest.mark.skipif(SDK is None, reason="cvat-sdk is not installed")
def test_every_endpoint_of_the_sdk_has_a_route() -> None:
    known = set(_known())
    assert len(known) > 150, "the SDK writes its endpoints in another way now"
    assert sorted(known - set(_served())) == []


def _known() -> Iterator[tuple[str, str]]:
    assert SDK is not None
    assert SDK.origin is not None
    for module in (Path(SDK.origin).parent / "api_client" / "api").glob("*_api.py"):
        for path, method in ENDPOINT.findall(module.read_text("utf-8")):
            yield _nameless(path), method


def _served() -> Iterator[tuple[str, str]]:
    """Method and path of each route, once for each noun that a route takes."""
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            taken = [each["schema"] for each in operation.get("parameters", ()) if each["name"] == "noun"]
            nouns = taken[0]["enum"] if taken else ["{noun}"]
            yield from ((_nameless(path.replace("{noun}", noun)), method.upper()) for noun in nouns)


def _nameless(path: str) -> str:
    return re.sub(r"\{[^}]+\}", "{}", path).rstrip("/")
