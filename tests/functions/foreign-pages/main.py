"""May be called by pages of one foreign origin."""


def handler(context, event):
    return event.method
