"""Each row of the table of permissions, tried as each role with each tie against a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from prelabel.api.cvat.app import MODULES
from prelabel.api.cvat.routes import absent
from prelabel.api.nuclio.app import MODULES as FUNCTION_MODULES
from prelabel.api.permissions import TABLE, Rule, names
from prelabel.domain.actor import ROLES as RANKS
from prelabel.domain.actor import Actor
from prelabel.services.rights import SEE_JOB, SEE_PROJECT, SEE_TASK, USE_FUNCTION, Right, Tie
from tests.integration.permissions.calls import call, spare, thing
from tests.integration.permissions.world import OWNERS, ROLES, TIES, World
from tests.running import running

LET_IN, UNKNOWN, REFUSED, SIGN_IN = "let in", "404", "403", "401"
SEEN_BY = {"project": SEE_PROJECT, "task": SEE_TASK, "run": SEE_TASK, "native function": USE_FUNCTION}
SEEN_WITH_JOB = ("issue", "comment")
NOTHING_THERE = {*(noun.partition("/")[0] for noun in absent.LISTS), "guides", "assets"}
NO_RULES = "GET /api/auth/rules"
UNTIED = ("nobody", "admin", "stranger", "outsider")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running(tmp_path_factory.mktemp("data"), PRELABEL_REGISTRATION="true") as server:
        world = World(server)
        yield world
        world.close()


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    served = {name for module in MODULES for name in names(module.router.routes)}
    served |= {name for module in FUNCTION_MODULES for name in names(module.router.routes, "/nuclio/api")}
    assert served == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_the_row_holds_for_everybody(world: World, name: str) -> None:
    rule = TABLE[name]
    for right in rule.rights or (None,):
        people = [*ROLES, "nobody", "admin"] if right is not None else UNTIED
        spares = spare(world, name, right) if right is not None else {}
        for person in sorted(people, key=lambda person: _expected(rule, right, person, name) == LET_IN):
            expected = _expected(rule, right, person, name)
            method, path, options = call(world, name, right, spares)
            with world.people[person].stream(method, path, **options) as answer:
                text = "" if answer.is_success else answer.read().decode()
            assert _means(name, answer.status_code) == expected, (person, right and right.noun, text)
            if spares and right is not None and expected == LET_IN:
                spares = spare(world, name, right)


def test_who_may_not_call_does_not_learn_what_is_wrong_with_the_call(world: World) -> None:
    nobody = world.people["nobody"]
    for answer in (nobody.post("/api/tasks", json={"name": []}), nobody.get("/api/jobs", params={"page": "first"})):
        assert answer.status_code == 401
    annotator = next(person for person, role in ROLES.items() if role == "worker")
    assert world.people[annotator].post("/api/projects", content=b"{").status_code == 403


def _expected(rule: Rule, right: Right | None, person: str, name: str) -> str:
    if rule.least in ("anyone", "caller"):
        return LET_IN
    if person == "nobody":
        return SIGN_IN
    actor = Actor(1, person, ROLES.get(person, "admin"))
    least = {"deployer": "admin"}.get(rule.least, rule.least)
    if RANKS.index(actor.role) > RANKS.index(least):
        return REFUSED
    if right is None or _has(actor, right, thing(name, right)):
        return LET_IN
    return REFUSED if not right.secret and _sees(actor, right, name) else UNKNOWN


def _has(actor: Actor, right: Right, noun: str) -> bool:
    return right.for_all(actor) or bool(_ties(actor.username, noun) & right.ties(actor))


def _sees(actor: Actor, right: Right, name: str) -> bool:
    if right.noun in SEEN_WITH_JOB:
        return _has(actor, SEE_JOB, "job")
    seeing = SEEN_BY.get(right.noun)
    return seeing is None or _has(actor, seeing, "task" if right.noun == "run" else thing(name, right))


def _ties(person: str, noun: str) -> Tie:
    public = Tie.PUBLIC if noun == "model" else Tie.NONE
    return public | TIES.get(noun, OWNERS).get(person, Tie.NONE)


def _means(name: str, status: int) -> str:
    refusals = {401: SIGN_IN, 403: REFUSED}
    if status == 404 and ("/nuclio/" in name or name.split("/")[2] in NOTHING_THERE or name == NO_RULES):
        return LET_IN
    return refusals.get(status, UNKNOWN if status == 404 else LET_IN if status < 500 else str(status))
