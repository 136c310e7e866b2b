"""A coroutine that fails after it has waited."""

import asyncio


async def handler(context, event):
    await asyncio.sleep(0.01)
    raise LookupError("not found in time")
