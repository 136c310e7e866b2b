"""Users. Administrators see everything of each, others only names."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from prelabel.api.cvat.list_filters import UserFilter
from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas import preferences
from prelabel.api.cvat.schemas.base import Listed, Person
from prelabel.api.cvat.schemas.users import UserPatch, UserRead
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.domain.actor import Actor
from prelabel.store.tables.users import User

router = Router(prefix="/users", tags=["users"])


@router.get("")
def list_users(
    services: ServicesDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[UserFilter, Depends()]
) -> Listed[UserRead | Person]:
    """Everybody who has an account."""
    return paging.listed(services.users.list(paging.window(wanted)), lambda user: _shown(user, actor))


@router.get("/self")
def retrieve_self(services: ServicesDep, actor: ActorDep) -> UserRead:
    """The one who asks."""
    return UserRead.of(services.users.get(actor.id))


@router.get("/self/preferences", response_class=Response, responses=preferences.ANSWER)
def retrieve_preferences(services: ServicesDep, actor: ActorDep) -> Response:
    """How the one who asks likes the pages to be. Prelabel's extension."""
    return _json(services.preferences.get(actor))


@router.put("/self/preferences", response_class=Response, responses=preferences.ANSWER, openapi_extra=preferences.BODY)
async def replace_preferences(request: Request, services: ServicesDep, actor: ActorDep) -> Response:
    """Keep these in the place of all others. Prelabel's extension."""
    values = await preferences.read(request)
    return _json(await run_in_threadpool(services.preferences.replace, actor, values))


@router.patch(
    "/self/preferences", response_class=Response, responses=preferences.ANSWER, openapi_extra=preferences.BODY
)
async def change_preferences(request: Request, services: ServicesDep, actor: ActorDep) -> Response:
    """Change single ones, by their names at the top; null removes one. Prelabel's extension."""
    values = await preferences.read(request)
    return _json(await run_in_threadpool(services.preferences.merge, actor, values))


@router.get("/{user_id}")
def retrieve_user(services: ServicesDep, actor: ActorDep, user_id: int) -> UserRead | Person:
    return _shown(services.users.get(user_id), actor)


@router.patch("/{user_id}")
def update_user(services: ServicesDep, actor: ActorDep, user_id: int, body: UserPatch) -> UserRead:
    """Change names and address; administrators also the role (`groups`) and whether the user may sign in."""
    return UserRead.of(services.users.update(actor, user_id, body.values()))


@router.delete("/{user_id}", status_code=204)
def delete_user(services: ServicesDep, user_id: int) -> None:
    """Remove a user; what they made stays."""
    services.users.delete(user_id)


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")


def _shown(user: User, actor: Actor) -> UserRead | Person:
    return UserRead.of(user) if actor.is_admin or actor.id == user.id else Person.known(user)
