"""Says what it finds in its environment."""

import os

NAMES = ("NUMBER", "TRUTH", "EMPTY", "PATHS", "PRELABEL_SECRET_KEY", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_")


def handler(context, event):
    return {name: os.environ.get(name) for name in NAMES}
