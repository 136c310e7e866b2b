import json
import time


def handler(context, event):
    """Answers as its kind does, and says in its answer what it was asked."""
    question = event.body
    if question.get("threshold") == 0.66:
        raise ValueError("this is what I think of 0.66")
    if question.get("threshold") == 0.77:
        time.sleep(3)
    for kind, answer in KINDS:
        if kind in question:
            body = json.dumps(answer(question))
            return context.Response(body=body, headers={}, content_type="application/json", status_code=200)
    return None


def detect(question):
    box = {"type": "rectangle", "points": [1, 2, 30, 40], "attributes": [{"name": "parked", "value": "true"}]}
    return [
        {"label": "thing", "confidence": "0.9", **box},
        {"label": "thing", "confidence": "0.2", **box},
        {"label": "nobody's", "confidence": "0.9", **box},
    ]


def interact(question):
    asked = {name: value for name, value in question.items() if name != "image"}
    return {"mask": [[0, 255], [255, 0]], "asked": asked}


def track(question):
    states = question["states"] or [{"points": points_of(shape)} for shape in question["shapes"]]
    if question["states"]:
        states = [{"points": [number + 1 for number in state["points"]]} for state in states]
    legacy = (not question["states"] and isinstance(question["shapes"][0], list)) or question["shapes"][:1] == [None]
    shapes = [state["points"] if legacy else {"type": "rectangle", "points": state["points"]} for state in states]
    return {"shapes": shapes, "states": states}


def points_of(shape):
    return shape["points"] if isinstance(shape, dict) else shape


def reidentify(question):
    return [question["boxes1"].index(box) if box in question["boxes1"] else -1 for box in question["boxes0"]]


KINDS = (("boxes0", reidentify), ("states", track), ("pos_points", interact), ("image", detect))
