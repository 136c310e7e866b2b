import base64
import io
import json

import numpy as np
from PIL import Image


def init_context(context):
    context.logger.info("Init context...  0%")
    with open("limit.txt") as file:
        setattr(context.user_data, "limit", int(file.read()))
    context.logger.warn("No GPU, the %s is used", "CPU")


def handler(context, event):
    image = Image.open(io.BytesIO(base64.b64decode(event.body["image"]))).convert("L")
    dark = np.array(image) < context.user_data.limit
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    results = []
    if rows.size:
        results.append(
            {
                "confidence": str(float(dark.mean())),
                "label": "dark",
                "type": "rectangle",
                "points": [int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1],
            }
        )
    with open("last.json", "w") as file:
        json.dump(results, file)
    return context.Response(body=json.dumps(results), headers={}, content_type="application/json", status_code=200)
