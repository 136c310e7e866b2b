"""Is unloaded when nobody calls it for a moment."""

import os


def handler(context, event):
    return str(os.getpid())
