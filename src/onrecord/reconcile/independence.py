"""Independence: how many independent origins stand behind an answer, at least and at most.

At least: the origins that are known, each counted once; where none is known, one, for somebody said it. At most: those,
and one more for each that may be another:

- a source without a name is one more for each article and each wording, for "officials" of Monday need not be those of
  Tuesday; but in one article the same words are the same source, and so are those that several outlets cite by the same
  words from one and the same outlet;
- one that is said to be of a state ("Ukrainian officials") is none more where an organ of that state is counted, for
  the organs of a state are one origin, and else one for all of that state;
- each file without a publisher is one more, for its publisher may be any;
- a ring of outlets that cite each other is one more, for somebody began it; none more where one of them is counted.

What only repeats another (a copy, an outlet's own summary of what it attributes) is nobody at all. The true number lies
between the two, as far as the attributions were read rightly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.reconcile.origins import Origin

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """The number of independent origins, at least and at most, with the reason where they differ."""

    least: int
    most: int
    why: str = ""


def independence(origins: Iterable[Origin]) -> Independence:
    """How many independent origins there are among those of the figures that support an answer."""
    every = list(origins)
    known = {o.key for o in every if o.known}
    sides = {o.side for o in every if o.known and o.side}
    apart = {o.key for o in every if o.apart}
    more: dict[tuple[str, ...], Origin] = {}
    for origin in every:
        again = not origin.apart and origin.key in apart  # cited from the outlet that has it from the same source
        if origin.known or again or known & set(origin.ring) or (origin.side and origin.side in sides):
            continue
        key = ("state", origin.side) if origin.side else (origin.key, origin.apart)
        more.setdefault(key, origin)
    least = max(len(known), 1)
    most = max(len(known) + len(more), 1)
    return Independence(least=least, most=most, why=_why(least, most, list(more.values())))


def _why(least: int, most: int, more: Sequence[Origin]) -> str:
    if least == most:
        return ""
    unnamed = [o for o in more if not o.own_voice and not o.circular]
    files = [o for o in more if o.own_voice]
    rings = [o for o in more if o.circular]
    parts = [
        _some(len(unnamed), "unnamed source", "unnamed sources"),
        _some(len(files), "article without a publisher", "articles without a publisher"),
        _some(len(rings), "ring of outlets that cite each other", "rings of outlets that cite each other"),
    ]
    said = [p for p in parts if p]
    told = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    same = "one and the same" if len(more) == most else "another" if len(more) == 1 else "others"
    return f"{in_words(least, most).capitalize()}: {told} may be {same}."


def in_words(least: int, most: int) -> str:
    """As in "one independent origin" or "one to three independent origins"."""
    many = "independent origin" if most == 1 else "independent origins"
    if least == most:
        return f"{_number(least)} {many}"
    joint = "or" if most == least + 1 else "to"
    return f"{_number(least)} {joint} {_number(most)} {many}"


def _number(n: int) -> str:
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def _some(n: int, one: str, many: str) -> str:
    return "" if not n else f"one {one}" if n == 1 else f"{_number(n)} {many}"
