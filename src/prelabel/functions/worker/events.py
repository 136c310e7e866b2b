"""Turns a message into the event that a handler sees."""

import datetime
import json
import sys
from typing import Any

import nuclio_sdk

from . import wire


def event_of(message: wire.Event, kind: str, name: str) -> Any:
    """Nuclio's event, with a body that is parsed when the content type says JSON."""
    moment = datetime.datetime.fromtimestamp(int(message.timestamp), datetime.timezone.utc)
    return nuclio_sdk.Event(
        body=_body(message),
        content_type=message.content_type,
        trigger=nuclio_sdk.TriggerInfo(kind, name),
        fields=message.fields,
        headers=message.headers,
        _id=message.id,
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


def _body(message: wire.Event) -> Any:
    """JSON as its value, with or without a charset (Nuclio: without only); all else as bytes."""
    if message.content_type.partition(";")[0].strip().lower() != "application/json" or not message.body:
        return message.body
    try:
        return json.loads(message.body)
    except ValueError as error:
        sys.stderr.write("The body is not the JSON that its content type says: {0}\n".format(error))
        return message.body
