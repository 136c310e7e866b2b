"""Functions as models that can be called, whichever side runs them; not their deployment."""

from __future__ import annotations

from dataclasses import dataclass

from prelabel.domain.actor import Actor
from prelabel.domain.function import FunctionSpec, FunctionState
from prelabel.services.functions import FunctionService, FunctionView

PLATFORM = "nuclio"


@dataclass(frozen=True)
class Model:
    """A function as the lambda API shows it. `version` and `gives_confidence` are of what answers calls now."""

    id: str
    spec: FunctionSpec
    provider: str
    state: FunctionState
    version: int = 1
    gives_confidence: bool | None = None


class Catalogue:
    def __init__(self, functions: FunctionService) -> None:
        self._functions = functions

    def list(self, actor: Actor) -> list[Model]:
        """All that say what they are and that the actor may use; one that is broken hides no other."""
        del actor
        return [_of_platform(view) for view in self._functions.list() if view.spec.kind]

    def get(self, actor: Actor, model_id: str) -> Model:
        """Raises `NotFound`."""
        del actor
        return _of_platform(self._functions.get(model_id))


def _of_platform(view: FunctionView) -> Model:
    return Model(view.name, view.spec, PLATFORM, view.state, view.version, view.gives_confidence)
