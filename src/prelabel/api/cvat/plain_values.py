"""Refuses, in addresses and headers, what no database holds: endless numbers, zero bytes; bodies check their own."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import Depends, Request

from prelabel.api.cvat.schemas.base import LARGEST
from prelabel.errors import InvalidInput


async def _plain(request: Request) -> None:
    path: Iterable[tuple[str, str]] = request.path_params.items()
    for field, value in (*path, *request.query_params.multi_items()):
        if "\0" in value:
            raise InvalidInput("A text cannot hold a zero byte.", field=field)
        digits = value.removeprefix("-")
        if digits.isdecimal() and (len(digits) > len(str(LARGEST)) or int(digits) > LARGEST):
            raise InvalidInput(f"The number is beyond {LARGEST}.", field=field)


PLAIN_VALUES = Depends(_plain)
