"""Answers lists of events; the event with the body "lost" gets no response, "boom" ends the whole batch."""


def handler(context, events):
    if any(event.body == b"boom" for event in events):
        raise ValueError("boom")
    return [
        context.Response(body={"size": len(events), "said": event.body.decode()}, event_id=event.id)
        for event in reversed(events)
        if event.body != b"lost"
    ]
