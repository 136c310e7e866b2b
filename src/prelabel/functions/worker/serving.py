"""The life of a worker process: connect, start the function, answer events one by one, end with the server."""

import os
import signal
import sys
import threading
from multiprocessing.connection import Client
from typing import Any

from . import wire
from .function import Function
from .records import Records, capture, finish_lines
from .tracebacks import last_line_of, trace_of


def main(address: str) -> None:
    """Serve the server that listens at `address` until it says stop or is gone."""
    _end_with_server()
    records = capture()
    connection: Any = Client(address)
    try:
        code = _serve(connection, records)
    except (EOFError, OSError):  # the server is gone
        code = 1
    finish_lines()
    os._exit(code)  # threads that the function left behind do not hold the process


def _serve(connection: Any, records: Records) -> int:
    start = wire.unpack(connection.recv_bytes())
    assert isinstance(start, wire.Start)
    try:
        function = Function(start, records)
    except BaseException as error:
        finish_lines()
        connection.send_bytes(wire.pack(wire.Failed(last_line_of(error), trace_of(error))))
        return 1
    connection.send_bytes(wire.pack(wire.Ready()))
    while True:
        message = wire.unpack(function.wait(connection.recv_bytes))
        if not isinstance(message, wire.Event):
            function.stop()
            return 0
        response = function.handle(message)
        finish_lines()
        connection.send_bytes(wire.pack(response))


def _end_with_server() -> None:
    """Standard input is a pipe that the server holds open; when it closes, this process and its children end."""
    lifeline = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)

    def wait() -> None:
        while os.read(lifeline, 1):
            pass
        if sys.platform != "win32" and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
