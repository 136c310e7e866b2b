import json
import os

MODEL_PATH = os.environ.get("MODEL_PATH", "/models/other.txt")


def init_context(context):
    with open(MODEL_PATH) as by_variable, open("/models/best.txt") as by_constant:
        context.user_data.model = by_variable.read() + by_constant.read()


def handler(context, event):
    try:
        with open(f"/models/written/{context.worker_id}.txt", "w") as file:
            written = file.write("x") > 0
    except OSError:
        written = False
    found = {"model": context.user_data.model, "there": sorted(os.listdir("/models")), "written": written}
    return context.Response(body=json.dumps(found), headers={}, content_type="application/json", status_code=200)
