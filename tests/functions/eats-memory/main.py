"""Takes as many megabytes as the body says, itself or in a `child`, and holds them until it is ended."""

import subprocess
import sys
import time

HELD = []
CHILD = "import sys, time; held = b'x' * (int(sys.argv[1]) * 1000000); time.sleep(600)"


def handler(context, event):
    if event.body.startswith(b"child "):
        subprocess.run([sys.executable, "-c", CHILD, event.body[6:].decode()])
        time.sleep(600)
    if event.body:
        HELD.append(b"x" * (int(event.body) * 1000000))
        time.sleep(600)
    return "light"
