"""The messages between the server and a worker and their form on the wire; nothing is ever pickled.

A message is one `send_bytes`: the length of the header (4 bytes, little endian), the header as JSON, the raw body.
The server speaks first (`Start`), then each event is answered by one response. Log records do not come this way but
as lines on the worker's standard output (see `records`), so that the last words before a crash arrive too.
"""

import json
import struct
from dataclasses import dataclass, field
from typing import Any, Dict, List, Union

MARK = b"\x1e"  # a line of standard output that begins so is a log record as JSON
_LENGTH = struct.Struct("<I")


@dataclass(frozen=True)
class Start:
    """What a worker needs to know. `folder` is the bundle as the worker sees it; it works in `working_folder` of it.

    `rewrites` says that `/opt/nuclio` does not exist for this worker and has to be mapped to `folder`.
    """

    handler: str
    folder: str
    worker_id: str = "0"
    namespace: str = "nuclio"
    trigger_kind: str = "http"
    trigger_name: str = "default-http"
    rewrites: bool = False
    working_folder: str = "."


@dataclass(frozen=True)
class Ready:
    """The handler is imported and `init_context` has returned."""


@dataclass(frozen=True)
class Failed:
    """The worker cannot start; `message` is the last line of the traceback."""

    message: str
    traceback: str = ""


@dataclass(frozen=True)
class Event:
    """One request. `timestamp` is in seconds since 1970; a `log_level` asks for this event's log in the response."""

    id: str = ""
    method: str = "POST"
    path: str = "/"
    content_type: str = ""
    headers: Dict[str, str] = field(default_factory=dict)
    fields: Dict[str, str] = field(default_factory=dict)
    timestamp: float = 0.0
    log_level: str = ""
    body: bytes = b""


@dataclass(frozen=True)
class Response:
    """What the handler answered, or what became of it."""

    status: int = 200
    content_type: str = "text/plain"
    headers: Dict[str, str] = field(default_factory=dict)
    logs: List[Dict[str, Any]] = field(default_factory=list)
    body: bytes = b""


@dataclass(frozen=True)
class Stop:
    """Call the termination callback and end."""


Message = Union[Start, Ready, Failed, Event, Response, Stop]
_KINDS = {kind.__name__: kind for kind in (Start, Ready, Failed, Event, Response, Stop)}


def pack(message: Message) -> bytes:
    """The message as the bytes of one `send_bytes`."""
    values = dict(vars(message))
    body = values.pop("body", b"")
    values["kind"] = type(message).__name__
    head = json.dumps(values, separators=(",", ":")).encode()
    return b"".join((_LENGTH.pack(len(head)), head, body))


def unpack(data: bytes) -> Message:
    """The message that `pack` made into `data`."""
    (length,) = _LENGTH.unpack_from(data)
    start = _LENGTH.size + length
    values = json.loads(data[_LENGTH.size : start])
    kind = _KINDS[values.pop("kind")]
    if kind in (Event, Response):
        values["body"] = data[start:]
    message: Message = kind(**values)
    return message
