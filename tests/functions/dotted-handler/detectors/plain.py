"""A handler in a package."""


def answer(context, event):
    return __name__
