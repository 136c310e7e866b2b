import json
import time


def handler(context, event):
    question = event.body
    assert all(question[name] for name in ("image0", "image1"))
    if question.get("threshold") == 0.66 and question["boxes1"][0]["frame"] == 1:
        raise ValueError("this is too much for me")
    if question.get("threshold") == 0.5:
        time.sleep(0.05)
    left = dict(enumerate(question["boxes1"]))
    found = []
    for box in question["boxes0"]:
        distances = {place: apart(box, other) for place, other in left.items()}
        nearest = min(distances, key=distances.get, default=None)
        if nearest is None or distances[nearest] > question["max_distance"]:
            found.append(-1)
        else:
            found.append(nearest)
            del left[nearest]
    return context.Response(body=json.dumps(found), headers={}, content_type="application/json", status_code=200)


def apart(one, other):
    return max(abs(a - b) for a, b in zip(one["points"][:2], other["points"][:2]))
