"""What a person may choose about fetching, and what a test may put in the place of the network."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.errors import UsageError
from onrecord.ingest.fetch.address import shown
from onrecord.ingest.fetch.limits import Limits

if TYPE_CHECKING:
    import ssl

    from httpcore2 import NetworkStream

type Resolve = Callable[[str, int], list[str]]
"""A host's name and a port to its addresses; raises ``OSError`` where the name has none."""

type Dial = Callable[[str, int, float], NetworkStream]
"""An address, a port and the seconds there are, to a connection."""

TOKEN = "onrecord"  # the name that robots.txt knows us by


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to fetch.

    Attributes:
        allow_private: Also ask loopback and private addresses: those named, and those that pages on them lead to.
        delay: Seconds between two requests to one host; robots.txt may ask for more.
        contact: An address that the people of a site can write to; it stands in the User-Agent.
        proxy: The HTTP proxy that everything goes through. It resolves the names, so it has to keep watch itself.
        resolve, dial, trust, clock, sleep: The network and the time: the system's own, if not given.
        workers: How many hosts are asked at a time.
    """

    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    delay: float = 1.0
    contact: str | None = None
    proxy: str | None = None
    resolve: Resolve | None = None
    dial: Dial | None = None
    trust: ssl.SSLContext | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] | None = None
    workers: int = 8

    def __post_init__(self) -> None:
        """Check what a person wrote.

        Raises:
            UsageError: The contact cannot stand in a header, or the proxy is none that we can use.
        """
        if self.contact is not None and not (self.contact.isascii() and self.contact.isprintable()):
            raise UsageError("--contact: plain letters only, such as desk@news.example")
        if self.proxy is not None and not self.proxy.startswith(("http://", "https://")):
            raise UsageError(f"--proxy {shown(self.proxy)}: an HTTP proxy is written http://HOST:PORT")

    @property
    def agent(self) -> str:
        """The User-Agent: who asks, and how to reach them."""
        return f"{TOKEN}/{__version__} ({self.contact or 'reads news articles for one person; keeps to robots.txt'})"
