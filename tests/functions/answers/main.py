"""Answers in every way a handler can, chosen by the path; `init_context` leaves a mark that events can see."""

import asyncio
import datetime
import os
import sys


def init_context(context):
    context.user_data.started = getattr(context.user_data, "started", 0) + 1
    setattr(context.user_data, "pid", os.getpid())


async def later(value):
    await asyncio.sleep(0)
    return value


def raising(error):
    raise error


def seen(context, event):
    return {
        "body": event.body.decode("latin-1") if isinstance(event.body, bytes) else event.body,
        "is_bytes": isinstance(event.body, bytes),
        "method": event.method,
        "path": event.path,
        "fields": event.fields,
        "case": [event.headers.get("X-Case"), event.get_header("X-CASE")],
        "size": event.size,
        "whole_seconds": isinstance(event.timestamp, datetime.datetime) and event.timestamp.microsecond == 0,
        "naive": event.timestamp.tzinfo is None,
        "json": isinstance(event.to_json(), str),
        "id": event.id,
        "trigger": [event.trigger.kind, event.trigger.name],
        "worker_id": context.worker_id,
        "names": [context.trigger.name, context.trigger_name],
        "platform": context.platform.kind,
        "started": context.user_data.started,
    }


def log(context, event):
    print("printed")
    print("to stderr", file=sys.stderr)
    context.logger.info_with("told", k=1)
    context.logger.warning("kinder %s", "name")
    context.logger.debug("small talk")
    os.write(1, b"past python\n")
    return "logged"


ANSWERS = {
    "/str": lambda c, e: "hi",
    "/dict": lambda c, e: {"a": 1},
    "/bytes": lambda c, e: b"\x00\xff",
    "/none": lambda c, e: None,
    "/int": lambda c, e: 42,
    "/true": lambda c, e: True,
    "/status-text": lambda c, e: (201, "made"),
    "/status-dict": lambda c, e: (202, {"a": 1}),
    "/status-list": lambda c, e: (202, [1, 2]),
    "/tuple-of-three": lambda c, e: (200, "a", {}),
    "/list": lambda c, e: [{"a": 1}, {"b": 2}],
    "/empty-list": lambda c, e: [],
    "/response-dict": lambda c, e: c.Response(body={"a": 1}, content_type="text/html"),
    "/response-list": lambda c, e: c.Response(body=[1], content_type="application/json"),
    "/response-list-text": lambda c, e: c.Response(body=[1]),
    "/response-json-text": lambda c, e: c.Response(
        headers={}, body='[ {"x": 1.50} ]', content_type="application/json", status_code=200
    ),
    "/response-bytes": lambda c, e: c.Response(body=b"\xff\xd8", content_type="image/jpeg"),
    "/response-headers": lambda c, e: c.Response(headers={"X-A": "1", "X-N": 5}),
    "/odd-values": lambda c, e: {"n": float("nan"), "i": float("inf"), "d": datetime.date(2020, 1, 2)},
    "/status-digits": lambda c, e: c.Response(body="made", status_code="201"),
    "/status-not-found": lambda c, e: c.Response(body="no such thing", status_code=404),
    "/raises": lambda c, e: raising(ValueError("boom")),
    "/exits": lambda c, e: sys.exit(3),
    "/generator": lambda c, e: (part for part in "ab"),
    "/coroutine": lambda c, e: later("awaited"),
    "/pid": lambda c, e: str(c.user_data.pid),
    "/log": log,
}


def handler(context, event):
    return ANSWERS.get(event.path, seen)(context, event)
