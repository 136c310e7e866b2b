"""Has a termination callback."""


def init_context(context):
    context.platform.set_termination_callback(lambda: print("goodbye"))


def handler(context, event):
    return "hello"
