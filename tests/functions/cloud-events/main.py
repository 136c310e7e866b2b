"""Says what of a CloudEvent arrived in the event."""


def handler(context, event):
    return {
        "body": event.body.decode() if isinstance(event.body, bytes) else event.body,
        "id": event.id,
        "type": [event.type, event.type_version, event.version],
        "source": event.trigger.kind,
        "content_type": event.content_type,
        "time": str(event.timestamp),
        "extension": event.headers.get("trace"),
    }
