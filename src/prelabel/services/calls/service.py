"""Answers immediate calls. Whoever waits for a function waits on the event loop; threads only prepare and convert."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from functools import cached_property

import msgspec

from prelabel.domain.actor import Actor
from prelabel.errors import HandlerFailed, InvalidInput, NoWorkerFree
from prelabel.functions.event_ids import new_event_id
from prelabel.functions.worker.wire import Event
from prelabel.services.agents import Order
from prelabel.services.calls.call import Asked, NewCall, Question, Scene
from prelabel.services.calls.detector import DetectorCall
from prelabel.services.calls.interactor import InteractorCall
from prelabel.services.calls.reid import ReidCall
from prelabel.services.calls.states import TrackingStates
from prelabel.services.calls.tracker import TrackerCall
from prelabel.services.catalogue import Runners
from prelabel.services.media import MediaFiles
from prelabel.services.places import opened
from prelabel.store.queries import frames as stored_frames
from prelabel.store.queries import labels as stored_labels
from prelabel.store.queries import secrets
from prelabel.store.session import Database

KINDS: Mapping[str, Callable[[Asked], Question]] = {
    "detector": DetectorCall,
    "interactor": InteractorCall,
    "tracker": TrackerCall,
    "reid": ReidCall,
}
JSON = "application/json"


class CallService:
    def __init__(self, database: Database, media: MediaFiles, runners: Runners) -> None:
        self._database = database
        self._media = media
        self._catalogue = runners.catalogue
        self._functions = runners.functions
        self._queue = runners.queue

    async def call(self, actor: Actor, model_id: str, new: NewCall) -> bytes:
        """The answer as JSON. Raises `InvalidInput`, `NotFound`, or a `FunctionError` with the function's own text."""
        asked = await asyncio.to_thread(self._asked, actor, model_id, new)
        question = await asyncio.to_thread(KINDS[asked.spec.kind], asked)
        if asked.native_id is not None:
            return await self._ask_agents(asked.native_id, asked, question)
        event = await asyncio.to_thread(_event, question)
        response = await self._functions.invoke(model_id, event)
        if response.status >= 400:
            text = response.body.decode("utf-8", "replace").strip()
            raise HandlerFailed(text or f"The handler answered with status {response.status}.", status=response.status)
        return await asyncio.to_thread(question.answer, response.body)

    async def _ask_agents(self, function_id: int, asked: Asked, question: Question) -> bytes:
        if not self._queue.present(function_id):
            raise NoWorkerFree(
                f"No agent serves this function; start one with `cvat-cli function run-agent {function_id} …`."
            )
        assignment = question.assignment()
        result = await self._queue.ask(
            Order(function_id, asked.scene.task_id, assignment.params, agent=assignment.agent)
        )
        return await asyncio.to_thread(question.agents_answer, result)

    def _asked(self, actor: Actor, model_id: str, new: NewCall) -> Asked:
        model = self._catalogue.get(actor, model_id)
        if model.spec.kind not in KINDS:
            raise InvalidInput(f"{model_id} does not say what kind of model it is (metadata.annotations.type).")
        return Asked(model_id, model.spec, new, self._scene(actor, new), self._states, model.native_id)

    def _scene(self, actor: Actor, new: NewCall) -> Scene:
        with self._database.read() as session:
            task, jobs = opened(session, actor, new.task_id, new.job_id)
            wanted = {number for number in (new.frame, new.frame0, new.frame1) if number is not None}
            return Scene(
                task.id,
                stored_labels.of_task(session, task.id),
                [(job.start_frame, job.stop_frame) for job in jobs],
                {n: frame for n in wanted for frame in stored_frames.of_task(session, task.id, n, n)},
                self._media,
            )

    @cached_property
    def _states(self) -> TrackingStates:
        with self._database.write() as session:
            return TrackingStates(secrets.key(session, "tracking states"))


def _event(question: Question) -> Event:
    body = msgspec.json.encode(question.event())
    headers = {"Content-Type": JSON}
    return Event(id=new_event_id(), content_type=JSON, headers=headers, timestamp=time.time(), body=body)
