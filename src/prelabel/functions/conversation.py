"""The server's end of the connection to one worker: it asks, waits for the answer, and asks the next."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

from prelabel.functions.rendezvous import Rendezvous
from prelabel.functions.worker import wire

# Carries out what a worker calls of another function.
Relay = Callable[[wire.Call], Awaitable[wire.Message]]

log = logging.getLogger(__name__)


class Conversation(asyncio.Protocol):
    """Question and answer in turn, on the event loop alone.

    An answer that will not come is `BrokenPipeError` when the worker never got the question and `EOFError` when it
    was lost with it. Whoever sees the worker's process end calls `give_up`: a worker may end before it has come.
    """

    def __init__(self, relay: Relay, folder: Path | None = None) -> None:
        """Answers that are files are kept in `folder`, and have no name there."""
        self._relay = relay
        self._loop = asyncio.get_running_loop()
        self._meeting = Rendezvous()
        self.folder, self.address = self._meeting.folder, self._meeting.address
        self._transport: asyncio.WriteTransport | None = None
        self._questions: deque[tuple[wire.Message, asyncio.Future[wire.Message]]] = deque()
        self._asked: asyncio.Future[wire.Message] | None = None
        self._arriving = wire.Arriving(str(folder) if folder is not None else None)
        self._over = False
        self._tasks = {self._loop.create_task(self._meet(), name="meeting a worker")}

    def ask(self, message: wire.Message) -> asyncio.Future[wire.Message]:
        """Send a message when the ones before it are answered; the future is the answer."""
        answer: asyncio.Future[wire.Message] = self._loop.create_future()
        if self._over:
            answer.set_exception(BrokenPipeError())
        else:
            self._questions.append((message, answer))
            self._go_on()
        return answer

    def give_up(self) -> None:
        """There will be no more answers."""
        if self._over:
            return
        self._over = True
        self._meeting.close()
        for task in self._tasks:
            task.cancel()
        if self._transport is not None:
            self._transport.abort()
        if self._asked is not None and not self._asked.done():
            self._asked.set_exception(EOFError())
        for _, answer in self._questions:
            if not answer.done():
                answer.set_exception(BrokenPipeError())

    def data_received(self, data: bytes) -> None:
        """Part of what the worker says."""
        try:
            message = self._arriving.add(data)
        except ValueError:  # the function has written to what is not its own
            self.give_up()
            return
        if isinstance(message, wire.Call):
            task = self._loop.create_task(self._carry_out(message), name=f"call of {message.function}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif message is not None:
            asked, self._asked = self._asked, None
            if asked is not None and not asked.done():
                asked.set_result(message)
            self._go_on()

    def connection_lost(self, error: Exception | None) -> None:
        """The worker has ended, or closed what is not its own."""
        del error
        self.give_up()

    async def _meet(self) -> None:
        connection = await self._meeting.accept()
        transport, _ = await self._loop.connect_accepted_socket(lambda: self, connection)
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's is none by name
        self._go_on()

    def _go_on(self) -> None:
        """Send the next question, if the worker is there and owes no answer."""
        if self._transport is not None and self._asked is None and self._questions:
            message, self._asked = self._questions.popleft()
            self._transport.writelines(wire.pack(message))

    async def _carry_out(self, call: wire.Call) -> None:
        try:
            answer = await self._relay(call)
        except Exception as error:
            log.exception("a call of %s failed", call.function)
            answer = wire.Failed(f"{type(error).__name__}: {error}")
        if self._transport is not None:
            self._transport.writelines(wire.pack(answer))
