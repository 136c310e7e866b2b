"""Answers with what it was asked."""


def handler(context, event):
    context.logger.info_with("called", path=event.path)
    return {"hello": "from worker " + context.worker_id, "you sent": str(event.body)}
