"""Access tokens: each person's own."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from prelabel.api.cvat.list_filters import TokenFilter
from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Listed
from prelabel.api.cvat.schemas.users import AccessTokenPatch, AccessTokenRead, AccessTokenWrite
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep

router = Router(prefix="/auth/access_tokens", tags=["auth"])
# Answered without what is unset: the SDK takes no null for the value, which is told only once.


@router.get("", response_model_exclude_unset=True)
def list_access_tokens(
    services: ServicesDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[TokenFilter, Depends()]
) -> Listed[AccessTokenRead]:
    """The caller's own, newest first."""
    return paging.listed(services.tokens.list(actor, paging.window(wanted)), AccessTokenRead.of)


@router.post("", status_code=201, response_model_exclude_unset=True)
def create_access_token(services: ServicesDep, actor: ActorDep, body: AccessTokenWrite) -> AccessTokenRead:
    """Make a token; its value is in this answer and never again."""
    return AccessTokenRead.of(services.tokens.create(actor, body.name, body.expiry_date, body.read_only))


@router.get("/self", response_model_exclude_unset=True)
def retrieve_own_access_token(request: Request, services: ServicesDep) -> AccessTokenRead:
    """The token with which the request was made."""
    return AccessTokenRead.of(services.tokens.of_secret(request.headers.get("Authorization", "").partition(" ")[2]))


@router.get("/{token_id}", response_model_exclude_unset=True)
def retrieve_access_token(services: ServicesDep, actor: ActorDep, token_id: int) -> AccessTokenRead:
    return AccessTokenRead.of(services.tokens.get(actor, token_id))


@router.patch("/{token_id}", response_model_exclude_unset=True)
def update_access_token(
    services: ServicesDep, actor: ActorDep, token_id: int, body: AccessTokenPatch
) -> AccessTokenRead:
    """Rename a token, move its end or limit it to reading."""
    return AccessTokenRead.of(services.tokens.update(actor, token_id, body.values()))


@router.delete("/{token_id}", status_code=204)
def delete_access_token(services: ServicesDep, actor: ActorDep, token_id: int) -> None:
    """Take a token back."""
    services.tokens.delete(actor, token_id)
