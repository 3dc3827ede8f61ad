"""Bytes to text: which encoding, and what to do where the bytes are broken.

UTF-8 is tried first, strictly. A byte order mark is a signature of the encoding, not a character of the text: it is
taken off, and offsets count from the first character after it. Line breaks are left as they are.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from onrecord.errors import UnreadableError

BOMS = (  # the longer first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1b\x85")
MAX_CONTROLS = 0.01  # of the characters: above it the bytes are no text
PUNCTUATION = frozenset("‘’‚“”„–—…•·«»‹›€£¥©®™°§¶†‡¿¡´¨\u00a0\u00ad½¼¾²³ºª±×÷")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, the encoding it was in, and what had to be mended (empty when nothing had)."""

    text: str
    encoding: str
    mended: str = ""


def decode(data: bytes) -> Decoded:
    """The text in ``data``: UTF-8 where it is that, else what the detector finds credible, else mended UTF-8.

    Raises:
        UnreadableError: The bytes are binary.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _checked(_strict_or_mended(data[len(mark) :], encoding))
    if b"\0" in data:
        return _checked(_without_mark(data))
    try:
        return _checked(Decoded(text=data.decode("utf-8"), encoding="utf-8"))
    except UnicodeDecodeError:
        return _checked(_foreign(data) or _strict_or_mended(data, "utf-8"))


def _strict_or_mended(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        count = text.count("\ufffd")
        mended = (
            f"byte {error.start} is not valid {encoding.upper()}; {count} broken place{'s' if count > 1 else ''} "
            "now read � (U+FFFD). Save the file again as UTF-8 if the text looks wrong"
        )
        return Decoded(text=text, encoding=encoding, mended=mended)


def _without_mark(data: bytes) -> Decoded:
    """UTF-16 without a mark has its zero bytes on one side only; any other text has none."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.4 * half and others < 0.02 * half and len(data) % 2 == 0:
            return _strict_or_mended(data, encoding)
    at = data.index(0)
    raise UnreadableError(f"this is no text: a zero byte stands at byte {at}. Give the article as text or JSON Lines")


def _foreign(data: bytes) -> Decoded | None:
    """The text in the encoding the detector names, if that is credible."""
    from resiliparse.parse.encoding import detect_encoding

    loose = data.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    if sum(c > "\x7f" for c in loose) - broken > broken:
        return None  # most of what is not ASCII is sound UTF-8: a damaged UTF-8 file, in no other encoding
    name = detect_encoding(data)
    if not name or name.lower().replace("-", "") == "utf8":
        name = "windows-1252"
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return Decoded(text=text, encoding=name.lower()) if _credible(text) else None


def _credible(text: str) -> bool:
    foreign = [c for c in text if c > "\x7f"]
    odd = sum(not (c.isalpha() or c in PUNCTUATION or _is_east_asian_sign(c)) or c == "ÿ" for c in foreign)
    return odd <= 0.1 * len(foreign)


def _is_east_asian_sign(character: str) -> bool:
    """A comma, stop, bracket, digit or space as Chinese, Japanese and Korean text has them: a tenth of its signs."""
    return "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uffee"


def _checked(decoded: Decoded) -> Decoded:
    controls = sum(unicodedata.category(c) == "Cc" and c not in TEXT_CONTROLS for c in decoded.text[:100_000])
    if controls > MAX_CONTROLS * min(len(decoded.text), 100_000):
        raise UnreadableError("this is no text but binary data. Give the article as text or JSON Lines")
    return decoded
