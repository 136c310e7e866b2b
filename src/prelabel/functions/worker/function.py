"""The user's function inside a worker: imported, initialised, called; it knows nothing of sockets."""

import importlib
import inspect
import logging
import os
import re
import sys
from typing import Any, List, Optional

import nuclio_sdk

from . import opt_nuclio, wire
from .events import Events
from .neighbours import Line, Neighbours
from .records import Logger, Records
from .replies import Replies, reply_to_exception
from .tracebacks import trace_of

_HANDLER = re.compile(r"^[\w\-|.]+:\w+$")


class Function:
    """A handler with its context. Coroutines run on one event loop, which is made when the first one turns up."""

    def __init__(self, start: wire.Start, records: Records, line: Line) -> None:
        self._start = start
        self._records = records
        self._line = line
        self._events = Events(start)
        self._replies = Replies(start.strict)
        self._loop: Optional[Any] = None
        self._prepare_folder()
        self.context = self._context()
        module_name, entry = _handler_parts(start.handler)
        module = importlib.import_module(module_name)
        if not callable(getattr(module, entry, None)):
            raise AttributeError("{0} has no function “{1}” (handler {2})".format(module_name, entry, start.handler))
        self._handler = getattr(module, entry)
        initialise = getattr(module, "init_context", None)
        if initialise is not None:
            self._finished(initialise(self.context))

    def handle(self, message: wire.Event) -> wire.Response:
        """Call the handler; whatever it raises becomes a response, and the worker lives on."""
        self._records.event = message.id
        self._records.collect(message.log_level)
        try:
            response = self._replies.to(
                self._finished(self._handler(self.context, self._events.of(message))), message.takes_file
            )
        except BaseException as error:  # as Nuclio: sys.exit() in a handler does not end the worker
            response = reply_to_exception(error)
            self._records.write("error", response.body.decode("utf-8", "replace"))
        logs = self._records.taken()
        self._records.event = ""
        return response if not logs else wire.Response(**dict(vars(response), logs=logs))

    def handle_batch(self, batch: wire.Many) -> wire.Many:
        """Call the handler with a list of events; each gets the response that has its id."""
        messages: List[wire.Event] = batch.messages(wire.Event)
        try:
            events = [self._events.of(message) for message in messages]
            responses = self._replies.to_batch(self._finished(self._handler(self.context, events)), messages)
        except BaseException as error:
            responses = [reply_to_exception(error)] * len(messages)
            self._records.write("error", responses[0].body.decode("utf-8", "replace"))
        return wire.Many.of(responses)

    def wait(self, receive: Any) -> Any:
        """Wait for `receive()`; once there is an event loop, its background tasks go on meanwhile."""
        if self._loop is None:
            return receive()
        return self._loop.run_until_complete(self._loop.run_in_executor(None, receive))

    def stop(self) -> None:
        """Call what the function wants called when no more events come, and at its end."""
        for name in ("termination",) if self._start.strict else ("drain", "termination"):
            try:
                self._finished(self.context.platform._on_signal(name))
            except BaseException as error:
                self._records.write("error", "The {0} callback failed: {1}".format(name, trace_of(error)))

    def _finished(self, value: Any) -> Any:
        if not inspect.isawaitable(value):
            return value
        import asyncio

        async def finish() -> Any:
            return await value

        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        return self._loop.run_until_complete(finish())

    def _prepare_folder(self) -> None:
        if self._start.mapped:
            opt_nuclio.install(self._start.folder, self._start.mapped)
        os.chdir(os.path.join(self._start.folder, self._start.working_folder))
        sys.path.insert(0, self._start.folder)
        sys.argv[:] = [os.path.join(self._start.folder, "main.py")]

    def _context(self) -> Any:
        start = self._start
        logger = Logger(logging.DEBUG, name="nuclio")
        if start.worker_id != "":
            logger.bind(worker_id=start.worker_id)
        return nuclio_sdk.Context(
            logger,
            nuclio_sdk.Platform(
                "local",
                namespace=start.namespace,
                connection_provider=Neighbours(self._line, start.namespace).connection,
                on_control_callback=_acknowledged,
            ),
            start.worker_id,
            nuclio_sdk.TriggerInfo(start.trigger_kind, start.trigger_name),
        )


async def _acknowledged(message: Any) -> None:
    """Take an explicit ack: there are no streams here, so there is nothing to move on."""


def _handler_parts(handler: str) -> "tuple[str, str]":
    if not _HANDLER.match(handler):
        raise ValueError("Malformed handler “{0}”: write it as module:function, such as main:handler".format(handler))
    module, _, entry = handler.partition(":")
    return module, entry
