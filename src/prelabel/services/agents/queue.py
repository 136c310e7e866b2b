"""The queues of native functions: work goes to one agent at a time, and back when that agent has fallen silent."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncGenerator
from datetime import timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import Conflict, InvalidInput, NotFound
from prelabel.services.agents.bell import END, Bell
from prelabel.services.agents.natives import own_function
from prelabel.services.agents.waiting import Waiting
from prelabel.services.agents.work import CATEGORIES, INTERACTIVE, Assigned, BatchWork, Order, Result
from prelabel.settings import Settings
from prelabel.store.session import Database
from prelabel.store.tables.agents import AnnotationRequest as Row
from prelabel.store.tables.agents import NativeFunction
from prelabel.store.tables.base import now

BEAT = ""
MOST_ATTEMPTS = 3
LONGEST_BEAT_SECONDS = 15.0
PRESENT_SECONDS = 90.0  # an agent without an event stream asks for work every minute
DELETED = "The function has been deleted."


class AgentQueue:
    """Of all native functions. `attach` names who takes the ends of batch work, before the first of it."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._database = database
        self._lease = timedelta(seconds=settings.agent_lease_seconds)
        self._beat = min(LONGEST_BEAT_SECONDS, settings.agent_lease_seconds / 2)
        self._bell = Bell()
        self._waiting = Waiting(settings.agent_wait_seconds)
        self._seen: dict[int, float] = {}

    def attach(self, work: BatchWork) -> None:
        self._work = work

    def forget_interactive(self) -> None:
        """Drop requests whose clients waited for an earlier server."""
        with self._database.write() as session:
            session.execute(delete(Row).where(Row.category == INTERACTIVE))

    def present(self, function_id: int) -> bool:
        """Whether an agent serves the function, as far as one can know."""
        seen = self._seen.get(function_id, -PRESENT_SECONDS)
        return self._bell.listened(function_id) or time.monotonic() - seen < PRESENT_SECONDS

    def add(self, session: Session, order: Order, request_id: str = "") -> None:
        """Put an order into its queue, in the caller's transaction; call `announce` after it."""
        row = Row(
            id=request_id or uuid.uuid4().hex,
            function_id=order.function_id,
            task_id=order.task_id,
            run_id=order.run_id,
            category=order.category,
            params=order.params,
            wanted_agent=order.agent,
        )
        session.add(row)

    def announce(self, order: Order) -> None:
        """Wake the function's agents."""
        self._bell.ring(order.function_id, order.category)

    async def ask(self, order: Order) -> Result:
        """Have an interactive order done; raises `EventTimedOut`, or `HandlerFailed` with the agent's words."""
        request_id = uuid.uuid4().hex

        async def begin() -> None:
            await asyncio.to_thread(self._add, order, request_id)
            self.announce(order)

        try:
            return await self._waiting.answer(request_id, begin)
        finally:
            await asyncio.to_thread(self._drop, request_id)

    def withdraw(self, session: Session, run_id: str) -> None:
        """Take the work of a run out of its queue; an agent that does it learns so when it reports."""
        session.execute(delete(Row).where(Row.run_id == run_id))

    def function_deleted(self, session: Session, function_id: int) -> None:
        """Let everything that waits for the function fail."""
        for row in session.scalars(select(Row).where(Row.function_id == function_id)):
            self._fail(session, row, DELETED)
        self._bell.ring(function_id, END)

    async def watch(self, actor: Actor, function_id: int) -> AsyncGenerator[str]:
        """The categories in which there is work, when there is some, and `BEAT` now and then, when there is none."""
        await asyncio.to_thread(self._check_own, actor, function_id)
        with self._bell.listening(function_id) as rings:
            found = await asyncio.to_thread(self._pending, function_id)
            while END not in found:
                for category in found or [BEAT]:
                    yield category
                try:
                    found = [await asyncio.wait_for(rings.get(), self._beat)]
                except TimeoutError:
                    found = await asyncio.to_thread(self._pending, function_id)

    def acquire(self, actor: Actor, function_id: int, agent: str, category: str) -> Assigned | None:
        """Give an agent the next request, one whose agent has fallen silent among them; None when there is none."""
        with self._database.write() as session:
            own_function(session, actor, function_id)
            self._hear(session, function_id, agent)
            free = or_(Row.agent == "", Row.lease_until < now())
            query = select(Row).where(Row.function_id == function_id, Row.category == category, free)
            query = query.where(Row.wanted_agent.in_(("", agent))).order_by(Row.created_date)
            for row in session.scalars(query):
                if row.attempts < MOST_ATTEMPTS:
                    return self._assign(session, row, agent)
                self._fail(session, row, f"{MOST_ATTEMPTS} agents in turn took it and fell silent.")
            return None

    def update(self, actor: Actor, function_id: int, request_id: str, agent: str, progress: float) -> None:
        with self._database.write() as session:
            row = self._assigned(session, actor, function_id, request_id, agent)
            if row.run_id is not None:
                self._work.progressed(session, row.run_id, progress)

    def complete(self, actor: Actor, function_id: int, request_id: str, result: Result) -> None:
        with self._database.write() as session:
            row = self._assigned(session, actor, function_id, request_id, result.agent_id)
            if row.run_id is not None:
                if result.annotations is None:
                    raise InvalidInput("The result of a batch request needs them.", field="annotations")
                self._work.completed(session, row.run_id, result.annotations)
            session.delete(row)
        self._waiting.resolve(request_id, result)

    def fail(self, actor: Actor, function_id: int, request_id: str, agent: str, reason: str) -> None:
        with self._database.write() as session:
            self._fail(session, self._assigned(session, actor, function_id, request_id, agent), reason)

    def close(self) -> None:
        """End all event streams; agents connect again when there is a server."""
        self._bell.end_all()

    def _add(self, order: Order, request_id: str) -> None:
        with self._database.write() as session:
            self.add(session, order, request_id)

    def _drop(self, request_id: str) -> None:
        with self._database.write() as session:
            session.execute(delete(Row).where(Row.id == request_id))

    def _check_own(self, actor: Actor, function_id: int) -> None:
        with self._database.read() as session:
            own_function(session, actor, function_id)

    def _pending(self, function_id: int) -> list[str]:
        """The categories in which something can be taken; without a function any more, the end."""
        free = or_(Row.agent == "", Row.lease_until < now())
        query = select(Row.category).where(Row.function_id == function_id, free).distinct()
        with self._database.read() as session:
            if session.get(NativeFunction, function_id) is None:
                return [END]
            found = set(session.scalars(query))
        return [category for category in CATEGORIES if category in found]

    def _assign(self, session: Session, row: Row, agent: str) -> Assigned:
        row.agent, row.lease_until, row.attempts = agent, now() + self._lease, row.attempts + 1
        if row.run_id is not None:
            self._work.began(session, row.run_id)
        return Assigned(row.id, row.params)

    def _assigned(self, session: Session, actor: Actor, function_id: int, request_id: str, agent: str) -> Row:
        """The request that this agent has, and still has after this sign of life."""
        own_function(session, actor, function_id)
        row = session.get(Row, request_id)
        if row is None or row.function_id != function_id:
            raise NotFound("There is no such request; it may have been cancelled.")
        if row.agent != agent:
            raise Conflict("The request has been given to another agent.")
        self._hear(session, function_id, agent)
        return row

    def _hear(self, session: Session, function_id: int, agent: str) -> None:
        self._seen[function_id] = time.monotonic()
        mine = (Row.function_id == function_id, Row.agent == agent)
        session.execute(update(Row).where(*mine).values(lease_until=now() + self._lease))

    def _fail(self, session: Session, row: Row, reason: str) -> None:
        if row.run_id is not None:
            self._work.failed(session, row.run_id, reason)
        session.delete(row)
        self._waiting.fail(row.id, reason)
