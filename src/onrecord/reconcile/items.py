"""Items: each figure of each claim with all that comparing needs, and what follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from onrecord.model import Article, Basis, Certainty, Claim, Figure, Kind, Quantity, TimeSpan
from onrecord.reconcile import lists
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.people import MEN_OF, by_name, counted_noun, fights
from onrecord.reconcile.periods import outdated
from onrecord.reconcile.ranges import Range, allowed, point, vague, widened
from onrecord.values.name import fold, named

SOME_OF = re.compile(
    r"\W*[\w,.-]+ of (?:the|their|them|those|these|his|her|its|our|whom)\b(?! (?:\w+ ){0,2}\w+['’]s)"
    r"(?! (?:inhabitants|residents|people|citizens|villagers)\b)",
    re.IGNORECASE,
)
GRAVE = re.compile(
    r"(?:\W+\w+){0,3}\W+(?:(?:critically|seriously|severely|gravely|badly|slightly|lightly|mildly)\W+(?:hurt|injured|wounded|ill)"
    r"|in (?:a )?(?:critical|serious|grave) condition)\b",
    re.IGNORECASE,
)
GRAVE_WITHIN = 60  # characters after a figure that may say how badly they were hurt
DONE = re.compile(
    r"^[a-z]*(?:ed|wn|pt|ught|ilt|aken|iven|eld|old|olen|ost|orn|uck|ung|ound|ent|ut|set|hit|hurt|made|paid)"
    r"(?: (?:up|down|off|out|away))?$"
)
PLANNED = re.compile(r"\b(?:will|would|plans?|planned|intends?|is to|are to|to be|going to)\b", re.IGNORECASE)
PREDICTED = re.compile(
    r"\b(?:could|may|might|expect\w*|forecast\w*|predict\w*|project(?:ed|s|ion)|likely|fear\w*|warn\w*|if|unless|aims?|target)\b",
    re.IGNORECASE,
)
VALUE_OF = re.compile(r"\bvalue of (?:the |its |their |his |her )?(\w+)", re.IGNORECASE)
NEGATION = re.compile(r"\b(?:not|no|never|cannot|neither|none)\b|n['’]t\b", re.IGNORECASE)
OPENING = 6  # first words of a claim, among which its subject stands
PERCENT = ("%", "percent", "per cent")
ESTIMATE = Decimal("0.08")  # by which two estimates of a level may each be off
FEW_LOST = 100  # a side that "lost" fewer soldiers than this in an event is said to have had them killed


class Scope(StrEnum):
    """How far a figure reaches, which decides what it may be compared with."""

    SLOW = "slow"  # the size of an army: years apart may meet
    EVENT = "event"  # killed in one strike: place and day decide
    PERIOD = "period"  # casualties in October: the months must be the same
    STANDING = "standing"  # troops sent, losses since the war began


@dataclass(frozen=True, kw_only=True)  # without slots: what follows from a figure is worked out once and kept
class Item:
    """One figure of one claim, ready to compare."""

    claim: Claim
    index: int
    figure: Figure
    article: Article
    origin: Origin
    measure: str
    who: str | None
    where: str | None
    period: TimeSpan | None
    scope: Scope
    state: bool = False  # whether who is counted is a state, known or learned from the pile
    land: bool = False  # whether the place is a state, known or learned from the pile
    some: str = ""  # which people only an event's figure counts ("child", of "12 children"); empty for anybody
    borrowed: bool = False  # whether a named speaker of the same story gives the number that this article just repeats

    @cached_property
    def ref(self) -> tuple[str, int]:
        """What names this item: its claim and the index of the figure in it."""
        return (self.claim.id, self.index)

    @property
    def quantity(self) -> Quantity:
        """The figure's quantity."""
        return self.figure.quantity

    @cached_property
    def told(self) -> tuple[str, str, str, Decimal | None]:
        """The story, the measure, the people and the number: who repeats all four repeats somebody."""
        return (self.article.story or self.article.id, self.group, self.some, point(self.quantity))

    @cached_property
    def allowed(self) -> Range:
        """The range in which the true number may lie if the figure is right: a figure is held against many others."""
        return allowed(self.quantity)

    @cached_property
    def loosely(self) -> Range:
        """The same where all numbers are estimates."""
        return widened(self.allowed, ESTIMATE)

    @cached_property
    def vague(self) -> bool:
        """Whether the number is hardly one."""
        return vague(self.quantity)

    @cached_property
    def estimated(self) -> bool:
        """Whether it is a level that is only estimated: people sent or deployed."""
        return self.scope is Scope.STANDING and self.family == "count" and not lists.cumulative(self.measure)

    @cached_property
    def group(self) -> str:
        """The measure that stands for all that may answer the same question."""
        if self.scope is Scope.EVENT and self.measure in lists.words("meeting", "lost") and fights(self.some):
            return "killed" if (point(self.quantity) or 0) < FEW_LOST else "casualties"
        if self.measure.endswith(" destroyed") and lists.listed(
            lost := self.measure.removesuffix("destroyed") + "lost"
        ):
            return lost if lists.broader(self.measure) == lost else self.measure
        if self.measure == "value (money)" and (of := VALUE_OF.search(self.claim.text)):
            return f"{of[1].lower()} (money)"  # what is worth so much
        unit = (self.quantity.unit or "").lower()
        if unit in lists.words("meeting", "sizes") and self.measure.endswith(f" ({unit})"):
            said = set(re.findall(r"[a-z]+", self.claim.text.lower()))
            return next((f"{m} ({unit})" for m, told in lists.size_of().items() if said & told), self.measure)
        noun, deed = self.deed
        return noun if deed else lists.meeting_groups().get(self.measure, self.measure)

    @cached_property
    def deed(self) -> tuple[str, str]:
        """Of a measure that no list knows, the noun and what was done: "oaks", "felled"; else itself and nothing."""
        noun, _, deed = self.measure.partition(" ")
        listed = lists.listed(self.measure) or self.measure in lists.meeting_groups()
        done = bool(DONE.search(deed)) and not deed.endswith(")")
        noun = "people" if noun in lists.words("meeting", "anybody") else noun
        return (noun, deed) if done and not listed and self.family == "count" else (self.measure, "")

    @cached_property
    def family(self) -> str:
        """Counts may meet counts; a rate meets only rates of the same unit of time, a share only shares."""
        if self.figure.basis is Basis.RATE:
            return f"rate a {self.figure.per or 'time'}"
        return "share" if percent(self.figure) or self.figure.basis is Basis.SHARE else "count"

    @cached_property
    def part(self) -> bool:
        """Whether it is a part of a larger figure, left over beside another ("15 others"), or somebody's kin."""
        beside = any(counted_noun(self.figure) in lists.words("meeting", key) for key in ("leftover", "kin"))
        if fights(self.some) and MEN_OF.search(self.figure.text):
            return False  # "45 of the movement's fighters" is all that it lost
        if self.at_facility or GRAVE.match(self.article.text[self.figure.span.end :][:GRAVE_WITHIN]):
            return True
        if self.scope is Scope.EVENT and by_name(self.figure):
            return True
        of_them = bool(SOME_OF.match(self.figure.text))
        return self.figure.part_of_larger or of_them or (beside and self.scope is Scope.EVENT)

    @cached_property
    def at_facility(self) -> bool:
        """Whether a hospital or the like counts those who came to it: others may have come to another."""
        names = set(self.origin.name.lower().split()) & lists.facility("names")
        said = set(re.findall(r"[a-z]+", self.claim.text.lower()))
        before = set(re.findall(r"[a-z]+", self.claim.text.partition(self.figure.text)[0].lower()))
        dealt = self.own_deed and before & lists.facility("dealings") and not fights(self.some)
        return bool(self.scope is Scope.EVENT and ((names and said & lists.facility("verbs")) or dealt))

    @cached_property
    def own_deed(self) -> bool:
        """Whether whoever says it is the one who did it: "the navy rescued 14 sailors, it said"."""
        start = self.claim.text.removeprefix("that ").split()[:OPENING]
        words = [w.strip(",.;:’'").lower().removesuffix("'s").removesuffix("’s") for w in start]
        before = re.findall(r"[a-z]+", self.claim.text.partition(self.figure.text)[0].lower())
        if not lists.words("meeting", "counting_deeds").isdisjoint(before):
            return False  # who counted 22 cases made none
        if not words or words[0] in ("it", "they", "we"):
            return bool(words)
        head = self.origin.name.lower().split()[-1:]
        number = fold(self.figure.text).split()[:1]
        return bool(head) and head[0] in words and (not number or number[0] not in words[: words.index(head[0])])

    @cached_property
    def early(self) -> bool:
        """Whether it is of an older state of things: "initial reports", or "up from" it."""
        if outdated(self.figure, self.article):
            return True
        words = {w for link in self.claim.attribution.path for w in link.text.lower().split()}
        return bool(words & lists.words("origins", "early"))

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and last day on which the article can have been published."""
        return (self.article.published.start, self.article.published.end) if self.article.published else None

    @cached_property
    def present(self) -> bool:
        """Whether it claims a number that holds now: no forecast, no addition, no part, nothing denied."""
        return not (self.part or self.figure.basis is Basis.INCREMENT or self.unsettled)

    @cached_property
    def planned(self) -> bool:
        """Whether the number is of what somebody is going to do, as somebody knows; no forecast of what may happen."""
        if self.figure.basis is Basis.INCREMENT or self.family != "count" or self.part or self.denied:
            return False
        return bool(PLANNED.search(self.claim.text)) and not PREDICTED.search(self.claim.text)

    @cached_property
    def unsettled(self) -> bool:
        """Whether the claim does not say that the number is so: a forecast, an opinion, a condition, a denial."""
        loose = self.claim.kind in (Kind.FORECAST, Kind.OPINION) or self.denied
        return loose or self.claim.certainty in (Certainty.FORECAST, Certainty.CONDITIONAL)

    @cached_property
    def denied(self) -> bool:
        """Whether the claim says that the number is not so: not where those counted are they who did not do a thing."""
        if self.claim.certainty is Certainty.DENIED or self.claim.affirmed:
            return self.claim.certainty is Certainty.DENIED
        at = self.figure.span
        home = next((s for s in self.claim.content if s.start <= at.start < s.end), None)
        if home is None or lists.cumulative(self.measure):
            return True
        text = self.article.text
        before, behind = text[home.start : at.start], text[at.end : home.end]
        return bool(NEGATION.search(before)) or not NEGATION.search(behind)  # "12,000 children could not start school"

    @cached_property
    def order(self) -> tuple[date, str, int, str, int]:
        """By day, article and place: the same for any order of arrival."""
        day = self.days[0] if self.days else date.max
        return (day, self.article.id, self.figure.span.start, self.claim.id, self.index)


def both_hold(a: Item, b: Item) -> bool:
    """Whether both claim a number that holds now, or both one of what is going to be done: so they can be compared."""
    return (a.present and b.present) or (a.planned and b.planned)


def percent(figure: Figure) -> bool:
    """Whether the number is one of hundredths."""
    return (figure.quantity.unit or "").lower() in PERCENT


def contradict(a: Item, b: Item) -> bool:
    """Whether two figures cannot both hold; numbers of people sent or deployed are estimates, and allow for it."""
    if a.vague or b.vague:
        return False
    return not (a.loosely.meets(b.loosely) if a.estimated else a.allowed.meets(b.allowed))


def generic(who: str | None) -> bool:
    """Whether nobody in particular is counted: "people", "civilians", or nobody is named."""
    return who is None or who.lower() in lists.words("meeting", "generic_people")


def who_key(who: str) -> str:
    """The last word of the folded name, by which variants of one name fall into one block."""
    folded = fold(who).split()
    return " ".join(folded) if named(who) else (folded or [who])[-1]
