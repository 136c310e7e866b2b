"""Routes of CVAT's API: each lets in whom the table of permissions lets in, and does its work in one thread.

FastAPI would change threads three times for a plain function: to find out who calls, to do the work and to check what
it answers; and it would look for a route in the router of one module after another. On small requests both cost more
than the database.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from fastapi import APIRouter, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from prelabel.api.cvat.errors import REFUSALS
from prelabel.api.cvat.plain_values import PLAIN_VALUES
from prelabel.api.cvat.signin import ADMITTED, ActorDep, admit

PREFIX = "/api"
LEFT_OUT = {"response_model_exclude_none", "response_model_exclude_unset"}
Endpoint = Callable[..., Any]


class Router(APIRouter):
    """Its routes are complete: an app takes them over as they are."""

    def __init__(self, prefix: str = "", **options: Any) -> None:
        super().__init__(prefix=PREFIX + prefix, dependencies=[PLAIN_VALUES], responses=REFUSALS, **options)

    def add_api_route(self, path: str, endpoint: Endpoint, **options: Any) -> None:
        if inspect.iscoroutinefunction(endpoint):
            options["dependencies"] = [ADMITTED, *(options.get("dependencies") or ())]
        else:
            endpoint = _in_one_thread(endpoint, options)
        super().add_api_route(path, endpoint, **options)


def _in_one_thread(endpoint: Endpoint, options: Mapping[str, Any]) -> Endpoint:
    """The endpoint, but its caller is admitted first and its answer is bytes; the caller is no parameter any more."""
    signature = inspect.signature(endpoint, eval_str=True)
    takes_actor = [name for name, each in signature.parameters.items() if each.annotation == ActorDep]
    takes_request = [name for name, each in signature.parameters.items() if each.annotation is Request]
    written = _writer(signature.return_annotation, options)

    @wraps(endpoint)
    def work(_request: Request, **values: Any) -> Response:
        actor = admit(_request)
        values.update(dict.fromkeys(takes_actor, actor), **dict.fromkeys(takes_request, _request))
        answer = endpoint(**values)
        return answer if isinstance(answer, Response) else written(answer)

    ours = inspect.Parameter("_request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    theirs = [each for name, each in signature.parameters.items() if name not in (*takes_actor, *takes_request)]
    keywords = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in theirs]
    vars(work)["__signature__"] = signature.replace(parameters=[ours, *keywords])
    return work


def _writer(returned: Any, options: Mapping[str, Any]) -> Callable[[Any], Response]:
    """How an endpoint's answer is written, by its type and by what its route says of it."""
    status = options.get("status_code") or 200
    if returned is None or (inspect.isclass(returned) and issubclass(returned, Response)):
        return lambda _: Response(status_code=status)
    written = TypeAdapter(returned).dump_json
    left_out = {option.removeprefix("response_model_"): options[option] for option in LEFT_OUT & options.keys()}
    return lambda answer: Response(written(answer, **left_out), status, media_type="application/json")
