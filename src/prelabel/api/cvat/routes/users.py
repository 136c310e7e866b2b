"""Users. Administrators see everything of each, others only names."""

from __future__ import annotations

from fastapi import APIRouter

from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.schemas.base import Listed, Person
from prelabel.api.cvat.schemas.users import UserPatch, UserRead
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.domain.actor import Actor
from prelabel.store.tables.users import User

router = APIRouter(prefix="/users", tags=["users"])


@router.get("")
def list_users(
    services: ServicesDep,
    actor: ActorDep,
    paging: PagingDep,
    username: str | None = None,
    is_active: bool | None = None,
) -> Listed[UserRead | Person]:
    """Everybody who has an account."""
    found = services.users.list(paging.window, username=username, is_active=is_active)
    return paging.listed(found, lambda user: _shown(user, actor))


@router.get("/self")
def retrieve_self(services: ServicesDep, actor: ActorDep) -> UserRead:
    """The one who asks."""
    return UserRead.of(services.users.get(actor.id))


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


def _shown(user: User, actor: Actor) -> UserRead | Person:
    return UserRead.of(user) if actor.is_admin or actor.id == user.id else Person.known(user)
