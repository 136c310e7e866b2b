"""A YOLOv8-type detector in a plain loop, outside the system: what a run's figures are compared with."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime

from tests.acceptance.detectors import Found

PAD, IOU = 114, 0.7


@cache
def session(model: Path) -> Any:
    return onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])


def detect(model: Path, picture: Path, names: tuple[str, ...], threshold: float) -> list[Found]:
    """Letterbox, model, threshold, class-wise NMS, boxes in pixels of the picture."""
    image = cv2.imdecode(np.frombuffer(picture.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    net = session(model)
    side = net.get_inputs()[0].shape[2]
    height, width = image.shape[:2]
    scale = min(side / height, side / width)
    new = round(width * scale), round(height * scale)
    left, top = (side - new[0]) // 2, (side - new[1]) // 2
    canvas = np.full((side, side, 3), PAD, np.uint8)
    canvas[top : top + new[1], left : left + new[0]] = cv2.resize(image, new, interpolation=cv2.INTER_LINEAR)
    blob = canvas[..., ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 255
    output = net.run(None, {net.get_inputs()[0].name: np.ascontiguousarray(blob)})[0][0]
    scores, classes = output[4:].max(0), output[4:].argmax(0)
    chosen = np.flatnonzero(scores > threshold)
    cx, cy, w, h = output[:4, chosen]
    boxes: Any = np.stack([cx - w / 2, cy - h / 2, w, h], 1)
    kinds: Any = classes[chosen].astype(np.int32)
    kept = cv2.dnn.NMSBoxesBatched(boxes, scores[chosen], kinds, threshold, IOU)
    offset, limit = np.array([left, top, left, top]), np.array([width, height, width, height])
    found = []
    for index in np.asarray(kept).reshape(-1):
        x, y, w, h = boxes[index]
        box = np.clip((np.array([x, y, x + w, y + h]) - offset) / scale, 0, limit)
        place = chosen[index]
        found.append(Found(names[classes[place]], float(scores[place]), tuple(map(float, box))))
    return found
