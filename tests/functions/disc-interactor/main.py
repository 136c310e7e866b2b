import base64
import json
import struct

RADIUS = 30
INSET = 10  # how much smaller than its box an object is


def handler(context, event):
    data = event.body
    width, height = jpeg_size(base64.b64decode(data["image"]))
    if width > 400:
        raise ValueError("this picture is too wide for me")
    mask = [[0] * width for _ in range(height)]
    if data["obj_bbox"]:
        (left, top), (right, bottom) = ([int(number) for number in corner] for corner in data["obj_bbox"])
        for y in range(top + INSET, bottom - INSET):
            for x in range(left + INSET, right - INSET):
                mask[y][x] = 255
    else:
        paint(mask, data["pos_points"], 255)
    paint(mask, data["neg_points"], 0)
    return context.Response(
        body=json.dumps({"mask": mask}), headers={}, content_type="application/json", status_code=200
    )


def paint(mask, points, value):
    for x, y in ((round(x), round(y)) for x, y in points):  # a pointer stands between pixels
        for row in range(max(0, int(y) - RADIUS), min(len(mask), int(y) + RADIUS)):
            for column in range(max(0, int(x) - RADIUS), min(len(mask[0]), int(x) + RADIUS)):
                if (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2 < RADIUS**2:
                    mask[row][column] = value


def jpeg_size(data):
    place = 2
    while data[place + 1] not in (0xC0, 0xC2):
        place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    height, width = struct.unpack(">HH", data[place + 5 : place + 9])
    return width, height
