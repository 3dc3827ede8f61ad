"""How a desk is run: for one person at this machine, or for people with accounts."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.ledger.engine import is_address, shown

NAMES_OF_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a desk needs to know.

    Attributes:
        ledger: The path or address of the ledger.
        host, port: Where it listens.
        hosts: Further names by which browsers may call it, where a proxy stands before it.
        https: Whether browsers reach it by HTTPS only; its cookies are then sent no other way.
        session: How long a browser stays signed in.
        apart: Whether a process beside the desk reckons, ahead of questions too; else pages wait while the desk does.
        today: The day that "due" and "past" are reckoned from; None for the real one.
    """

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8350
    hosts: tuple[str, ...] = ()
    https: bool = False
    session: timedelta = timedelta(hours=12)
    apart: bool = False
    today: date | None = None

    @property
    def alone(self) -> bool:
        """Whether only this machine reaches it, so that it needs no account."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def ledger_name(self) -> str:
        """The ledger's name for people: an address without its password, a file without its folders."""
        return shown(self.ledger) if is_address(self.ledger) else self.ledger.replace("\\", "/").rsplit("/", 1)[-1]

    def allowed_hosts(self) -> tuple[str, ...]:
        """The names by which it answers: a page elsewhere that had its own name point here would be refused."""
        if self.alone:
            return (*NAMES_OF_LOOPBACK, *self.hosts)
        own = (self.host,) if self.host not in ("0.0.0.0", "::") else ()
        return (*own, *self.hosts) or ("*",)
