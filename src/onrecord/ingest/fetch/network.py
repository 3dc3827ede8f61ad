"""Connections to checked addresses only, and for a limited time.

A name is resolved once for each connection; every address it has is checked, and the connection is made to a checked
address itself, so that no second answer of a name server can put another in its place. ``Host`` and the name in the
TLS handshake stay those of the web address.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from contextvars import ContextVar
from typing import Any
from weakref import WeakSet

import httpcore2

from onrecord.errors import RefusedError
from onrecord.ingest.fetch.address import Address, check_address, literal
from onrecord.ingest.fetch.options import Dial, Resolve

DEADLINE: ContextVar[float | None] = ContextVar("DEADLINE", default=None)
"""When the answer under way has to be there, by the monotonic clock."""


def remaining(timeout: float | None) -> float:
    """How long the next step may take.

    Raises:
        httpcore2.ReadTimeout: The time for the whole answer is up.
    """
    deadline = DEADLINE.get()
    left = (deadline - time.monotonic()) if deadline is not None else float("inf")
    if left <= 0:
        raise httpcore2.ReadTimeout("the time for the whole answer is up")
    return min(left, timeout if timeout is not None else left)


def resolve_by_system(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def timely(resolve: Callable[[], list[str]]) -> list[str]:
    """What ``resolve`` finds, if it finds it in time: the system's resolver itself cannot be hurried.

    Raises:
        httpcore2.ConnectTimeout: It does not.
    """
    waiting: Future[list[str]] = Future()

    def work() -> None:
        try:
            waiting.set_result(resolve())
        except (OSError, UnicodeError) as error:
            waiting.set_exception(error)

    threading.Thread(target=work, daemon=True, name="resolver").start()
    try:
        return waiting.result(remaining(None))
    except FutureTimeout as error:
        raise httpcore2.ConnectTimeout("its name was not resolved in time") from error


def dial_by_system(address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
    """A TCP connection to an address."""
    return httpcore2.SyncBackend().connect_tcp(address, port, timeout)


class TimedStream(httpcore2.NetworkStream):
    """A connection whose every step ends when the time for the whole answer is up, however slowly bytes drip in."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come in, at most ``max_bytes``."""
        return self._inner.read(max_bytes, remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of ``buffer``."""
        self._inner.write(buffer, remaining(timeout))

    def close(self) -> None:
        """End the connection."""
        self._inner.close()

    def interrupt(self) -> None:
        """End the connection while somebody waits for it: closing it alone would not wake them."""
        with suppress(OSError, ValueError):
            self._inner.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted."""
        self._inner = self._inner.start_tls(ssl_context, server_hostname, remaining(timeout))
        return self

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself, as httpcore asks for it."""
        return self._inner.get_extra_info(info)


class PinnedNetwork(httpcore2.NetworkBackend):
    """Makes connections to addresses that were checked.

    Args:
        allow_private: Whether loopback and private addresses pass.
        resolve, dial: In the place of the system's resolver and sockets.

    Attributes:
        connected: The address of the latest connection to each host and port.
    """

    def __init__(self, *, allow_private: bool, resolve: Resolve | None, dial: Dial | None) -> None:
        self._allow_private = allow_private
        self._resolve = resolve or resolve_by_system
        self._dial = dial or dial_by_system
        self.connected: dict[tuple[str, int], Address] = {}
        self._streams: WeakSet[TimedStream] = WeakSet()
        self._lock = threading.Lock()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002  (not used: the signature is httpcore's)
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of ``host`` that answers, once all of them passed.

        Raises:
            RefusedError: One of the addresses may not be asked.
            httpcore2.ConnectError: There is no address, or none answers.
        """
        problem: Exception = httpcore2.ConnectError("its name leads to no address")
        for address in self._checked(host, port):
            try:
                stream = self._dial(str(address), port, remaining(timeout))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                problem = error
                continue
            self.connected[host, port] = address
            timed = TimedStream(stream)
            with self._lock:
                self._streams.add(timed)
            return timed
        raise problem

    def interrupt(self) -> None:
        """End all connections, also those that somebody waits for."""
        with self._lock:
            streams = tuple(self._streams)
        for stream in streams:
            stream.interrupt()

    def _checked(self, host: str, port: int) -> list[Address]:
        written = literal(host)
        try:
            names = [host] if written else timely(lambda: self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError("its name cannot be resolved") from error
        addresses = [address for name in names if (address := literal(name)) is not None]
        for address in addresses:
            try:
                check_address(address, allow_private=self._allow_private)
            except RefusedError as error:
                raise RefusedError(error.message if written else f"its host's address {error.message}") from error
        return addresses


class ProxyNetwork(httpcore2.SyncBackend):
    """Connections to the proxy that a person named, wherever it stands; timed like the others."""

    def connect_tcp(self, *args: Any, **keywords: Any) -> httpcore2.NetworkStream:
        """A connection to the proxy."""
        return TimedStream(super().connect_tcp(*args, **keywords))
