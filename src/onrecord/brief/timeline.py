"""The timeline: happenings and statements whose days can be told, in order, each in a whole clause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.brief.draft import Draft, Phrase, draft, join
from onrecord.brief.made import made_time
from onrecord.brief.pile import Pile
from onrecord.brief.saying import has, stands_alone, told
from onrecord.model import ArticleKind, Basis, Certainty, Claim, Figure, Kind, Mode, Published, Span, TimeSpan

MOST, MOST_MANY, MANY, MOST_A_DAY = 8, 12, 8, 2
FINE = {"day": 3, "week": 2, "month": 2, "quarter": 1, "season": 1}
LONGEST, LONGEST_DAYS = 100, 7  # days: a longer stretch dates nothing
BACKGROUND = 300  # days before the newest article: what is older is history, not the story


@dataclass(frozen=True, slots=True)
class Happening:
    """A claim with the days it speaks of, the place of the words that say so, and how much it matters."""

    claim: Claim
    time: TimeSpan
    keep: Span | None
    weight: int


def lines(pile: Pile, as_of: date | None) -> tuple[Draft, ...]:
    """The weightiest dated claims, in order of their days; at most two a day."""
    every = [h for c in pile.claims if _tells(pile, c) for h in _happenings(pile, c)]
    recent = [h for h in every if as_of and h.time.end and -400 < (as_of - h.time.end).days < BACKGROUND]
    most = MOST_MANY if len(pile.originals) >= MANY else MOST
    best = _told(pile, sorted(recent, key=lambda h: -h.weight), most)
    best.sort(key=lambda pair: (pair[0].time.start or date.min, pair[0].time.end or date.max))
    return tuple(_line(h, words) for h, words in best)


def _tells(pile: Pile, claim: Claim) -> bool:
    """Whether a claim may tell what happened: no forecast, no condition, no comment of the article's own."""
    if pile.is_copied(claim) or claim.article in pile.old or (claim.kind is not Kind.FACT and not claim.figures):
        return False
    if claim.kind is Kind.OPINION and not claim.attribution.path:
        return False
    return claim.kind is not Kind.FORECAST and claim.certainty not in (Certainty.FORECAST, Certainty.CONDITIONAL)


def _told(pile: Pile, ranked: list[Happening], most: int) -> list[tuple[Happening, Phrase]]:
    """The first happenings that can be told: one a claim, two a day, one for the same words or the same figure."""
    seen: set[str] = set()
    days: Counter[date | None] = Counter()
    found: list[tuple[Happening, Phrase]] = []
    for h in ranked:
        keys = {h.claim.id, " ".join(h.claim.text.casefold().split())}
        keys |= {f"{f.measure} {f.who} {f.quantity.low} {f.quantity.high}" for f in h.claim.figures}
        if keys & seen or days[h.time.start] >= MOST_A_DAY or len(found) >= most:
            continue
        words = told(pile, h.claim, h.keep)
        if words and stands_alone(words):
            found.append((h, words))
            days[h.time.start] += 1
            seen |= keys
    return found


def _happenings(pile: Pile, claim: Claim) -> Iterator[Happening]:
    weight = 2 * (claim.id in pile.asked) + (claim.attribution.mode is not Mode.NARRATOR) + 2 * bool(claim.figures)
    weight += 2 * has("events", claim.text)
    weight -= 3 * (pile.article[claim.article].kind is ArticleKind.OPINION)
    own = False
    for time, keep in _times(pile, claim):
        if _fine(time):
            own = True
            yield Happening(claim, time, keep, weight + FINE[time.precision])
    published = pile.article[claim.article].published
    if not own and claim.figures and published and published.start == published.end and claim.id in pile.asked:
        yield Happening(claim, TimeSpan(start=published.start, end=published.end), claim.figures[0].span, weight)


def _fine(time: TimeSpan) -> bool:
    """Whether days are told finely enough for a timeline: a day or a few, a month, a season."""
    if time.precision not in FINE or not time.start or not time.end:
        return False
    if time.precision == "month" and time.start.day != 1:
        return False
    return (time.end - time.start).days <= (LONGEST_DAYS if time.precision in ("day", "week") else LONGEST)


def _times(pile: Pile, claim: Claim) -> Iterator[tuple[TimeSpan, Span | None]]:
    """The days a claim speaks of: the periods of its figures, else those that its words name.

    A figure that stands for the day of publication tells no day of its own, nor does a word like "now". Where that
    day was inferred, "this week" could be any of several weeks, so that only months and seasons are told from words.
    """
    published = pile.article[claim.article].published
    if published and published.start == published.end and re.search(r"\bsince\b", claim.text, re.IGNORECASE):
        yield TimeSpan(start=published.start, end=published.end), claim.figures[0].span if claim.figures else None
        return
    periods = [f for f in claim.figures if _own_period(f, published)]
    for figure in periods:
        if figure.period:
            yield _last_day(figure), figure.span
    vague = published is None or published.start != published.end
    for mention in () if periods else pile.times(claim):
        if mention.timex_type not in ("DATE", "TIME") or mention.timex_value.endswith("_REF"):
            continue
        named = any(ch.isdigit() for ch in mention.text)
        if named or mention.time.precision not in (("day", "week", "year") if vague else ("year",)):
            yield mention.time, None


def _last_day(figure: Figure) -> TimeSpan:
    """The days a figure stands for; of a count that runs on ("since 1 March") the day it had reached."""
    period = figure.period
    if period and period.end and period.precision == "day" and figure.basis in (Basis.TOTAL, Basis.RATE, Basis.LEVEL):
        return TimeSpan(start=period.end, end=period.end)
    return period or TimeSpan(start=None, end=None)


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


def _line(h: Happening, words: Phrase) -> Draft:
    return draft(join("{}: {}", made_time(h.time), words))
