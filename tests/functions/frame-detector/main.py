import base64
import json
import struct
import time

FOUND = [
    {"confidence": "0.9", "label": "Cat", "type": "rectangle", "points": [40, 40, 140, 120]},
    {"confidence": "0.6", "label": "hound", "type": "rectangle", "points": [200, 60, 300, 160]},
    {"confidence": "0.3", "label": "hound", "type": "rectangle", "points": [320, 20, 380, 60]},
]


def handler(context, event):
    width, height = jpeg_size(base64.b64decode(event.body["image"]))
    if width > 400:
        raise ValueError("this picture is too wide for me")
    if height < 300:
        time.sleep(1.5)
    return context.Response(body=json.dumps(FOUND), headers={}, content_type="application/json", status_code=200)


def jpeg_size(data):
    place = 2
    while data[place + 1] not in (0xC0, 0xC2):
        place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    height, width = struct.unpack(">HH", data[place + 5 : place + 9])
    return width, height
