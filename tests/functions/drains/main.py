"""Has a drain callback, and a termination callback that is a coroutine."""

import asyncio


def init_context(context):
    context.platform.set_drain_callback(lambda: print("drained"))
    context.platform.set_termination_callback(goodbye)


async def goodbye():
    await asyncio.sleep(0.01)
    print("gone after a while")


def handler(context, event):
    return "hello"
