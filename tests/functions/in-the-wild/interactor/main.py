import base64
import io
import json

import numpy as np
from model_handler import ModelHandler
from PIL import Image


def init_context(context):
    context.user_data.model = ModelHandler()
    context.logger.info(f"Worker {context.worker_id} of {context.trigger.name} has its model")


def handler(context, event):
    data = event.body
    image = np.array(Image.open(io.BytesIO(base64.b64decode(data["image"]))).convert("RGB"))
    mask, polygon = context.user_data.model.handle(image, data["pos_points"], data["neg_points"], data.get("obj_bbox"))
    return context.Response(
        body=json.dumps({"points": polygon, "mask": mask.tolist()}),
        headers={},
        content_type="application/json",
        status_code=200,
    )
