"""The section on what is to come: who forecasts what, how likely in whose words, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from onrecord.brief.draft import Derived, Draft, Made, Phrase, draft, join, listed
from onrecord.brief.made import made_date
from onrecord.brief.pile import Pile
from onrecord.brief.saying import has, places, told
from onrecord.brief.wording import MONTHS, day, month
from onrecord.model import Certainty, Claim, Forecast, Likelihood, Outcome, Standing

MOST_DUE, MOST_SURE, MOST_OPEN, MOST_EACH, MOST_SETTLED = 4, 3, 3, 3, 3
SETTLED = {
    Outcome.TRUE: "it came true, as a later figure shows",
    Outcome.FALSE: "it did not come true, as a later figure shows",
    Outcome.VOID: "it can no longer be settled",
}
SETTLED_BY_PERSON = {
    Outcome.TRUE: "it came true, by a person's judgement",
    Outcome.FALSE: "it did not come true, by a person's judgement",
    Outcome.VOID: "it is void, by a person's judgement",
}
# Words that name the day itself: a number, a month, a feast, an end of something.
EXACT = rf"\d|\b(?:{'|'.join(MONTHS)})\b|\b[A-Z][a-z]+day\b|Christmas|Easter|\bend of\b|\byear[’']s end\b"
PERSONAL = re.compile(r"^\W*(?:that )?(?:he|she|I)\b", re.IGNORECASE)
WEAK = {"may", "might", "could", "can", "possibly", "perhaps", "maybe", "would", "will", "shall"}


def forecasts(pile: Pile) -> tuple[Claim, ...]:
    """One claim for each forecast on the board, copies left out: those with a last day first, then the surest words."""
    found = [c for f in pile.forecasts if (c := _shown(pile, f)) is not None]
    return tuple(sorted(found, key=lambda c: (c.due is None, c.due or date.max, -_decided(c.likelihood))))


def _shown(pile: Pile, forecast: Forecast) -> Claim | None:
    """The claim that a forecast is told by: one that names its last day before the others; None where none serves."""
    own = [pile.claim[key] for key in forecast.claims if key in pile.claim]
    fit = [
        c
        for c in own
        if not pile.is_copied(c)
        and c.article not in pile.old
        and not (PERSONAL.match(c.text) and not _decided(c.likelihood))
    ]
    return min(fit, key=lambda c: c.due is None, default=None)


def _decided(likelihood: Likelihood | None) -> float:
    """How far a likelihood is from even odds; words without a row stand between those with one and none at all."""
    if likelihood is None or likelihood.words.lower() in WEAK:
        return 0.0
    if likelihood.low is None or likelihood.high is None:
        return 0.05
    return 0.1 + abs((likelihood.low + likelihood.high) / 2 - 0.5)


def weighty(claim: Claim) -> bool:
    """Whether a forecast commits somebody: it has a named forecaster, a likelihood or a figure."""
    return bool(claim.attribution.path or claim.figures or _decided(claim.likelihood))


def lines(pile: Pile, as_of: date | None) -> tuple[Draft, ...]:
    """What is due and when, the coming first, then what has passed and what came of it; then the others.

    The others stand together by who makes them, the surest first.
    """
    every = forecasts(pile)
    settled = [c for c in every if standing(pile, c) is Standing.SETTLED]
    left = [c for c in every if c not in settled]
    due = sorted((c for c in left if c.due), key=lambda c: (is_past(c, as_of), not weighty(c)))[:MOST_DUE]
    due.sort(key=lambda c: (is_past(c, as_of), c.due or date.max))
    sure = [c for c in left if not c.due and _decided(c.likelihood)]
    other = [c for c in left if not c.due and not _decided(c.likelihood)]
    dated = [d for c in due if (d := _due_line(pile, c))]
    came = [d for c in settled if (d := _settled_line(pile, c))][:MOST_SETTLED]
    return (*dated, *came, *list(_sure(pile, sure))[:MOST_SURE], *list(_open(pile, other))[:MOST_OPEN])


def standing(pile: Pile, claim: Claim) -> Standing:
    """How the forecast that a claim gives stands on the board."""
    found = pile.forecast_of.get(claim.id)
    return found.standing if found else Standing.OPEN


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


def saying(pile: Pile, claim: Claim) -> Phrase:
    """A forecast as a sentence of its own; empty when it does not look ahead or is no whole clause."""
    said = told(pile, claim)
    return said if said and has("ahead", said.text) else Phrase("")


def quoted(pile: Pile, claim: Claim) -> Phrase:
    """The passage of a forecast that is worth quoting, without its speaker; empty when it is no whole clause."""
    passage = pile.passage(claim)
    if passage is None or not has("ahead", passage.text):
        return Phrase("")
    return Phrase(passage.quoted, places(pile, claim, passage))


def due_words(claim: Claim) -> Phrase:
    """The day by which a forecast is due: the day itself where its words name one, else as in "mid-April 2025"."""
    due = claim.due
    if due is None:
        return Phrase("")
    exact = re.search(EXACT, claim.text) is not None
    part = "early " if due.day <= 10 else ("mid-" if due.day <= 20 else "late ")
    words = day(due) if exact else f"{part}{month(due)}"
    return made_date(words, due.isoformat())


def _due_line(pile: Pile, claim: Claim) -> Draft | None:
    words = saying(pile, claim)
    if not words or claim.due is None:
        return None
    line = join(_due_shape(claim, standing(pile, claim)), who=words, by=due_words(claim))
    likely = scale(claim)
    if not likely:
        return draft(line)
    term = Phrase(claim.likelihood.words if claim.likelihood else "")
    return draft(join("{} (“{}”: {})", line, term, likely), draft(line))


def _due_shape(claim: Claim, stands: Standing) -> str:
    if stands is Standing.PAST:
        return "its time was up by {by}, and the record does not say whether it came true: {who}"
    if claim.certainty is Certainty.CONDITIONAL:
        return "by {by}, on a condition: {who}"
    return "due soon, by {by}: {who}" if stands is Standing.DUE else "by {by}: {who}"


def _settled_line(pile: Pile, claim: Claim) -> Draft | None:
    """What became of a forecast, with the later words that show it where the record does."""
    words = saying(pile, claim)
    settlement = pile.forecast_of[claim.id].settlement
    if not words or settlement is None:
        return None
    later = pile.claim.get(settlement.claim or "")
    if later is None:
        return draft(join(f"{SETTLED_BY_PERSON[settlement.outcome]}: {{}}", words))
    shown = told(pile, later, later.figures[0].span if later.figures else None)
    plain = draft(join(f"{SETTLED[settlement.outcome]}: {{}}", words))
    return draft(join(f"{SETTLED[settlement.outcome]}: {{}}; later, {{}}", words, shown), plain) if shown else plain


def _sure(pile: Pile, claims: list[Claim]) -> Iterator[Draft]:
    """Forecasts that say how likely; one line a forecaster."""
    for at, (who, group) in enumerate(_by_whom(pile, claims).items()):
        parts = tuple(p for c in group[:MOST_EACH] if (p := _quoted(pile, c)))
        if parts:
            shape = ("without a date, from {}: {}", "{}, without a date: {}")[at % 2]
            yield draft(join(shape, Phrase(who), listed(parts)))


def _by_whom(pile: Pile, claims: list[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(pile.through(claim), []).append(claim)
    return found


def _quoted(pile: Pile, claim: Claim) -> Phrase:
    said = quoted(pile, claim)
    if not said:
        return said
    said = join("{}, on a condition", said) if claim.certainty is Certainty.CONDITIONAL else said
    likely = scale(claim)
    return join("{} ({})", said, likely) if likely else said


def _open(pile: Pile, claims: list[Claim]) -> Iterator[Draft]:
    """Forecasts that say no more than that it may be; those somebody stands for first, one line a speaker."""
    seen: set[str] = set()
    for claim in sorted(claims, key=lambda c: (not c.attribution.path, not c.figures)):
        words = saying(pile, claim)
        who = pile.through(claim)
        if not words or who in seen:
            continue
        seen.add(who)
        yield draft(join("on a condition: {}" if claim.certainty is Certainty.CONDITIONAL else "{}", words))
