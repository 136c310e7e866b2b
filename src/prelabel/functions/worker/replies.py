"""Turns what a handler returned or raised into a response: as Nuclio, or as authors expect where Nuclio is at fault."""

import json
import os
import sys
import types
from typing import Any, BinaryIO, Dict, List, Sequence, Tuple

import nuclio_sdk
import nuclio_sdk.json_encoder

from . import wire
from .tracebacks import trace_of

_ENCODER = nuclio_sdk.json_encoder.Encoder()
_JSON = "application/json"
_FILE = "x-nuclio-filestream-path"
_DELETE = "x-nuclio-filestream-delete-after-send"


class Replies:
    """Makes responses of what handlers return; `strict` does as Nuclio 1.14 where that is a fault."""

    def __init__(self, strict: bool) -> None:
        self._strict = strict

    def to(self, output: Any, streams: bool = False) -> wire.Response:
        """The response for a handler's return value; raises TypeError or ValueError when it cannot be sent.

        A file that it names is opened, and read only where nobody `streams` it.
        """
        if self._strict and isinstance(output, list):  # taken for the responses of a batch; none is the end of it
            return self.to(output[0]) if output else wire.Response(status=500)
        if isinstance(output, nuclio_sdk.Response):
            return self._to_response(output, streams)
        if isinstance(output, tuple):
            return _reply_to_tuple(output)
        if isinstance(output, (dict, list)):
            return wire.Response(content_type=_JSON, body=encode(output))
        return wire.Response(body=_text(output))

    def to_batch(self, output: Any, events: "Sequence[wire.Event]") -> "List[wire.Response]":
        """The responses for a batch, in the order of the events; `event_id` says which is whose."""
        if not isinstance(output, (list, tuple)):
            raise TypeError("batch.mode is enabled: the handler gets a list of events and returns a list of responses")
        found = {item.event_id: item for item in output if isinstance(item, nuclio_sdk.Response)}
        return [self._to_one(found.get(event.id)) for event in events]

    def _to_one(self, output: Any) -> wire.Response:
        try:
            if output is None:
                raise ValueError("the handler returned no Response whose event_id is the id of this event")
            return self.to(output)
        except Exception as error:
            return reply_to_exception(error)

    def _to_response(self, output: Any, streams: bool) -> wire.Response:
        body, content_type = output.body, output.content_type
        if isinstance(body, dict):
            body, content_type = json.dumps(body), _JSON
        elif isinstance(body, list) and not self._strict and content_type.partition(";")[0].strip().lower() == _JSON:
            body = encode(body)
        wishes = {str(name).lower(): value for name, value in output.headers.items()}
        status = _status(output.status_code)
        headers = _headers(output.headers, (str,) if self._strict else (str, int, float))
        if not isinstance(wishes.get(_FILE), str):
            return wire.Response(status, content_type, headers, body=_text(body))
        try:
            file = _opened(wishes[_FILE], delete=_DELETE in wishes)
        except FileNotFoundError as error:
            return wire.Response(404, body=_text(error))
        if streams:
            return wire.Response(status, content_type, headers, file=file)
        with file:
            return wire.Response(status, content_type, headers, body=file.read())


def reply_to_exception(error: BaseException) -> wire.Response:
    """Status 500 with message and traceback."""
    text = 'Exception caught in handler - "{0}": {1}'.format(error, trace_of(error))
    return wire.Response(status=500, body=text.encode("utf-8", "backslashreplace"))


def encode(value: Any) -> bytes:
    """JSON as the SDK writes it: NaN as text, unknown objects as their repr; its slow encoder only where needed."""
    try:
        text = json.dumps(value, allow_nan=False, default=_ENCODER.default)
    except ValueError:
        text = _ENCODER.encode(value)
    return text.encode()


def _reply_to_tuple(output: Any) -> wire.Response:
    if len(output) != 2:
        raise TypeError("a handler may return (status, body); this tuple has {0} members".format(len(output)))
    status, body = output
    if isinstance(body, str):
        return wire.Response(_status(status), body=_text(body))
    return wire.Response(_status(status), _JSON, body=encode(body))


def _text(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    if isinstance(body, (types.GeneratorType, types.AsyncGeneratorType)):
        raise TypeError("a generator cannot be sent; return the whole body")
    return str(body).encode("utf-8", "surrogatepass")


def _status(status: Any) -> int:
    number = int(status) if isinstance(status, (int, str)) else 0
    if number and not 100 <= number <= 999:
        raise ValueError("{0!r} is not an HTTP status".format(status))
    return number or 200


def _headers(headers: Dict[Any, Any], kinds: "Tuple[type, ...]") -> Dict[str, str]:
    """Those to send; what asks for a file is for this process only."""
    sent = {str(name): value for name, value in headers.items() if isinstance(value, kinds)}
    return {name: str(value) for name, value in sent.items() if name.lower() not in (_FILE, _DELETE)}


def _opened(path: str, delete: bool) -> BinaryIO:
    """The file that a response names as its body; it can be deleted at once, since it stays as long as it is open."""
    if not delete:
        return open(path, "rb")
    if sys.platform == "win32":  # where what is open cannot be deleted
        return open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_TEMPORARY))
    file = open(path, "rb")  # noqa: SIM115 - closed when it is sent
    os.remove(path)
    return file
