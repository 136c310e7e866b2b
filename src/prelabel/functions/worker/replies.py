"""Turns what a handler returned or raised into a response: as Nuclio, or as authors expect where Nuclio is at fault."""

import json
import types
from typing import Any, Dict

import nuclio_sdk
import nuclio_sdk.json_encoder

from . import wire
from .tracebacks import trace_of

_ENCODER = nuclio_sdk.json_encoder.Encoder()
_JSON = "application/json"


def reply_to(output: Any) -> wire.Response:
    """The response for a handler's return value; raises TypeError or ValueError when it cannot be sent."""
    if isinstance(output, nuclio_sdk.Response):
        return _reply_to_response(output)
    if isinstance(output, tuple):
        return _reply_to_tuple(output)
    if isinstance(output, (dict, list)):
        return wire.Response(content_type=_JSON, body=encode(output))
    return wire.Response(body=_text(output))


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


def _reply_to_response(output: Any) -> wire.Response:
    body, content_type = output.body, output.content_type
    if isinstance(body, dict):
        body, content_type = json.dumps(body), _JSON
    elif isinstance(body, list) and content_type.partition(";")[0].strip().lower() == _JSON:
        body = encode(body)
    return wire.Response(_status(output.status_code), content_type, _headers(output.headers), body=_text(body))


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


def _headers(headers: Dict[Any, Any]) -> Dict[str, str]:
    return {str(name): str(value) for name, value in headers.items() if isinstance(value, (str, int, float))}
