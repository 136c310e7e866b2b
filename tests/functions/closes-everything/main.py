"""Closes files that are not its own, the connection among them."""

import os


def handler(context, event):
    if event.body:
        os.closerange(3, 256)
    return "open"
