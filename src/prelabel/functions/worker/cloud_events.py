"""CloudEvents: what is wrapped in one becomes the event, with the names of version 0.1, as Nuclio reads, or 1.0."""

import base64
import datetime
import json
import re
import sys
from dataclasses import dataclass
from typing import Any, Dict, Optional, Tuple

from . import wire

_STRUCTURED = "application/cloudevents"
_FIELDS = ("id", "source", "type", "type_version", "version", "time", "content_type")
_VERSION_0 = ("eventID", "source", "eventType", "eventTypeVersion", "cloudEventsVersion", "eventTime", "contentType")
_VERSION_1 = ("id", "source", "type", "dataschema", "specversion", "time", "datacontenttype")


@dataclass(frozen=True)
class CloudEvent:
    """`data` is the value of a structured event, the body of a binary one; `extensions` are None in a binary one."""

    id: str = ""
    source: str = ""
    type: str = ""
    type_version: str = ""
    version: str = ""
    time: str = ""
    content_type: str = ""
    data: Any = b""
    extensions: Optional[Dict[str, Any]] = None

    @property
    def moment(self) -> Optional[datetime.datetime]:
        """When it happened, in UTC and without a time zone, as events have it; None when it does not say."""
        whole_seconds = re.sub(r"\.\d+", "", self.time).replace("Z", "+00:00")
        try:
            moment = datetime.datetime.fromisoformat(whole_seconds)
        except ValueError:
            return None
        return moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)


def unwrapped(message: wire.Event) -> Optional[CloudEvent]:
    """What the message wraps, None when it is no CloudEvent."""
    if message.content_type.lower().startswith(_STRUCTURED):
        return _structured(message.body)
    headers = {name.lower(): value for name, value in message.headers.items() if name[:3].lower() == "ce-"}
    for names, mark in ((_VERSION_0, "ce-cloudeventsversion"), (_VERSION_1, "ce-specversion")):
        if mark in headers:
            values = _named({name: headers.get("ce-" + name.lower()) for name in names}, names)
            return CloudEvent(**dict(values, content_type=message.content_type, data=message.body))
    return None


def _structured(body: bytes) -> Optional[CloudEvent]:
    try:
        found = json.loads(body)
        if not isinstance(found, dict):
            raise ValueError("it is no object")
    except ValueError as error:
        sys.stderr.write("The body is not the CloudEvent that its content type says: {0}\n".format(error))
        return None
    names = _VERSION_0 if "cloudEventsVersion" in found else _VERSION_1
    rest = {name: value for name, value in found.items() if name not in (*names, "data", "data_base64", "extensions")}
    extensions = dict(rest, **(found.get("extensions") or {}))
    return CloudEvent(data=_data(found), extensions=extensions, **_named(found, names))


def _named(values: Dict[str, Any], names: Tuple[str, ...]) -> Dict[str, Any]:
    """The values under the names of the fields of `CloudEvent`."""
    return {field: str(values.get(name) or "") for field, name in zip(_FIELDS, names)}  # noqa: B905 - not in Python 3.8


def _data(found: Dict[str, Any]) -> Any:
    """Text becomes bytes, as every body that is not JSON."""
    if "data_base64" in found:
        return base64.b64decode(found["data_base64"])
    data = found.get("data", b"")
    return data.encode() if isinstance(data, str) else data
