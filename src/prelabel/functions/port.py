"""How a run calls a function: from any thread, waiting for a free worker as long as it takes."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import Future

from prelabel.errors import HandlerFailed
from prelabel.functions.event_ids import new_event_id
from prelabel.functions.served import ServedFunction
from prelabel.functions.worker import wire


class FunctionPort:
    """One function, bound to the server's event loop."""

    def __init__(self, served: ServedFunction, loop: asyncio.AbstractEventLoop) -> None:
        self._served = served
        self._loop = loop

    @property
    def capacity(self) -> int:
        """The number of workers, so that a caller can keep each of them busy."""
        version = self._served.version
        return version.config.trigger.workers if version is not None else 1

    def submit(self, body: bytes, content_type: str = "application/json") -> Future[bytes]:
        """Call the handler; the future is its body, or raises a `FunctionError`."""
        return asyncio.run_coroutine_threadsafe(self._call(body, content_type), self._loop)

    async def _call(self, body: bytes, content_type: str) -> bytes:
        event = wire.Event(
            id=new_event_id(),
            content_type=content_type,
            headers={"Content-Type": content_type},
            timestamp=time.time(),
            body=body,
        )
        response = await self._served.call(event, patiently=True)
        if response.status >= 400:
            text = response.body.decode("utf-8", "replace").strip()
            raise HandlerFailed(text or f"The handler answered with status {response.status}.", status=response.status)
        return response.body
