"""Fails in a thread of its own, which hurts no event."""

import threading


def fail():
    raise RuntimeError("lost in a thread")


def handler(context, event):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    return "unharmed"
