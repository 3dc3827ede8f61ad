"""One request, one answer, within limits: nothing is followed, kept or unpacked on the way without being counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpcore2
import httpx2

from onrecord.errors import RefusedError, UnreachableError
from onrecord.ingest.fetch.address import PORTS, Address, Target, special
from onrecord.ingest.fetch.network import DEADLINE, PinnedNetwork, ProxyNetwork
from onrecord.ingest.fetch.options import Options
from onrecord.ingest.fetch.packing import start_of, unpacked

type Pairs = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of an answer: its status, its reason in words, its headers as they came."""

    target: Target
    version: bytes
    status: int
    reason: str
    headers: Pairs

    def get(self, name: str) -> str:
        """The first header of this name, or an empty string."""
        wanted = name.lower().encode()
        value = next((v for k, v in self.headers if k.lower() == wanted), b"")
        try:
            return value.decode("utf-8").strip()  # as servers write addresses, and browsers read them
        except UnicodeDecodeError:
            return value.decode("latin-1").strip()

    @property
    def media_type(self) -> str:
        """``text/html``; empty where the server does not say."""
        return self.get("content-type").split(";")[0].strip().lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer as they went over the wire.

    Attributes:
        at: When it was asked, UTC.
        address: The address that was connected to; None behind a proxy.
        request: The head of the request.
        body: The body as it came, transfer coding taken off, content coding left on.
        content: The body with its content coding taken off.
        cut: Whether the body was longer than was wanted, so that only its start is here.
    """

    target: Target
    at: datetime
    address: Address | None
    request: bytes
    head: Head
    body: bytes = b""
    content: bytes = b""
    cut: bool = False

    @property
    def inside(self) -> bool:
        """Whether it came from one's own network."""
        return self.address is not None and special(self.address) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """How many bytes of a body are wanted, packed or not; ``part``: the first so many will do if there are more."""

    bytes: int
    part: bool = False


type Judge = Callable[[Head], Want]
"""Says of an answer by its head how much of it is wanted; raises RefusedError where nothing is."""


class Wire:
    """Asks, and counts what comes."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._trust = options.trust or httpx2.create_ssl_context()
        self._closed = False
        self._networks = {private: self._network(private) for private in (False, True)}
        self._pools = {private: self._pool(private) for private in (False, True)}  # no connection serves both

    def _network(self, allow_private: bool) -> PinnedNetwork:
        given = self._options
        return PinnedNetwork(allow_private=allow_private, resolve=given.resolve, dial=given.dial)

    def _pool(self, allow_private: bool) -> httpcore2.ConnectionPool:
        if self._options.proxy:
            url = httpx2.URL(self._options.proxy)
            auth = (url.username, url.password) if url.userinfo else None
            bare = str(url.copy_with(username=None, password=None))
            return httpcore2.HTTPProxy(bare, proxy_auth=auth, ssl_context=self._trust, network_backend=ProxyNetwork())
        return httpcore2.ConnectionPool(
            ssl_context=self._trust, network_backend=self._networks[allow_private], keepalive_expiry=15
        )

    def close(self) -> None:
        """End all connections, also those under way, and make no more."""
        self._closed = True
        for network in self._networks.values():
            network.interrupt()
        for pool in self._pools.values():
            pool.close()

    def get(self, target: Target, judge: Judge, *, allow_private: bool, extra: Mapping[str, str]) -> Exchange:
        """Ask for ``target`` and take in as much as ``judge`` allows.

        Raises:
            RefusedError: The address, or what it gives, is not for us.
            UnreachableError: There is no answer, or none that holds to the protocol.
        """
        if self._closed:
            raise UnreachableError("the run was stopped", target.url)
        limits = self._options.limits
        headers = self._headers(target, extra)
        at = datetime.now(UTC)
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), limits.silence)
        token = DEADLINE.set(time.monotonic() + limits.seconds)
        port = None if target.port == PORTS[target.scheme] else target.port
        url = httpcore2.URL(scheme=target.scheme, host=target.host, port=port, target=target.path)
        try:
            pool = self._pools[allow_private]
            with pool.stream("GET", url, headers=headers, extensions={"timeout": timeouts}) as answer:
                head = Head(
                    target=target,
                    version=answer.extensions.get("http_version", b"HTTP/1.1"),
                    status=answer.status,
                    reason=answer.extensions.get("reason_phrase", b"").decode("latin-1"),
                    headers=tuple(answer.headers),
                )
                want = judge(head)
                body, cut = take(answer.iter_stream(), head, want)
        except RefusedError as error:
            raise RefusedError(error.message, target.url) from error
        except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError, OSError) as error:
            raise UnreachableError(told(error), target.url, again=passing(error)) from error
        except (httpcore2.ProxyError, httpcore2.UnsupportedProtocol) as error:
            raise UnreachableError(f"the proxy does not let it through ({error})", target.url) from error
        finally:
            DEADLINE.reset(token)
        return Exchange(
            target=target,
            at=at,
            address=self._networks[allow_private].connected.get((target.host, target.port)),
            request=request_head(target, headers),
            head=head,
            body=body,
            content=plain(body, head, want),
            cut=cut,
        )

    def _headers(self, target: Target, extra: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
        pairs = {
            "Host": target.authority,
            "User-Agent": self._options.agent,
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, application/pdf;q=0.9, */*;q=0.5",
            "Accept-Language": "en, *;q=0.5",
            "Accept-Encoding": "gzip",  # what every reader of archives unpacks
            **extra,
        }
        return [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in pairs.items()]


def request_head(target: Target, headers: list[tuple[bytes, bytes]]) -> bytes:
    """The head of a request as it is sent."""
    lines = [b"GET " + target.path + b" HTTP/1.1", *(k + b": " + v for k, v in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def take(chunks: Iterator[bytes], head: Head, want: Want) -> tuple[bytes, bool]:
    """The body, and whether it was cut.

    Raises:
        RefusedError: It is longer than is wanted, and a part will not do; no more than that was read.
    """
    announced = head.get("content-length")
    if not want.part and announced.isdecimal() and int(announced[:20]) > want.bytes:
        raise RefusedError(f"it has {int(announced[:20]):,} bytes, and {want.bytes:,} are the most that is taken in")
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > want.bytes:
            if want.part:
                return bytes(body[: want.bytes]), True
            raise RefusedError(f"it has more than {want.bytes:,} bytes, which are the most that is taken in")
    return bytes(body), False


def plain(body: bytes, head: Head, want: Want) -> bytes:
    """The body without its content coding; where a part will do, as much of it as unpacks.

    Raises:
        RefusedError: It unpacks to more than is wanted, is broken, or is packed in a way that we do not know.
    """
    codings = [c.strip().lower().removeprefix("x-") for c in head.get("content-encoding").split(",")]
    codings = [c for c in codings if c not in ("", "identity")]
    if not codings or not body:
        return body
    if want.part:
        return start_of(body, codings, want.bytes)
    try:
        return unpacked(body, codings, want.bytes)
    except RefusedError as error:
        raise RefusedError(error.message, head.target.url) from error


def passing(error: Exception) -> bool:
    """Whether the trouble may have gone the next time; a bad certificate or a dripping server will be the same."""
    deadline = DEADLINE.get()
    lasting = "SSL" in str(error) or (deadline is not None and time.monotonic() >= deadline)
    return not lasting and not isinstance(error, httpcore2.LocalProtocolError)


def told(error: Exception) -> str:
    """What went wrong on the wire, for a person."""
    words = str(error).strip()
    sorts: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
        (httpcore2.ConnectTimeout, "the server does not answer in time"),
        (httpcore2.TimeoutException, "the server is too slow: the answer was not there in time"),
        (httpcore2.ProtocolError, "the server does not keep to the protocol"),
        (httpcore2.ConnectError, "no connection can be made"),
    )
    if "SSL" in words or "CERTIFICATE" in words:
        return f"no safe connection can be made ({words[:160]})"
    said = next((text for kind, text in sorts if isinstance(error, kind)), "the connection broke")
    detail: Any = words if words and not isinstance(error, httpcore2.TimeoutException) else ""
    return f"{said} ({detail[:160]})" if detail else said
