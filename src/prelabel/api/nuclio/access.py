"""Who may call the function platform; the server brings the answer."""

from __future__ import annotations

from typing import Annotated, Protocol

from fastapi import Depends, Request

from prelabel.services.functions import FunctionService


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


def _may_deploy(request: Request) -> None:
    access: Access = request.app.state.access
    access.may_deploy(request)


def _may_invoke(request: Request) -> None:
    access: Access = request.app.state.access
    access.may_invoke(request)


Functions = Annotated[FunctionService, Depends(_service)]
DEPLOYER = Depends(_may_deploy)
CALLER = Depends(_may_invoke)
