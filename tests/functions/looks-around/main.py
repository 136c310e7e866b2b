"""Looks for what is none of its business: the path in the body."""

import os


def handler(context, event):
    path = event.body.decode()
    return {"sees": os.path.exists(path), "home": os.path.expanduser("~"), "writes": os.access("/usr", os.W_OK)}
