"""Reads a Dockerfile into instructions, with its variables filled in; it does nothing of what they say."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_VARIABLE = re.compile(r"\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))")


@dataclass(frozen=True)
class Instruction:
    """One instruction: `kind` in capitals, and what stands behind it."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


def parse_dockerfile(text: str) -> list[Instruction]:
    """The instructions of the last stage, its FROM first; of stages that it is made from there is only their FROM."""
    instructions: list[Instruction] = []
    stages: dict[str, str] = {}
    arguments: dict[str, str] = {}
    for instruction in _instructions(text):
        kind, value = instruction.kind, instruction.value
        if kind == "ARG":
            name, _, default = value.partition("=")
            arguments[name.strip()] = default.strip().strip("\"'")
        elif kind == "FROM":
            words = [word for word in filled(value, arguments).split() if not word.startswith("--")] or [""]
            image = stages.get(words[0].lower(), words[0])
            if len(words) == 3:
                stages[words[2].lower()] = image
            instructions = [Instruction("FROM", image)]
        else:
            instructions.append(Instruction(kind, filled(value, arguments) if kind != "RUN" else value))
    return instructions


def filled(text: str, variables: Mapping[str, str]) -> str:
    """The text with `$NAME`, `${NAME}` and `${NAME:-default}` filled in where the name is known or has a default."""

    def value(match: re.Match[str]) -> str:
        name = match[1] or match[3]
        return variables.get(name, match[0] if match[2] is None else match[2])

    return _VARIABLE.sub(value, text)


def assignments(value: str) -> list[tuple[str, str]]:
    """The variables of an ENV: `A=1 B="x y"`, or `A the rest`."""
    first, _, rest = value.partition(" ")
    if "=" not in first:
        return [(first, rest.strip())]
    try:
        words = shlex.split(value)
    except ValueError:
        words = value.split()
    return [(name, text) for name, equals, text in (word.partition("=") for word in words) if equals]


def _instructions(text: str) -> Iterator[Instruction]:
    """Lines joined where they end in a backslash; remarks, also between joined lines, are left out."""
    pending = ""
    for line in text.removeprefix("\ufeff").splitlines():
        stripped = line.strip()
        if stripped.startswith("#") or (not stripped and not pending):
            continue
        if stripped.endswith("\\"):
            pending += stripped[:-1].rstrip() + " "
            continue
        kind, _, value = (pending + stripped).strip().partition(" ")
        pending = ""
        if kind:
            yield Instruction(kind.upper(), value.strip())
