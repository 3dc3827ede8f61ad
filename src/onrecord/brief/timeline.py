"""The timeline: happenings and statements whose days can be told from the words, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.brief.draft import Draft, Phrase, draft, join
from onrecord.brief.pile import Pile, made_time
from onrecord.brief.wording import clip
from onrecord.model import Certainty, Claim, Figure, Kind, Mode, Published, Span, TimeSpan

MOST, MOST_MANY, MANY = 8, 12, 8
FINE = {"day": 3, "week": 2, "month": 2, "quarter": 1, "season": 1, "year": 0}
FEWEST_WORDS = 6
LONGEST = 366  # days: a longer stretch dates nothing
OLDEST = 3650  # days before the newest article: what is older is history, not the story


@dataclass(frozen=True, slots=True)
class Happening:
    """A claim with the days it speaks of, the place of the words that say so, and how much it matters."""

    claim: Claim
    time: TimeSpan
    keep: Span | None
    weight: int


def lines(pile: Pile, as_of: date | None) -> tuple[Draft, ...]:
    """The weightiest dated claims, in order of their days."""
    every = [h for c in pile.claims if not pile.is_copy(c.article) for h in _happenings(pile, c)]
    recent = [h for h in every if as_of and h.time.end and -400 < (as_of - h.time.end).days < OLDEST]
    most = MOST_MANY if len(pile.originals) >= MANY else MOST
    best = _once(sorted(recent, key=lambda h: -h.weight))[:most]
    best.sort(key=lambda h: (h.time.start or date.min, h.time.end or date.max))
    return tuple(d for h in best if (d := _line(pile, h)))


def _once(happenings: list[Happening]) -> list[Happening]:
    """One happening a claim, one for the same days in one article, and one for the same words in two articles."""
    seen: set[str] = set()
    found = []
    for h in happenings:
        days = f"{h.claim.article} {h.time.start} {h.time.end}"
        keys = {h.claim.id, days, " ".join(h.claim.text.casefold().split())}
        if not keys & seen:
            found.append(h)
        seen |= keys
    return found


def _happenings(pile: Pile, claim: Claim) -> Iterator[Happening]:
    if claim.kind is Kind.OPINION and not claim.attribution.chain:
        return
    if claim.kind is Kind.FORECAST or claim.certainty in (Certainty.FORECAST, Certainty.CONDITIONAL):
        return
    asked = claim.id in pile.asked
    weight = 2 * asked + 2 * (claim.attribution.mode is not Mode.NARRATOR) + bool(claim.figures)
    for time, keep in _times(pile, claim):
        if time.precision in FINE and time.start and time.end and (time.end - time.start).days <= LONGEST:
            yield Happening(claim, time, keep, weight + FINE[time.precision])


def _times(pile: Pile, claim: Claim) -> Iterator[tuple[TimeSpan, Span | None]]:
    """The days a claim speaks of: the periods of its figures, else those that its words name.

    A figure that stands for the day of publication tells no day of its own, nor does a word like "now". Where that
    day was inferred, "this week" could be any of several weeks, so that only months and seasons are told from words.
    """
    published = pile.article[claim.article].published
    periods = [f for f in claim.figures if _own_period(f, published)]
    for figure in periods:
        at = claim.text.find(figure.text)
        if figure.period:
            yield figure.period, Span(at, at + len(figure.text)) if at >= 0 else None
    vague = published is None or published.start != published.end
    for mention in () if periods else pile.times(claim):
        if mention.timex_type not in ("DATE", "TIME") or mention.timex_value.endswith("_REF"):
            continue
        named = any(ch.isdigit() for ch in mention.text)
        if named or mention.time.precision not in (("day", "week", "year") if vague else ("year",)):
            yield mention.time, mention.span


def _own_period(figure: Figure, published: Published | None) -> bool:
    period = figure.period
    if period is None or period.start is None or period.end is None:
        return False
    if published is None:
        return True
    reckoned = published.start != published.end and period.precision in ("day", "week") and period.start != period.end
    return not reckoned and (period.start, period.end) not in _publication(published)


def _publication(published: Published) -> set[tuple[date, date]]:
    days = {published.start, published.end, published.reference}
    return {(published.start, published.end), *((d, d) for d in days)}


def _line(pile: Pile, h: Happening) -> Draft | None:
    words = clip(h.claim.text, h.keep) or clip(h.claim.text)
    time = made_time(h.time)
    if len(words.split()) < FEWEST_WORDS or not time:
        return None
    who = Phrase(pile.through(h.claim), pile.cite_claim(h.claim))
    if not h.claim.attribution.chain:
        carrier = Phrase(pile.carrier(h.claim), who.cites)
        return draft(join("{}: “{}” ({})", time, Phrase(words), carrier))
    return draft(join("{}: {} {} “{}”", time, who, Phrase(pile.verb(h.claim)), Phrase(words)))
