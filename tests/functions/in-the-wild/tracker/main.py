import base64
import io
import json
import pickle

import numpy as np
from PIL import Image


def init_context(context):
    context.user_data.side = 8


def handler(context, event):
    data = event.body
    image = np.array(Image.open(io.BytesIO(base64.b64decode(data["image"]))).convert("L"))
    shapes, states = data.get("shapes"), data.get("states")
    results = {"shapes": [], "states": []}
    for index, shape in enumerate(shapes):
        state = pickle.loads(base64.b64decode(states[index])) if index < len(states) else None
        if state is None:
            side = context.user_data.side
            state = {"template": image[:side, :side].copy(), "shape": [float(each) for each in shape]}
        state["shape"] = [each + 1 for each in state["shape"]]
        results["shapes"].append(state["shape"])
        results["states"].append(base64.b64encode(pickle.dumps(state)).decode())
    return context.Response(body=json.dumps(results), headers={}, content_type="application/json", status_code=200)
