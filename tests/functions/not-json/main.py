"""Returns what JSON cannot say: a key that is a tuple."""


def handler(context, event):
    return {(1, 2): "pair"}
