"""Users."""

from __future__ import annotations

from fastapi import APIRouter

from prelabel.api.cvat.schemas.users import UserRead
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep

router = APIRouter(prefix="/users", tags=["users"])


@router.get("/self")
def retrieve_self(services: ServicesDep, actor: ActorDep) -> UserRead:
    """The one who asks."""
    return UserRead.of(services.users.get(actor.id))
