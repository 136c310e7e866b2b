"""The names under which the functions may be called; a page that gets a name of its own to lead here is refused."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache

NAMES = frozenset({"localhost", "host.docker.internal"})


class Hosts:
    """`localhost`, loopback addresses, Docker's name for this machine, and what the operator adds."""

    def __init__(self, more: Iterable[str]) -> None:
        self._names = NAMES | {name.lower() for name in more}

    def allow(self, header: str) -> bool:
        """Whether a Host header names this machine."""
        name = hostname(header)
        return name in self._names or _is_loopback(name)


@lru_cache(maxsize=256)
def _is_loopback(name: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(name).is_loopback
    return False


def hostname(header: str) -> str:
    """The name in a Host header, without port and brackets."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()
