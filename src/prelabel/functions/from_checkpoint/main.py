"""Finds objects with an Ultralytics checkpoint: this is your file, change what you like and deploy again."""

import base64
import json
import os
import tempfile

import cv2
import numpy as np

os.environ.setdefault("YOLO_CONFIG_DIR", tempfile.gettempdir())
os.environ.setdefault("YOLO_AUTOINSTALL", "false")

from ultralytics import YOLO

WEIGHTS = "model.pt"
THRESHOLD = 0.25  # used when the caller names none


def init_context(context):
    context.user_data.model = YOLO(WEIGHTS)
    context.logger.info("%s is loaded", WEIGHTS)


def handler(context, event):
    picture = np.frombuffer(base64.b64decode(event.body["image"]), np.uint8)
    image = cv2.imdecode(picture, cv2.IMREAD_COLOR)
    if image is None:
        return context.Response(body="The image cannot be decoded.", content_type="text/plain", status_code=400)
    threshold = float(event.body.get("threshold", THRESHOLD))
    model = context.user_data.model
    boxes = model.predict(image, conf=threshold, verbose=False)[0].boxes
    found = [
        {
            "confidence": str(round(float(score), 4)),
            "label": model.names[int(number)],
            "points": [round(float(value), 2) for value in corners],
            "type": "rectangle",
        }
        for corners, score, number in zip(boxes.xyxy.tolist(), boxes.conf.tolist(), boxes.cls.tolist())
    ]
    return context.Response(body=json.dumps(found), content_type="application/json", status_code=200)
