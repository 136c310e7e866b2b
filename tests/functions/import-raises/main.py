"""The module cannot be imported."""

import package_that_does_not_exist  # noqa: F401


def handler(context, event):
    return "never"
