"""Takes as many megabytes as the body says and holds them until it is ended."""

import time

HELD = []


def handler(context, event):
    if event.body:
        HELD.append(b"x" * (int(event.body) * 1000000))
        time.sleep(600)
    return "light"
