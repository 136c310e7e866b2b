"""Calls the function that the body names, as Nuclio's documentation shows it."""

import nuclio_sdk


def handler(context, event):
    wanted = event.body
    question = nuclio_sdk.Event(body=wanted.get("body"), path=wanted.get("path", "/"), method="POST", headers={})
    try:
        answer = context.platform.call_function(wanted["name"], question, timeout=wanted.get("timeout"))
    except OSError as error:
        return {"error": str(error)}
    body = answer.body.decode() if isinstance(answer.body, bytes) else answer.body
    return {"status": answer.status_code, "type": answer.content_type, "body": body}
