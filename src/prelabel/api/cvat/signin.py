"""Finds out who sends a request: by session cookie, bearer or old token, or name and password."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from prelabel.api.cvat.services import Services
from prelabel.api.permissions import ANYONE, rule_of
from prelabel.domain.actor import Actor
from prelabel.errors import NotAllowed, NotSignedIn
from prelabel.services.users import SESSION_LIFE, SignIn, UserService

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


@dataclass(frozen=True)
class Credentials:
    """How a request says who sends it."""

    scheme: str
    secret: str


def authenticate(request: Request, users: UserService) -> Actor:
    """The sender of a request (`NotSignedIn`); a session that changes something must show its CSRF token."""
    check_origin(request)
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() in ("bearer", "token"):
        return users.owner_of_token(secret.strip(), writes=request.method not in SAFE_METHODS)
    if scheme.lower() == "basic":
        return _by_password(users, secret, request.method not in SAFE_METHODS)
    cookie = request.cookies.get("sessionid")
    if not cookie:
        raise NotSignedIn
    owner = users.owner_of_session(cookie)
    if request.method not in SAFE_METHODS and request.headers.get("X-CSRFToken") != owner.csrf:
        raise NotAllowed("CSRF Failed: the header X-CSRFToken does not match the session.")
    return owner.actor


def check_origin(request: Request) -> None:
    """Refuse requests that a page of another origin makes with the visitor's browser (`NotAllowed`)."""
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.headers.get("Host"):
        raise NotAllowed(f"Requests from pages of {origin} are not taken.")


def set_cookies(request: Request, response: Response, signed: SignIn) -> None:
    """Set the two cookies of a session.

    The SDK joins Set-Cookie headers with commas and reads them with Python's cookie parser, which fails unless the
    first one ends in a `name=value` attribute: flags go first, Path and SameSite last.
    """
    secure = "Secure; " if request.url.scheme == "https" else ""
    age = int(SESSION_LIFE.total_seconds())
    cookies = (("sessionid", signed.session, "HttpOnly; "), ("csrftoken", signed.csrf, ""))
    for name, value, flags in cookies:
        attributes = f"{flags}{secure}Max-Age={age}; Path=/; SameSite=Lax"
        response.headers.append("Set-Cookie", f"{name}={value}; {attributes}")


def clear_cookies(response: Response) -> None:
    for name in ("sessionid", "csrftoken"):
        response.headers.append("Set-Cookie", f"{name}=; Max-Age=0; Path=/; SameSite=Lax")


def _by_password(users: UserService, encoded: str, writes: bool) -> Actor:
    """A password, or a token in its place, as addresses like `http://x:TOKEN@localhost` carry it."""
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise NotSignedIn("The Authorization header cannot be read.") from error
    try:
        return users.owner_of_token(password, writes=writes)
    except NotSignedIn:
        return users.check_password(name, password)


def admit(request: Request) -> Actor | None:
    """The sender, if their role may call this route; None where nobody needs an account. It asks the database."""
    request.state.looked_at = True
    rule = rule_of(request)
    actor = None
    if rule != ANYONE:
        services: Services = request.app.state.services
        actor = authenticate(request, services.users)
        rule.admit(actor)
    return actor


def was_looked_at(request: Request) -> bool:
    """Whether `admit` has been asked about this request."""
    return getattr(request.state, "looked_at", False)


async def _admitted(request: Request) -> Actor | None:
    return None if rule_of(request) == ANYONE else await run_in_threadpool(admit, request)


ADMITTED = Depends(_admitted)
ActorDep = Annotated[Actor, ADMITTED]
