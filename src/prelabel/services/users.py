"""Users, their passwords, sessions and tokens. Secrets are kept as hashes only."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from prelabel.domain.actor import ROLES, Actor
from prelabel.errors import Conflict, InvalidInput, NotAllowed, NotFound, NotSignedIn
from prelabel.services.access import check_own
from prelabel.services.listing import Fields, Page, Window
from prelabel.services.rights import OWN_ACCOUNT
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.users import Token, User

SESSION_LIFE = timedelta(days=14)
LINK_LIFE = timedelta(days=1)
NOTED_EVERY = timedelta(hours=1)
PASSWORD_LENGTH = 8
FIELDS = Fields(
    {
        "id": User.id,
        "username": User.username,
        "first_name": User.first_name,
        "last_name": User.last_name,
        "is_active": User.is_active,
    },
    searched=("username", "first_name", "last_name"),
)
USERNAME = re.compile(r"[\w.@+-]{1,150}")
FoundToken = Row[int, str, str, datetime | None, datetime | None, bool, int, str, str]
TOKEN_AND_OWNER = (
    select(
        *(Token.id, Token.purpose, Token.csrf, Token.expiry_date, Token.last_used_date, Token.read_only),
        *(User.id.label("user_id"), User.username, User.role),
    )
    .join(User, User.id == Token.user_id)
    .where(
        Token.secret_hash == bindparam("secret_hash"),
        Token.purpose.in_(bindparam("purposes", expanding=True)),
        User.is_active,
    )
)


@dataclass(frozen=True)
class SignIn:
    """What a fresh sign-in gives: the session's cookie, its CSRF token and the key for `Authorization: Token`."""

    session: str
    csrf: str
    key: str


@dataclass(frozen=True)
class SessionOwner:
    """Whose session a cookie is, and the CSRF token that changing requests must show."""

    actor: Actor
    csrf: str


class UserService:
    """Everything about who signs in. Every method that takes a secret raises `NotSignedIn` when it is not known."""

    def __init__(self, database: Database, *, registration: bool = False) -> None:
        self._database = database
        self._registration = registration
        self._hasher = PasswordHasher()

    # --- accounts

    def register(self, username: str, password: str, email: str, first_name: str, last_name: str) -> User:
        """Let somebody make an account for themselves, as far as the operator allows that (`NotAllowed`)."""
        if not self._registration:
            raise NotAllowed("Nobody can register here; an administrator makes accounts.")
        if not password:
            raise InvalidInput("An account needs a password.", field="password1")
        user = self.add(username, password, "user", email)
        return self.update(_actor(user), user.id, {"first_name": first_name, "last_name": last_name})

    def add(self, username: str, password: str, role: str = "user", email: str = "") -> User:
        """Make a user; the name must be free, the role one of admin, user, worker."""
        if not USERNAME.fullmatch(username):
            raise InvalidInput("A user name is made of letters, digits and _ . @ + -.", field="username")
        if role not in ROLES:
            raise InvalidInput(f"“{role}” is not a role; use one of {', '.join(ROLES)}.", field="role")
        with self._database.write() as session:
            if session.scalar(select(User.id).where(User.username == username)) is not None:
                raise Conflict(f"There is a user {username} already.")
            user = User(username=username, role=role, email=email, password_hash=self._hash(password))
            session.add(user)
        return user

    def set_password(self, username: str, password: str) -> None:
        """Give a user another password; their sessions end."""
        password_hash = self._hash(password)
        with self._database.write() as session:
            user = _by_name(session, username)
            user.password_hash = password_hash
            session.execute(delete(Token).where(Token.user_id == user.id, Token.purpose.in_(("session", "login"))))

    def first_administrator(self, username: str, password: str) -> bool:
        """Make the first administrator unless there is one; whether one was made."""
        with self._database.read() as session:
            if session.scalar(select(User.id).where(User.role == "admin")) is not None:
                return False
        self.add(username, password, "admin")
        return True

    def has_password(self) -> bool:
        """Whether an administrator can sign in with a password."""
        with self._database.read() as session:
            return bool(session.scalar(select(User.id).where(User.role == "admin", User.password_hash != "")))

    def all(self) -> Sequence[User]:
        with self._database.read() as session:
            return session.scalars(select(User).order_by(User.id)).all()

    def list(self, window: Window) -> Page[User]:
        """The users."""
        conditions = FIELDS.conditions(window)
        query = select(User).where(*conditions).order_by(FIELDS.order(window))
        with self._database.read() as session:
            count = session.scalar(select(func.count(User.id)).where(*conditions)) or 0
            return Page(session.scalars(query.offset(window.offset).limit(window.limit)).all(), count)

    def update(self, actor: Actor, user_id: int, values: dict[str, Any]) -> User:
        """Change a user: everybody their own name and address, an administrator everything."""
        check_own(actor, OWN_ACCOUNT, user_id, "Only an administrator may change other users.")
        if values.keys() & {"role", "is_active"} and not actor.is_admin:
            raise NotAllowed("Only an administrator may change roles and whether somebody may sign in.")
        if values.get("role", "user") not in ROLES:
            raise InvalidInput(f"“{values['role']}” is not a role; use one of {', '.join(ROLES)}.", field="groups")
        with self._database.write() as session:
            user = _by_id(session, user_id)
            for name, value in values.items():
                setattr(user, name, value)
            _keep_an_administrator(session)
            return user

    def delete(self, user_id: int) -> None:
        """Remove a user; what they made stays."""
        with self._database.write() as session:
            session.delete(_by_id(session, user_id))
            _keep_an_administrator(session)

    def change_password(self, actor: Actor, old: str, new: str) -> None:
        """Give oneself another password, showing the old one if there is one; all sessions end."""
        if self.get(actor.id).password_hash:
            try:
                self.check_password(actor.username, old)
            except NotSignedIn as error:
                raise InvalidInput("The old password is not right.", field="old_password") from error
        self.set_password(actor.username, new)

    def get(self, user_id: int) -> User:
        with self._database.read() as session:
            return _by_id(session, user_id)

    def actor(self, username: str) -> Actor:
        """The user of this name, as services know them (`NotFound`)."""
        with self._database.read() as session:
            return _actor(_by_name(session, username))

    # --- signing in

    def check_password(self, username: str, password: str) -> Actor:
        """The user whose name and password these are."""
        with self._database.read() as session:
            user = session.scalar(select(User).where(User.username == username, User.is_active))
        if user is None or not user.password_hash or not self._verify(user.password_hash, password):
            raise NotSignedIn("Unable to log in with provided credentials.")
        return _actor(user)

    def sign_in(self, actor: Actor) -> SignIn:
        """Open a session for the user."""
        signed = SignIn(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_hex(20))
        expiry = now() + SESSION_LIFE
        with self._database.write() as session:
            session.execute(delete(Token).where(Token.expiry_date < now()))
            for purpose, secret in (("session", signed.session), ("login", signed.key)):
                session.add(_token(actor.id, purpose, secret, expiry_date=expiry, csrf=signed.csrf))
            user = session.get(User, actor.id)
            if user is not None:
                user.last_login = now()
        return signed

    def sign_out(self, session_secret: str) -> None:
        """End the session and the key that came with it."""
        with self._database.write() as session:
            token = session.scalar(select(Token).where(Token.secret_hash == digest(session_secret)))
            if token is not None:
                session.execute(delete(Token).where(Token.user_id == token.user_id, Token.csrf == token.csrf))

    def owner_of_session(self, session_secret: str) -> SessionOwner:
        """Whose session this cookie is."""
        found = self._find(session_secret, ("session",))
        return SessionOwner(_owner(found), found.csrf)

    def owner_of_token(self, secret: str, *, writes: bool = False) -> Actor:
        """Whose access token, or key from a login, this is (`NotAllowed` where one for reading is to write)."""
        token = self._find(secret, ("access", "login"))
        if writes and token.read_only:
            raise NotAllowed("This access token may only read.")
        if token.purpose == "access" and (token.last_used_date is None or token.last_used_date < now() - NOTED_EVERY):
            with self._database.write() as session:
                session.execute(update(Token).where(Token.id == token.id).values(last_used_date=now()))
        return _owner(token)

    # --- tokens

    def new_token(self, username: str, name: str = "") -> str:
        """Make an access token; it is shown once."""
        return self._issue(username, "access", name, life=None)

    def new_link(self, username: str) -> str:
        """Make a key that signs the user in once, within a day."""
        return self._issue(username, "link", "", life=LINK_LIFE)

    def follow_link(self, key: str) -> Actor:
        """Use up a sign-in key."""
        found = self._find(key, ("link",))
        with self._database.write() as session:
            session.execute(delete(Token).where(Token.id == found.id))
        return _owner(found)

    def _issue(self, username: str, purpose: str, name: str, life: timedelta | None) -> str:
        secret = new_secret()
        with self._database.write() as session:
            user = _by_name(session, username)
            session.add(_token(user.id, purpose, secret, name=name, expiry_date=now() + life if life else None))
        return secret

    def _find(self, secret: str, purposes: tuple[str, ...]) -> FoundToken:
        """A row of `TOKEN_AND_OWNER`: every request asks for one, so the query is made once and loads no objects."""
        with self._database.read() as session:
            found = session.execute(TOKEN_AND_OWNER, {"secret_hash": digest(secret), "purposes": purposes}).first()
        if found is None or (found.expiry_date is not None and found.expiry_date < now()):
            raise NotSignedIn("The session or token is not valid, or has run out.")
        return found

    # --- passwords

    def _hash(self, password: str) -> str:
        if password and len(password) < PASSWORD_LENGTH:
            raise InvalidInput(f"A password needs at least {PASSWORD_LENGTH} characters.", field="password")
        return self._hasher.hash(password) if password else ""

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def new_secret() -> str:
    """A fresh secret for a token."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Secrets have 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _token(user_id: int, purpose: str, secret: str, **values: object) -> Token:
    return Token(user_id=user_id, purpose=purpose, secret_hash=digest(secret), **values)


def _actor(user: User) -> Actor:
    return Actor(user.id, user.username, user.role)


def _owner(found: FoundToken) -> Actor:
    return Actor(found.user_id, found.username, found.role)


def _by_id(session: Session, user_id: int) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise NotFound(f"There is no user #{user_id}.")
    return user


def _keep_an_administrator(session: Session) -> None:
    """Refuse a change after which nobody could administer the server (`Conflict`)."""
    session.flush()
    if session.scalar(select(User.id).where(User.role == "admin", User.is_active)) is None:
        raise Conflict("The last administrator has to stay one.")


def _by_name(session: Session, username: str) -> User:
    user = session.scalar(select(User).where(User.username == username))
    if user is None:
        raise NotFound(f"There is no user {username}.")
    return user
