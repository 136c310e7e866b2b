"""Calls another detector here and keeps its large boxes: a way to put functions together."""

import json
import os

import nuclio_sdk


def handler(context, event):
    asked = nuclio_sdk.Event(body=event.body, content_type="application/json", method="POST", path="/")
    answer = context.platform.call_function(os.environ["DETECTOR"], asked)
    if answer.status_code != 200:
        return context.Response(body=str(answer.body), content_type="text/plain", status_code=answer.status_code)
    smallest = float(os.environ["SMALLEST_PIXELS"])
    kept = [each for each in answer.body if area(each["points"]) >= smallest]
    return context.Response(body=json.dumps(kept), headers={}, content_type="application/json", status_code=200)


def area(points):
    left, top, right, bottom = points
    return (right - left) * (bottom - top)
