import json
import os

import nuclio_sdk

LIMIT = int(os.getenv("MOST_BYTES", "1000"))


def handler(context, event):
    if event.method != "POST":
        return context.Response(
            body=json.dumps({"error": "use POST"}), content_type="application/json", status_code=405
        )
    if not isinstance(event.body, dict):
        return context.Response(body=json.dumps({"error": "no JSON"}), content_type="application/json", status_code=400)
    if "image" not in event.body:
        return context.Response(body={"error": "image is missing"}, headers={"X-Reason": "image"}, status_code=404)
    if event.body["image"] == "refuse":
        raise nuclio_sdk.ExceptionWithResponse(418, "a teapot")
    return (201, [{"label": "it", "type": "tag", "points": []}])
