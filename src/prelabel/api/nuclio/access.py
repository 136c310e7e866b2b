"""Who may call the function platform, by the table of permissions; the server knows callers from deployers."""

from __future__ import annotations

from typing import Annotated, Protocol

from fastapi import Depends, Request

from prelabel.api.permissions import CALLERS, rule_of
from prelabel.services.functions import FunctionService

PREFIX = "/nuclio/api"


class Access(Protocol):
    """Both raise `NotSignedIn` or `NotAllowed`."""

    def may_deploy(self, request: Request) -> None:
        """Deploying, changing, deleting: it is running code."""
        ...

    def may_invoke(self, request: Request) -> None:
        """Invoking and reading."""
        ...


def _service(request: Request) -> FunctionService:
    service: FunctionService = request.app.state.functions
    return service


def _admitted(request: Request) -> None:
    access: Access = request.app.state.access
    if rule_of(request, PREFIX) == CALLERS:
        access.may_invoke(request)
    else:
        access.may_deploy(request)


Functions = Annotated[FunctionService, Depends(_service)]
ADMITTED = Depends(_admitted)
