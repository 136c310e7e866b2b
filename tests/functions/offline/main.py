"""Tries to reach its host, which it may not."""

import socket


def handler(context, event):
    try:
        socket.create_connection(("127.0.0.1", int(event.body)), timeout=5).close()
    except OSError:
        return "unreachable"
    return "reached"
