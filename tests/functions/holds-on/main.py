"""Ignores signals and leaves a thread that never ends."""

import os
import signal
import threading
import time


def init_context(context):
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGUSR1"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    threading.Thread(target=lambda: time.sleep(600)).start()


def handler(context, event):
    return str(os.getpid())
