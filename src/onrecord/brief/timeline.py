"""The timeline: happenings and statements whose days can be told from the words, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.brief.draft import Draft, Phrase, draft, join
from onrecord.brief.pile import Pile, made_time
from onrecord.brief.wording import clip
from onrecord.model import Article, Certainty, Claim, Kind, Mode, Span, TimeSpan

MOST, MOST_MANY, MANY = 8, 12, 8
FINE = {"day": 3, "week": 2, "month": 2, "quarter": 1, "season": 1, "year": 1}
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
    """One happening a claim, and one for the same words in two articles."""
    seen: set[str] = set()
    found = []
    for h in happenings:
        keys = {h.claim.id, " ".join(h.claim.text.casefold().split())}
        if not keys & seen:
            found.append(h)
        seen |= keys
    return found


def _happenings(pile: Pile, claim: Claim) -> Iterator[Happening]:
    if claim.kind is Kind.FORECAST or claim.certainty in (Certainty.FORECAST, Certainty.CONDITIONAL):
        return
    asked = any(e.claim == claim.id for q in pile.questions for e in q.entries)
    weight = 2 * asked + (claim.attribution.mode is not Mode.NARRATOR) + bool(claim.figures)
    for time, keep in _times(pile, claim):
        if time.precision in FINE and time.start and time.end:
            yield Happening(claim, time, keep, weight + FINE[time.precision])


def _times(pile: Pile, claim: Claim) -> Iterator[tuple[TimeSpan, Span | None]]:
    """The days a claim speaks of: those its words name, then the periods of its figures."""
    from onrecord.values.time import read_times

    for mention in read_times(claim.text, pile.article[claim.article].published):
        if mention.timex_type in ("DATE", "TIME"):
            yield mention.time, mention.span
    for figure in claim.figures:
        if figure.period and figure.period.precision in FINE:
            at = claim.text.find(figure.text)
            yield figure.period, Span(at, at + len(figure.text)) if at >= 0 else None


def _line(pile: Pile, h: Happening) -> Draft | None:
    words = clip(h.claim.text, h.keep) or clip(h.claim.text)
    time = made_time(h.time)
    if not words or not time:
        return None
    article = pile.article[h.claim.article]
    if not h.claim.attribution.chain:
        return draft(join("{}: {}, as {} has it", time, _quoted(pile, h.claim, words), Phrase(_short(pile, article))))
    return draft(
        join("{}: {} ({})", time, _quoted(pile, h.claim, words), Phrase(_comma(pile.chain(h.claim), pile, article)))
    )


def _quoted(pile: Pile, claim: Claim, words: str) -> Phrase:
    return Phrase(f"“{words}”", pile.cite_claim(claim))


def _short(pile: Pile, article: Article) -> str:
    return pile.label(article)


def _comma(chain: str, pile: Pile, article: Article) -> str:
    label = pile.label(article)
    return chain if chain == label else f"{chain}, in {label}"
