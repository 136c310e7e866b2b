"""Signing in and out."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Detail
from prelabel.api.cvat.schemas.users import Key, Login, PasswordChange, Registered, Registration
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep, check_origin, clear_cookies, set_cookies
from prelabel.errors import InvalidInput, NotSignedIn

router = Router(prefix="/auth", tags=["auth"])


@router.post("/login", response_model=Key)
def login(request: Request, body: Login, services: ServicesDep) -> Response:
    """Open a session by name and password."""
    check_origin(request)
    try:
        actor = services.users.check_password(body.username or body.email, body.password)
    except NotSignedIn as error:
        raise InvalidInput(error.message, field="non_field_errors") from error
    signed = services.users.sign_in(actor)
    response = JSONResponse({"key": signed.key})
    set_cookies(request, response, signed)
    return response


@router.post("/logout", response_model=Detail)
def logout(request: Request, services: ServicesDep) -> Response:
    """End the session."""
    services.users.sign_out(request.cookies.get("sessionid", ""))
    response = JSONResponse({"detail": "Successfully logged out."})
    clear_cookies(response)
    return response


@router.post("/password/change", response_model=Detail)
def change_password(request: Request, body: PasswordChange, services: ServicesDep, actor: ActorDep) -> Response:
    """Give oneself another password; other sessions end, the caller's is renewed."""
    _check_same(body.new_password1, body.new_password2, "new_password2")
    services.users.change_password(actor, body.old_password, body.new_password1)
    response = JSONResponse({"detail": "New password has been saved."})
    if "sessionid" in request.cookies:
        set_cookies(request, response, services.users.sign_in(actor))
    return response


@router.post("/register", status_code=201)
def register(request: Request, body: Registration, services: ServicesDep) -> Registered:
    """Make an account for oneself, where the operator allows it."""
    check_origin(request)
    _check_same(body.password1, body.password2, "password2")
    names = {"email": body.email, "first_name": body.first_name, "last_name": body.last_name}
    services.users.register(body.username, body.password1, **names)
    return Registered(username=body.username, **names)


@router.get("/link", include_in_schema=False)
def follow_link(request: Request, key: str, services: ServicesDep, next: str = "/") -> Response:
    """Sign in by a link that the command line has printed, and go on to a page of the web app."""
    target = next if next.startswith("/") and not next.startswith("//") and "\\" not in next else "/"
    try:
        signed = services.users.sign_in(services.users.follow_link(key))
    except NotSignedIn:
        return RedirectResponse("/login?link=used", 303)
    response = RedirectResponse(target, 303)
    set_cookies(request, response, signed)
    return response


def _check_same(first: str, second: str, field: str) -> None:
    if first != second:
        raise InvalidInput("The two passwords differ.", field=field)
