"""Access tokens as their owners manage them: made, named, limited and taken back; signing in is `users`'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import InvalidInput, NotFound
from prelabel.services.access import check_own
from prelabel.services.listing import Fields, Page, Window
from prelabel.services.rights import OWN_TOKEN
from prelabel.services.users import digest, new_secret
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.users import Token, User

FIELDS = Fields(
    {
        "id": Token.id,
        "name": Token.name,
        "read_only": Token.read_only,
        "created_date": Token.created_date,
        "updated_date": Token.updated_date,
        "expiry_date": Token.expiry_date,
        "last_used_date": Token.last_used_date,
    },
    searched=("name",),
)


@dataclass(frozen=True)
class TokenView:
    """A token and its owner; `value` is the secret, which is there only when the token has just been made."""

    token: Token
    owner: User
    value: str = ""


class AccessTokenService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, actor: Actor, name: str, expiry_date: datetime | None, read_only: bool) -> TokenView:
        """Make a token; its secret is answered this once."""
        _check_expiry(expiry_date)
        secret = new_secret()
        with self._database.write() as session:
            token = Token(
                user_id=actor.id,
                purpose="access",
                name=name,
                secret_hash=digest(secret),
                expiry_date=expiry_date,
                read_only=read_only,
            )
            session.add(token)
            session.flush()
            return TokenView(token, session.get_one(User, actor.id), secret)

    def list(self, actor: Actor, window: Window) -> Page[TokenView]:
        """The actor's own tokens."""
        conditions = [Token.user_id == actor.id, Token.purpose == "access", *FIELDS.conditions(window)]
        query = select(Token).where(*conditions).order_by(FIELDS.order(window))
        with self._database.read() as session:
            owner = session.get_one(User, actor.id)
            return window.cut([TokenView(token, owner) for token in session.scalars(query)])

    def get(self, actor: Actor, token_id: int) -> TokenView:
        with self._database.read() as session:
            return TokenView(_own(session, actor, token_id), session.get_one(User, actor.id))

    def of_secret(self, secret: str) -> TokenView:
        """The token that a request has shown."""
        query = select(Token, User).join(User, User.id == Token.user_id)
        with self._database.read() as session:
            found = session.execute(query.where(Token.secret_hash == digest(secret), Token.purpose == "access")).first()
        if found is None:
            raise NotFound("The request was not made with an access token.")
        return TokenView(found[0], found[1])

    def update(self, actor: Actor, token_id: int, values: dict[str, Any]) -> TokenView:
        """Rename a token, move its end or limit it to reading."""
        _check_expiry(values.get("expiry_date"))
        with self._database.write() as session:
            token = _own(session, actor, token_id)
            for name, value in values.items():
                setattr(token, name, value)
            token.updated_date = now()
            return TokenView(token, session.get_one(User, actor.id))

    def delete(self, actor: Actor, token_id: int) -> None:
        """Take a token back; who has it is signed out."""
        with self._database.write() as session:
            session.delete(_own(session, actor, token_id))


def _own(session: Session, actor: Actor, token_id: int) -> Token:
    token = session.get(Token, token_id)
    unknown = f"There is no access token #{token_id}."
    if token is None or token.purpose != "access":
        raise NotFound(unknown)
    check_own(actor, OWN_TOKEN, token.user_id, unknown)
    return token


def _check_expiry(expiry_date: datetime | None) -> None:
    if expiry_date is not None and (expiry_date.tzinfo is None or expiry_date < now()):
        raise InvalidInput("It must be a moment to come, with its time zone.", field="expiry_date")
