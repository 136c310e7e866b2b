"""How quickly the server starts, and how much memory it takes when nobody asks anything, beside the budgets."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.benchmarks.served import Served, served
from tests.benchmarks.table import HEADING, Row

START_SECONDS = 2


def measure(arguments: Sequence[str]) -> None:
    argparse.ArgumentParser(prog="just bench server", description=__doc__).parse_args(arguments)
    print(f"{psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f} before the start\n\n{HEADING}")
    with tempfile.TemporaryDirectory() as data:
        with served(Path(data)) as first:
            print(_start("start to first answer, new data folder", first))
        with served(Path(data)) as server:
            print(_start("start to first answer", server))
            processes = len(server.tree())
            print(f"\n{'memory idle':48}{server.memory_bytes() / 2**20:8.0f} MiB{'':15}≤ 150 MiB   2.4 GB")
            print(f"{'processes':48}{processes:8}{'':19}1           26")


def _start(name: str, server: Served) -> Row:
    spent = server.processor_seconds()
    return Row(name, server.seconds_to_answer, spent, server.memory_bytes(), START_SECONDS, "47–51 s")
