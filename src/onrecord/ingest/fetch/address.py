"""Which addresses may be asked: web addresses as written, and the numbers behind their names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urljoin

from onrecord.errors import RefusedError

PORTS = {"http": 80, "https": 443}
SHOWN = 300  # characters of an address in a message
PUBLIC_V6 = IPv6Network("2000::/3")  # all that is given out as global unicast (RFC 4291, IANA)
LABEL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")

type Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A web address that may be asked, in parts as they are sent: ``path`` with its query, without a fragment."""

    scheme: str
    host: str
    port: int
    path: bytes

    @property
    def url(self) -> str:
        """The address in the one form that it is known by."""
        return self.origin + self.path.decode("ascii")

    @property
    def origin(self) -> str:
        """Scheme, host and port, as an address."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """The ``Host`` header: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def shown(text: str) -> str:
    """An address as it may stand in a message: without a password, without control characters, not too long."""
    scheme, mark, rest = text.partition("://")
    authority = rest[: min((rest.find(c) for c in "/?#" if c in rest), default=len(rest))]
    if mark and "@" in authority:
        text = f"{scheme}://{rest[authority.rfind('@') + 1 :]}"
    return printable(text if len(text) <= SHOWN else text[:SHOWN] + "…")


def printable(text: str) -> str:
    """Words of a server without what could command a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def target_of(text: str, *, base: str = "", allow_private: bool = False) -> Target:
    """The target that an address means, seen from the page at ``base``.

    Names are not resolved here: what they stand for is checked when the connection is made.

    Raises:
        RefusedError: It is none that may be asked, and why.
    """
    import httpx2

    where = shown(text)
    try:
        url = httpx2.URL(urljoin(base, text.strip()) if base else text.strip())
        host = url.raw_host.decode("ascii").lower().removesuffix(".")
    except (httpx2.InvalidURL, ValueError) as error:
        raise RefusedError("this is no web address", where) from error
    if url.scheme not in PORTS:
        raise RefusedError("only http and https addresses are fetched", where)
    if url.userinfo:
        raise RefusedError("an address with a name or a password in it is not fetched", where)
    port = PORTS[url.scheme] if url.port is None else url.port
    try:
        check_host(host, allow_private=allow_private)
    except RefusedError as error:
        raise RefusedError(error.message, where) from error
    if not 0 < port < 65536 or (port < 1024 and port not in PORTS.values() and not allow_private):
        raise RefusedError(f"port {port} is not one that pages are served on", where)
    return Target(scheme=url.scheme, host=host, port=port, path=url.raw_path)


def check_host(host: str, *, allow_private: bool) -> None:
    """Pass a host as it stands in an address: a name, or an address in its one usual form.

    Raises:
        RefusedError: It is an odd notation, a name of one's own network, or an address that may not be asked.
    """
    address = literal(host)
    if address is not None and "%" not in host:  # no zones: what one means differs from machine to machine
        check_address(address, allow_private=allow_private)
        return
    labels = host.split(".")
    if len(host) > 253 or not all(0 < len(label) < 64 and LABEL.issuperset(label) for label in labels):
        raise RefusedError("this has no name of a host that can be looked up")
    if labels[-1].isdigit() or labels[-1].startswith("0x"):  # 2130706433, 0x7f.1, 127.1: some read them as addresses
        raise RefusedError("a host written as a number in an odd form is not asked")
    if not allow_private and any(host == name or host.endswith("." + name) for name in _own_names()):
        raise RefusedError(f"{host} is a name of one's own network or machine, not of the web; {HINT}")


HINT = "--allow-private opens one's own network"


def literal(host: str) -> Address | None:
    """The address that a host is written as, if it is one."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def check_address(address: Address, *, allow_private: bool) -> None:
    """Pass an address that may be asked.

    Raises:
        RefusedError: It belongs to nobody on the public net.
    """
    network = special(address)
    if network is None or (network.own and allow_private):
        return
    hint = f"; {HINT}" if network.own else ""
    raise RefusedError(f"{address} is {network.name}; it is not asked{hint}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """A range of addresses for special use; ``own``: for somebody's own network or machine."""

    network: IPv4Network | IPv6Network
    name: str
    own: bool = False


def special(address: Address) -> Special | None:
    """The special-purpose range that holds an address; None for a public one."""
    if isinstance(address, IPv6Address) and address.scope_id:
        address = IPv6Address(int(address))
    for entry in _special():
        if address.version == entry.network.version and address in entry.network:
            return entry
    if isinstance(address, IPv6Address) and address not in PUBLIC_V6:
        return Special(network=IPv6Network("::/0"), name="a reserved address")
    return None


@cache
def _special() -> tuple[Special, ...]:
    table = tomllib.loads((files(__package__) / "data" / "addresses.toml").read_text("utf-8"))
    return tuple(
        Special(network=ip_network(row["network"]), name=row["name"], own=row.get("own", False))
        for row in (*table["ipv4"], *table["ipv6"])
    )


@cache
def _own_names() -> tuple[str, ...]:
    table = tomllib.loads((files(__package__) / "data" / "addresses.toml").read_text("utf-8"))
    return tuple(table["names"]["own"])
