import os

import cv2
import numpy as np
import onnxruntime
from boxes import to_corners


class ModelHandler:
    def __init__(self, labels):
        self.labels = labels
        path = os.environ.get("MODEL_PATH", "/opt/nuclio/best.onnx")
        self.session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0]

    def infer(self, image, threshold):
        height, width = self.input.shape[2:]
        scale = np.array([image.shape[1] / width, image.shape[0] / height] * 2)
        blob = cv2.dnn.blobFromImage(image, 1 / 255, (width, height), swapRB=True)
        rows = self.session.run(None, {self.input.name: blob})[0][0].T
        scores = rows[:, 4:].max(1)
        kept = np.flatnonzero(scores >= threshold)
        boxes = to_corners(rows[kept, :4]) * scale
        sizes = [(float(a), float(b), float(c - a), float(d - b)) for a, b, c, d in boxes]
        found = []
        for at in np.array(cv2.dnn.NMSBoxes(sizes, scores[kept].tolist(), threshold, 0.5)).flatten():
            label = self.labels[int(rows[kept[at], 4:].argmax()) + 1]
            points = boxes[at].tolist()
            found.append({"confidence": str(scores[kept[at]]), "label": label, "points": points, "type": "rectangle"})
        return found
