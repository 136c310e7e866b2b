"""Our extension: removes what no function needs any more."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from prelabel.api.nuclio.access import Functions

router = APIRouter(tags=["functions"])


class Prune(BaseModel):
    """How many of the newest versions of each function stay, by default as the setting says; one that serves does."""

    keep: int | None = None


class Pruned(BaseModel):
    """`freed_bytes` is what the environments alone took; files that others share stay."""

    versions: int
    environments: int
    freed_bytes: int


@router.post("/prune")
def prune(functions: Functions, body: Prune) -> Pruned:
    """Remove old versions of all functions, and environments that no version runs in."""
    return Pruned(**vars(functions.prune(body.keep)))
