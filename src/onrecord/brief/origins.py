"""How many independent origins stand behind an answer, where that cannot be told for sure, with the reason."""

from __future__ import annotations

from onrecord.brief.draft import Derived, Made, Phrase
from onrecord.brief.reading import numbers
from onrecord.model import Question


def at_least_and_at_most(question: Question) -> Phrase:
    """As in "one or two independent origins, as one unnamed source may be another"; else empty."""
    if not question.origins_why or question.origins_most <= question.origins:
        return Phrase("")
    counted, _, reason = question.origins_why.rstrip(".").partition(": ")
    words = f"{counted[:1].lower()}{counted[1:]}, as {reason}"
    derived = []
    for number in numbers(words):
        if number.value is not None:
            things = tuple(f"origin {i}" for i in range(int(number.value)))
            derived.append(Derived(words[number.start : number.end], Made.COUNT, things))
    return Phrase(words, (), tuple(dict.fromkeys(derived)))
