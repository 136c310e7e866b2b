"""Those who wait on the event loop for an agent's answer; answers come from threads."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from prelabel.errors import EventTimedOut, HandlerFailed
from prelabel.services.agents.work import Result


class Waiting:
    """`seconds` is how long an answer is waited for."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._futures: dict[str, asyncio.Future[Result]] = {}

    async def answer(self, request_id: str, begin: Callable[[], Awaitable[None]]) -> Result:
        """The answer to a request, which `begin` makes known (`EventTimedOut`, `HandlerFailed`)."""
        future = self._futures[request_id] = asyncio.get_running_loop().create_future()
        try:
            await begin()
            return await asyncio.wait_for(future, self._seconds)
        except TimeoutError:
            raise EventTimedOut(f"No agent answered within {self._seconds:g} s (agent_wait_seconds).") from None
        finally:
            del self._futures[request_id]

    def resolve(self, request_id: str, result: Result) -> None:
        self._end(request_id, lambda future: future.set_result(result))

    def fail(self, request_id: str, reason: str) -> None:
        self._end(request_id, lambda future: future.set_exception(HandlerFailed(reason)))

    def _end(self, request_id: str, end: Callable[[asyncio.Future[Result]], None]) -> None:
        future = self._futures.get(request_id)
        if future is None:
            return

        def settle() -> None:
            if not future.done():
                end(future)

        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            future.get_loop().call_soon_threadsafe(settle)
