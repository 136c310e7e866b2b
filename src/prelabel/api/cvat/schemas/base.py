"""What all bodies share: lists in pages, people, and dates in CVAT's form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from prelabel.store.tables.users import User

T = TypeVar("T")
HALF_A_LETTER = re.compile("[\ud800-\udfff]")
LARGEST = 2**31 - 1  # what every database takes for a number


class Body(BaseModel):
    """What a client sends: no number is endless or none, no text holds what is no letter."""

    model_config = ConfigDict(allow_inf_nan=False)

    @field_validator("*")
    @classmethod
    def plain(cls, value: Any) -> Any:
        check_plain(value)
        return value


def check_plain(value: Any) -> None:
    """Refuse (`ValueError`) what no database can hold, also within lists and objects."""
    if isinstance(value, str) and ("\0" in value or HALF_A_LETTER.search(value)):
        raise ValueError("A text cannot hold a zero byte or half a letter.")
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError(f"The number is beyond {LARGEST}.")
    if isinstance(value, list | tuple):
        for item in value:
            check_plain(item)
    if isinstance(value, dict):
        for item in (*value, *value.values()):
            check_plain(item)


def _address(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError("It must be an address that begins with http:// or https://.")
    return value


def _subset(value: str) -> str:
    if value in (".", "..") or any(sign in value for sign in "/\\:"):
        raise ValueError("It becomes the name of a folder in exports; leave out / \\ : and “..”.")
    return value


WebAddress = Annotated[str, Field(max_length=2000), AfterValidator(_address)]
Subset = Annotated[str, Field(max_length=64), AfterValidator(_subset)]


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
