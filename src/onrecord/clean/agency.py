"""The agency that an article comes from: its mark in dateline, byline, first or last line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.clean.fields import is_agency, signs_datelines
from onrecord.clean.lines import Line
from onrecord.clean.publisher import dateline

TOP, FOOT = 4, 3  # lines in which a mark is looked for
TOP_OF_ANY = 6  # the same, for marks that only tell two articles' common source
AT_END = re.compile(
    r"[(\[]\s*(?P<name>[A-Za-z][\w .&-]{1,30}?)(?:/\w{2,20})?\s*[)\]]\W{0,3}$"
    r"|[.!?”\"]\s*[-–—]\s*(?P<bare>[A-Z]{2,6})\W{0,2}$"
)
ALONE = re.compile(
    r"(?:©|\(c\)|copyright|source|quelle|mit material von|with (?:reporting|files) (?:by|from)|from|via)?[\s:©(–—-]*"
    r"(?:(?:the\s+)?(?P<name>[A-Za-z][A-Za-z .-]{1,30}?))(?:[-/,](?:infocom|\w{2,4}\b).{0,40})?[\s).]*(?:\d{4})?",
    re.IGNORECASE,
)

CREDIT = re.compile(  # "Source: Corvane", "Reporting by Corvane", "— Corvane", "(Corvane)"
    r"^\W*(?:(?:source|credit|with reporting by|reporting by|with material from|with|from)\b[:\s]+|[-–—(\[]\s*)"
    r"(?P<name>[A-Z][\w .&'’-]{1,40}?)[\s)\].]*$",
    re.IGNORECASE,
)


def find_agency(lines: Sequence[Line], byline: Iterable[str], cut: Iterable[str] = ()) -> str | None:
    """The agency's name as it stands there: in a dateline, in the byline, at the end of the text, in a credit line.

    Args:
        lines: The lines of the article.
        byline: Its authors; agencies sign there too.
        cut: The words of lines that were taken out: copyright and credit lines name agencies.
    """
    for name in (_in_dateline(line.text) for line in lines[:TOP]):
        if name and signs_datelines(name):
            return name
    signed = next((name for name in byline if is_agency(name)), None)
    return signed or _at_foot(lines[-FOOT:]) or next(filter(None, map(_alone, cut)), None)


def find_marks(text: str, byline: Iterable[str]) -> frozenset[str]:
    """Every agency whose mark a cleaned text bears, and names in an agency's place that no list knows.

    Alone such a name may be anyone's; two articles that bear the same one and share their words have one source.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = {name for name in byline if is_agency(name)}
    found |= {name for line in lines[:TOP_OF_ANY] if (name := _in_dateline(line))}
    return frozenset(found | {match["name"] for line in lines[-FOOT:] if (match := CREDIT.match(line))})


def _in_dateline(text: str) -> str | None:
    """The name where a dateline has its agency: in brackets, or a known one without them."""
    match = dateline(text)
    if match is None:
        return None
    bare = match.groupdict().get("bare")
    return match["agency"] or (bare if bare and signs_datelines(bare) else None)


def _at_foot(lines: Sequence[Line]) -> str | None:
    for line in reversed(lines):
        if line.words <= 8 and (name := _alone(line.text)):
            return name
        match = AT_END.search(line.text)
        name = match and (match["name"] or match["bare"])
        if name and is_agency(name):
            return str(name)
    return None


def _alone(text: str) -> str | None:
    match = ALONE.fullmatch(text.strip()) if len(text) <= 80 else None
    return match["name"] if match and is_agency(match["name"]) else None
