"""Calls itself without end."""


def handler(context, event):
    return handler(context, event)
