"""Runs a server in this process for the commands that need one, and ends the process with it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from prelabel.cli import server_log
from prelabel.settings import Settings

if TYPE_CHECKING:
    from prelabel.server.serving import Running

    Greeting = Callable[[Settings, Running], None]


def run(settings: Settings, greet: Greeting, status: Callable[[], int] = lambda: 0) -> None:
    """Serve until told to stop. When the server answers, `greet` speaks first and then the ready line is printed."""
    gc.disable()  # until `memory.settle`: to look for garbage in what starting makes takes a sixth of the start
    from prelabel.server.serving import serve

    server_log.begin(settings)

    def ready(server: Running) -> None:
        greet(settings, server)
        click.echo(f"ready {server.address} functions {server.functions_address}")
        sys.stdout.flush()

    serve(settings, ready)
    sys.stdout.flush()
    os._exit(status())  # work that was cut off waits in its thread, so as to count as unfinished; it must not hold us
