"""A line before it is checked: its words, the places it rests on, and the numbers in it that stand in no source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import Cite


class Made(StrEnum):
    """How a number that stands in no source came about; the checker makes it again from what the record holds."""

    COUNT = "count"
    DATE = "date"
    SUM = "sum"
    SCALE = "scale"
    MENDED = "mended"  # a person set it: the source has another


@dataclass(frozen=True, slots=True)
class Derived:
    """A phrase of a line whose numbers were made, not found.

    Attributes:
        phrase: The words as they stand in the line: "five articles", "20 October 2024".
        made: How.
        of: What it was made of: the things counted, the ISO dates, the sentence of the sum, the words of likelihood.
    """

    phrase: str
    made: Made
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A line that may be printed once the checker has found all of it again.

    Attributes:
        plainer: The same line with less in it, to be tried when this one is refused.
    """

    text: str
    cites: tuple[Cite, ...]
    derived: tuple[Derived, ...] = ()
    plainer: Draft | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a line: its words, the places they rest on, and what in them was made."""

    text: str
    cites: tuple[Cite, ...] = ()
    derived: tuple[Derived, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)


def join(template: str, *parts: Phrase, **named: Phrase) -> Phrase:
    """The template filled with the words of the parts; their places and made numbers come along."""
    every = (*parts, *named.values())
    text = template.format(*(p.text for p in parts), **{k: p.text for k, p in named.items()})
    return Phrase(text, merged(*(p.cites for p in every)), tuple(d for p in every for d in p.derived))


def listed(parts: tuple[Phrase, ...], conjunction: str = "and") -> Phrase:
    """As in "a, b and c"; semicolons where a part has a comma of its own."""
    from onrecord.brief.wording import listing

    return Phrase(
        listing(tuple(p.text for p in parts), conjunction),
        merged(*(p.cites for p in parts)),
        tuple(d for p in parts for d in p.derived),
    )


def merged(*groups: tuple[Cite, ...]) -> tuple[Cite, ...]:
    """The places of all groups, each once, in order of first use."""
    return tuple(dict.fromkeys(c for group in groups for c in group))


def draft(phrase: Phrase, plainer: Draft | None = None) -> Draft:
    """A line made of one phrase: first letter large, a full stop at its end."""
    from onrecord.brief.wording import sentence

    text = sentence(phrase.text)
    derived = tuple(d for d in phrase.derived if d.phrase in text) + tuple(
        Derived(d.phrase[:1].upper() + d.phrase[1:], d.made, d.of)
        for d in phrase.derived
        if d.phrase not in text and d.phrase[:1].upper() + d.phrase[1:] in text
    )
    return Draft(text=text, cites=phrase.cites, derived=derived, plainer=plainer)
