import base64
import json
import struct
import time


def handler(context, event):
    data = base64.b64decode(event.body["image"])
    time.sleep(0.05)
    if jpeg_width(data) > 100:
        raise ValueError("this picture is too wide for me")
    found = [{"confidence": "0.9", "label": "thing", "type": "rectangle", "points": [1, 2, 30, 40]}]
    return context.Response(body=json.dumps(found), headers={}, content_type="application/json", status_code=200)


def jpeg_width(data):
    place = 2
    while data[place + 1] not in (0xC0, 0xC2):
        place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    return struct.unpack(">H", data[place + 7 : place + 9])[0]
