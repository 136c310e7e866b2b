"""The server's end of the connection to one worker: a thread that asks, waits for the answer, and asks the next."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import shutil
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError, Future
from multiprocessing.connection import Client, Listener
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from prelabel.functions.worker import wire

Peer = Any  # multiprocessing's Connection, or its PipeConnection on Windows
# Carries out what a worker calls of another function.
Relay = Callable[[wire.Call], Awaitable[wire.Message]]
Question = tuple[wire.Message, "asyncio.Future[wire.Message]"]


class Conversation:
    """Question and answer in turn. The socket lies in a private folder that is gone once the worker has come.

    An answer that will not come is `BrokenPipeError` when the worker never got the question and `EOFError` when it
    was lost with it. Whoever sees the worker's process end calls `give_up`, or `accept` would wait for ever; the loop
    may hear of that end later and ask once more, and gets its `BrokenPipeError` too.
    """

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._relayed: Future[wire.Message] | None = None
        self.folder = Path(tempfile.mkdtemp(prefix="prelabel-"))
        name = f"prelabel-{secrets.token_hex(16)}"
        self.address = rf"\\.\pipe\{name}" if sys.platform == "win32" else str(self.folder / "socket")
        self._listener = Listener(self.address)
        self._questions: SimpleQueue[Question | None] = SimpleQueue()
        self._asking = threading.Lock()  # nothing is put behind the None that ends the questions
        self._over = False
        self._loop = asyncio.get_running_loop()
        self._connected = False
        threading.Thread(target=self._run, name="worker conversation", daemon=True).start()

    def ask(self, message: wire.Message) -> asyncio.Future[wire.Message]:
        """Send a message when the ones before it are answered; the future is the answer."""
        answer: asyncio.Future[wire.Message] = self._loop.create_future()
        with self._asking:
            if self._over:
                answer.set_exception(BrokenPipeError())
            else:
                self._questions.put((message, answer))
        return answer

    def give_up(self) -> None:
        """End the thread; call this once the worker's process has ended."""
        with self._asking:
            self._over = True
            self._questions.put(None)
        if (relayed := self._relayed) is not None:
            relayed.cancel()  # nobody waits for it any more
        if not self._connected:
            with contextlib.suppress(OSError, EOFError):
                Client(self.address).close()  # wakes `accept`

    def _run(self) -> None:
        connection = self._accept()
        while (question := self._questions.get()) is not None:
            self._answer(connection, *question)
        if connection is not None:
            connection.close()

    def _accept(self) -> Peer | None:
        try:
            return self._listener.accept()
        except (OSError, EOFError):
            return None
        finally:
            self._connected = True
            self._listener.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _answer(self, connection: Peer | None, message: wire.Message, answer: asyncio.Future[wire.Message]) -> None:
        result: wire.Message | BaseException
        try:
            result = self._exchange(connection, message)
        except Exception as error:
            result = error
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(_resolve, answer, result)

    def _exchange(self, connection: Peer | None, message: wire.Message) -> wire.Message:
        if connection is None:
            raise BrokenPipeError
        try:
            connection.send_bytes(wire.pack(message))
        except OSError as error:
            raise BrokenPipeError from error
        try:
            answer = wire.unpack(connection.recv_bytes())
            while isinstance(answer, wire.Call):
                connection.send_bytes(wire.pack(self._relay_call(answer)))
                answer = wire.unpack(connection.recv_bytes())
        except (OSError, EOFError, CancelledError) as error:
            raise EOFError from error
        return answer

    def _relay_call(self, call: wire.Call) -> wire.Message:
        async def carry_out() -> wire.Message:
            return await self._relay(call)

        self._relayed = asyncio.run_coroutine_threadsafe(carry_out(), self._loop)
        try:
            return self._relayed.result()
        finally:
            self._relayed = None


def _resolve(answer: asyncio.Future[wire.Message], result: wire.Message | BaseException) -> None:
    if answer.done():
        return
    if isinstance(result, BaseException):
        answer.set_exception(result)
    else:
        answer.set_result(result)
