"""LabelMe's attributes of an object, one text: `name=value, name=value`, with backslashes before signs in names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_SIGNS = re.compile(r'([\\=",])')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ONE = re.compile(r"(?:\\.|[^\\,])+", re.DOTALL)
_PAIR = re.compile(r"(?P<name>(?:\\.|[^\\=])*)=(?P<value>.*)", re.DOTALL)


def written(values: Iterable[tuple[str, str]]) -> str:
    """Names and values as one text; a value with blanks at its ends is quoted."""
    return ", ".join(f"{_escaped(name)}={_value(value)}" for name, value in values if name)


@lru_cache(maxsize=4096)  # thousands of objects have the same ones
def read(text: str) -> tuple[tuple[str, str], ...]:
    """Names and values; a name alone is one that is true."""
    return tuple(_pairs(text))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for found in _ONE.findall(text):
        pair = _PAIR.match(found)
        if pair:
            yield _plain(pair["name"].strip()), _plain(_unquoted(pair["value"].strip()))
        elif found.strip():
            yield _plain(found.strip()), "true"


def _value(text: str) -> str:
    return f'"{_escaped(text)}"' if text != text.strip() else _escaped(text)


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
