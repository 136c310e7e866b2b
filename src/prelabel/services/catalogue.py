"""Functions as models that can be called, whichever side runs them; not their deployment."""

from __future__ import annotations

from dataclasses import dataclass

from prelabel.domain.actor import Actor
from prelabel.domain.function import FunctionSpec, FunctionState
from prelabel.errors import NotFound
from prelabel.services.agents import AgentQueue, NativeFunctions, NativeView
from prelabel.services.functions import FunctionService, FunctionView

PLATFORM, NATIVE = "nuclio", "native"


@dataclass(frozen=True)
class Model:
    """A function as the lambda API shows it. `version` and `gives_confidence` are of what answers calls now."""

    id: str
    spec: FunctionSpec
    provider: str
    state: FunctionState
    version: int = 1
    gives_confidence: bool | None = None
    native_id: int | None = None


class Catalogue:
    """Functions of the platform by their names, and native ones, which agents run, by their numbers."""

    def __init__(self, functions: FunctionService, natives: NativeFunctions, queue: AgentQueue) -> None:
        self._functions = functions
        self._natives = natives
        self._queue = queue

    def list(self, actor: Actor) -> list[Model]:
        """All that say what they are and that the actor may use; one that is broken hides no other."""
        platform = [_of_platform(view) for view in self._functions.list() if view.spec.kind]
        return platform + [self._of_agents(view) for view in self._natives.list(actor)]

    def get(self, actor: Actor, model_id: str) -> Model:
        """Raises `NotFound`."""
        try:
            return _of_platform(self._functions.get(model_id))
        except NotFound:
            if not (model_id.isascii() and model_id.isdecimal()):
                raise
            return self._of_agents(self._natives.get(actor, int(model_id)))

    def _of_agents(self, view: NativeView) -> Model:
        """Its state is that of a function without workers while no agent is there."""
        here = self._queue.present(view.row.id)
        state = FunctionState.READY if here else FunctionState.STOPPED
        return Model(str(view.row.id), view.spec, NATIVE, state, native_id=view.row.id)


@dataclass(frozen=True)
class Runners:
    """Who calls functions: workers of the function platform, or agents through a queue."""

    catalogue: Catalogue
    functions: FunctionService
    queue: AgentQueue


def _of_platform(view: FunctionView) -> Model:
    return Model(view.name, view.spec, PLATFORM, view.state, view.version, view.gives_confidence)
