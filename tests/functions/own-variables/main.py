"""Says what it finds in its environment."""

import os


def handler(context, event):
    return {name: os.environ.get(name) for name in ("NUMBER", "TRUTH", "EMPTY", "PATHS", "PRELABEL_SECRET_KEY")}
