"""Tracebacks as the author of a function wants them: from the first line of their own code on."""

import os
import sys
import threading
import traceback
from types import TracebackType
from typing import Optional

_HERE = os.path.dirname(os.path.abspath(__file__))


def trace_of(error: BaseException) -> str:
    """The traceback without the frames of this package and of the import machinery that led to the user's code."""
    return "".join(traceback.format_exception(type(error), error, _first_of_user(error.__traceback__)))


def last_line_of(error: BaseException) -> str:
    """The last line of the traceback, with the file and line that raised."""
    last = "".join(traceback.format_exception_only(type(error), error)).strip()
    frames = traceback.extract_tb(_first_of_user(error.__traceback__))
    if frames and not isinstance(error, SyntaxError):
        last += " ({0}, line {1})".format(os.path.basename(frames[-1].filename), frames[-1].lineno)
    return last


def stacks() -> str:
    """Where each thread is, as far as it runs code of the function."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    found = []
    for number, frame in sys._current_frames().items():
        lines = [line for line in traceback.extract_stack(frame) if not _is_ours(line.filename)]
        lines = [line for line in lines if not line.filename.startswith("<frozen")]
        if lines and number != threading.get_ident():
            found.append("{0}:\n{1}".format(names.get(number, number), "".join(traceback.format_list(lines))))
    return "\n".join(found) or "No code of the function is running."


def _first_of_user(trace: Optional[TracebackType]) -> Optional[TracebackType]:
    while trace is not None and _is_ours(trace.tb_frame.f_code.co_filename):
        trace = trace.tb_next
    return trace


def _is_ours(filename: str) -> bool:
    return filename.startswith(_HERE) or "importlib" in filename
