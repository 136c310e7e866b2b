import base64
import json

import cv2
import numpy as np
import yaml
from model_handler import ModelHandler


def init_context(context):
    context.logger.info("Init context...  0%")
    with open("/opt/nuclio/function.yaml", "rb") as file:
        config = yaml.safe_load(file)
    spec = json.loads(config["metadata"]["annotations"]["spec"])
    labels = {item["id"]: item["name"] for item in spec}
    context.user_data.model = ModelHandler(labels)
    context.logger.info_with("Init context...100%", labels=len(labels))


def handler(context, event):
    data = event.body
    threshold = float(data.get("threshold", 0.5))
    picture = np.frombuffer(base64.b64decode(data["image"]), np.uint8)
    image = cv2.imdecode(picture, cv2.IMREAD_COLOR)
    found = context.user_data.model.infer(image, threshold)
    return context.Response(body=json.dumps(found), headers={}, content_type="application/json", status_code=200)
