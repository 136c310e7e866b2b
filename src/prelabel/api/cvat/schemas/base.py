"""What all bodies share: lists in pages, people, and dates in CVAT's form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel

from prelabel.store.tables.users import User

T = TypeVar("T")


class Listed(BaseModel, Generic[T]):
    """One page of a list. Clients ask for page 1, 2, … until `next` is null."""

    count: int
    next: str | None = None
    previous: str | None = None
    results: Sequence[T]


class Person(BaseModel):
    url: str
    id: int
    username: str
    first_name: str
    last_name: str

    @classmethod
    def of(cls, user: User | None) -> Person | None:
        return None if user is None else cls.known(user)

    @classmethod
    def known(cls, user: User) -> Person:
        return cls(
            url=f"/api/users/{user.id}",
            id=user.id,
            username=user.username,
            first_name=user.first_name,
            last_name=user.last_name,
        )


class Link(BaseModel):
    """Where a list that belongs to the object is found."""

    url: str


class Storage(BaseModel):
    id: int = 0
    location: str = "local"
    cloud_storage_id: int | None = None


class Started(BaseModel):
    """The id of the request that a call has started."""

    rq_id: str


class Detail(BaseModel):
    detail: str


def moment(value: datetime | None) -> str | None:
    """A date as CVAT writes it, with microseconds: clients keep data until `updated_date` grows."""
    return None if value is None else value.isoformat().replace("+00:00", "Z")
