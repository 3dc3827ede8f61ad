"""Why two answers may differ, and what one of them rests on: parties, words that count other things, days apart."""

from __future__ import annotations

import re

from onrecord.brief.answers import cites, grouped
from onrecord.brief.draft import Phrase
from onrecord.brief.pile import Answer, Pile
from onrecord.brief.reading import numbers
from onrecord.brief.subjects import is_loss
from onrecord.brief.wording import QUOTE_MARKS, flat
from onrecord.model import Question, Speaker, SpeakerType

MOST = 3
WEEKS, MONTHS, YEARS = 21, 75, 400  # days between two publications before we call them that far apart


def why_they_differ(pile: Pile, question: Question) -> tuple[Phrase, ...]:
    """Reasons found in the record for which the answers to one question may differ, the strongest first."""
    groups = list(grouped(pile.counted(question)).values())
    if len(groups) < 2:
        return ()
    highest, lowest = groups[0], groups[-1]
    found = (
        party(pile, highest) or party(pile, lowest),
        _other_things(pile, highest[0], lowest[0]),
        _days_apart(pile, highest[0], lowest[0]),
    )
    nameless = () if question.origins < 2 else (_nameless(pile, highest, "higher"), _nameless(pile, lowest, "lower"))
    return tuple(p for p in (*found, *nameless) if p)[:MOST]


def party(pile: Pile, answers: tuple[Answer, ...]) -> Phrase:
    """That a figure of losses comes from the government of another country than the one that suffers them."""
    for answer in answers:
        chain = answer.claim.attribution.path
        origin = chain[-1] if chain else None
        who = answer.figure.who
        if not origin or origin.type is not SpeakerType.STATE or not who or not is_loss(answer.figure.measure):
            continue
        if who[:1].isupper() and _state(who) and _state(origin.name) not in (None, _state(who)):
            name = pile.speaker(origin, pile.article[answer.claim.article])
            text = f"{name} is counting another country’s losses, not its own"
            return Phrase(text, cites(pile, (answer,)))
    return Phrase("")


def _state(name: str) -> str | None:
    from onrecord.values.name import state_of

    return state_of(name)


def noun(answer: Answer) -> str:
    """What a figure counts in the source's own words: "battlefield casualties"."""
    text = flat(answer.figure.text)
    last = max((n.end for n in numbers(text)), default=0)
    words = text[last:].strip(" ,-–")
    return words if last and not set(words) & set(QUOTE_MARKS) else ""


def _other_things(pile: Pile, one: Answer, other: Answer) -> Phrase:
    a, b = noun(one), noun(other)
    if not a or not b or a.split()[-1].lower() == b.split()[-1].lower():
        return Phrase("")
    return Phrase(f"“{a}” and “{b}” may not count the same things", cites(pile, (one, other)))


def _days_apart(pile: Pile, one: Answer, other: Answer) -> Phrase:
    dates = [pile.article[a.claim.article].published for a in (one, other)]
    if dates[0] is None or dates[1] is None:
        return Phrase("")
    days = abs((dates[0].reference - dates[1].reference).days)
    if dates[0].start <= dates[1].end and dates[1].start <= dates[0].end:
        return Phrase("")
    far = next((w for limit, w in ((YEARS, "years"), (MONTHS, "months"), (WEEKS, "weeks")) if days >= limit), "")
    return Phrase(f"they were published {far} apart", cites(pile, (one, other))) if far else Phrase("")


def _nameless(pile: Pile, answers: tuple[Answer, ...], which: str) -> Phrase:
    chains = [a.claim.attribution.path for a in answers]
    if all(c and all(is_nameless(s) for s in c) for c in chains):
        return Phrase(f"the {which} figure rests on a source without a name", cites(pile, answers))
    return Phrase("")


def is_nameless(speaker: Speaker) -> bool:
    """Whether a source is named by nobody's name: no capital past the first letter, no acronym."""
    kinds = (SpeakerType.UNNAMED, SpeakerType.DOCUMENT)
    return speaker.type in kinds and re.search(r"\b[A-Z]{2,}\b|(?<=\s)[A-Z]", speaker.text) is None
