"""The messages between the server and a worker and their form on the wire; nothing is ever pickled.

A message is the lengths of head and body (4 and 8 bytes, little endian), the head as JSON, the raw body.
The server speaks first (`Start`), then each event, or batch of them, is answered by one response, or by as many.
While a worker owes an answer it may call other functions (`Call`). Log records do not come this way but as lines on
the worker's standard output (see `records`), so that the last words before a crash arrive too.
"""

import json
import os
import socket
import struct
import tempfile
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO, Dict, List, Optional, Sequence, Tuple, Union

SMALL_BYTES = 16 * 1024  # copying is cheaper than a second call of the system
MARK = b"\x1e"  # a line of standard output that begins so is a log record as JSON
_LENGTHS = struct.Struct("<IQ")
_ENCODER = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True)
class Start:
    """What a worker needs to know. `folder` is the bundle as the worker sees it; it works in `working_folder` of it.

    `mapped` are paths that are not there for this worker, as `/opt/nuclio`, with the folders to take in their place;
    `strict` asks for the behaviour of Nuclio 1.14 where ours is kinder.
    """

    handler: str
    folder: str
    worker_id: str = "0"
    namespace: str = "nuclio"
    trigger_kind: str = "http"
    trigger_name: str = "default-http"
    mapped: Dict[str, str] = field(default_factory=dict)
    working_folder: str = "."
    strict: bool = False


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
    """One request. `timestamp` is in seconds since 1970; a `log_level` asks for this event's log in the response.

    Who `takes_file` can do with a response whose body is a file.
    """

    id: str = ""
    method: str = "POST"
    path: str = "/"
    content_type: str = ""
    headers: Dict[str, str] = field(default_factory=dict)
    fields: Dict[str, str] = field(default_factory=dict)
    timestamp: float = 0.0
    log_level: str = ""
    takes_file: bool = False
    body: bytes = b""


@dataclass(frozen=True)
class Response:
    """What the handler answered, or what became of it. A `file` is in place of a body that is not held in memory."""

    status: int = 200
    content_type: str = "text/plain"
    headers: Dict[str, str] = field(default_factory=dict)
    logs: List[Dict[str, Any]] = field(default_factory=list)
    body: bytes = b""
    file: Optional[IO[bytes]] = None


@dataclass(frozen=True)
class Many:
    """Several messages of one kind: the events of a batch, or the responses to them in the same order."""

    heads: List[Dict[str, Any]] = field(default_factory=list)
    sizes: List[int] = field(default_factory=list)
    body: bytes = b""

    @classmethod
    def of(cls, messages: "Sequence[Union[Event, Response]]") -> "Many":
        own = ("body", "file")
        heads = [{name: value for name, value in vars(message).items() if name not in own} for message in messages]
        return cls(heads, [len(message.body) for message in messages], b"".join(message.body for message in messages))

    def messages(self, kind: Any) -> List[Any]:
        """The messages, which are all of `kind`."""
        found, start = [], 0
        for head, size in zip(self.heads, self.sizes):  # noqa: B905 - not in Python 3.8
            found.append(kind(body=self.body[start : start + size], **head))
            start += size
        return found


@dataclass(frozen=True)
class Call:
    """A worker calls another function; the answer is a Response, or Failed when there is none to be had."""

    function: str
    method: str = "POST"
    path: str = "/"
    headers: Dict[str, str] = field(default_factory=dict)
    timeout_seconds: Optional[float] = None
    body: bytes = b""


@dataclass(frozen=True)
class Stop:
    """Call the termination callback and end."""


Message = Union[Start, Ready, Failed, Event, Response, Many, Call, Stop]
_KINDS = {kind.__name__: kind for kind in (Start, Ready, Failed, Event, Response, Many, Call, Stop)}
_WITH_BODY = (Event, Response, Many, Call)


def pack(message: Message) -> Tuple[bytes, bytes]:
    """The message as bytes to be sent one after the other; a large body is not copied for that."""
    values = dict(vars(message))
    body = values.pop("body", b"")
    file, size = values.pop("file", None), len(body)
    if file is not None:  # its content is to follow
        values["file"], size = True, os.fstat(file.fileno()).st_size
    values["kind"] = type(message).__name__
    head = _ENCODER.encode(values).encode()
    return _LENGTHS.pack(len(head), size) + head, body


def send(connection: socket.socket, message: Message) -> None:
    """Send the message over a socket that blocks; a file is closed then."""
    head, body = pack(message)
    if isinstance(message, Response) and message.file is not None:
        connection.sendall(head)
        size = _LENGTHS.unpack_from(head)[1]
        with message.file as file:
            if size and connection.sendfile(file, count=size) < size:
                raise EOFError("the file became shorter while it was sent")
    elif len(body) < SMALL_BYTES:
        connection.sendall(head + body)
    else:
        connection.sendall(head)
        connection.sendall(body)


def receive(stream: BinaryIO) -> Message:
    """The next message of a socket's file; raises EOFError when there is none."""
    head_size, body_size = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    head = _exactly(stream, head_size)
    return _message(head, _exactly(stream, body_size))


class Arriving:
    """A message that arrives in pieces; it is followed by nothing, since the other end waits for its answer.

    The body that is a file becomes one without a name in `folder`.
    """

    def __init__(self, folder: Optional[str] = None) -> None:
        self._folder = folder
        self._pieces: List[bytes] = []
        self._size = 0
        self._file: Optional[IO[bytes]] = None
        self._head = b""

    def add(self, piece: bytes) -> Optional[Message]:
        """The message, once the piece makes it whole; raises ValueError for what is none."""
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size < _LENGTHS.size:
            return None
        if len(self._pieces[0]) < _LENGTHS.size:
            self._pieces = [b"".join(self._pieces)]
        head_size, body_size = _LENGTHS.unpack_from(self._pieces[0])
        start = _LENGTHS.size + head_size
        missing = start + body_size - self._size
        if missing < 0:
            raise ValueError("more came than a message")
        if missing and not self._head and self._size >= start:
            self._begin_body(start)
        if self._file is not None:
            self._file.writelines(self._pieces[1:])
            del self._pieces[1:]
        return None if missing else self._taken(start)

    def _begin_body(self, start: int) -> None:
        """The head is there: it says whether the body is a file."""
        data = b"".join(self._pieces)
        self._head = data[:start]
        if json.loads(data[_LENGTHS.size : start]).get("file"):
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed by who sends it on
            self._pieces = [self._head, data[start:]]

    def _taken(self, start: int) -> Message:
        data = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        file, self._file = self._file, None
        self._pieces, self._size, self._head = [], 0, b""
        if file is not None:
            file.seek(0)
        return _message(data[_LENGTHS.size : start], data[start:], file)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _message(head: bytes, body: bytes, file: Optional[IO[bytes]] = None) -> Message:
    try:
        values = json.loads(head)
        kind = _KINDS[values.pop("kind")]
        if values.pop("file", False):  # a short one has come with the head
            values["file"] = file
        if kind in _WITH_BODY:
            values["body"] = body
        message: Message = kind(**values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError("this is no message: {0!r}".format(head[:100])) from error
    return message
