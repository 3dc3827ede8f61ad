"""The section on what is to come: who forecasts what, how likely in whose words, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from onrecord.brief.draft import Derived, Draft, Made, Phrase, draft, join, listed
from onrecord.brief.pile import Pile, made_date
from onrecord.brief.wording import clip, day
from onrecord.model import Certainty, Claim, Kind, Likelihood, Span

MOST_DUE, MOST_SURE, MOST_OPEN, MOST_EACH = 4, 3, 3, 3
OPEN = ("{who} put it no higher than possible: {what}", "left open by {who}: {what}")
FEWEST_WORDS = 5
WEAK = {"may", "might", "could", "can", "possibly", "perhaps", "maybe", "would", "will", "shall"}


def forecasts(pile: Pile) -> tuple[Claim, ...]:
    """The forecasts of the pile, copies left out: those with a due date first, then the surest words."""
    found = [
        c
        for c in pile.claims
        if (c.kind is Kind.FORECAST or c.certainty is Certainty.FORECAST) and not pile.is_copy(c.article)
    ]
    return tuple(sorted(found, key=lambda c: (c.due is None, c.due or date.max, -_decided(c.likelihood))))


def _decided(likelihood: Likelihood | None) -> float:
    """How far a likelihood is from even odds; words without a row stand between those with one and none at all."""
    if likelihood is None or likelihood.words.lower() in WEAK:
        return 0.0
    if likelihood.low is None or likelihood.high is None:
        return 0.05
    return 0.1 + abs((likelihood.low + likelihood.high) / 2 - 0.5)


def weighty(claim: Claim) -> bool:
    """Whether a forecast commits somebody: it has a named forecaster, a likelihood or a figure."""
    return bool(claim.attribution.chain or claim.figures or _decided(claim.likelihood))


def lines(pile: Pile, as_of: date | None) -> tuple[Draft, ...]:
    """What is due and when, the coming first; then the others together by who makes them, the surest first."""
    every = forecasts(pile)
    due = sorted((c for c in every if c.due), key=lambda c: (is_past(c, as_of), not weighty(c)))[:MOST_DUE]
    sure = [c for c in every if not c.due and _decided(c.likelihood)]
    other = [c for c in every if not c.due and not _decided(c.likelihood)]
    dated = [d for i, c in enumerate(due) if (d := _due_line(pile, c, is_past(c, as_of), i))]
    return (*dated, *list(_sure(pile, sure))[:MOST_SURE], *list(_open(pile, other))[:MOST_OPEN])


def is_past(claim: Claim, as_of: date | None) -> bool:
    """Whether a forecast was due before the pile ends."""
    return as_of is not None and claim.due is not None and claim.due < as_of


def scale(claim: Claim) -> Phrase:
    """The range that the scale gives for the words of likelihood: "55 to 80 per cent"; empty where it has no row."""
    found = claim.likelihood
    if found is None or found.low is None or found.high is None:
        return Phrase("")
    words = f"{percent(found.low)} to {percent(found.high)} per cent"
    return Phrase(words, (), (Derived(words, Made.SCALE, (found.words,)),))


def percent(x: float | None) -> Decimal:
    """A share of one in whole per cent."""
    return Decimal(round((x or 0.0) * 100))


def saying(claim: Claim) -> str:
    """The passage of a forecast that is worth quoting: around its word of likelihood, else its first words."""
    words = claim.likelihood.words if claim.likelihood else ""
    at = claim.text.find(words) if words else -1
    keep = Span(at, at + len(words)) if at >= 0 and words else None
    words = clip(claim.text, keep) or clip(claim.text)
    return words if len(words.split()) >= FEWEST_WORDS else ""


def _due_line(pile: Pile, claim: Claim, past: bool, at: int) -> Draft | None:
    words = saying(claim)
    if not words or claim.due is None:
        return None
    parts = {
        "who": Phrase(pile.through(claim), pile.cite_claim(claim)),
        "verb": Phrase(pile.verb(claim)),
        "by": made_date(day(claim.due), claim.due.isoformat()),
        "words": Phrase(f"“{words}”"),
    }
    line = join(_due_shape(claim, past, at), **parts)
    likely = scale(claim)
    if not likely:
        return draft(line)
    term = Phrase(claim.likelihood.words if claim.likelihood else "")
    return draft(join("{} (“{}”: {})", line, term, likely), draft(line))


def _due_shape(claim: Claim, past: bool, at: int) -> str:
    if past:
        return "its time is up, and it can be checked: {who} {verb} {words}, which was due by {by}"
    if claim.certainty is Certainty.CONDITIONAL:
        return "on a condition, and by {by}: {who} {verb} {words}"
    return ("by {by}: {who} {verb} {words}", "{who} {verb} {words}, which puts it at {by} at the latest")[at % 2]


def _sure(pile: Pile, claims: list[Claim]) -> Iterator[Draft]:
    """Forecasts that say how likely; one line a forecaster."""
    for at, (who, group) in enumerate(_by_whom(pile, claims).items()):
        parts = tuple(p for c in group[:MOST_EACH] if (p := _quoted(pile, c)))
        if parts:
            shape = ("without a date but with odds, from {}: {}", "{} ventures {}")[at % 2]
            yield draft(join(shape, Phrase(who), listed(parts)))


def _by_whom(pile: Pile, claims: list[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(pile.through(claim), []).append(claim)
    return found


def _quoted(pile: Pile, claim: Claim) -> Phrase:
    words = saying(claim)
    if not words:
        return Phrase("")
    said = Phrase(f"“{words}”", pile.cite_claim(claim))
    said = join("{}, on a condition", said) if claim.certainty is Certainty.CONDITIONAL else said
    likely = scale(claim)
    return join("{} ({})", said, likely) if likely else said


def _open(pile: Pile, claims: list[Claim]) -> Iterator[Draft]:
    """Forecasts that say no more than that it may be; those somebody stands for first."""
    groups = sorted(_by_whom(pile, claims).items(), key=lambda g: not g[1][0].attribution.chain)
    for at, (who, group) in enumerate(groups):
        parts = tuple(p for c in group[:2] if (p := _quoted(pile, c)))
        if parts:
            verb = Phrase(pile.verb(group[0]))
            flatly = all(c.likelihood is None for c in group)
            shape = "{who} {verb} {what}" if flatly else OPEN[at % len(OPEN)]
            yield draft(join(shape, who=Phrase(who), verb=verb, what=listed(parts)))
