"""Turns a message into the event that a handler sees."""

import datetime
import json
import sys
from typing import Any

import nuclio_sdk

from . import wire
from .cloud_events import CloudEvent, unwrapped


class Events:
    """Makes the events of one worker."""

    def __init__(self, start: wire.Start) -> None:
        self._trigger = nuclio_sdk.TriggerInfo(start.trigger_kind, start.trigger_name)
        self._strict = start.strict
        self._first_id = ""

    def of(self, message: wire.Event) -> Any:
        """Nuclio's event, with a body that is parsed when the content type says JSON."""
        moment = datetime.datetime.fromtimestamp(int(message.timestamp), datetime.timezone.utc)
        self._first_id = self._first_id or message.id
        event = nuclio_sdk.Event(
            body=message.body,
            content_type=message.content_type,
            trigger=self._trigger,
            fields=message.fields,
            headers=message.headers,
            _id=self._first_id if self._strict else message.id,
            method=message.method,
            path=message.path,
            size=len(message.body),
            timestamp=moment.replace(tzinfo=None),
            url="",
            shard_id=0,
            num_shards=0,
            _type="",
            type_version="",
            version="",
        )
        wrapped = unwrapped(message)
        if wrapped is not None:
            _unwrap(event, wrapped)
        if isinstance(event.body, bytes):
            event.body = _parsed(event.body, event.content_type, self._strict)
        return event


def _unwrap(event: Any, wrapped: CloudEvent) -> None:
    event.id = wrapped.id or event.id
    event.type, event.type_version, event.version = wrapped.type, wrapped.type_version, wrapped.version
    event.content_type, event.body = wrapped.content_type, wrapped.data
    event.timestamp = wrapped.moment or event.timestamp
    event.trigger = nuclio_sdk.TriggerInfo(wrapped.source, event.trigger.name)
    if wrapped.extensions is not None:
        event.headers = wrapped.extensions


def _parsed(body: bytes, kind: str, strict: bool) -> Any:
    """JSON as its value, with or without a charset (Nuclio: without only); all else as bytes."""
    if not strict:
        kind = kind.partition(";")[0].strip().lower()
    if kind != "application/json" or not body:
        return body
    try:
        return json.loads(body)
    except ValueError as error:
        sys.stderr.write("The body is not the JSON that its content type says: {0}\n".format(error))
        return body
