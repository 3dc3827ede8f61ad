"""The section on what is to come: who forecasts what, how likely in whose words, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from onrecord.brief.draft import Derived, Draft, Made, Phrase, draft, join, listed
from onrecord.brief.pile import Pile, made_date
from onrecord.brief.wording import clip, day, number
from onrecord.model import Certainty, Claim, Kind, Likelihood, Span

MOST_DUE, MOST_LIKELY, MOST_OTHER = 4, 6, 4


def forecasts(pile: Pile) -> tuple[Claim, ...]:
    """The forecasts of the pile, copies left out: those with a due date first, then the surest words."""
    found = [
        c
        for c in pile.claims
        if (c.kind is Kind.FORECAST or c.certainty is Certainty.FORECAST) and not pile.is_copy(c.article)
    ]
    return tuple(sorted(found, key=lambda c: (c.due is None, c.due or date.max, -_decided(c.likelihood))))


def _decided(likelihood: Likelihood | None) -> float:
    if likelihood is None or likelihood.low is None or likelihood.high is None:
        return 0.0
    return abs((likelihood.low + likelihood.high) / 2 - 0.5)


def lines(pile: Pile, as_of: date | None) -> tuple[Draft, ...]:
    """Dated forecasts one by one; the others together by who makes them."""
    every = forecasts(pile)
    due = [c for c in every if c.due][:MOST_DUE]
    likely = [c for c in every if not c.due and _has_row(c)][:MOST_LIKELY]
    other = [c for c in every if not c.due and not _has_row(c)]
    dated = [d for i, c in enumerate(due) if (d := _due_line(pile, c, as_of, i))]
    return (*dated, *_together(pile, likely), *list(_open(pile, other))[:MOST_OTHER])


def _has_row(claim: Claim) -> bool:
    return claim.likelihood is not None and claim.likelihood.low is not None and claim.likelihood.high is not None


def scale(claim: Claim) -> Phrase:
    """The words of likelihood with their range: “likely”, which is 55 to 80 per cent."""
    found = claim.likelihood
    if found is None or not _has_row(claim):
        return Phrase("")
    low, high = (number(percent(x)) for x in (found.low, found.high))
    words = f"{low} to {high} per cent"
    return Phrase(words, (), (Derived(words, Made.SCALE, (found.words,)),))


def percent(x: float | None) -> Decimal:
    """A share of one in whole per cent."""
    return Decimal(round((x or 0.0) * 100))


def saying(claim: Claim) -> str:
    """The passage of a forecast that is worth quoting: around its word of likelihood, else its first words."""
    words = claim.likelihood.words if claim.likelihood else ""
    at = claim.text.find(words) if words else -1
    keep = Span(at, at + len(words)) if at >= 0 else None
    return clip(claim.text, keep) or clip(claim.text)


def _due_line(pile: Pile, claim: Claim, as_of: date | None, at: int) -> Draft | None:
    words = saying(claim)
    if not words or claim.due is None:
        return None
    who = Phrase(pile.through(claim), pile.cite_claim(claim))
    by = made_date(day(claim.due), claim.due.isoformat())
    past = as_of is not None and claim.due < as_of
    shape = _due_shape(claim, past=past, at=at)
    line = join(shape, who=who, by=by, words=Phrase(f"“{words}”"))
    likely = scale(claim)
    if not likely:
        return draft(line)
    term = Phrase(claim.likelihood.words if claim.likelihood else "")
    return draft(join("{} (“{}” stands for {})", line, term, likely), draft(line))


def _due_shape(claim: Claim, *, past: bool, at: int) -> str:
    if claim.certainty is Certainty.CONDITIONAL:
        return "on a condition, and by {by}, {who} foresees this: {words}"
    if past:
        return "due by {by} and so open to a check now is what {who} foresaw: {words}"
    return ("by {by}, says {who}: {words}", "{who} looks as far as {by}: {words}")[at % 2]


def _together(pile: Pile, claims: list[Claim]) -> Iterator[Draft]:
    by_whom: dict[str, list[Claim]] = {}
    for claim in claims:
        by_whom.setdefault(pile.through(claim), []).append(claim)
    for at, (who, group) in enumerate(by_whom.items()):
        parts = tuple(p for c in group if (p := _quoted(pile, c)))
        if parts:
            shape = ("{} sets no date but commits itself: {}", "without a date, {} says {}")[at % 2]
            yield draft(join(shape, Phrase(who), listed(parts)))


def _quoted(pile: Pile, claim: Claim) -> Phrase:
    words = saying(claim)
    if not words:
        return Phrase("")
    said = Phrase(f"“{words}”", pile.cite_claim(claim))
    said = join("{}, on a condition", said) if claim.certainty is Certainty.CONDITIONAL else said
    likely = scale(claim)
    return join("{} ({})", said, likely) if likely else said


def _open(pile: Pile, claims: list[Claim]) -> Iterator[Draft]:
    """Forecasts that give no likelihood: "could", "may", "will"; one line an article."""
    by_whom: dict[str, list[Claim]] = {}
    for claim in claims:
        by_whom.setdefault(pile.through(claim), []).append(claim)
    for at, (who, group) in enumerate(by_whom.items()):
        parts = tuple(p for c in group[:3] if (p := _quoted(pile, c)))
        if parts:
            shape = ("{} gives no odds: {}", "no more than a possibility to {}: {}")[at % 2]
            yield draft(join(shape, Phrase(who), listed(parts)))
