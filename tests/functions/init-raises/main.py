"""init_context raises."""


def init_context(context):
    raise RuntimeError("the weights are missing")


def handler(context, event):
    return "never"
