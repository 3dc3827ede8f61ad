"""The gazetteer of states: names, adjectives, capitals, seats of government and bodies, from ``data/states.csv``.

Case counts: "US" is a state and "us" is not, "Polish" is an adjective of Poland and "polish" is none. A row of the kind
``union`` (NATO, the European Union) is an organisation that acts beside states; it is never given as a state.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

INVARIABLE = ("ese", "ish", "ch", "s", "x", "ni-vanuatu")  # adjectives with no plural in -s: Japanese, British, French
REMEMBERED = 65_536  # look-ups that are kept: an article asks for the same words again and again
SHORT = 4  # names up to this length keep their accents, so that "Male" is not Malé


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the gazetteer."""

    name: str
    kind: str  # state | territory | union
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: tuple[str, ...]
    seats: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """Someone known to lead or to have led a state: ``office`` is a noun of role, ``gender`` m or f."""

    name: str
    state: str
    office: str
    gender: str


@cache
def leaders() -> tuple[Leader, ...]:
    """Heads of state and government and some ministers of the last decades, from ``data/leaders.csv``."""
    text = files("onrecord.values").joinpath("data/leaders.csv").read_text(encoding="utf-8")
    return tuple(Leader(**row) for row in csv.DictReader(text.splitlines()))


@cache
def rows() -> tuple[Row, ...]:
    """All rows of the gazetteer, in the order of the file."""
    text = files("onrecord.values").joinpath("data/states.csv").read_text(encoding="utf-8")
    return tuple(
        Row(
            name=row["name"],
            kind=row["kind"],
            aliases=_cells(row["aliases"]),
            demonyms=_cells(row["demonyms"]),
            capital=_cells(row["capital"]),
            seats=_cells(row["seats"]),
            bodies=_cells(row["bodies"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


@lru_cache(maxsize=65_536)
def plain(words: str) -> str:
    """``words`` as the gazetteer compares them: no "the", no possessive, no accents, one kind of quote and space."""
    words = unicodedata.normalize("NFC", words)
    words = re.sub(r"[\u2018\u2019\u02bc]", "'", words)
    words = " ".join(words.split()).strip(' ,;:"\u201c\u201d')
    words = re.sub(r"'s$|(?<=s)'$", "", words)
    words = re.sub(r"^the\s+", "", words, flags=re.IGNORECASE)
    return words if len(words) <= SHORT else strip_accents(words)


def strip_accents(words: str) -> str:
    """``words`` without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))


def named(words: str) -> str | None:
    """The common name of the state that ``words`` name outright ("UK", "Burma"); None for anything else."""
    return _one("names", words, union=False)


def union_of(words: str) -> str | None:
    """The common name of the union of states that ``words`` name ("EU"); None for anything else."""
    return _one("names", words, union=True)


def state_of(words: str) -> str | None:
    """The common name of the state that ``words`` name or stand for; None if there is none or more than one.

    Names, adjectives and demonyms, capitals and seats of government count: "the Kremlin" and "Russian" are both
    "Russia". "Korean" or "Congolese" alone may be of either state, and give None.
    """
    for column in ("names", "demonyms", "capital", "seats"):
        if _lookup(column, words):
            return _one(column, words, union=False)
    return None


def states_of(words: str) -> tuple[str, ...]:
    """All states that ``words`` may name or stand for: "Korean" gives both."""
    found = (_lookup(column, words) for column in ("names", "demonyms", "capital", "seats"))
    return next((tuple(r.name for r in some if r.kind != "union") for some in found if some), ())


def body_state(words: str) -> str | None:
    """The state or union that a named body of government belongs to ("Bundestag" gives "Germany")."""
    found = _lookup("bodies", words)
    return found[0].name if len(found) == 1 else None


def is_demonym(word: str) -> bool:
    """Whether ``word`` is the adjective of a state or a word for its people, also where more than one has it."""
    return bool(_lookup("demonyms", word))


def is_capital(words: str) -> bool:
    """Whether ``words`` name the capital of a state."""
    return bool(_lookup("capital", words))


def is_seat(words: str) -> bool:
    """Whether ``words`` name a seat of government ("the Kremlin", "Downing Street")."""
    return bool(_lookup("seats", words))


def is_capital_or_seat(words: str) -> bool:
    """Whether ``words`` name a capital or a seat of government: a place that may stand for a government."""
    return is_capital(words) or is_seat(words)


def plurals(demonym: str) -> tuple[str, ...]:
    """The word for one and the word for many: "Russian", "Russians"."""
    return (demonym,) if demonym.lower().endswith(INVARIABLE) else (demonym, demonym + "s")


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def _table(column: str) -> dict[str, tuple[Row, ...]]:
    table: dict[str, tuple[Row, ...]] = {}
    for row in rows():
        for words in _column(row, column):
            key = plain(words)
            if row not in table.get(key, ()):
                table[key] = (*table.get(key, ()), row)
    return table


def _column(row: Row, column: str) -> tuple[str, ...]:
    if column == "names":
        return (row.name, *row.aliases)
    if column == "demonyms":
        return tuple(form for demonym in row.demonyms for form in plurals(demonym))
    return tuple(getattr(row, column))


@lru_cache(maxsize=REMEMBERED)
def _lookup(column: str, words: str) -> tuple[Row, ...]:
    key = plain(words)
    found = _table(column).get(key, ())
    if not found and len(key) > SHORT and key.isupper():  # a headline in capitals
        found = _capitals(column).get(key, ())
    return found


@cache
def _capitals(column: str) -> dict[str, tuple[Row, ...]]:
    return {key.upper(): found for key, found in _table(column).items()}


def _one(column: str, words: str, *, union: bool) -> str | None:
    found = [row.name for row in _lookup(column, words) if (row.kind == "union") == union]
    return found[0] if len(found) == 1 else None
