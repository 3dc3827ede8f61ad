"""What figures count: the tree of measures in ``data/measures.toml``, and the one that a verb or noun signals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from onrecord.extract.tree import tables
from onrecord.values.quantity.lexicon import is_person_noun

THINGS = "{things}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What stands around a counted noun; all words are lemmas, lower case.

    Attributes:
        thing: The counted noun, None where the number stands alone ("12 were killed").
        class_: Its class: persons, forces, equipment, munitions, buildings, goods, any; "none" where there is no noun.
        plural: The counted noun as written in the plural, to name measures after.
        verb: The nearest verb whose object it is, to name measures after.
        own: The counted noun itself, as lemma and as written.
        words: Words before the counted noun ("active").
        objects, subjects: Verbs whose object or subject it is.
        nouns: Nouns it is counted under ("the deaths of 20"), and the counted noun itself.
        states: Adjectives and participles said of it ("dead").
        within: Nouns and verbs that hold it ("an army with", "boasts").
        places: Nouns behind "in" or "at" that say where it is ("in camps").
        near: Nouns of its sentence and of the one before.
    """

    thing: str | None = None
    class_: str = "none"
    plural: str = ""
    verb: str | None = None
    own: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One row of ``measures.toml``; see the head of the file for its fields."""

    name: str
    parent: str | None = None
    heads: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    counts: frozenset[str] = field(default_factory=frozenset)

    def fits(self, signals: Signals) -> bool:
        """Whether the signals call for this measure and the counted thing is of a class it counts."""
        if (self.heads and signals.thing not in self.heads) or (self.near and not self.near & signals.near):
            return False
        named = signals.thing is not None and bool(signals.own & self.nouns)
        if not named and not ({signals.class_, "any"} & self.counts):
            return False
        pairs = (
            (self.object, signals.objects | (signals.states - self.states)),
            (self.subject, signals.subjects),
            (self.nouns, signals.nouns),
            (self.states, signals.states),
            (self.words, signals.words),
            (self.within, signals.within),
            (self.places, signals.places),
        )
        return any(mine & theirs for mine, theirs in pairs)


@cache
def _rows() -> tuple[Measure, ...]:
    def row(fields: dict[str, Any]) -> Measure:
        sets = {key: frozenset(value) for key, value in fields.items() if isinstance(value, list)}
        return Measure(name=fields["name"], parent=fields.get("parent"), **sets)

    return tuple(row(fields) for fields in tables()["measure"])


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(tables()[section][key])


def thing_class(noun: str | None) -> str:
    """The class of a counted noun (singular): persons, forces, equipment, munitions, buildings, goods, none or any."""
    if noun is None:
        return "none"
    for name in ("equipment", "munitions", "buildings", "goods"):
        if noun in _words("classes", name):
            return name
    if is_person_noun(noun, "military"):
        return "forces"
    return "persons" if is_person_noun(noun) else "any"


def says_nothing(noun: str) -> bool:
    """Whether numbers of this noun are seldom in dispute ("two ways", "three countries")."""
    return noun in _words("skip", "nouns")


def is_unit_noun(noun: str) -> bool:
    """Whether the noun is one part of a larger whole ("battalion")."""
    return noun in _words("units", "nouns")


def says(list_: str, word: str) -> bool:
    """Whether ``word`` (a lemma) stands in a list of the section ``[words]``: "reaching", "transitive", "changes"."""
    return word in _words("words", list_)


def is_telling(verb: str) -> bool:
    """Whether the subject of the verb tells of a count and does not own it ("the ministry reported 12 deaths")."""
    return verb in _words("telling", "verbs")


def money_purpose(verb: str) -> str | None:
    """What the verb (a lemma) says of the money it governs: "ask" gives "asked"; None where it says nothing."""
    table: dict[str, list[str]] = tables()["money"]
    return next((purpose for purpose, verbs in table.items() if verb in verbs), None)


def participle(verb: str) -> str:
    """The past participle of a verb's lemma: "send" gives "sent"."""
    irregular: dict[str, str] = tables()["participles"]
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    short = re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb)
    return verb + verb[-1] + "ed" if short else verb + "ed"


class Measures:
    """The tree of measures: which are broader than which, and the measure that signals call for."""

    def __init__(self) -> None:
        self.rows = _rows()

    def parent(self, name: str) -> str | None:
        """The next broader measure of ``name``, or None for one at the top or of the open class."""
        for row in self.rows:
            pattern = re.escape(row.name).replace(re.escape(THINGS), "(?P<things>.+)")
            match = re.fullmatch(pattern, name)
            if match and row.parent and self._counts(row, match):
                return row.parent.replace(THINGS, match.groupdict().get("things") or "")
        return None

    def broader(self, a: str, b: str) -> bool:
        """Whether measure ``a`` takes in all that ``b`` counts."""
        return a in self.ancestors(b)

    def related(self, a: str, b: str) -> bool:
        """Whether figures of the two can stand under one question: the same measure, or one broader than the other."""
        return a == b or self.broader(a, b) or self.broader(b, a)

    def ancestors(self, name: str) -> Iterator[str]:
        """The broader measures of ``name``, nearest first."""
        above = self.parent(name)
        while above:
            yield above
            above = self.parent(above)

    def family(self, name: str) -> str:
        """The broadest measure above ``name``, or ``name`` itself."""
        return [name, *self.ancestors(name)][-1]

    def is_loss(self, name: str) -> bool:
        """Whether the measure counts what is lost for good, so that a figure of it is a running total."""
        return self.family(name) == "casualties" or name.endswith((" lost", " destroyed", " damaged"))

    def is_casualty(self, name: str) -> bool:
        """Whether the measure counts people killed, hurt, missing or taken."""
        return self.family(name) == "casualties"

    def choose(self, signals: Signals) -> str | None:
        """The first measure of the list that the signals call for; None when the list has none."""
        row = next((row for row in self.rows if row.fits(signals)), None)
        return row.name.replace(THINGS, signals.plural) if row else None

    def open_name(self, signals: Signals) -> str | None:
        """A name for what is not in the list: the counted noun, with the participle of the verb that governs it."""
        if signals.thing is None:
            return None
        verb, _, particle = (signals.verb or "").partition(" ")
        if not verb or verb in _words("skip", "verbs"):
            return signals.plural
        return f"{signals.plural} {participle(verb)} {particle}".strip()

    @staticmethod
    def _counts(row: Measure, match: re.Match[str]) -> bool:
        things = match.groupdict().get("things")
        if things is None:
            return True
        class_ = thing_class(things) if thing_class(things) != "any" else thing_class(things.removesuffix("s"))
        return class_ in row.counts or "any" in row.counts
