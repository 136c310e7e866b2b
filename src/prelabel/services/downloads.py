"""Fetches files from addresses that users give, and only from public ones: the server must not be a way inward."""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from prelabel.errors import InvalidInput, TooLarge
from prelabel.services.uploads import clean_name

if TYPE_CHECKING:
    import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
FIELD = "remote_files"
SCHEMES = ("http", "https")
HOST = re.compile(r"[\w.:-]+")
REDIRECTS = 5
SILENCE_SECONDS = 20
WHOLE_SECONDS = 600
PIECE_BYTES = 1 << 20
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class Downloads:
    """`networks` (CIDR) may be called although they are not public; `max_bytes` is for one file."""

    def __init__(self, networks: Sequence[str], max_bytes: int) -> None:
        self._networks = [ipaddress.ip_network(network, strict=False) for network in networks]
        self._max_bytes = max_bytes

    def check(self, url: str) -> str:
        """The name of the file behind an address (`InvalidInput` where it can be no address of a file)."""
        import httpx

        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise InvalidInput(f"“{url}” is not an address: {error}.", field=FIELD) from error
        name = unquote(parsed.path).rpartition("/")[2]
        if parsed.scheme not in SCHEMES or not HOST.fullmatch(parsed.host) or not name or name in (".", ".."):
            raise InvalidInput(f"“{url}” is not the http or https address of a file.", field=FIELD)
        self._check_host(parsed.host)
        return clean_name(name)

    def _check_host(self, host: str) -> None:
        """Refuse a host that can be told to be of the inner network without asking anybody for its address."""
        try:
            written = ipaddress.ip_address(socket.inet_ntoa(socket.inet_aton(host)))  # also 2130706433 and 0x7f.1
        except OSError:
            if not (host == "localhost" or host.endswith(".localhost") or ":" in host):
                return
            written = ipaddress.ip_address(host if ":" in host else "127.0.0.1")
        if not self._may_call(written):
            raise self._refused(host)

    def fetch(self, url: str, target: Path) -> None:
        """Write what lies at an address to a file. Each address on the way is looked up once, checked, and called as
        it was found, so that a name cannot mean one machine when it is checked and another when it is called."""
        import httpx

        deadline = time.monotonic() + WHOLE_SECONDS
        where = httpx.URL(url)
        try:
            with httpx.Client(timeout=SILENCE_SECONDS, trust_env=False) as client:
                for _ in range(REDIRECTS + 1):
                    self.check(str(where))
                    with closing(client.send(self._pinned(where), stream=True)) as answer:
                        if not answer.has_redirect_location:
                            self._save(answer, url, target, deadline)
                            return
                        where = where.join(answer.headers["Location"])
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise InvalidInput(f"{url} cannot be fetched: {error or type(error).__name__}.", field=FIELD) from error
        raise InvalidInput(f"{url} leads from one address to the next, more than {REDIRECTS} times.", field=FIELD)

    def _pinned(self, where: httpx.URL) -> httpx.Request:
        """A request to a checked address of a host, which still hears its own name."""
        import httpx

        return httpx.Request(
            "GET",
            where.copy_with(host=str(self._address(where.host, where.port or 0))),
            headers={"Host": where.netloc.decode("ascii"), "Accept-Encoding": "identity", "User-Agent": "prelabel"},
            extensions={"sni_hostname": where.host, "timeout": httpx.Timeout(SILENCE_SECONDS).as_dict()},
        )

    def _address(self, host: str, port: int) -> Address:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise InvalidInput(f"There is no host {host}: {error.strerror}.", field=FIELD) from error
        for *_, place in found:
            address = ipaddress.ip_address(str(place[0]).partition("%")[0])
            if self._may_call(address):
                return address
        raise self._refused(host)

    def _refused(self, host: str) -> InvalidInput:
        return InvalidInput(
            f"{host} is not on the public network; an administrator can allow its network with --allow-network.",
            field=FIELD,
        )

    def _may_call(self, address: Address) -> bool:
        if any(address in network for network in self._networks):
            return True
        inner = _within(address)
        return inner.is_global and not inner.is_multicast

    def _save(self, answer: httpx.Response, url: str, target: Path, deadline: float) -> None:
        if answer.status_code != 200:
            raise InvalidInput(f"{url} answers {answer.status_code} {answer.reason_phrase}.", field=FIELD)
        written = 0
        with target.open("wb") as out:
            for piece in answer.iter_bytes(PIECE_BYTES):
                written += len(piece)
                if written > self._max_bytes:
                    raise TooLarge(f"{url} is larger than {self._max_bytes} bytes.")
                if time.monotonic() > deadline:
                    raise InvalidInput(f"{url} took longer than {WHOLE_SECONDS} seconds.", field=FIELD)
                out.write(piece)


def _within(address: Address) -> Address:
    """The IPv4 address that an IPv6 address leads to, where it is only another way of writing one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
