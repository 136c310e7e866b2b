"""Finds one thing in every picture. Can be slow, hang at a picture, and note in a folder which it was shown."""

import os
import time
from pathlib import Path

import cvat_sdk.auto_annotation as cvataa
from cvat_sdk import models

LABELS = [
    cvataa.label_spec("thing", 0, type="rectangle", attributes=[cvataa.checkbox_attribute_spec("parked", 0)]),
    cvataa.label_spec("other", 1, type="rectangle"),
]


class Detector:
    spec = cvataa.DetectionFunctionSpec(labels=LABELS)

    def __init__(self, notes, hang_at, seconds):
        self.notes, self.hang_at, self.seconds = notes, hang_at, seconds

    def detect(self, context, image):
        if self.notes:
            Path(self.notes, f"{context.frame_name}.{os.getpid()}").touch()
        if context.frame_name == self.hang_at:
            time.sleep(600)
        if context.frame_name.startswith("bad"):
            raise cvataa.BadFunctionError("this picture is nothing for me")
        time.sleep(self.seconds)
        width, height = image.size
        return [
            cvataa.rectangle(0, [1, 2, width - 10, height - 8], attributes=parked(), score=0.9),
            cvataa.rectangle(0, [1, 2, 20, 20], attributes=parked(), score=0.2),
            cvataa.rectangle(1, [3, 4, 20, 20]),
        ]


def parked():
    """The agent changes what it is given, so that each shape needs its own."""
    return [models.AttributeValRequest(spec_id=0, value="true")]


def create(notes="", hang_at="", seconds=0.0):
    return Detector(notes, hang_at, seconds)
