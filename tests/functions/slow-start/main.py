"""init_context takes longer than the function may take to be ready."""

import time


def init_context(context):
    time.sleep(600)


def handler(context, event):
    return "never"
