"""Never comes back when the body says so."""

import time


def handler(context, event):
    if event.body == b"now":
        wait_for_ever()
    return "done"


def wait_for_ever():
    while True:
        time.sleep(0.05)
