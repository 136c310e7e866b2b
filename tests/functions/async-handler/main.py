"""A coroutine as handler and as init_context; a background task goes on between events."""

import asyncio


async def init_context(context):
    await asyncio.sleep(0)
    context.user_data.ticks = 0
    context.user_data.task = asyncio.ensure_future(tick(context))


async def tick(context):
    while True:
        context.user_data.ticks += 1
        await asyncio.sleep(0.01)


async def handler(context, event):
    await asyncio.sleep(0)
    return str(context.user_data.ticks)
