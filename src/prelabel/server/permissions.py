"""Writes the page of permissions from their table: `python -m prelabel.server.permissions`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from prelabel.api.permissions import TABLE, Rule
from prelabel.services import rights
from prelabel.services.rights import Right, Tie

PAGE = Path("docs/reference/permissions.md")
HEAD = """# Permissions

A server has three roles. An **administrator** may do everything. A **user** makes projects and tasks and works on
what is theirs. A **worker** only annotates what was assigned to them. Beyond the role it counts how somebody is tied
to a thing: what one may not see answers 404, as if it were not there; what one sees and may not change answers 403.

All pictures and annotations of a task are for those who work on it as a whole; who is assigned to single jobs gets
the frames of these jobs, also through the task. Where a call names further things in its body (the project of a new
task, the task of a run), the rights on those are asked for as well. Two changes ask for more than their call: a job
is assigned by those who may change its task, and a user's role and whether they may sign in are an administrator's to
change.

This page is written by `python -m prelabel.server.permissions` from the table that the server checks with
(`prelabel.api.permissions` and `prelabel.services.rights`).
"""
LEAST = {
    "anyone": "anybody, signed in or not",
    "worker": "whoever is signed in",
    "user": "users and administrators",
    "admin": "administrators",
    "caller": "anybody on this machine and in networks of `trust`; elsewhere whoever is signed in",
    "deployer": "administrators; with `open_functions` anybody on this machine who is no function",
}
TIES = {
    Tie.OWNER: "owner",
    Tie.ASSIGNEE: "assignee",
    Tie.TASK_OWNER: "owner of the task",
    Tie.TASK_ASSIGNEE: "assignee of the task",
    Tie.PROJECT_OWNER: "owner of the project",
    Tie.PROJECT_ASSIGNEE: "assignee of the project",
    Tie.ANNOTATOR: "assignee of one of its jobs",
    Tie.AGENT: "owner of an agent at work on it",
    Tie.WITHIN: "whoever may see one of its tasks",
    Tie.PUBLIC: "anybody, if it is public",
}


def page() -> str:
    """The page as Markdown."""
    return "\n".join([HEAD, *_rights(), "", *_calls(), ""])


def _rights() -> Iterator[str]:
    yield "## Rights\n"
    yield "| to … | a user who is its … | a worker who is its … | an administrator |"
    yield "| --- | --- | --- | --- |"
    known = [right for right in vars(rights).values() if isinstance(right, Right)]
    for right in sorted(known, key=lambda right: right.noun):
        everybody = "no" if right.private else "yes"
        yield f"| {_named(right)} | {_tied(right.user)} | {_tied(right.worker)} | {everybody} |"


def _calls() -> Iterator[str]:
    yield "## Calls\n"
    yield "| call | who |"
    yield "| --- | --- |"
    for rule, same in groupby(TABLE, key=TABLE.__getitem__):
        yield f"| {'<br>'.join(f'`{name}`' for name in same)} | {_who(rule)} |"


def _who(rule: Rule) -> str:
    return LEAST[rule.least] if not rule.rights else "who may " + " or ".join(map(_named, rule.rights))


def _named(right: Right) -> str:
    return f"{right.verb} the {right.noun}"


def _tied(ties: Tie) -> str:
    return ", ".join(TIES[tie] for tie in ties) or "—"


if __name__ == "__main__":
    sys.stdout.write(f"{PAGE.write_text(page(), 'utf-8')} characters in {PAGE}\n")
