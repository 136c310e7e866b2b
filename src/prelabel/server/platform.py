"""The function platform's ports: the dashboard API on the functions port, and each function on a port of its own."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from prelabel.api.cvat.signin import check_origin
from prelabel.errors import NotAllowed, NotSignedIn, PrelabelError
from prelabel.functions.cors import PREFLIGHT
from prelabel.functions.doors import Application
from prelabel.server.access import FunctionAccess
from prelabel.server.doors import Doors
from prelabel.server.hosts import Hosts, hostname


class FunctionDoors:
    """Opens functions' own ports, each behind a fence. Implements `functions.doors.Doors`."""

    def __init__(self, doors: Doors, hosts: Hosts, access: FunctionAccess) -> None:
        self._doors = doors
        self._hosts = hosts
        self._access = access

    async def open(self, port: int, app: Application) -> int:
        return await self._doors.open(port, Fence(app, self._hosts, self._access, app.welcomes))

    async def close(self, port: int) -> None:
        await self._doors.close(port)


class Fence:
    """Lets requests through that name this machine and, where `access` is given, whose sender may invoke.

    They come from no page of another origin, unless the app `welcomes` it.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Hosts,
        access: FunctionAccess | None = None,
        welcomes: Callable[[str], bool] | None = None,
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._access = access
        self._welcomes = welcomes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            try:
                self._check(Request(scope))
            except PrelabelError as error:
                status = 401 if isinstance(error, NotSignedIn) else 403
                await JSONResponse({"error": error.message}, status)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _check(self, request: Request) -> None:
        host = request.headers.get("Host", "")
        if not self._hosts.allow(host):
            raise NotAllowed(f"Functions are not called under the name “{host}”; allow it with --allow-host.")
        origin = request.headers.get("Origin")
        welcome = origin is not None and self._welcomes is not None and self._welcomes(origin)
        if not welcome:
            check_origin(request)
        if self._access is not None and not (welcome and request.method == PREFLIGHT):  # which carries no credentials
            self._access.may_call(request)


class FunctionsPort:
    """The dashboard API below `/api`; everything else opens the functions page on the main port."""

    def __init__(self, nuclio: ASGIApp, main_port: int) -> None:
        self._nuclio = nuclio
        self._main_port = main_port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if scope["type"] == "http" and not path.startswith("/api"):
            await self._page(Request(scope))(scope, receive, send)
            return
        inner = path.removeprefix("/api").rstrip("/") or "/"
        await self._nuclio({**scope, "path": inner, "raw_path": inner.encode()}, receive, send)

    def _page(self, request: Request) -> Response:
        return RedirectResponse(f"http://{hostname(request.headers['Host'])}:{self._main_port}/functions", 307)
