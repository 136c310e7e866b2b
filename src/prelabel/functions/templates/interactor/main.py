"""Takes the patch of like colour that is joined to the points, without a model."""

import base64
import json

import cv2
import numpy as np

LIKENESS = 12  # how far each colour may be from its neighbour's, of 255


def handler(context, event):
    data = event.body
    image = cv2.imdecode(np.frombuffer(base64.b64decode(data["image"]), np.uint8), cv2.IMREAD_COLOR)
    patch = patches(image, data.get("pos_points") or []) & ~patches(image, data.get("neg_points") or [])
    outlines, _ = cv2.findContours(patch.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(outlines, key=cv2.contourArea, default=np.zeros((0, 1, 2), np.int32))
    answer = {"points": largest[:, 0].tolist(), "mask": (patch * 255).tolist()}
    return context.Response(body=json.dumps(answer), headers={}, content_type="application/json", status_code=200)


def patches(image, points):
    """True where a pixel is joined to one of the points by pixels of like colour."""
    height, width = image.shape[:2]
    mask = np.zeros((height + 2, width + 2), np.uint8)
    for x, y in points:
        seed = (min(max(int(x), 0), width - 1), min(max(int(y), 0), height - 1))
        cv2.floodFill(image, mask, seed, 0, (LIKENESS,) * 3, (LIKENESS,) * 3, 4 | (1 << 8) | cv2.FLOODFILL_MASK_ONLY)
    return mask[1:-1, 1:-1] > 0
