"""Who may use the function platform. Deploying is running code and needs an administrator; calling is freer."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import psutil
from fastapi import Request

from prelabel.api.cvat.signin import authenticate, check_origin
from prelabel.api.permissions import ADMINS
from prelabel.errors import NotAllowed, NotSignedIn
from prelabel.server.hosts import Hosts
from prelabel.services.users import UserService
from prelabel.settings import Settings


class FunctionAccess:
    """Implements `api.nuclio.access.Access`."""

    def __init__(self, settings: Settings, users: UserService, hosts: Hosts) -> None:
        self._users = users
        self._hosts = hosts
        self._open = settings.open_functions
        self._trusted = [ip_network(network, strict=False) for network in settings.trust]

    def may_deploy(self, request: Request) -> None:
        """An administrator; with `--open-functions` anybody on this machine who is no function."""
        try:
            ADMINS.admit(authenticate(request, self._users))
        except NotSignedIn:
            if not (self._open and self._is_local(request)):
                raise
            if _is_function(request):
                raise NotAllowed("A function may not deploy functions.") from None

    def may_invoke(self, request: Request) -> None:
        """Callers on this machine and in trusted networks; others by signing in."""
        if self._is_near(request):
            check_origin(request)
        else:
            authenticate(request, self._users)

    def may_call(self, request: Request) -> None:
        """The same on a function's own port, which looks at the origin itself."""
        if not self._is_near(request):
            authenticate(request, self._users)

    def _is_near(self, request: Request) -> bool:
        return self._is_local(request) or self._is_trusted(request)

    def _is_local(self, request: Request) -> bool:
        """On this machine, and meant for it: a page under a foreign name that leads here is not."""
        return _address(request).is_loopback and self._hosts.allow(request.headers.get("Host", ""))

    def _is_trusted(self, request: Request) -> bool:
        return any(_address(request) in network for network in self._trusted)


def _address(request: Request) -> IPv4Address | IPv6Address:
    return _parsed(request.client.host if request.client else "0.0.0.0")


@lru_cache(maxsize=1024)
def _parsed(host: str) -> IPv4Address | IPv6Address:
    return ip_address(host)


def _is_function(request: Request) -> bool:
    """Whether the caller is one of our workers or a child of one: they share this machine's loopback."""
    caller = (request.client.host, request.client.port) if request.client else None
    for process in psutil.Process().children(recursive=True):
        try:
            if any(connection.laddr == caller for connection in process.net_connections("tcp")):
                return True
        except psutil.Error:
            continue
    return False
