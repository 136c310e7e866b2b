"""The life of a worker process: connect, start the function, answer events one by one, end with the server."""

import os
import signal
import socket
import sys
import threading

from . import wire
from .function import Function
from .neighbours import Line
from .records import Records, capture, finish_lines
from .tracebacks import last_line_of, stacks, trace_of


def main(address: str) -> None:
    """Serve the server that listens at `address` until it says stop or is gone."""
    records = capture()
    _end_with_server(records)
    try:
        code = _serve(Line(_connected(address)), records)
    except (EOFError, OSError):  # the server is gone
        code = 1
    finish_lines()
    os._exit(code)  # threads that the function left behind do not hold the process


def _connected(address: str) -> socket.socket:
    """A connection to the server: by the path of its socket, or by a port on loopback and the secret for it."""
    if sys.platform != "win32" and os.path.isabs(address):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(address)
        return connection
    port, _, secret = address.partition(":")
    connection = socket.create_connection(("127.0.0.1", int(port)))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.sendall(secret.encode())
    return connection


def _serve(line: Line, records: Records) -> int:
    start = line.receive()
    assert isinstance(start, wire.Start)
    try:
        function = Function(start, records, line)
    except BaseException as error:
        finish_lines()
        line.answer(wire.Failed(last_line_of(error), trace_of(error)))
        return 1
    line.answer(wire.Ready())
    while True:
        message = function.wait(line.receive)
        if isinstance(message, wire.Event):
            answer: wire.Message = function.handle(message)
        elif isinstance(message, wire.Many):
            answer = function.handle_batch(message)
        else:
            function.stop()
            return 0
        finish_lines()
        line.answer(answer)


def _end_with_server(records: Records) -> None:
    """Standard input is a pipe that the server holds open; when it closes, this process and its children end.

    A byte on it asks where all threads are.
    """
    lifeline = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)

    def wait() -> None:
        while os.read(lifeline, 1):
            records.write("info", stacks(), {"stack": True})
        if sys.platform != "win32" and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
