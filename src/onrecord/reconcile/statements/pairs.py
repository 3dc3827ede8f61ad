"""Pairs: whether two propositions tell of one matter, scored, with the reasons; no score where something forbids it.

Precision first: two that say the opposite stay apart unless who did it to what, or where, is surely the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import TimeSpan
from onrecord.reconcile.days import days_between
from onrecord.reconcile.statements.items import Party, Said
from onrecord.reconcile.statements.lexicon import is_lasting, is_personal, nouns
from onrecord.values.name import fold, same_name, same_person, state_of

ENOUGH = 8
SURE = 3  # so many parties tie two that no story and no day ties
STORY_DAYS = 30  # between articles of one story that tell of one deed
EVENT_DAYS = 5  # between articles that nothing else ties together
LASTING_DAYS = 120  # the same for a deed that stretches over months
SLACK = 2  # days by which reports differ over the day of a deed


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait of a pair: points for it (None forbids), whether it surely ties the two, and its reason."""

    points: int | None
    firm: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How well two propositions fit one matter. ``value`` None: something forbids it, which ``reasons`` names."""

    value: int | None
    reasons: tuple[str, ...]
    opposed: bool = False

    @property
    def enough(self) -> bool:
        """Whether the two may stand under one question."""
        return self.value is not None and self.value >= ENOUGH


def forbidden(reason: str) -> Match:
    """No match, for a reason."""
    return Match(None, (reason,))


def tied(a: Said, b: Said) -> bool:
    """Whether the two stand in one article or in one story."""
    return a.article.id == b.article.id or (bool(a.article.story) and a.article.story == b.article.story)


def match(a: Said, b: Said) -> Match:
    """Score two propositions."""
    deed = shared_deed(a, b)
    if deed is None:
        return forbidden("another action")
    if far(a, b):
        return forbidden("too long apart")
    opposed = a.deeds[deed][0] != b.deeds[deed][0]
    together = tied(a, b)
    alike = a.proposition.action == b.proposition.action
    parts = [Trait(3 if alike else 2, False, "the same action" if alike else f"both tell of one sort of deed ({deed})")]
    for found in traits(a, b, deed, opposed=opposed):
        if found.points is None:  # most pairs end here: what follows is not looked at
            return forbidden(found.reason)
        parts.append(found)
    parts.append(Trait(3, False, "told in one story") if together else Trait(0))
    reasons = tuple(p.reason for p in parts if p.reason)
    why_not = short(a, b, parts, opposed=opposed)
    if why_not:
        near = not opposed or (together and a.article.id != b.article.id and parts[1].firm)
        return Match(0 if near else None, (why_not, *reasons), opposed)
    return Match(sum(p.points or 0 for p in parts), reasons, opposed)


def traits(a: Said, b: Said, deed: str, *, opposed: bool) -> Iterator[Trait]:
    """What may set two propositions of one deed apart, one by one: who, whom, where, what beside, and when."""
    together = tied(a, b)
    yield parties("who did it", a.agent, b.agent, personal=is_personal(deed), together=together)
    yield parties("what it befell", a.patient, b.patient, personal=True, together=together)
    yield where(a.place, b.place)
    yield beside(a, b)
    yield when(a, b, deed, opposed=opposed)


def far(a: Said, b: Said) -> bool:
    """Whether the days between two articles forbid one deed, whichever it is: asked first, for it costs least."""
    if a.days is None or b.days is None or a.article.id == b.article.id:
        return False
    gap = (max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])).days
    return gap > EVENT_DAYS and gap > (LASTING_DAYS if a.lasting else STORY_DAYS if tied(a, b) else EVENT_DAYS)


def reach(said: Said) -> int:
    """The most days that may lie between its publication and that of one it is compared with: see :func:`far`."""
    return LASTING_DAYS if said.lasting else STORY_DAYS


def shared_deed(a: Said, b: Said) -> str | None:
    """The deed that both may tell; the same action before others."""
    return next((deed for deed in a.deeds if deed in b.deeds), None)


def short(a: Said, b: Said, parts: list[Trait], *, opposed: bool) -> str:
    """Why too little ties the two; empty where enough does."""
    agent, patient, place, other = (p.firm for p in parts[1:5])
    firm = agent + patient + place + other
    told = [len(s.parties) for s in (a, b)]
    if firm < SURE and not tied(a, b) and days_between(a.days, b.days) is None:
        return "nothing tells that they are of one time"
    alone = min(told) == 1 and firm == 1 and tied(a, b)
    if firm < (2 if not alone else 1):
        return "too few parties are surely the same"
    if opposed:
        return opposing(a, b, agent=agent, patient=patient, place=place)
    return "" if agent or patient else "only the place is the same"


def opposing(a: Said, b: Said, *, agent: bool, patient: bool, place: bool) -> str:
    """Why two that say the opposite need not be of one deed; empty where they surely are."""
    if a.aside or b.aside:
        return ""
    no = b if a.proposition.affirmed else a
    if no.proposition.answers:
        return ""  # it challenges the very words
    if a.article.id == b.article.id and a.voice == b.voice:
        return "one voice says both, which are hardly of one deed"
    alone = [len(s.parties) + len(s.others) == 1 for s in (a, b)]
    if any(alone) and not all(alone):
        return "one tells less"
    if (a.agent is None) != (b.agent is None) or (a.patient is None) != (b.patient is None):
        return "" if (agent and patient) or (tied(a, b) and (agent or patient) and place) else "one tells less"
    same_sort = a.patient is not None and b.patient is not None and place and a.patient.key == b.patient.key
    if (agent or a.agent is None) and (patient or a.patient is None or same_sort):
        return ""
    return "who did it to whom is not surely the same"


# -------------------------------------------------------------------------------- parties


def parties(role: str, a: Party | None, b: Party | None, *, personal: bool, together: bool) -> Trait:
    """Whether two parties in the same role are one; a party that only one names proves nothing."""
    if a is None or b is None:
        return Trait(0)
    if a.named and b.named:
        return both_named(role, a, b, personal=personal)
    if not a.named and not b.named:
        return both_described(role, a, b, together=together)
    named, other = (a, b) if a.named else (b, a)
    if not personal and other.acts_for_state and other.state == named.state:
        return Trait(2, True, f"{role}: {other.term.text} of {named.term.name}")
    if other.near and other.near == named.key and other.key in nouns("forces"):
        return Trait(2, True, f"{role}: {other.term.text} of {named.term.name}")
    return Trait(-1 if together else None, False, f"{named.term.name} may not be “{other.term.text}”")


def both_named(role: str, a: Party, b: Party, *, personal: bool) -> Trait:
    """Two names: the same, or of one state whose deed it is."""
    if a.key == b.key or (same_name(a.term.name, b.term.name) and same_person(a.term.name, b.term.name)):
        return Trait(3, True, f"{role}: {a.term.name}")
    same_state = a.state is not None and a.state == b.state
    if same_state and not personal and (a.is_state or b.is_state):
        return Trait(2, True, f"{role}: both are of {a.state}")
    return Trait(None, False, f"{a.term.name} is not {b.term.name}")


def both_described(role: str, a: Party, b: Party, *, together: bool) -> Trait:
    """Two descriptions: the same noun, not told apart by whose, where or of what kind."""
    if a.key != b.key:
        forces = a.key in nouns("forces") and b.key in nouns("forces") and a.near == b.near and a.near
        if forces:
            return Trait(1, False, f"{role}: both of {a.term.of}")
        return Trait(None, False, f"“{a.term.text}” is not “{b.term.text}”")
    if a.near and b.near and a.near != b.near and not one_within(a.near, b.near):
        return Trait(None, False, f"“{a.term.text}” of {a.term.of} is not that of {b.term.of}")
    kinds, others = set(a.term.kinds), set(b.term.kinds)
    if kinds and others and not (kinds <= others or others <= kinds):
        return Trait(None, False, f"“{a.term.text}” is not “{b.term.text}”")
    told = (a.near and a.near == b.near) or (kinds and kinds == others)
    sure = bool(told) or (together and (a.key not in nouns("common") or not (a.near or b.near or kinds or others)))
    if not sure and not told and a.key not in nouns("common") and not (kinds ^ others):
        return Trait(1, False, f"{role}: {a.term.name}")
    return Trait(3 if told else 2 if sure else 1, sure, f"{role}: {a.term.name}")


def one_within(a: str, b: str) -> bool:
    """Whether one place is a state that the other lies in."""
    return fold(state_of(a) or "") == b or fold(state_of(b) or "") == a


def where(a: Party | None, b: Party | None) -> Trait:
    """Whether the places may be the same, or one lie in the other."""
    if a is None or b is None or not (a.named and b.named):
        same = a is not None and b is not None and a.key == b.key and a.key not in nouns("vague_places")
        return Trait(1 if same else 0, False, f"at: {a.term.name}" if same and a else "")
    words, others = set(a.key.split()), set(b.key.split())
    if words <= others or others <= words:
        return Trait(2, True, f"where: {a.term.name}")
    if one_within(a.key, b.key):
        return Trait(1, False, "one place lies in the other")
    return Trait(None, False, f"{a.term.name} is not {b.term.name}")


def beside(a: Said, b: Said) -> Trait:
    """Whether the further parties agree: a treaty with one is no treaty with another."""
    ours = {p.term.link: p for p in a.others}
    theirs = {p.term.link: p for p in b.others}
    for link in sorted(ours.keys() & theirs.keys()):
        one, other = ours[link], theirs[link]
        told_apart = one.near and other.near and one.near != other.near and not one_within(one.near, other.near)
        if one.key == other.key and not told_apart:
            return Trait(2, one.named or bool(one.near), f"{link} {one.term.name}")
        if link in ("with", "to", "from", "against", "for", "as"):
            return Trait(None, False, f"{link} {one.term.name} is not {link} {other.term.name}")
    return Trait(0)


# -------------------------------------------------------------------------------- days


def when(a: Said, b: Said, deed: str, *, opposed: bool) -> Trait:
    """Whether the days allow one deed."""
    gap = 0 if a.article.id == b.article.id else days_between(a.days, b.days)
    apart = days_between(span(a.time), span(b.time))
    lasting = is_lasting(deed)
    if apart is not None and not lasting and apart > SLACK:
        return Trait(None, False, "deeds of different days")
    limit = LASTING_DAYS if lasting else STORY_DAYS if tied(a, b) else EVENT_DAYS
    if gap is not None and gap > limit:
        return Trait(None, False, "too long apart")
    if opposed and (late := said_before(a, b)):
        return Trait(None, False, late)
    if opposed and a.deeds[deed][1] and a.proposition.affirmed != b.proposition.affirmed:
        return Trait(0)
    if opposed and a.deeds[deed][1] and (apart != 0 or a.done is None or b.done is None):
        return Trait(None, False, "one may have followed the other")
    if apart == 0 and a.done is not None and b.done is not None:
        return Trait(1, False, "the same day")
    return Trait(0)


def span(time: TimeSpan | None) -> tuple | None:  # type: ignore[type-arg]
    """A time as its first and last day."""
    return (time.start, time.end) if time is not None else None


def said_before(a: Said, b: Said) -> str:
    """Why a denial does not bear on a deed that was told only later; empty where it does or that cannot be known."""
    yes, no = (a, b) if a.proposition.affirmed else (b, a)
    if yes.article.id == no.article.id or yes.days is None or no.days is None:
        return ""
    done = yes.done.start if yes.done is not None else None
    later = (yes.days[0] - no.days[1]).days
    if later > 1 and (done is None or done > no.days[1]):
        return "it was denied before anybody said so, and may have been done since"
    return ""
