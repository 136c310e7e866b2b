"""Bodies about users and signing in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from prelabel.api.cvat.schemas.base import Body, Person, moment
from prelabel.services.tokens import TokenView
from prelabel.store.tables.users import User


class Login(Body):
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


class UserPatch(Body):
    first_name: str = Field("", max_length=150)
    last_name: str = Field("", max_length=150)
    email: str = Field("", max_length=254)
    is_active: bool = True
    groups: list[Literal["admin", "user", "worker"]] = Field(default_factory=list, min_length=1, max_length=1)

    def values(self) -> dict[str, Any]:
        """The fields that the client has sent; the one group is the role."""
        values = self.model_dump(exclude_unset=True)
        if "groups" in values:
            (values["role"],) = values.pop("groups")
        return values


class PasswordChange(Body):
    old_password: str = ""
    new_password1: str
    new_password2: str


class Registration(Body):
    username: str
    password1: str
    password2: str
    email: str = Field("", max_length=254)
    first_name: str = Field("", max_length=150)
    last_name: str = Field("", max_length=150)


class Registered(BaseModel):
    username: str
    email: str
    first_name: str
    last_name: str
    email_verification_required: bool = False
    key: str | None = None


class AccessTokenWrite(Body):
    name: str = Field(max_length=64)
    expiry_date: datetime | None = None
    read_only: bool = False


class AccessTokenPatch(Body):
    name: str = Field("", max_length=64)
    expiry_date: datetime | None = None
    read_only: bool = False

    def values(self) -> dict[str, Any]:
        """The fields that the client has sent."""
        return self.model_dump(exclude_unset=True)


class AccessTokenRead(BaseModel):
    """`value` is the secret; it is there only in the answer to the call that has made the token."""

    id: int
    name: str
    created_date: str | None
    updated_date: str | None
    expiry_date: str | None
    last_used_date: str | None
    read_only: bool
    owner: Person
    value: str | None = None

    @classmethod
    def of(cls, view: TokenView) -> AccessTokenRead:
        token = view.token
        read = cls(
            id=token.id,
            name=token.name,
            created_date=moment(token.created_date),
            updated_date=moment(token.updated_date),
            expiry_date=moment(token.expiry_date),
            last_used_date=moment(token.last_used_date),
            read_only=token.read_only,
            owner=Person.known(view.owner),
        )
        if view.value:
            read.value = view.value
        return read


class About(BaseModel):
    name: str
    description: str
    version: str
    logo_url: str
    subtitle: str
