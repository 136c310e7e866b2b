"""Bad input of every kind: each is refused with a sentence that says what is wrong, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest

from tests.integration.refusals import drawings, files, people, spoiled, tasks
from tests.integration.refusals.case import Case
from tests.integration.refusals.place import Place, done, give
from tests.integration.refusals.spoiled import Spoiled
from tests.running import running

CASES = list(chain(tasks.CASES, drawings.CASES, files.CASES, people.CASES))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with running(tmp_path_factory.mktemp("data")) as server:
        place = Place(server)
        yield place
        place.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.call.split('?')[0]} {case.name}")
def test_it_is_refused(place: Place, case: Case) -> None:
    before = place.digest()
    answer = case.send(place.people[case.person], place.things)
    assert answer.status_code == case.status, answer.text
    assert case.says.lower() in answer.text.lower()
    assert place.digest() == before


@pytest.mark.parametrize("case", spoiled.CASES, ids=lambda case: f"{case.use} {case.name}")
def test_a_spoiled_file_is_refused(place: Place, case: Spoiled) -> None:
    """Its request fails, and is all that is left of it."""
    before = place.digest(without="requests")
    state = done(place.people["user"], give(place, case))
    assert state["status"] == "failed"
    assert case.says.lower() in state["message"].lower()
    assert "Error" not in state["message"]
    assert place.digest(without="requests") == before
