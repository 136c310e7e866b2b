"""Runs a program such as uv and hands on its output line by line; ends it when the waiting task is cancelled."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil


async def run_command(
    command: Sequence[str | Path],
    line: Callable[[str], None],
    *,
    variables: Mapping[str, str],
    folder: Path | None = None,
) -> int:
    """The exit code of `command`; `line` is called on the event loop with every line it prints."""
    loop = asyncio.get_running_loop()
    process = subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(variables),
        cwd=folder,
        start_new_session=True,
    )
    exited: asyncio.Future[int] = loop.create_future()

    def read() -> None:
        assert process.stdout is not None
        with process.stdout, contextlib.suppress(RuntimeError):  # the loop is closed
            for printed in process.stdout:
                loop.call_soon_threadsafe(line, printed.decode("utf-8", "replace").rstrip())
        code = process.wait()
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_finish, exited, code)

    threading.Thread(target=read, name="command output", daemon=True).start()
    try:
        return await asyncio.shield(exited)
    except asyncio.CancelledError:
        _kill(process)
        await exited
        raise


def _finish(exited: asyncio.Future[int], code: int) -> None:
    if not exited.done():
        exited.set_result(code)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
    process.kill()
