"""The life of a worker process: connect, start the function, answer events one by one, end with the server."""

import os
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Client
from typing import Any

from . import wire
from .function import Function
from .records import Records, capture, finish_lines


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
        connection.send_bytes(wire.pack(_failure(error)))
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


def _failure(error: BaseException) -> wire.Failed:
    """The error with the file and line in the user's code that raised it."""
    last = "".join(traceback.format_exception_only(type(error), error)).strip()
    trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    here = os.path.dirname(os.path.abspath(__file__))
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not _is_ours(frame.filename, here)]
    if frames and not isinstance(error, SyntaxError):
        last += " ({0}, line {1})".format(os.path.basename(frames[-1].filename), frames[-1].lineno)
    return wire.Failed(last, trace)


def _is_ours(filename: str, here: str) -> bool:
    return filename.startswith(here) or "importlib" in filename


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
