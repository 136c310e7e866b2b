"""The workers of one version of a function: who is free, who waits, who has to be replaced. One event loop only."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prelabel.errors import EventTimedOut, FunctionError, NoWorkerFree, StartFailed, WorkerCrashed
from prelabel.functions.logs import LogEntry
from prelabel.functions.process import Launch, Say, Worker, describe_exit
from prelabel.functions.worker import wire

FIRST_DELAY_SECONDS = 0.1
LONGEST_DELAY_SECONDS = 30.0
MOST_FAILED_STARTS = 5


@dataclass(frozen=True)
class PoolLimits:
    """`event_seconds` None lets an event take as long as it likes; `ready_seconds` is for import and `init_context`."""

    workers: int = 1
    wait_seconds: float = 10.0
    event_seconds: float | None = None
    ready_seconds: float = 600.0


class Pool:
    """Hands events to free workers, first come first served, and keeps as many workers alive as were asked for.

    `failed` is called with the reason when workers cannot be replaced any more.
    """

    def __init__(self, launch: Launch, limits: PoolLimits, say: Say, failed: Callable[[str], None]) -> None:
        self.limits = limits
        self.workers: dict[int, Worker] = {}
        self.peak_bytes = 0  # of a worker that has ended
        self._launch = launch
        self._say = say
        self._failed = failed
        self._free: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._keepers: list[asyncio.Task[None]] = []
        self._callers = 0  # from the moment that they ask for a worker
        self._busy = 0  # workers; one may be busy with an event whose caller is gone
        self._quiet = asyncio.Event()
        self._given_up = ""

    async def start(self) -> None:
        """Start all workers together and wait until every one is ready; raises what kept the first from it."""
        try:
            async with asyncio.TaskGroup() as group:
                for number in range(self.limits.workers):
                    group.create_task(self._start_worker(number))
        except ExceptionGroup as failures:
            await self.close(0)
            raise failures.exceptions[0] from None
        except asyncio.CancelledError:
            await self.close(0)
            raise
        self._keepers = [asyncio.create_task(self._keep(number)) for number in self.workers]

    async def call(self, event: wire.Event, wait_seconds: float | None) -> wire.Response:
        """The handler's response; see `exchange` for the rest."""
        response = await self.exchange(event, wait_seconds)
        assert isinstance(response, wire.Response)
        return response

    async def exchange(self, event: wire.Event | wire.Many, wait_seconds: float | None) -> wire.Message:
        """What a worker answers to an event or a batch.

        Waits for a free worker for `wait_seconds`, None for as long as it takes.

        Raises NoWorkerFree, EventTimedOut, WorkerCrashed, or StartFailed when there are no workers any more.
        """
        self._callers += 1
        try:
            while True:
                worker = await self._free_worker(wait_seconds)
                try:
                    return await self._ask(worker, event)
                except BrokenPipeError:  # it died while it was free; the event never got there
                    continue
        finally:
            self._callers -= 1
            self._quiet.set()

    @property
    def folder(self) -> Path:
        """The copy of the bundle that its workers write in."""
        return self._launch.layout.bundle

    @property
    def queue(self) -> int:
        """How many callers wait for a worker."""
        return len(self._waiting)

    @property
    def idle(self) -> bool:
        """Whether nobody waits and no event is under way."""
        return not self._busy and not self._callers

    async def close(self, grace_seconds: float) -> None:
        """End all workers; running events get `grace_seconds` to finish. Who asks for a worker is refused."""
        self._refuse_all("The function has been stopped.")
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        await asyncio.gather(*(worker.stop(grace_seconds) for worker in self.workers.values()))

    async def retire(self, patience_seconds: float, grace_seconds: float) -> None:
        """Close once nobody waits and no event is under way, or when the patience has run out."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience_seconds):
                while not self.idle:
                    self._quiet.clear()
                    await self._quiet.wait()
        await self.close(grace_seconds)

    async def _start_worker(self, number: int) -> None:
        worker = Worker(self._launch, number, self._say)
        self.workers[number] = worker
        await worker.start(self.limits.ready_seconds)
        self._offer(worker)

    async def _keep(self, number: int) -> None:
        """Replace the worker whenever it ends; wait longer each time it did so without finishing an event."""
        delay = 0.0
        while True:
            worker = self.workers[number]
            code = await asyncio.shield(worker.exited)
            self.peak_bytes = max(self.peak_bytes, worker.peak_bytes)
            if not worker.timed_out:
                reason = worker.ended_because or f"The worker ended: {describe_exit(code)}."
                self._note("error", f"{reason} It is replaced.", number)
            delay = 0.0 if worker.events or worker.timed_out else _longer(delay)
            await asyncio.sleep(delay)
            if not await self._replace(number):
                return

    async def _replace(self, number: int) -> bool:
        delay = 0.0
        for _ in range(MOST_FAILED_STARTS):
            try:
                await self._start_worker(number)
            except StartFailed as error:
                message = error.message
                delay = _longer(delay)
                self._note("error", f"The worker cannot be replaced: {message} Next try in {delay:g} s.", number)
                await asyncio.sleep(delay)
            else:
                return True
        self._give_up(number, message)
        return False

    def _give_up(self, number: int, message: str) -> None:
        del self.workers[number]
        self._note("error", f"The worker could not be started {MOST_FAILED_STARTS} times and is given up.", number)
        if not self.workers:
            self._refuse_all(message)
            self._failed(message)

    async def _free_worker(self, wait_seconds: float | None) -> Worker:
        if self._given_up:
            raise StartFailed(self._given_up)
        while self._free:
            worker = self._free.popleft()
            if worker.alive:
                return worker
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(wait_seconds):
                return await turn
        except TimeoutError:
            self._pass_on(turn)
            raise NoWorkerFree(
                f"No worker became free within {wait_seconds:g} s (workerAvailabilityTimeoutMilliseconds); "
                f"{self._occupied()}."
            ) from None
        except asyncio.CancelledError:
            self._pass_on(turn)
            raise

    def _occupied(self) -> str:
        busy = sum(worker.busy_since is not None for worker in self.workers.values())
        wanted = self.limits.workers
        return f"all {wanted} are busy" if busy == wanted else f"{busy} of {wanted} are busy, the others are not ready"

    def _pass_on(self, turn: asyncio.Future[Worker]) -> None:
        """Give back the worker of a caller who is gone, or take the caller out of the queue."""
        if turn.done() and not turn.cancelled() and not turn.exception():
            self._offer(turn.result())
        elif turn in self._waiting:
            self._waiting.remove(turn)

    def _offer(self, worker: Worker) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._free.append(worker)

    async def _ask(self, worker: Worker, event: wire.Event | wire.Many) -> wire.Message:
        answer = worker.ask(event)
        worker.busy_since = time.monotonic()
        self._busy += 1
        limit = self.limits.event_seconds
        timer = asyncio.get_running_loop().call_later(limit, worker.expire) if limit is not None else None
        answer.add_done_callback(lambda done: self._finish(worker, timer, done))
        try:
            return await asyncio.shield(answer)
        except EOFError:
            raise await self._loss(worker) from None

    def _finish(self, worker: Worker, timer: asyncio.TimerHandle | None, answer: asyncio.Future[wire.Message]) -> None:
        """The worker is free again, whether or not its caller still waits."""
        self._busy -= 1
        worker.busy_since = None
        self._quiet.set()
        if timer is not None:
            timer.cancel()
        if not answer.cancelled() and answer.exception() is None:
            worker.events += 1
            self._offer(worker)

    async def _loss(self, worker: Worker) -> FunctionError:
        if worker.timed_out:
            message = f"The handler took longer than its eventTimeout of {self.limits.event_seconds:g} s."
            self._note("error", message + " The worker is replaced.", worker.number)
            return EventTimedOut(message)
        code = await asyncio.shield(worker.exited)
        if worker.ended_because:
            return WorkerCrashed(worker.ended_because)
        return WorkerCrashed(f"The worker's process ended while it handled the event: {describe_exit(code)}.")

    def _refuse_all(self, message: str) -> None:
        """There will be no workers any more."""
        self._given_up = message
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_exception(StartFailed(message))

    def _note(self, level: str, message: str, number: int) -> None:
        self._say(LogEntry(level, message, str(number)))


def _longer(delay: float) -> float:
    return min(max(FIRST_DELAY_SECONDS, delay * 2), LONGEST_DELAY_SECONDS)
