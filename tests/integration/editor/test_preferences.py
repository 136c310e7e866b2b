"""Preferences of a user: kept whole, changed by name, of limited size, seen by nobody else."""

from __future__ import annotations

import pytest

from tests.integration.editor.desk import Desk

PATH = "/users/self/preferences"


def test_they_are_kept_changed_and_one_s_own(desk: Desk) -> None:
    desk.person("ann", "worker")
    assert desk.get(PATH) == {}
    keys = {"keys": {"accept": "KeyA"}, "opacity": 0.4, "digits": {"7": [3, 1]}}
    assert desk.call("PUT", PATH, json=keys).json() == keys
    changed = desk.call("PATCH", PATH, json={"opacity": None, "keys": {"accept": "KeyB"}, "grid": True}).json()
    assert changed == desk.get(PATH) == {"keys": {"accept": "KeyB"}, "digits": {"7": [3, 1]}, "grid": True}
    assert desk.get(PATH, by="ann") == {}


@pytest.mark.parametrize(
    ("body", "status", "word"),
    [
        (b"[]", 400, "preferences"),
        (b"{", 400, "JSON"),
        (b'{"a": NaN}', 400, "JSON"),
        (b'{"a": ' + b"[" * 5000, 400, "JSON"),
        (b'{"a": "' + b"x" * 70_000 + b'"}', 413, "65536"),
    ],
    ids=["list", "cut off", "NaN", "deep", "large"],
)
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_what_cannot_be_kept(desk: Desk, method: str, body: bytes, status: int, word: str) -> None:
    desk.call("PUT", PATH, json={"kept": 1}).raise_for_status()
    refused = desk.call(method, PATH, content=body)
    assert (refused.status_code, word in refused.text) == (status, True), refused.text
    assert desk.get(PATH) == {"kept": 1}


def test_changes_do_not_grow_beyond_the_limit(desk: Desk) -> None:
    for name in "ab":
        answer = desk.call("PATCH", PATH, json={name: "x" * 40_000})
    assert answer.status_code == 413
    assert list(desk.get(PATH)) == ["a"]
