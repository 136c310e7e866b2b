"""Prints task and classes of an Ultralytics checkpoint as one line of JSON; runs in its environment, not in the server.

A checkpoint is a pickle: to load it is to run it.
"""

import json
import os
import sys
import tempfile

os.environ.update(YOLO_CONFIG_DIR=tempfile.gettempdir(), YOLO_AUTOINSTALL="false", YOLO_OFFLINE="true")

from ultralytics import YOLO


def main(path):
    model = YOLO(path)
    print(json.dumps({"task": model.task, "names": {int(number): name for number, name in model.names.items()}}))


if __name__ == "__main__":
    main(sys.argv[1])
