"""What counts as a forecast, and of which sort: a prediction, a warning, a plan, a promise or a threat.

A meeting that is announced is no prediction: that it takes place is in the hands of whoever arranges it. Words of
likelihood with a range make a prediction of anything; the cue ("warned", "vowed") decides before the content does.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.model import Article, Certainty, Claim, ForecastSort, Kind
from onrecord.reconcile.lists import _table as table
from onrecord.values.chance import Chance

SHORTEST = 3  # words; "It will." forecasts nothing that could be checked


def is_forecast(claim: Claim) -> bool:
    """Whether a claim speaks of what is to come; a denial that it will does not, whoever it is of."""
    if claim.certainty is Certainty.DENIED or len(claim.text.split()) < SHORTEST:
        return False
    return claim.kind is Kind.FORECAST or claim.certainty is Certainty.FORECAST


def sort_of(claim: Claim, article: Article, chance: Chance | None = None) -> ForecastSort:
    """Of which sort a forecast is, from its cue, its words, its probability and whether it names a day."""
    cue = " ".join(s.of(article.text) for s in claim.attribution.cue)
    for sort in (ForecastSort.THREAT, ForecastSort.PROMISE, ForecastSort.WARNING, ForecastSort.PREDICTION):
        if _has("sort", sort.value, cue):
            return sort
    if chance is not None or (claim.likelihood is not None and claim.likelihood.low is not None):
        return ForecastSort.PREDICTION
    for sort in (ForecastSort.THREAT, ForecastSort.PROMISE, ForecastSort.WARNING):
        if _has("inside", sort.value, claim.text):
            return sort
    return ForecastSort.PLAN if _arranged(claim, f"{cue} {claim.text}") else ForecastSort.PREDICTION


def _arranged(claim: Claim, told: str) -> bool:
    """Whether the words tell of something arranged, or of what the speaker will do."""
    if _has("plan", "arranged", told):
        return True
    if claim.certainty in (Certainty.POSSIBLE, Certainty.CONDITIONAL):
        return False
    if claim.attribution.path and _has("plan", "own", claim.text):
        return True
    return claim.due is not None and _in_calendar().search(claim.text) is not None


def condition_of(claim: Claim) -> str | None:
    """The words of the condition that a forecast is tied to; None for one that is tied to none."""
    if claim.certainty is not Certainty.CONDITIONAL:
        return None
    found = _condition().search(claim.text)
    return " ".join(found[0].strip(" ,;").split()) if found else None


def has_words(key: str, text: str) -> bool:
    """Whether a text holds one of the words on bounds under ``key``."""
    return _has("bounds", key, text)


def _has(name: str, key: str, text: str) -> bool:
    return _pattern(name, key).search(text.replace("’", "'")) is not None


@cache
def _words(name: str, key: str) -> str:
    words = sorted(table("board")[name][key], key=lambda w: (-len(w), w))
    return "|".join(re.escape(w) for w in words)


@cache
def _pattern(name: str, key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words(name, key)})\b", re.IGNORECASE)


@cache
def _in_calendar() -> re.Pattern[str]:
    """A verb of the calendar, as the future is put: "will meet", "are to be held", "the talks open"."""
    return re.compile(
        rf"\b(?:will|would|shall|to|'ll|be|begins?)\s(?:also\s|then\s|be\s|not\s)?(?:{_words('plan', 'calendar')})\b"
        rf"|\b(?:{_words('plan', 'calendar')})\s(?:on|in|at|from|next|this)\b",
        re.IGNORECASE,
    )


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('condition', 'openers')})\b[^,;.…]{{3,200}}", re.IGNORECASE)
