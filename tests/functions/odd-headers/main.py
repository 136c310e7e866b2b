"""Sends headers of more than one line and of signs that headers cannot hold, and one that is not its to say."""


def handler(context, event):
    headers = {"X-Lines": "one\r\nSet-Cookie: two", "X-Signs": "\u20ac", "Content-Length": "3", "X-None": None}
    return context.Response(headers=headers, body="whole")
