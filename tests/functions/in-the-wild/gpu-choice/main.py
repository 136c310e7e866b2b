import json
import os

gpu = int(os.environ.get("GPU", 0))


def init_context(context):
    context.user_data.device = f"cuda:{int(context.worker_id) % 2}" if os.path.exists("/dev/nvidia0") else "cpu"
    with open(os.environ["MODEL_PATH"]) as file:
        context.user_data.value = int(file.read())
    with open("model.txt") as file:
        assert int(file.read()) == context.user_data.value
    context.logger.error("device %s, folder %s", context.user_data.device, os.getcwd())


def handler(context, event):
    value = context.user_data.value * float(os.environ["SCALE"]) + float(os.environ["OFFSET"])
    body = [{"label": "it", "type": "rectangle", "points": [0, 0, value, value], "confidence": "0.5"}]
    return context.Response(body=json.dumps(body), headers={}, content_type="application/json", status_code=200)
