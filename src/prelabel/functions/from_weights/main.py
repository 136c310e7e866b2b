"""Finds objects in a picture with a YOLOv8 detector: this is your file, change what you like and deploy again."""

import base64
import json
import os

import cv2
import numpy as np
import onnxruntime
import yaml

WEIGHTS = "model.onnx"
THRESHOLD = 0.25  # used when the caller names none
IOU = 0.7  # of two boxes of one class that overlap more than this, the less confident one is dropped
MOST_OBJECTS = 300


def init_context(context):
    with open("function.yaml", encoding="utf-8") as file:
        labels = json.loads(yaml.safe_load(file)["metadata"]["annotations"]["spec"])
    context.user_data.labels = [label["name"] for label in labels]
    context.user_data.detector = Detector(WEIGHTS)
    context.logger.info("%s is loaded", WEIGHTS)


def handler(context, event):
    picture = np.frombuffer(base64.b64decode(event.body["image"]), np.uint8)
    image = cv2.imdecode(picture, cv2.IMREAD_COLOR)
    if image is None:
        return context.Response(body="The image cannot be decoded.", content_type="text/plain", status_code=400)
    threshold = float(event.body.get("threshold", THRESHOLD))
    found = [
        {
            "confidence": str(round(score, 4)),
            "label": context.user_data.labels[class_number],
            "points": [round(value, 2) for value in box],
            "type": "rectangle",
        }
        for class_number, score, box in context.user_data.detector(image, threshold)
    ]
    return context.Response(body=json.dumps(found), content_type="application/json", status_code=200)


class Detector:
    """A session with the buffers that every picture is prepared in."""

    def __init__(self, weights):
        threads = int(os.environ.get("OMP_NUM_THREADS", "1"))  # this worker's share of the cores
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        entry = self.session.get_inputs()[0]
        size = self.session.get_modelmeta().custom_metadata_map.get("imgsz", "[640, 640]")
        fixed = [side for side in entry.shape[2:] if isinstance(side, int)]
        self.height, self.width = fixed if len(fixed) == 2 else json.loads(size)
        self.half = "float16" in entry.type
        self.input = entry.name
        self.canvas = np.empty((self.height, self.width, 3), np.uint8)
        self.blob = np.empty((1, 3, self.height, self.width), np.float32)
        cv2.setNumThreads(threads)

    def __call__(self, image, threshold):
        """(class number, score, [x1, y1, x2, y2] in pixels of the picture) of each object, the surest first."""
        scale, left, top = self.letterbox(image)
        blob = self.blob.astype(np.float16) if self.half else self.blob
        prediction = self.session.run(None, {self.input: blob})[0][0]
        return self.objects(prediction, threshold, scale, left, top, image.shape)

    def letterbox(self, image):
        """Scale the picture to fit, centre it on grey, and put it into the model's input as RGB from 0 to 1."""
        height, width = image.shape[:2]
        scale = min(self.height / height, self.width / width)
        new_width, new_height = max(1, round(width * scale)), max(1, round(height * scale))
        left, top = (self.width - new_width) // 2, (self.height - new_height) // 2
        if (new_width, new_height) != (self.width, self.height):
            self.canvas.fill(114)
        inner = self.canvas[top : top + new_height, left : left + new_width]
        if (new_width, new_height) == (width, height):
            inner[:] = image
        else:
            inner[:] = cv2.resize(image, (new_width, new_height), interpolation=cv2.INTER_LINEAR)
        for plane, channel in enumerate((2, 1, 0)):
            np.multiply(self.canvas[..., channel], np.float32(1 / 255), out=self.blob[0, plane])
        return scale, left, top

    def objects(self, prediction, threshold, scale, left, top, shape):
        """Keep what is sure enough and overlaps nothing surer of its class."""
        scores = prediction[4:]
        best = scores.max(axis=0)
        candidates = np.flatnonzero(best > threshold)
        if not candidates.size:
            return []
        confidences = best[candidates].astype(np.float32)
        classes = scores[:, candidates].argmax(axis=0).astype(np.int32)
        x, y, width, height = prediction[:4, candidates].astype(np.float32)
        boxes = np.stack([x - width / 2, y - height / 2, width, height], axis=1)
        kept = cv2.dnn.NMSBoxesBatched(boxes, confidences, classes, threshold, IOU)
        kept = np.asarray(kept, np.intp).reshape(-1)[:MOST_OBJECTS]
        corners = np.concatenate([boxes[kept, :2], boxes[kept, :2] + boxes[kept, 2:]], axis=1)
        corners = (corners - (left, top, left, top)) / scale
        corners = np.clip(corners, 0, (shape[1], shape[0], shape[1], shape[0]))
        return list(zip(classes[kept].tolist(), confidences[kept].tolist(), corners.tolist()))
