"""Acknowledges its events, as functions of streams do."""

import nuclio_sdk


async def handler(context, event):
    await context.platform.explicit_ack(nuclio_sdk.QualifiedOffset.from_event(event))
    response = context.Response(body="acknowledged")
    response.ensure_no_ack()
    return response
