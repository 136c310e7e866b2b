"""One worker process: started in its sandbox, asked one event at a time, ended with all its children."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import psutil

from prelabel.errors import StartFailed
from prelabel.functions.control_groups import ControlGroup, ControlGroups
from prelabel.functions.conversation import Conversation, Relay
from prelabel.functions.logs import LogEntry
from prelabel.functions.memory import over_limit
from prelabel.functions.output import OutputReader
from prelabel.functions.sandbox import Layout, Sandbox
from prelabel.functions.worker import wire

Say = Callable[[LogEntry], None]
STACK_SECONDS = 3.0
LAST_WORDS_SECONDS = 0.25
if sys.platform == "win32":
    _CREATION_FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _CREATION_FLAGS = 0


@dataclass(frozen=True)
class Launch:
    """How to start the workers of one version of a function; `relay` carries out their calls of other functions.

    `farewell_seconds` is what their callbacks may take at the end, `memory_bytes` what each may use with its children;
    the kernel sees to that where there are `groups`.
    """

    sandbox: Sandbox
    layout: Layout
    variables: Mapping[str, str]
    start: wire.Start
    relay: Relay
    farewell_seconds: float = 10.0
    memory_bytes: int | None = None
    groups: ControlGroups | None = None


class Worker:
    """A process with one copy of the model. `exited` is its exit code, a future; `say` takes what it logs."""

    def __init__(self, launch: Launch, number: int, say: Say) -> None:
        self.number = number
        self.events = 0
        self.timed_out = False
        self.ended_because = ""
        self.memory_bytes = 0
        self.peak_bytes = 0
        self.busy_since: float | None = None
        self._stack: asyncio.Future[str] | None = None
        self._begun = False
        self._launch = launch
        self._say = say
        self._loop = asyncio.get_running_loop()
        self.exited: asyncio.Future[int] = self._loop.create_future()
        self._conversation = Conversation(launch.relay, launch.layout.bundle.parent)
        self._group = _group(launch)
        self._process = self._spawn()
        output = threading.Thread(target=self._read_output, name="worker output", daemon=True)
        output.start()
        threading.Thread(target=self._wait, args=(output,), name="worker exit", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return not self.exited.done()

    async def start(self, timeout_seconds: float) -> None:
        """Wait until the function is imported and initialised; `StartFailed` says why it is not."""
        start = replace(self._launch.start, worker_id=str(self.number))
        try:
            async with asyncio.timeout(timeout_seconds):
                answer = await self._conversation.ask(start)
        except (EOFError, BrokenPipeError):
            code = await self.exited
            reason = self.ended_because or f"The worker ended before it was ready: {describe_exit(code)}."
            raise StartFailed(reason) from None
        except TimeoutError:
            self.kill()
            raise StartFailed(f"The worker was not ready within {timeout_seconds:g} s (init_context).") from None
        except asyncio.CancelledError:
            self.kill()
            raise
        if isinstance(answer, wire.Failed):
            self._say(LogEntry("error", answer.traceback or answer.message, str(self.number)))
            raise StartFailed(answer.message)
        self._begun = True

    def ask(self, event: wire.Event | wire.Many) -> asyncio.Future[wire.Message]:
        """Hand over an event; see `Conversation` for what the future may raise."""
        return self._conversation.ask(event)

    def expire(self) -> None:
        """End the worker because its event took too long."""
        self.timed_out = True
        self.kill()

    def end(self, reason: str) -> None:
        """End the worker, in the middle of an event too; the reason is told to its caller."""
        self.ended_because = reason
        self.kill()

    def measured(self, resident_bytes: int) -> None:
        """Note what the processes hold; a group's own figure, which its limit is about, is taken where there is one.

        It leaves out what processes share with others: resident memory may be over a limit that is kept.
        """
        counted = self._group.used_bytes() if self._group is not None else None
        self._note(resident_bytes if counted is None else counted)

    def _note(self, memory_bytes: int) -> None:
        self.memory_bytes = memory_bytes
        self.peak_bytes = max(self.peak_bytes, memory_bytes)

    def hold_to_limit(self) -> None:
        """End the worker if it is over its memory limit, or the kernel has ended one of its children for that."""
        limit = self._launch.memory_bytes
        if self._group is not None:
            if self._group.overflowed:
                self.kill()  # `_wait` says why
        elif limit is not None and self.memory_bytes > limit and self.alive:
            self.end(over_limit(self.memory_bytes, limit))

    async def stack(self) -> str:
        """Where each thread of the worker is now; TimeoutError when it holds the interpreter in C code."""
        if self._stack is None:
            self._stack = self._loop.create_future()
            assert self._process.stdin is not None
            await asyncio.to_thread(os.write, self._process.stdin.fileno(), b"s")
        try:
            async with asyncio.timeout(STACK_SECONDS):
                return await asyncio.shield(self._stack)
        finally:
            self._stack = None

    def _hear(self, entry: LogEntry) -> None:
        if entry.fields.get("stack") and self._stack is not None and not self._stack.done():
            self._stack.set_result(entry.message)
        self._say(entry)

    async def stop(self, grace_seconds: float) -> None:
        """Let the running event finish within the grace and the callbacks run, then end; kill what does not."""
        if grace_seconds > 0 and self.alive:
            patience = grace_seconds if self.busy_since is not None else self._launch.farewell_seconds
            farewell = self._conversation.ask(wire.Stop())
            farewell.add_done_callback(lambda answer: answer.cancelled() or answer.exception())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await asyncio.shield(self.exited)
        self.kill()
        await asyncio.shield(self.exited)

    def kill(self) -> None:
        """End the process and everything it has started, at once."""
        if self.alive:
            _kill_tree(self._process)

    def _spawn(self) -> subprocess.Popen[bytes]:
        launch = self._launch
        command = [
            *launch.sandbox.command(launch.layout, self._conversation.folder),
            self._conversation.address,
        ]
        if self._group is not None:
            command = self._group.enter(command)
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,  # stays open as long as the server lives
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=dict(launch.variables),
                cwd=launch.layout.bundle,
                start_new_session=True,  # Ctrl+C in the server's terminal is the server's business
                creationflags=_CREATION_FLAGS,
            )
        except OSError as error:
            self._conversation.give_up()
            self._leave_group()
            raise StartFailed(f"The worker cannot be started: {error}.") from error

    def _read_output(self) -> None:
        assert self._process.stdout is not None
        reader = OutputReader(str(self.number))
        while data := os.read(self._process.stdout.fileno(), 65536):
            self._tell(reader.feed(data))
        self._tell(reader.finish())
        self._process.stdout.close()

    def _tell(self, entries: list[LogEntry]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            for entry in entries:
                self._loop.call_soon_threadsafe(self._hear, entry)

    def _wait(self, output: threading.Thread) -> None:
        if sys.platform == "linux":  # not yet reaped, so that the group's number cannot be another's
            with contextlib.suppress(ChildProcessError):
                os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
            _kill_group(self._process)  # children that outlived it would hold its pipes open
        code = self._process.wait()
        output.join(1)  # so that its last words come before the news of its end
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._leave_group()
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._set_exited, code)

    def _leave_group(self) -> None:
        """Say what the kernel ended the worker for, if that was its limit; the group has done its work."""
        if self._group is None or self._launch.memory_bytes is None:
            return
        if self._group.overflowed:
            used = self._group.peak_bytes()
            self._note(used)
            self.ended_because = over_limit(used, self._launch.memory_bytes)
        self._group.remove()

    def _set_exited(self, code: int) -> None:
        if self._begun:
            self._conversation.give_up()
        else:  # why it could not begin may lie in the socket still, or at its door
            self._loop.call_later(LAST_WORDS_SECONDS, self._conversation.give_up)
        if not self.exited.done():
            self.exited.set_result(code)


def _group(launch: Launch) -> ControlGroup | None:
    if launch.groups is None or launch.memory_bytes is None:
        return None
    return launch.groups.make(launch.memory_bytes)


def describe_exit(code: int) -> str:
    """An exit code in words; a sandbox reports the signal N of its child as 128 + N."""
    number = -code if code < 0 else code - 128
    if sys.platform != "win32" and number in set(signal.Signals):
        name = signal.Signals(number).name
        return f"signal {name}" + (", often for want of memory" if name == "SIGKILL" else "")
    return f"exit code {code}"


def _kill_tree(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is not None:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
    if sys.platform == "win32":
        process.kill()
    else:
        _kill_group(process)  # not `process.kill`, which may reap it under the eyes of `_wait`


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
