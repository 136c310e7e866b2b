"""A YOLOv8 detector as people write it for CVAT: weights under /opt/nuclio, a JSON list of boxes as the answer."""

import base64
import json

import cv2
import numpy as np
import onnxruntime

WEIGHTS = "/opt/nuclio/fasteners-open.onnx"
LABELS = ["bolt", "nut", "washer"]
PAD = 114
IOU = 0.7


def init_context(context):
    context.logger.info("Loading %s" % WEIGHTS)
    context.user_data.session = onnxruntime.InferenceSession(WEIGHTS, providers=["CPUExecutionProvider"])
    context.logger.info("The model is loaded")


def handler(context, event):
    data = event.body
    image = cv2.imdecode(np.frombuffer(base64.b64decode(data["image"]), np.uint8), cv2.IMREAD_COLOR)
    found = detect(context.user_data.session, image, float(data.get("threshold", 0.5)))
    context.logger.info("%d objects" % len(found))
    return context.Response(body=json.dumps(found), headers={}, content_type="application/json", status_code=200)


def detect(session, image, threshold):
    entry = session.get_inputs()[0]
    side = entry.shape[2]
    picture, scale, left, top = letterbox(image, side)
    blob = picture[:, :, ::-1].transpose(2, 0, 1)[np.newaxis].astype(np.float32) / 255
    rows = session.run(None, {entry.name: blob})[0][0].T
    scores = rows[:, 4:].max(axis=1)
    classes = rows[:, 4:].argmax(axis=1)
    sure = scores >= threshold
    rows, scores, classes = rows[sure], scores[sure], classes[sure]
    corners = rows[:, :2] - rows[:, 2:4] / 2
    boxes = np.hstack([corners, rows[:, 2:4]])
    kept = cv2.dnn.NMSBoxesBatched(boxes.tolist(), scores.tolist(), classes.tolist(), threshold, IOU)
    return [answer(boxes[at], scores[at], classes[at], scale, left, top) for at in kept]


def letterbox(image, side):
    height, width = image.shape[:2]
    scale = side / max(height, width)
    size = round(width * scale), round(height * scale)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    canvas = np.full((side, side, 3), PAD, np.uint8)
    canvas[top : top + size[1], left : left + size[0]] = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    return canvas, scale, left, top


def answer(box, score, label, scale, left, top):
    x, y, width, height = box
    points = [(x - left) / scale, (y - top) / scale, (x + width - left) / scale, (y + height - top) / scale]
    return {
        "confidence": str(round(float(score), 4)),
        "label": LABELS[int(label)],
        "points": [round(float(value), 2) for value in points],
        "type": "rectangle",
    }
