"""Raises what usually ends a program."""


def handler(context, event):
    raise KeyboardInterrupt("stop it")
