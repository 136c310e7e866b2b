"""Is ready each time and ends a moment later without having been called."""

import os
import threading


def init_context(context):
    threading.Timer(0.02, os._exit, [9]).start()


def handler(context, event):
    return "lucky"
