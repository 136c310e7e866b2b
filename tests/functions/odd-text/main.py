"""Answers with text that UTF-8 has no form for."""


def handler(context, event):
    return "half a sign: \ud83d"
