"""JSON of users as Structs, and its faults in our words; not the writing of JSON."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from prelabel.errors import InvalidInput
from prelabel.formats.archive import UTF16_MARKS, text_of

Document = TypeVar("Document")


def parsed(name: str, content: bytes, kind: type[Document], noun: str) -> Document:
    """The document `name` as `kind` (`InvalidInput` says that it is not `noun`, and where)."""
    if content.startswith(UTF16_MARKS):
        content = text_of(name, content).encode()
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput(f"{name} is not {noun}: {error}.") from error
