"""A YOLOv8 detector for CVAT: the code that the tutorial pastes into Nuclio's editor."""

import base64
import json

import cv2
import numpy as np
from ultralytics import YOLO


def init_context(context):
    context.logger.info("Init context...  0%")
    context.user_data.model = YOLO("/opt/nuclio/best.pt")
    context.logger.info("Init context...100%")


def handler(context, event):
    data = event.body
    threshold = float(data.get("threshold", 0.5))
    image = cv2.imdecode(np.frombuffer(base64.b64decode(data["image"]), np.uint8), cv2.IMREAD_COLOR)
    boxes = context.user_data.model.predict(image, conf=threshold, verbose=False)[0].boxes
    names = context.user_data.model.names
    results = [
        {
            "confidence": str(float(box.conf)),
            "label": names[int(box.cls)],
            "points": box.xyxy[0].tolist(),
            "type": "rectangle",
        }
        for box in boxes
    ]
    return context.Response(body=json.dumps(results), headers={}, content_type="application/json", status_code=200)
