"""The records of native functions: who made them, who may use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.function import FunctionSpec
from prelabel.errors import InvalidInput
from prelabel.services.access import check_own, may, row_of
from prelabel.services.rights import OWN_FUNCTION, USE_FUNCTION
from prelabel.store.session import Database
from prelabel.store.tables.agents import NativeFunction
from prelabel.store.tables.users import User

VISIBILITIES = ("private", "public")


@dataclass(frozen=True)
class NewNative:
    """A native function as its author registers it."""

    spec: FunctionSpec
    visibility: str = "private"

    def __post_init__(self) -> None:
        if not self.spec.name.strip():
            raise InvalidInput("A function needs a name.", field="name")
        names = [label.name for label in self.spec.labels]
        doubled = next((name for name in names if names.count(name) > 1), None)
        if doubled is not None:
            raise InvalidInput(f"The label “{doubled}” is given twice.", field="labels_v2")


@dataclass(frozen=True)
class NativeView:
    row: NativeFunction
    owner: User | None

    @property
    def spec(self) -> FunctionSpec:
        return msgspec.json.decode(self.row.card, type=FunctionSpec)


class NativeFunctions:
    """`on_delete` is told of each function that goes, in the transaction in which it does."""

    def __init__(self, database: Database, on_delete: Callable[[Session, int], None]) -> None:
        self._database = database
        self._on_delete = on_delete

    def create(self, actor: Actor, new: NewNative) -> NativeView:
        with self._database.write() as session:
            row = NativeFunction(
                owner_id=actor.id,
                name=new.spec.name,
                visibility=new.visibility,
                card=msgspec.json.encode(new.spec),
            )
            session.add(row)
            session.flush()
            return NativeView(row, session.get(User, actor.id))

    def list(self, actor: Actor) -> list[NativeView]:
        """Those that the actor may use, newest first."""
        query = (
            select(NativeFunction, User).join(User).where(may(actor, USE_FUNCTION)).order_by(NativeFunction.id.desc())
        )
        with self._database.read() as session:
            return [NativeView(row, owner) for row, owner in session.execute(query)]

    def get(self, actor: Actor, function_id: int) -> NativeView:
        """Raises `NotFound`, for those of others too unless they are public."""
        with self._database.read() as session:
            row = usable_function(session, actor, function_id)
            return NativeView(row, session.get(User, row.owner_id))

    def delete(self, actor: Actor, function_id: int) -> None:
        """What waits for it fails."""
        with self._database.write() as session:
            row = own_function(session, actor, function_id)
            self._on_delete(session, row.id)
            session.delete(row)


def usable_function(session: Session, actor: Actor, function_id: int) -> NativeFunction:
    """The function, if it is the actor's, or public (`NotFound`)."""
    return row_of(session, actor, USE_FUNCTION, NativeFunction, function_id)


def own_function(session: Session, actor: Actor, function_id: int) -> NativeFunction:
    """The function, if it is the actor's or the actor is an administrator."""
    row = usable_function(session, actor, function_id)
    message = f"Function #{function_id} is for its owner and administrators to serve and to delete."
    check_own(actor, OWN_FUNCTION, row.owner_id, message)
    return row
