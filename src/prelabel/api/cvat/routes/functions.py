"""CVAT's lambda API: functions as models, and runs over tasks as calls."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.calls import CallWrite
from prelabel.api.cvat.schemas.functions import FunctionRead, RunOptionsWrite, RunRead, RunWrite
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep

router = Router(prefix="/lambda", tags=["lambda"])
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"application/json": {"schema": {}}},
        "description": "A detector's annotations, a tracker's shapes and states, and what other functions answer.",
    }
}
# Calls are answered without what is unset: the SDK takes no null for the job of a call on a whole task.


@router.get("/functions", response_model_exclude_none=True)
def list_functions(services: ServicesDep, actor: ActorDep) -> list[FunctionRead]:
    """All functions that say what they are; one that is broken hides no other."""
    return [FunctionRead.of(model) for model in services.catalogue.list(actor)]


@router.get("/functions/{function_id}", response_model_exclude_none=True)
def retrieve_function(services: ServicesDep, actor: ActorDep, function_id: str) -> FunctionRead:
    return FunctionRead.of(services.catalogue.get(actor, function_id))


@router.post("/functions/{function_id}", response_class=Response, responses=ANSWER)
async def call_function(services: ServicesDep, actor: ActorDep, function_id: str, body: CallWrite) -> Response:
    """Call a function for one frame and answer what it finds; nothing is stored."""
    answer = await services.calls.call(actor, function_id, body.to_domain())
    return Response(answer, media_type="application/json")


@router.get("/functions/{function_id}/preset")
def retrieve_preset(
    services: ServicesDep, actor: ActorDep, function_id: str, task_id: int | None = None
) -> RunOptionsWrite:
    """The options that are remembered for runs of a function over the tasks of one owner. Prelabel's extension."""
    return RunOptionsWrite.model_validate(services.presets.get(actor, function_id, task_id))


@router.put("/functions/{function_id}/preset")
def remember_preset(
    services: ServicesDep, actor: ActorDep, function_id: str, body: RunOptionsWrite, task_id: int | None = None
) -> RunOptionsWrite:
    """Remember options: for the owner of the task if one is named, else for the caller. Prelabel's extension."""
    services.presets.put(actor, function_id, task_id, body.model_dump(exclude_unset=True))
    return body


@router.get("/requests", response_model_exclude_unset=True)
def list_runs(services: ServicesDep, actor: ActorDep, task_id: int | None = None) -> list[RunRead]:
    """Runs on tasks that the caller may see; without `task_id` (Prelabel's extension) failed ones are left out."""
    runs = [RunRead.of(view) for view in services.runs.list(actor, task_id)]
    return runs if task_id is not None else [run for run in runs if run.status != "failed"]


@router.post("/requests", response_model_exclude_unset=True)
def start_run(services: ServicesDep, actor: ActorDep, body: RunWrite) -> RunRead:
    """Annotate a task or job with a detector; the mapping is checked now."""
    if body.project is not None:
        views = services.runs.start_project(actor, body.project, body.order())
    else:
        views = services.runs.start_all(actor, body.orders())
    first, *others = map(RunRead.of, views)
    return first.model_copy(update={"others": others}) if others else first


@router.get("/requests/{run_id}", response_model_exclude_unset=True)
def retrieve_run(services: ServicesDep, actor: ActorDep, run_id: str) -> RunRead:
    return RunRead.of(services.runs.get(actor, run_id))


@router.delete("/requests/{run_id}", status_code=204)
def cancel_run(services: ServicesDep, actor: ActorDep, run_id: str) -> None:
    """Stop a run before its next frame; what it has found stays."""
    services.runs.cancel(actor, run_id)
