"""Its modules are named like the worker's own."""

import events
import records
import wire


def handler(context, event):
    return [events.MINE, records.MINE, wire.MINE]
