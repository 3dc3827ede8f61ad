"""Numbers that a person set: a line that gives one says who did, and what the source has in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.brief.draft import Derived, Draft, Made
from onrecord.brief.pile import Pile
from onrecord.brief.reading import numbers
from onrecord.brief.wording import QUOTE_MARKS, flat


@dataclass(frozen=True, slots=True)
class Mend:
    """A figure whose quantity a person set: the article, the numbers, the source's words in one piece, and who."""

    article: str
    values: frozenset[Decimal]
    words: str
    by: str


def mends(pile: Pile) -> tuple[Mend, ...]:
    """The figures of the pile whose numbers a person set to others than their words give."""
    found = []
    for claim in pile.claims:
        for figure in (f for f in claim.figures if f.mended):
            own = {n.value for n in numbers(flat(figure.text))}
            ends = {v for v in (figure.quantity.low, figure.quantity.high) if v is not None} - own
            if ends:
                found.append(Mend(claim.article, frozenset(ends), flat(figure.text), figure.mended))
    return tuple(dict.fromkeys(found))


def with_mended(form: Draft, known: Sequence[Mend]) -> Draft:
    """The line, with a note on each mended number that it gives and whose place it cites."""
    notes, derived = [], list(form.derived)
    for one in known:
        given = [n.words for n in numbers(form.text) if n.value in one.values] if cited(form, one) else []
        if not given:
            continue
        said = dict.fromkeys(given)
        stands = f": the source has “{one.words}”" if not set(one.words) & set(QUOTE_MARKS) else ""
        notes.append(f"{' and '.join(said)} {'is' if len(said) == 1 else 'are'} as mended by {one.by}{stands}")
        derived += (Derived(words, Made.MENDED, (one.article,)) for words in (*said, f"mended by {one.by}"))
    if not notes:
        return form
    return replace(form, text=f"{form.text} ({'; '.join(dict.fromkeys(notes))}.)", derived=unique(derived))


def cited(form: Draft, one: Mend) -> bool:
    """Whether the line cites the place whose number was mended."""
    return any(c.article == one.article and one.words in flat(c.quote) for c in form.cites)


def unique(derived: Iterable[Derived]) -> tuple[Derived, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(derived))
