"""Answers with 20 MB."""


def handler(context, event):
    return b"\x01" * 20000000
