"""The version of a frame in headers: answers carry it as `ETag`, changes name the one that they were made to."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header

from prelabel.errors import InvalidInput

ENTITY_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def etag(version: int | str) -> dict[str, str]:
    return {"ETag": f'"{version}"'}


def _versions(
    if_match: Annotated[str | None, Header(description='The version that was changed, as in `"7"`.')] = None,
) -> tuple[str, ...] | None:
    if if_match is None:
        return None
    tags = [tag.strip() for tag in if_match.split(",")]
    if tags == ["*"]:
        return ("*",)
    found = [ENTITY_TAG.fullmatch(tag) for tag in tags]
    if not all(found):
        raise InvalidInput(f"It must be a version in quotes, as ETag gives it; got {if_match}.", field="If-Match")
    return tuple(match.group(1) for match in found if match)


IfMatchDep = Annotated[tuple[str, ...] | None, Depends(_versions)]
