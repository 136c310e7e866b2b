"""What of `build.directives` and `build.commands` can be done without an image: their pip lines become requirements."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prelabel.functions.config import FunctionConfig

_PIP = re.compile(r"^(?:sudo\s+)?(?:python[\d.]*\s+-m\s+)?pip[\d.]*\s+install\s+(.*)$")
_WITH_VALUE = frozenset({"-i", "--index-url", "--extra-index-url", "-f", "--find-links", "-r", "--requirement"})
_IGNORED_WITH_VALUE = frozenset({"-c", "--constraint", "-t", "--target", "--prefix", "--timeout", "--retries"})


@dataclass(frozen=True)
class Directives:
    """Lines as in requirements.txt, and what is left undone."""

    requirements: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()


def read_directives(config: FunctionConfig) -> Directives:
    """Sort the build's shell lines; commands, when there are any, stand in for the directives, as in Nuclio."""
    requirements: list[str] = []
    undone: list[str] = []
    for kind, value in _lines(config.build):
        if kind != "RUN":
            undone.append(f"{kind} {value}")
            continue
        for command in re.split(r"&&|;|\n", value):
            match = _PIP.match(command.strip())
            if match:
                requirements += _packages(match[1])
            elif command.strip():
                undone.append(command.strip())
    return Directives(tuple(requirements), tuple(undone))


def _lines(build: dict[str, Any]) -> Iterator[tuple[str, str]]:
    commands = [str(command) for command in build.get("commands") or ()]
    if commands:
        yield from (("RUN", command) for command in commands if not command.startswith("@nuclio."))
        return
    directives = build.get("directives") or {}
    for moment in ("preCopy", "postCopy"):
        for directive in directives.get(moment) or ():
            yield str(directive.get("kind", "")).upper(), str(directive.get("value", "")).strip()


def _packages(arguments: str) -> list[str]:
    """The packages and indexes of one `pip install`; other options do not matter here."""
    try:
        words = iter(shlex.split(arguments.replace("\\\n", " ")))
    except ValueError:
        return []
    lines = []
    for word in words:
        option, _, value = word.partition("=")
        if word in _WITH_VALUE:
            lines.append(f"{word} {next(words, '')}")
        elif word in _IGNORED_WITH_VALUE:
            next(words, "")
        elif option in _WITH_VALUE:
            lines.append(f"{option} {value}")
        elif not word.startswith("-"):
            lines.append(word)
    return [line for line in lines if line not in ("pip", "setuptools", "wheel")]
