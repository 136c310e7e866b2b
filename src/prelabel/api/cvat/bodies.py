"""Reads bodies that are decoded to Structs, past pydantic, with its refusals in the API's words."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from prelabel.errors import InvalidInput

T = TypeVar("T")


def decoded(decoder: msgspec.json.Decoder[T], body: bytes, field: str) -> T:
    """The body; `InvalidInput` says where in it something is wrong."""
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        raise InvalidInput(str(error), field=field) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput(f"The body is not JSON: {error}.") from error
