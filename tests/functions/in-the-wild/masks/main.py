import base64
import io
import json

import numpy as np
from PIL import Image
from shared.masks import flat, rows


def init_context(context):
    context.user_data.labels = {0: "blot", 1: "outline"}


def handler(context, event):
    data = event.body
    image = Image.open(io.BytesIO(base64.b64decode(data["image"]))).convert("L")
    mask = (np.array(image) < 128).astype(np.uint8)
    context.logger.info_with("blots", share=round(float(mask.mean()), 3), size=image.size)
    if not mask.any():
        return context.Response(body=json.dumps([]), headers={}, content_type="application/json", status_code=200)
    ys, xs = mask.nonzero()
    left, top, right, bottom = (int(v) for v in (xs.min(), ys.min(), xs.max(), ys.max()))
    corners = [left, top, right, top, right, bottom, left, bottom]
    attributes = [{"name": "dark", "value": "true"}, {"name": "size", "value": "large"}]
    found = [
        {
            "confidence": "0.8",
            "label": "blot",
            "points": corners,
            "mask": flat(mask, left, top, right, bottom),
            "type": "mask",
            "attributes": attributes,
        },
        {
            "confidence": "0.7",
            "label": "blot",
            "points": corners,
            "mask": rows(mask, left, top, right, bottom),
            "type": "mask",
        },
        {"confidence": 0.6, "label": "outline", "points": corners, "type": "polygon"},
    ]
    return context.Response(body=json.dumps(found), headers={}, content_type="application/json", status_code=200)
