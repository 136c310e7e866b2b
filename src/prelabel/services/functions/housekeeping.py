"""When it is time to remove what no function needs any more: after the start, after deploys, and once a day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

log = logging.getLogger(__name__)
REST_SECONDS = 2.0  # a deploy is in a hurry, and often not the only one
DAY_SECONDS = 24 * 3600.0


class Housekeeping:
    """Calls `tidy` in a thread; what it raises is logged and it is tried again the next time."""

    def __init__(self, tidy: Callable[[], object]) -> None:
        self._tidy = tidy
        self._asked = asyncio.Event()
        self._asked.set()
        self._task = asyncio.create_task(self._go_on(), name="housekeeping of functions")

    def ask(self) -> None:
        """There may be something to remove soon."""
        self._asked.set()

    async def close(self) -> None:
        """Wait for what is under way, and do no more."""
        self._task.cancel()
        await asyncio.wait([self._task])

    async def _go_on(self) -> None:
        while True:
            await _within(DAY_SECONDS, self._asked)
            await asyncio.sleep(REST_SECONDS)
            self._asked.clear()
            work = asyncio.create_task(asyncio.to_thread(self._tidy))
            try:
                await asyncio.shield(work)
            except asyncio.CancelledError:
                await asyncio.wait([work])
                raise
            except Exception:
                log.exception("the housekeeping of functions stumbled")


async def _within(seconds: float, event: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
