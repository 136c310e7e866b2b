"""Bodies about users and signing in."""

from __future__ import annotations

from pydantic import BaseModel

from prelabel.api.cvat.schemas.base import moment
from prelabel.store.tables.users import User


class Login(BaseModel):
    password: str
    username: str = ""
    email: str = ""


class Key(BaseModel):
    """The key for `Authorization: Token`."""

    key: str


class UserRead(BaseModel):
    url: str
    id: int
    username: str
    first_name: str
    last_name: str
    email: str
    groups: list[str]
    is_staff: bool
    is_superuser: bool
    is_active: bool
    last_login: str | None
    date_joined: str | None
    has_analytics_access: bool = False

    @classmethod
    def of(cls, user: User) -> UserRead:
        return cls(
            url=f"/api/users/{user.id}",
            id=user.id,
            username=user.username,
            first_name=user.first_name,
            last_name=user.last_name,
            email=user.email,
            groups=[user.role],
            is_staff=user.is_admin,
            is_superuser=user.is_admin,
            is_active=user.is_active,
            last_login=moment(user.last_login),
            date_joined=moment(user.date_joined),
        )


class About(BaseModel):
    name: str
    description: str
    version: str
    logo_url: str
    subtitle: str
