"""Answers a polygon around the points that it was given."""

import cvat_sdk.auto_annotation as cvataa
from cvat_sdk import models


class Interactor:
    spec = cvataa.InteractionFunctionSpec(min_pos_points=1, min_neg_points=0, min_bounding_boxes=0)

    def preprocess_image(self, context, image):
        return image.size

    def detect(self, context, size, prompts):
        (x, y) = prompts.pos_points[0]
        confidence = models.AttributeValRequest(spec_id=0, value="0.5")
        outline = [x, y, x + 5, y, x + 5, y + 5]
        whole = [0, size[0] * size[1], 0, 0, size[0] - 1, size[1] - 1]
        return [
            cvataa.InteractionResultShape(type="polygon", points=outline, attributes=[confidence]),
            cvataa.InteractionResultShape(type="mask", points=whole),
        ]


def create():
    return Interactor()
