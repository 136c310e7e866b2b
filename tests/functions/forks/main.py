"""Ends in the middle of an event and leaves a child that holds its connection open."""

import os
import time


def handler(context, event):
    if event.body and os.fork() == 0:
        time.sleep(600)
    if event.body:
        os._exit(3)
    return "alone"
