"""Answers with a status that HTTP does not have."""


def handler(context, event):
    return context.Response(body="x", status_code=event.body.decode())
