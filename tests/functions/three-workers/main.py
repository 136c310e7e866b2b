"""Three workers, each with a process of its own."""

import os
import time


def handler(context, event):
    time.sleep(0.2)
    return {"pid": os.getpid(), "worker": context.worker_id}
