"""How a handler calls other functions (`context.platform.call_function`): over the server that the worker talks to.

It needs no network and no address; Nuclio's SDK takes it for an HTTP connection.
"""

import socket
import threading
from typing import Any, Dict, List, Optional, Tuple, Union

from . import wire


class Line:
    """The worker's end of the connection; `call` may be used while the server waits for an answer, and then only."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._stream = connection.makefile("rb")
        self._lock = threading.Lock()
        self._open = False

    def receive(self) -> wire.Message:
        message = wire.receive(self._stream)
        self._open = True
        return message

    def answer(self, message: wire.Message) -> None:
        """Answer the server; a call that another thread has under way is finished first."""
        with self._lock:
            self._open = False
            wire.send(self._connection, message)

    def call(self, message: wire.Call) -> wire.Response:
        """What the other function answers; ConnectionError says why it does not."""
        with self._lock:
            if not self._open:
                raise ConnectionError("another function can be called while an event is handled, not in between")
            wire.send(self._connection, message)
            answer = wire.receive(self._stream)
        if isinstance(answer, wire.Failed):
            raise ConnectionError(answer.message)
        assert isinstance(answer, wire.Response)
        return answer


class Neighbours:
    """Makes the connections that the SDK's `Platform` asks for; the host in its way of writing names the function."""

    def __init__(self, line: Line, namespace: str) -> None:
        self._line = line
        self._prefix = "nuclio-{0}-".format(namespace)

    def connection(self, host: str, timeout: Optional[float] = None) -> "Connection":
        name = host.partition(":")[0]
        if name.startswith(self._prefix):
            name = name[len(self._prefix) :]
        return Connection(self._line, name, timeout)


class Connection:
    """The part of `http.client.HTTPConnection` and its response that the SDK uses."""

    status = 0
    reason = ""

    def __init__(self, line: Line, function: str, timeout: Optional[float]) -> None:
        self._line = line
        self._function = function
        self._timeout = timeout
        self._response = wire.Response()

    def request(
        self, method: str, url: str, body: Union[str, bytes, None] = None, headers: Optional[Dict[str, Any]] = None
    ) -> None:
        content = body.encode() if isinstance(body, str) else bytes(body or b"")
        texts = {str(name): str(value) for name, value in (headers or {}).items()}
        path = "/" + (url or "").lstrip("/")
        call = wire.Call(self._function, method or "GET", path, texts, self._timeout, content)
        self._response = self._line.call(call)
        self.status = self._response.status

    def getresponse(self) -> "Connection":
        return self

    def read(self) -> bytes:
        return self._response.body

    def getheaders(self) -> List[Tuple[str, str]]:
        return [("Content-Type", self._response.content_type), *self._response.headers.items()]

    def close(self) -> None:
        """There is nothing to close: the line stays."""
