"""The fields of a header line: "The Harbour Lamp · Monday 10 March 2031 · from Ada Byron in Port Ellis".

A line is read whole or not at all: as long as one piece of it is none of date, name, outlet, role, place or label, the
line may be a title or a sentence, and nothing is taken from it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from onrecord.clean.boilerplate import rules
from onrecord.clean.byline import LOWER, NAME, NAMES, OPENING, ROLE, UPPER
from onrecord.clean.dates import AROUND, LABEL, UPDATE, WEEKDAY, ZONE
from onrecord.clean.lines import fold
from onrecord.ingest.dates import FULL_DATE, date_of

LONGEST = 200
MOST_WORDS = 6  # of an outlet's name
SPLIT = re.compile(r"\s*[|·•¦/;]\s*|\s+[—–-]+\s+|\s*,\s+|\s*[()]\s*|\s*,$")
EDGE = (
    rf"(?:(?:{WEEKDAY}(?![a-z])|\b(?:{LABEL}|{UPDATE})\b|\b(?:at|on|am|pm|a\.m\.|p\.m\.|local\s+time|{ZONE})(?![a-z])"
    r"|\d{1,2}[:.h]\d\d(?::\d\d)?|\d{1,2}(?=\s*[ap]\.?m)|\d{1,2}\s+min(?:ute)?s?\s+read)[\s:.,]*)+"
)
LEADING, TRAILING = re.compile(rf"{EDGE}(?!by\b)", re.IGNORECASE), re.compile(rf"(?:\s|^){EDGE}$", re.IGNORECASE)
SIGNED = re.compile(rf"(?:{OPENING}|(?i:from))\s*(?P<names>{NAMES})")
UNSIGNED = re.compile(NAMES)
PLACED = re.compile(rf"\s+(?:reports\s+)?(?:in|from|at)\s+{NAME.replace('{1,3}', '{0,2}')}")
FOR = re.compile(r"(?P<head>.+\S)\s+for\s+(?P<outlet>(?:the\s+)?[A-Z].+)", re.IGNORECASE)
LABELLED = re.compile(
    r"(?:an?\s+|the\s+|our\s+)?(?P<whose>(?:[\w’'&-]+\s+){0,3})"
    r"(?:investigation|exclusive|reports?|analysis|interview|essay|column|explainer|profile|dispatch|feature|newsletter"
    rf"|fact[- ]check|editorial|reportage|story|special)(?:\s+by\s+(?P<names>{NAMES}))?",
    re.IGNORECASE,
)
CREDIT = re.compile(r"(?:photographs?|pictures?|photos?|illustrations?|graphics?|video)\s+by\s+.+", re.IGNORECASE)
PLACE = re.compile(rf"[{UPPER}]{{3,}}(?:[ -][{UPPER}]{{2,}}){{0,3}}|[{UPPER}][{LOWER}]+(?:-[{UPPER}]?[{LOWER}]+)*")
NAMED = re.compile(rf"The(?:\s+[{UPPER}][\w’'&-]*){{1,3}}")  # "The Tide": an outlet, beside a date or a name
HANDLE = re.compile(r"@\w+|\S+@\S+\.\w+")
SMALL = frozenset(("of", "the", "and", "&", "on", "for", "de", "la", "le", "di", "der", "den"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date in a header line; ``labelled`` by "published" and the like, ``updated`` where it is that of a change."""

    day: date
    labelled: bool
    updated: bool


@dataclass(slots=True)
class Fields:
    """What a header line says.

    Attributes:
        bare: Names without "by" before them: authors only where the place of the line says so.
        whose: Words before "investigation" and the like, which may hold the outlet: "An Echo investigation".
    """

    days: list[Day]
    names: list[str]
    bare: list[str]
    outlets: list[str]
    labels: list[str]
    whose: list[str]
    places: list[str]

    @property
    def strong(self) -> bool:
        """Whether the line is metadata wherever it stands at the top."""
        return bool(self.days or self.names)


def read_fields(text: str) -> Fields | None:
    """The fields of a line; None if any part of it is something else."""
    if len(text) > LONGEST or (not any(map(str.isupper, text[:60])) and not FULL_DATE.search(text)):
        return None
    fields = Fields(days=[], names=[], bare=[], outlets=[], labels=[], whose=[], places=[])
    at, rest = 0, ""
    for match in FULL_DATE.finditer(text):
        day = date_of(match)
        if day is None:
            return None
        before = text[at : match.start()]
        labelled, updated = (bool(re.search(rf"(?i)\b(?:{w})\b", before)) for w in (f"{LABEL}|{UPDATE}", UPDATE))
        fields.days.append(Day(day=day, labelled=labelled, updated=updated))
        rest += before + " | "
        at = match.end()
    rest += text[at:]
    pieces = [piece for piece in SPLIT.split(rest) if AROUND.sub("", piece)]
    return fields if all(_read(piece.strip(), fields) for piece in pieces) else None


def _read(piece: str, fields: Fields) -> bool:
    """Read one piece into ``fields``; False if it is none of them."""
    piece = TRAILING.sub("", LEADING.sub("", piece, count=1) if LEADING.match(piece) else piece).strip(" :.")
    if not piece or HANDLE.fullmatch(piece) or CREDIT.fullmatch(piece) or re.fullmatch(ROLE, piece):
        return True
    if is_outlet(piece):
        fields.outlets.append(_cased(piece))
        return True
    if (match := FOR.fullmatch(piece)) and (is_outlet(match["outlet"]) or NAMED.fullmatch(match["outlet"])):
        fields.outlets.append(_cased(match["outlet"]))
        return _read(match["head"], fields)
    return _label(piece, fields) or _people(piece, fields) or _other(piece, fields)


def _people(piece: str, fields: Fields) -> bool:
    words = PLACED.sub("", piece)
    if match := SIGNED.fullmatch(words):
        fields.names += _split(match["names"])
        return True
    opened = re.fullmatch(rf"{OPENING}\s+(.+)", piece)
    if opened and (is_agency(opened[1]) or is_outlet(opened[1])):
        fields.outlets.append(opened[1])
        return True
    if PLACE.fullmatch(piece) and piece.isupper() and fields.days and not fields.names:
        fields.places.append(piece)  # "TISK RIDGE, 8 March 2025": a dateline of its own
        return True
    if UNSIGNED.fullmatch(words) and len(words.split()) <= 12:
        # behind "by Ada Byron, " another name is one more author; alone it is not yet known what it is
        (fields.names if fields.names else fields.bare).extend(_split(words))
        return True
    return False


def _label(piece: str, fields: Fields) -> bool:
    if is_label(piece):
        fields.labels.append(piece)
        return True
    if (match := LABELLED.fullmatch(piece)) and (match["names"] or piece[0].isupper()) and len(piece.split()) <= 8:
        fields.labels.append(piece)
        fields.whose += match["whose"].split()
        fields.names += _split(match["names"]) if match["names"] else []
        return True
    return False


def _other(piece: str, fields: Fields) -> bool:
    """A place or an agency; either only beside a date or a name."""
    if is_agency(piece):
        fields.outlets.append(piece)
        return True
    if NAMED.fullmatch(piece) and fields.strong:
        fields.outlets.append(piece)
        return True
    if PLACE.fullmatch(piece) and fields.strong:
        fields.places.append(piece)
        return True
    return False


def _split(names: str) -> list[str]:
    parts = re.split(r"\s*,?\s+(?:and|&)\s+|\s*,\s*", names)
    return [part.title() if part.isupper() and len(part) > 3 else part.strip() for part in parts if part]


# -------------------------------------------------------------------------------- outlets


@cache
def _mastheads() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = tomllib.loads((files(__package__) / "data" / "mastheads.toml").read_text("utf-8"))
    return frozenset(table["masthead_words"]), frozenset(table["agencies"]), frozenset(table["sections"])


def is_agency(words: str) -> bool:
    """Whether ``words`` are the name of a news agency."""
    return words in _mastheads()[1]


def signs_datelines(words: str) -> bool:
    """Whether ``words`` in the brackets of a dateline, "KYIV (…) -", are an agency: a known one, or named like one."""
    return is_agency(words) or words.endswith(_agency_ends())


@cache
def _agency_ends() -> tuple[str, ...]:
    table = tomllib.loads((files(__package__) / "data" / "mastheads.toml").read_text("utf-8"))
    return tuple(f" {end}" for end in table["agency_ends"])


def is_label(words: str) -> bool:
    """Whether ``words`` name a section or a kind of piece: "OPINION", "World news"."""
    return fold(words) in _mastheads()[2]


def is_outlet(words: str) -> bool:
    """Whether ``words`` read as a masthead: capitals throughout, a word that outlets go by, and a word of their own."""
    parts = words.split()
    if not 2 <= len(parts) <= MOST_WORDS or not _capitals(words) or parts[0].lower() == "by":
        return False
    known, menu = _mastheads()[0], rules().menu
    folded = [fold(part) for part in parts]
    named = [w for w in folded if w in known]
    own = [w for w in folded if w not in known and w not in menu and w not in SMALL]
    placed = (
        folded[-1] in known or "of" in folded or folded[0] in known
    )  # "Harbour Times", "Times of Tarn", "Radio Tarn"
    return placed and bool(named) and (bool(own) or folded[0] == "the" or len(named) > 1) and fold(words) not in menu


def _capitals(words: str) -> bool:
    return all(w[0].isupper() or w[0].isdigit() or w.lower() in SMALL for w in words.split()) and not re.search(
        r"[^\w\s.’'&-]", words
    )


def _cased(words: str) -> str:
    return words.title().replace("’S", "’s").replace("'S", "'s") if words.isupper() and len(words) > 5 else words
