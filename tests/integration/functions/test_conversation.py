"""The server's end of the connection to a worker: when that worker is gone, and who may come in its place."""

from __future__ import annotations

import asyncio
import socket

import pytest

from prelabel.functions.conversation import Conversation
from prelabel.functions.rendezvous import Rendezvous
from prelabel.functions.worker import wire
from prelabel.functions.worker.serving import _connected


async def nobody(call: wire.Call) -> wire.Message:
    return wire.Failed(f"Nobody calls {call.function} here.")


def test_every_question_is_answered_once_the_worker_is_gone() -> None:
    """Also one that comes before its end, and one after it."""

    async def ask() -> list[object]:
        conversation = Conversation(nobody)
        early = conversation.ask(wire.Event())
        worker = await asyncio.to_thread(_connected, conversation.address)
        stream = worker.makefile("rb")
        await asyncio.to_thread(wire.receive, stream)
        second = conversation.ask(wire.Event())
        stream.close()
        worker.close()
        async with asyncio.timeout(5):
            answers = await asyncio.gather(early, second, return_exceptions=True)
            return [*answers, *await asyncio.gather(conversation.ask(wire.Event()), return_exceptions=True)]

    assert [type(answer) for answer in asyncio.run(ask())] == [EOFError, BrokenPipeError, BrokenPipeError]


def test_a_worker_that_never_comes_is_given_up() -> None:
    async def ask() -> object:
        conversation = Conversation(nobody)
        answer = conversation.ask(wire.Event())
        conversation.give_up()
        async with asyncio.timeout(5):
            (found,) = await asyncio.gather(answer, return_exceptions=True)
        assert not conversation.folder.exists()
        return found

    assert isinstance(asyncio.run(ask()), BrokenPipeError)


def test_a_port_is_for_the_worker_that_knows_its_secret() -> None:
    async def meet() -> bytes:
        meeting = Rendezvous(port=True)
        port, _, _ = meeting.address.partition(":")
        coming = asyncio.ensure_future(meeting.accept())
        with socket.create_connection(("127.0.0.1", int(port))) as stranger:
            stranger.sendall(b"x" * 32)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asyncio.shield(coming), 0.2)
        with await asyncio.to_thread(_connected, meeting.address) as worker, await coming as met:
            worker.sendall(b"here")
            return await asyncio.get_running_loop().sock_recv(met, 10)

    assert asyncio.run(meet()) == b"here"
