"""The outlet, read from what a page says of itself: menu, copyright line, dateline, address."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from onrecord.clean.boilerplate import is_glued_menu, menu_entries, rules
from onrecord.clean.byline import Byline
from onrecord.clean.fields import is_outlet
from onrecord.clean.header import Header
from onrecord.clean.lines import Line, fold
from onrecord.ingest.dates import MONTH

TOP = 8  # lines in which a menu or a dateline is looked for
LONGEST_COPYRIGHT = 200
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*©)?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?"
    r"\s*(?:by\s+)?(?P<name>[A-Z][^.,;|©]{2,40})",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(r"\s*\ball rights\b|\s*[-–—]", re.IGNORECASE)
DATELINE = re.compile(  # KYIV, Oct 20 (Agency) -
    rf"""(?x)
    (?P<place>[A-Z][\w’'./\ -]{{1,40}}?(?:,\s*(?!(?i:{MONTH})\b)[A-Z][\w.\ ]{{1,25}}?)?)
    (?:,\s*(?P<date>(?i:{MONTH})\s+\d{{1,2}}(?:,?\s+\d{{4}})?))?
    \s*(?:\((?P<agency>[A-Z][\w\ .-]{{1,30}})\)\s*[-–—―:.]+|(?P<bare>[A-Z]{{2,6}})\s*[-–—―]+)(?:\s+|$)
    """
)
AGENCY_FIRST = re.compile(r"\((?P<agency>[A-Z][\w .-]{1,30})\)\s*[-–—―:]+\s+|^(?P<bare>[A-Z]{2,6})\s*[—–―]+(?:\s|$)")

VERBS = "told|gave|seen by|shown to|obtained by|reviewed by|shared with|sent to|spoke to|interview with|asked by"
TOLD = re.compile(rf"\b(?:{VERBS}) (?:the )?(?P<name>(?:The )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{1,3}})")


@cache
def _mastheads() -> tuple[frozenset[str], frozenset[str]]:
    table = tomllib.loads((files(__package__) / "data" / "mastheads.toml").read_text("utf-8"))
    return frozenset(table["masthead_words"]), frozenset(table["agencies"])


def find_publisher(
    lines: Sequence[Line], kept: Sequence[Line], header: Header, byline: Byline | None, url: str | None
) -> str | None:
    """The outlet's name: from header, menu, copyright line, what it was told, the dateline's agency, the host."""
    if header.outlets:
        return header.outlets[0]
    if byline and byline.outlet:
        return byline.outlet
    for line in lines[:TOP]:
        if is_glued_menu(line.text) and _is_masthead(menu_entries(line.text)[0]):
            return menu_entries(line.text)[0]
    for line in lines:
        if len(line.text) < LONGEST_COPYRIGHT and (match := COPYRIGHT.match(line.text)):
            return AFTER_NAME.split(match["name"])[0].strip() or None
    host = urlsplit(url).hostname if url else None
    return self_named(kept, header.whose) or agency(kept) or (host or "").removeprefix("www.") or None


def self_named(lines: Sequence[Line], short: Sequence[str] = ()) -> str | None:
    """The outlet that an article calls by its name as the one that sources told or showed things to.

    "Told the New York Times" may stand in any paper. It is the article's own where the header has its short name ("An
    Echo investigation"), or where the text goes on to call it by that short name in the same way.
    """
    text = "\n".join(line.text for line in lines)
    for match in TOLD.finditer(text):
        name = match["name"]
        if not is_outlet(name):
            continue
        last = name.split()[-1]
        own = rf"(?:[tT]he )?(?:{re.escape(name)}|{re.escape(last)})"
        again = len(re.findall(rf"\b(?:{VERBS}) {own}\b|\b[Tt]he {re.escape(last)} asked\b", text))
        if last in short or again >= 2:
            return str(name)
    return None


def agency(lines: Sequence[Line]) -> str | None:
    """The agency that the dateline names: "KYIV, Oct 20 (Reuters) -"."""
    for line in lines[:TOP]:
        match = dateline(line.text)
        name = match and (match["agency"] or match.groupdict().get("bare"))
        if name in _mastheads()[1]:
            return str(name)
    return None


def dateline(text: str) -> re.Match[str] | None:
    """The place, date and agency that open a report, if they do."""
    return DATELINE.match(text) or AGENCY_FIRST.match(text)


def _is_masthead(entry: str) -> bool:
    words = fold(entry).split()
    own = [w for w in words if w not in rules().menu and w not in _mastheads()[0] and w != "the"]
    return 2 <= len(words) <= 5 and fold(entry) not in rules().menu and bool(own) and bool(set(words) & _mastheads()[0])
