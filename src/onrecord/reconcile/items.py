"""Items: each figure of each claim with all that comparing needs, names made one across the pile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from onrecord.model import Article, Basis, Certainty, Claim, Figure, Kind, Quantity, SpeakerType, TimeSpan
from onrecord.reconcile import lists
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.ranges import clash, point
from onrecord.values.name import fold, is_demonym, merge_names, named, state_of

LONG_PERIOD = 20  # days from which a stretch of time is a question of its own
SOME_OF = re.compile(r"\W*[\w,.-]+ of (?:the|their|them|those|these|his|her|its|our|whom)\b", re.IGNORECASE)
PERCENT = ("%", "percent", "per cent")
ESTIMATE = Decimal("0.08")  # by which two estimates of a level may each be off
WAR = 1000  # so many of a state's people killed or captured are those of a war, fewer those of an event
TOTAL_PERIOD = 7  # the same, for a figure that is called a total


class Scope(StrEnum):
    """How far a figure reaches, which decides what it may be compared with."""

    SLOW = "slow"  # the size of an army: years apart may meet
    EVENT = "event"  # killed in one strike: place and day decide
    PERIOD = "period"  # casualties in October: the months must be the same
    STANDING = "standing"  # troops sent, losses since the war began


@dataclass(frozen=True, slots=True, kw_only=True)
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

    @property
    def ref(self) -> tuple[str, int]:
        """What names this item: its claim and the index of the figure in it."""
        return (self.claim.id, self.index)

    @property
    def quantity(self) -> Quantity:
        """The figure's quantity."""
        return self.figure.quantity

    @property
    def group(self) -> str:
        """The measure that stands for all that may answer the same question."""
        return lists.meeting_groups().get(self.measure, self.measure)

    @property
    def family(self) -> str:
        """Counts may meet counts; a rate meets only rates of the same unit of time, a share only shares."""
        if self.figure.basis is Basis.RATE:
            return f"rate a {self.figure.per or 'time'}"
        percent = (self.quantity.unit or "").lower() in PERCENT
        return "share" if percent or self.figure.basis is Basis.SHARE else "count"

    @property
    def some(self) -> str:
        """Which people only an event's figure counts ("child", of "12 children"); empty when it counts anybody."""
        noun = (self.quantity.unit or "").lower().split()[-1:] if self.scope is Scope.EVENT else []
        anybody = any(noun and noun[0] in lists.words("meeting", key) for key in ("anybody", "leftover", "kin"))
        return "" if not noun or anybody or is_demonym(noun[0].title()) else lists.singular(noun[0])

    @property
    def part(self) -> bool:
        """Whether it is a part of a larger figure, left over beside another ("15 others"), or somebody's kin."""
        noun = (self.quantity.unit or "").lower().split()[-1:]
        beside = any(noun and noun[0] in lists.words("meeting", key) for key in ("leftover", "kin"))
        of_them = bool(SOME_OF.match(self.figure.text))
        return self.figure.part_of_larger or of_them or (beside and self.scope is Scope.EVENT)

    @property
    def early(self) -> bool:
        """Whether its source speaks of an older state of things: "initial reports"."""
        words = {w for link in self.claim.attribution.chain for w in link.text.lower().split()}
        return bool(words & lists.words("origins", "early"))

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day on which the article can have been published."""
        return (self.article.published.start, self.article.published.end) if self.article.published else None

    @property
    def present(self) -> bool:
        """Whether it claims a number that holds now: no forecast, no addition, no part, nothing denied."""
        return not (self.part or self.figure.basis is Basis.INCREMENT or self.unsettled)

    @property
    def unsettled(self) -> bool:
        """Whether the claim does not say that the number is so: a forecast, an opinion, a condition, a denial."""
        claim = self.claim
        loose = claim.kind in (Kind.FORECAST, Kind.OPINION) or not claim.affirmed
        return loose or claim.certainty in (Certainty.FORECAST, Certainty.CONDITIONAL, Certainty.DENIED)

    @property
    def order(self) -> tuple[date, str, int, str, int]:
        """By day, article and place: the same for any order of arrival."""
        day = self.days[0] if self.days else date.max
        return (day, self.article.id, self.figure.span.start, self.claim.id, self.index)


def contradict(a: Item, b: Item) -> bool:
    """Whether two figures cannot both hold; numbers of people sent or deployed are estimates, and allow for it."""
    level = a.scope is Scope.STANDING and a.family == "count" and not lists.cumulative(a.measure)
    return clash(a.quantity, b.quantity, ESTIMATE if level else Decimal(0))


def make_items(claims: Iterable[Claim], articles: Mapping[str, Article], origins: Mapping[str, Origin]) -> list[Item]:
    """Every figure of ``claims`` as an item, in order; ``origins`` is by claim id."""
    claims = tuple(claims)
    people = canonical_names([f.who for c in claims for f in c.figures if f.who])
    items = [
        make_item(claim, index, articles[claim.article], origins[claim.id], people)
        for claim in claims
        for index in range(len(claim.figures))
    ]
    return sorted(items, key=lambda i: i.order)


def make_item(claim: Claim, index: int, article: Article, origin: Origin, people: Mapping[str, str]) -> Item:
    """One figure with its names made canonical."""
    figure = claim.figures[index]
    measure = " ".join(figure.measure.lower().split())
    who = people.get(figure.who) if figure.who else None
    period = counted_period(figure, article)
    return Item(
        claim=claim,
        index=index,
        figure=figure,
        article=article,
        origin=origin,
        measure=measure,
        who=who,
        where=place(figure.where),
        period=period,
        scope=scope_of(measure, who, replace(figure, period=period)),
    )


def counted_period(figure: Figure, article: Article) -> TimeSpan | None:
    """The period of a figure; None where it only says that the article's day is uncertain ("now")."""
    period, published = figure.period, article.published
    if period is None or published is None or period.start is None or period.end is None:
        return period
    uncertain = published.start < published.end and period.start < period.end
    month = period.start.day == 1 and (period.end + timedelta(days=1)).day == 1
    inside = published.start <= period.start and period.end <= published.end
    return None if uncertain and inside and not month else period


def canonical_names(names: Sequence[str]) -> dict[str, str]:
    """Each name of those counted with the one that stands for it: the state it means, else the fullest form."""
    states = {name: state for name in names if (state := state_behind(name))}
    rest = merge_names((name, SpeakerType.ORGANISATION) for name in names if name not in states)
    return {**{name: merged.strip() for name, merged in rest.items()}, **states}


def state_behind(name: str) -> str | None:
    """The state that a name means, itself or by its forces ("the Russian army")."""
    words = name.split()
    forces = len(words) > 1 and words[-1].lower() in lists.words("origins", "official")
    return state_of(name) or (state_of(" ".join(words[:-1])) if forces else None)


def place(words: str | None) -> str | None:
    """A place by its common name; None for words that say nothing ("the front line")."""
    if not words or not words.strip():
        return None
    bare = re.sub(r"^the\s+", "", words.strip(), flags=re.IGNORECASE)
    return None if bare.lower() in lists.words("meeting", "vague_places") else named(bare) or bare


def generic(who: str | None) -> bool:
    """Whether nobody in particular is counted: "people", "civilians", or nobody is named."""
    return who is None or who.lower() in lists.words("meeting", "generic_people")


def scope_of(measure: str, who: str | None, figure: Figure) -> Scope:
    """How far the figure reaches."""
    if measure in lists.words("meeting", "slow"):
        return Scope.SLOW
    event, period = of_event(measure, who, figure), figure.period
    if period and period.start and period.end and (figure.basis is not Basis.LEVEL or lists.cumulative(measure)):
        length = (period.end - period.start).days + 1
        if length >= LONG_PERIOD or (length >= TOTAL_PERIOD and figure.basis is Basis.TOTAL and not event):
            return Scope.PERIOD
    return Scope.EVENT if event else Scope.STANDING


def of_event(measure: str, who: str | None, figure: Figure) -> bool:
    """Whether the figure counts what one event did, not what a side lost in a war or has in all."""
    since = figure.period is not None and figure.period.start is not None and figure.period.end is None
    if since or figure.basis in (Basis.RATE, Basis.SHARE):
        return False
    if measure.endswith(tuple(lists.words("meeting", "event_endings"))):
        return True
    if measure not in lists.words("meeting", "event"):
        return False
    return not (who and named(who)) or (point(figure.quantity) or 0) < WAR


def who_key(who: str) -> str:
    """The last word of the folded name, by which variants of one name fall into one block."""
    folded = fold(who).split()
    return " ".join(folded) if named(who) else (folded or [who])[-1]
