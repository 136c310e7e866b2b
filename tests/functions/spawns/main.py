"""Starts a process of its own that would outlive it."""

import subprocess
import sys


def handler(context, event):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    return str(child.pid)
