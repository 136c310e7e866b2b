"""An auto-annotation function as the CVAT SDK's documentation describes it."""

import cvat_sdk.auto_annotation as cvataa

spec = cvataa.DetectionFunctionSpec(
    labels=[
        cvataa.label_spec(
            "spot", 1, type="rectangle", attributes=[cvataa.select_attribute_spec("size", 7, ["small", "large"])]
        ),
        cvataa.label_spec("area", 2, type="mask"),
        cvataa.skeleton_label_spec("pose", 3, [cvataa.keypoint_spec("middle", 31)]),
        cvataa.label_spec("bright", 4, type="tag"),
    ]
)


def detect(context, image):
    if (context.conf_threshold or 0) > 0.8:
        return []
    left, top, right, bottom = image.convert("L").getbbox()
    middle = [(left + right) / 2, (top + bottom) / 2]
    return [
        cvataa.rectangle(1, [left, top, right, bottom], attributes=[{"spec_id": 7, "value": "large"}]),
        cvataa.mask(2, [0, 4, left, top, left + 1, top + 1]),
        cvataa.skeleton(3, [cvataa.keypoint(31, middle)]),
        cvataa.tag(4),
    ]
