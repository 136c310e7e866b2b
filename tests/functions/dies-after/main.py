"""Ends its process a moment after it has answered."""

import os
import threading


def handler(context, event):
    if event.body:
        threading.Timer(0.05, os._exit, [5]).start()
    return str(os.getpid())
