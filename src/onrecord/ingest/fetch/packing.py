"""Packed content, unpacked within a limit: what does not fit is never held."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from onrecord.errors import RefusedError

GZIP = b"\x1f\x8b"
MEMBERS = 64  # parts of one gzip file; each costs a copy of the rest, so a file of a million is an attack
LINKS = 2  # codings on top of one another


def unpacked(data: bytes, codings: list[str], limit: int) -> bytes:
    """The body of an answer without its content codings (RFC 9110, 8.4), given in the order they were put on.

    Raises:
        RefusedError: It holds more than ``limit`` bytes, is broken or cut off, or is packed in a way unknown here.
    """
    if len(codings) > LINKS or not all(coding in _WAYS for coding in codings):
        raise RefusedError(f"it is packed in a way that is not read here ({', '.join(codings)[:60]})")
    for coding in reversed(codings):
        data = _WAYS[coding](data, limit)
    return data


def start_of(data: bytes, codings: list[str], limit: int) -> bytes:
    """As much of a body as unpacks, at most ``limit`` bytes; only of gzip, which is all that we ask for."""
    if codings != ["gzip"]:
        return b""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, limit)
    except zlib.error:
        return b""


def opened(data: bytes, limit: int) -> bytes:
    """What a gzip file holds, if it is one, else the data itself.

    Raises:
        RefusedError: It holds more than ``limit`` bytes, or is broken or cut off.
    """
    if len(data) > limit:
        raise RefusedError(f"it has more than {limit:,} bytes, which are the most that is taken in")
    return gunzip(data, limit) if data.startswith(GZIP) else data


def gunzip(data: bytes, limit: int) -> bytes:
    """All members of a gzip file; bytes behind them that are no member are left out."""
    content = bytearray()
    size = len(data)
    for _ in range(MEMBERS):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        content += _inflate(member, data, size, limit - len(content))
        data = member.unused_data
        if not data.startswith(GZIP):
            return bytes(content)
    raise RefusedError(f"it is a gzip file of more than {MEMBERS} parts")


def inflate(data: bytes, limit: int) -> bytes:
    """The ``deflate`` coding: a zlib stream, or as some servers send it, one without its head."""
    bits = (
        zlib.MAX_WBITS if data[:1] and data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0 else -zlib.MAX_WBITS
    )
    return _inflate(zlib.decompressobj(bits), data, len(data), limit)


def unbrotli(data: bytes, limit: int) -> bytes:
    """The ``br`` coding, in the bounded pieces of httpx2."""
    import httpx2

    packed = httpx2.Response(200, headers={"content-encoding": "br"}, stream=httpx2.ByteStream(data))
    content = bytearray()
    try:
        for chunk in packed.iter_bytes():
            content += chunk
            if len(content) > limit:
                raise _too_much(len(data), limit)
    except httpx2.DecodingError as error:
        raise RefusedError("its packed content is broken") from error
    return bytes(content)


def _inflate(stream: zlib._Decompress, data: bytes, size: int, left: int) -> bytes:
    try:
        content = stream.decompress(data, left + 1)  # one more than may be: so that too much is seen
    except zlib.error as error:
        raise RefusedError("its packed content is broken") from error
    if len(content) > left:
        raise _too_much(size, left)
    if not stream.eof:
        raise RefusedError("its packed content is cut off")
    return content


def _too_much(size: int, limit: int) -> RefusedError:
    most = f"{limit:,}, which are the most that is taken in"
    return RefusedError(f"its {size:,} packed bytes unpack to more than {most}")


_WAYS: dict[str, Callable[[bytes, int], bytes]] = {"gzip": gunzip, "deflate": inflate, "br": unbrotli}
