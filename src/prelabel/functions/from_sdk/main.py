"""Answers a detector's calls with an auto-annotation function of the CVAT SDK, which stays as it is."""

import base64
import importlib
import io
import json

import cvat_sdk.auto_annotation as cvataa
import PIL.Image

MODULE = "sdk_module"


class FrameContext(cvataa.DetectionFunctionContext):
    """What the function may ask about one call."""

    frame_name = ""
    conf_threshold = None
    conv_mask_to_poly = False

    def __init__(self, body):
        self.frame_name = str(body.get("frame_name", ""))
        threshold = body.get("threshold")
        self.conf_threshold = None if threshold is None else float(threshold)
        self.conv_mask_to_poly = bool(body.get("conv_mask_to_poly", False))


def init_context(context):
    module = importlib.import_module(MODULE)
    function = module if hasattr(module, "spec") else module.create()
    context.user_data.function = function
    context.user_data.labels = {label.id: label for label in function.spec.labels}


def handler(context, event):
    image = PIL.Image.open(io.BytesIO(base64.b64decode(event.body["image"])))
    found = context.user_data.function.detect(FrameContext(event.body), image)
    labels = context.user_data.labels
    body = json.dumps([detection(each, labels[each.label_id]) for each in found])
    return context.Response(body=body, content_type="application/json", status_code=200)


def detection(annotation, label):
    """A tag or shape of the SDK as CVAT's functions answer it."""
    kind = str(getattr(annotation, "type", None) or "tag")
    found = {"label": label.name, "type": kind, "attributes": attributes(annotation, label)}
    points = list(getattr(annotation, "points", None) or [])
    if kind == "mask":
        found["mask"] = pixels(points)
    elif kind == "skeleton":
        sublabels = {sublabel.id: sublabel for sublabel in label.sublabels}
        found["elements"] = [detection(each, sublabels[each.label_id]) for each in annotation.elements]
    elif kind != "tag":
        found["points"] = points
    if getattr(annotation, "score", None) is not None:
        found["confidence"] = annotation.score
    if getattr(annotation, "rotation", None):
        found["rotation"] = annotation.rotation
    if getattr(annotation, "group", None):
        found["group_id"] = annotation.group
    if getattr(annotation, "outside", False):
        found["outside"] = True
    return found


def attributes(annotation, label):
    names = {attribute.id: attribute.name for attribute in getattr(label, "attributes", None) or []}
    values = getattr(annotation, "attributes", None) or []
    return [{"name": names[value.spec_id], "value": value.value} for value in values]


def pixels(points):
    """The SDK's run lengths and box as pixels and box."""
    *runs, left, top, right, bottom = (int(number) for number in points)
    row = []
    for number, length in enumerate(runs):
        row += [number % 2] * length
    return [*row, left, top, right, bottom]
