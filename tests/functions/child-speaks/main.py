"""Starts a program that prints."""

import subprocess
import sys


def handler(context, event):
    return str(subprocess.call([sys.executable, "-c", "print('said by a child')"]))
