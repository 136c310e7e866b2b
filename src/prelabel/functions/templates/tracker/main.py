"""Follows rectangles by their look, without a model."""

import base64
import json

import cv2
import numpy as np

REACH = 0.75  # how far an object may move between two frames, as a share of its size


def handler(context, event):
    data = event.body
    image = cv2.imdecode(np.frombuffer(base64.b64decode(data["image"]), np.uint8), cv2.IMREAD_COLOR)
    states = data.get("states") or [None] * len(data["shapes"])
    followed = [follow(image, shape, state) for shape, state in zip(data["shapes"], states)]
    answer = {"shapes": [shape for shape, _ in followed], "states": [state for _, state in followed]}
    return context.Response(body=json.dumps(answer), headers={}, content_type="application/json", status_code=200)


def follow(image, shape, state):
    """The rectangle in this frame, and what the next call needs: where it was, and what it looked like."""
    if state is None:
        return shape, remembered(image, shape)
    left, top, right, bottom = state["place"]
    look = cv2.imdecode(np.frombuffer(base64.b64decode(state["look"]), np.uint8), cv2.IMREAD_COLOR)
    far_x, far_y = int((right - left) * REACH) + 1, int((bottom - top) * REACH) + 1
    x, y = max(0, left - far_x), max(0, top - far_y)
    around = image[y : bottom + far_y, x : right + far_x]
    if around.shape[0] < look.shape[0] or around.shape[1] < look.shape[1]:
        return [left, top, right, bottom], state
    _, _, _, (moved_x, moved_y) = cv2.minMaxLoc(cv2.matchTemplate(around, look, cv2.TM_CCOEFF_NORMED))
    found = [x + moved_x, y + moved_y, x + moved_x + look.shape[1], y + moved_y + look.shape[0]]
    return found, remembered(image, found)


def remembered(image, shape):
    height, width = image.shape[:2]
    left, top = max(0, int(shape[0])), max(0, int(shape[1]))
    right, bottom = min(width, max(left + 1, int(shape[2]))), min(height, max(top + 1, int(shape[3])))
    _, look = cv2.imencode(".png", image[top:bottom, left:right])
    return {"place": [left, top, right, bottom], "look": base64.b64encode(look.tobytes()).decode()}
