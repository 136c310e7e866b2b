"""Turns a message into the event that a handler sees."""

import datetime
import json
import sys
from typing import Any

import nuclio_sdk

from . import wire


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
        return nuclio_sdk.Event(
            body=_body(message, self._strict),
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


def _body(message: wire.Event, strict: bool) -> Any:
    """JSON as its value, with or without a charset (Nuclio: without only); all else as bytes."""
    kind = message.content_type
    if not strict:
        kind = kind.partition(";")[0].strip().lower()
    if kind != "application/json" or not message.body:
        return message.body
    try:
        return json.loads(message.body)
    except ValueError as error:
        sys.stderr.write("The body is not the JSON that its content type says: {0}\n".format(error))
        return message.body
