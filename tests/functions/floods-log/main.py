"""Says more than a log can hold, among it bytes that are no text and a line that does not end."""

import os


def handler(context, event):
    for number in range(9000):
        print("line", number, "x" * 500)
    os.write(1, b"\xff\xfe" + b"y" * 600000)
    return "said"
