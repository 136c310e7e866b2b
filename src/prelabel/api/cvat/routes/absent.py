"""Parts of CVAT that are not here: answered as by a CVAT in which nobody has made any of them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.schemas.base import Listed
from prelabel.errors import NotFound

router = APIRouter(tags=["absent"])
LISTS = (
    "organizations",
    "memberships",
    "invitations",
    "webhooks",
    "cloudstorages",
    "quality/reports",
    "quality/conflicts",
    "quality/settings",
    "consensus/settings",
)


def none_of_them(paging: PagingDep) -> Listed[dict[str, Any]]:
    """There are none."""
    del paging
    return Listed(count=0, results=[])


def not_this_one(object_id: str) -> dict[str, Any]:
    """There is none of this id."""
    raise NotFound(f"There is no “{object_id}”.")


for _noun in LISTS:
    _name = _noun.replace("/", "_")
    router.add_api_route(f"/{_noun}", none_of_them, name=f"list_{_name}", methods=["GET"])
for _noun in (*LISTS, "guides", "assets"):
    _name = _noun.replace("/", "_")
    router.add_api_route(f"/{_noun}/{{object_id}}", not_this_one, name=f"retrieve_{_name}", methods=["GET"])


@router.post("/events", status_code=201)
def take_events(body: dict[str, Any]) -> dict[str, Any]:
    """What clients tell about their use is not kept."""
    return body
