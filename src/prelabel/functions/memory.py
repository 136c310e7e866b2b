"""Memory of functions: the limit that a configuration sets, what worker processes use, sizes for people."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable

import psutil

from prelabel.errors import InvalidInput
from prelabel.functions.config import FunctionConfig, text_of

_QUANTITY = re.compile(r"(\d+(?:\.\d*)?)([kKMGT]i?|)")
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def memory_limit(config: FunctionConfig) -> int | None:
    """`resources.limits.memory` in bytes (`512Mi`, `1.5G`), for each worker; None where there is none."""
    resources = config.raw["spec"].get("resources") or {}
    limits = resources.get("limits") or {} if isinstance(resources, dict) else {}
    text = text_of(limits.get("memory")) if isinstance(limits, dict) else ""
    if not text:
        return None
    found = _QUANTITY.fullmatch(text)
    if found is None:
        where = "spec.resources.limits.memory"
        raise InvalidInput(f"“{text}” is not an amount of memory ({where}); write 512Mi or 1.5Gi.", field=where)
    number, unit = found.groups()
    base = 1024 if unit.endswith("i") else 1000
    return int(float(number) * base ** _POWERS[unit[:1].lower()])


def readable(size_bytes: int) -> str:
    """The size as people say it: `1.5 GB`."""
    if size_bytes >= 10**9:
        return f"{size_bytes / 10**9:.1f} GB"
    return f"{round(size_bytes / 10**6)} MB"


def over_limit(used_bytes: int, limit_bytes: int) -> str:
    """Why a worker had to go."""
    used, limit = readable(used_bytes), readable(limit_bytes)
    return f"The worker ended at {used}, its limit is {limit} (resources.limits.memory)."


def resident_bytes(pids: Iterable[int]) -> dict[int, int]:
    """Resident memory of each of these children of ours with all that they have started; one look for all of them."""
    wanted = set(pids)
    sizes = dict.fromkeys(wanted, 0)
    parents: dict[int, int] = {}
    for process in psutil.Process().children(recursive=True):  # parents come before their children
        with contextlib.suppress(psutil.Error):
            root = process.pid if process.pid in wanted else parents.get(process.ppid(), 0)
            if root:
                parents[process.pid] = root
                sizes[root] += process.memory_info().rss
    return sizes
