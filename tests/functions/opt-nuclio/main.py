"""Uses /opt/nuclio as functions in the wild do: constants, f-strings, paths put together, modules beside it."""

import os
import pathlib
import sys

import yaml

sys.path.append("/opt/nuclio/more")

from model_handler import LABELS

ROOT = "/opt/nuclio"


def init_context(context):
    with open("/opt/nuclio/function.yaml", "rb") as file:
        context.user_data.annotations = yaml.safe_load(file)["metadata"]["annotations"]


def handler(context, event):
    name = "weights.txt"
    open("written.txt", "w").close()
    return {
        "annotations": context.user_data.annotations,
        "labels": LABELS,
        "constant": open("/opt/nuclio/weights.txt").read(),
        "formatted": open(f"/opt/nuclio/{name}").read(),
        "joined": open(os.path.join(ROOT, name)).read(),
        "added": open("/" + "opt/nuclio/" + name).read(),
        "pathlib": (pathlib.Path("/opt") / "nuclio" / name).read_text(),
        "exists": os.path.exists("/" + "opt" + "/nuclio/" + name),
        "listed": "main.py" in os.listdir("/opt/nuclio"),
        "variable": open(os.environ["WEIGHTS"]).read(),
        "relative": open(name).read(),
        "written": os.path.exists("/opt/nuclio/written.txt"),
    }
