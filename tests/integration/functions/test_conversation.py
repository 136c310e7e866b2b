"""The server's end of the connection to a worker, when that worker is gone."""

from __future__ import annotations

import asyncio
import threading

from prelabel.functions.conversation import Conversation
from prelabel.functions.worker import wire
from tests.waiting import until


async def nobody(call: wire.Call) -> wire.Message:
    return wire.Failed(f"Nobody calls {call.function} here.")


def test_a_question_after_the_end_is_answered_too() -> None:
    """The process has ended and the thread with it, but the event loop has not heard of that yet."""

    async def ask_late() -> tuple[object, object]:
        before = set(threading.enumerate())
        conversation = Conversation(nobody)
        early = conversation.ask(wire.Event())
        conversation.give_up()
        until(lambda: not set(threading.enumerate()) - before, 10)
        late = conversation.ask(wire.Event())
        async with asyncio.timeout(5):
            return await asyncio.gather(early, late, return_exceptions=True)

    early, late = asyncio.run(ask_late())
    assert isinstance(early, EOFError | OSError)
    assert isinstance(late, BrokenPipeError)
