"""Forecasts: what was said of the future, by whom, how likely, by when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from onrecord.model.claim import Likelihood
from onrecord.model.value import Figure, TimeSpan


class ForecastSort(StrEnum):
    """What sort of word about the future it is, which decides how it is held against its maker."""

    PREDICTION = "prediction"  # what will come about, whoever brings it about
    WARNING = "warning"  # the same, of something bad, said to be heeded
    PLAN = "plan"  # what is arranged: a meeting, an opening, a vote, what somebody means to do
    PROMISE = "promise"  # what somebody binds himself to do
    THREAT = "threat"  # the same, of harm to another


class Standing(StrEnum):
    """Where a forecast stands on the day of the board."""

    OPEN = "open"  # no last day, or one that is not near
    DUE = "due"  # its last day is near
    PAST = "past"  # its last day has passed, and nothing settles it
    SETTLED = "settled"


class Outcome(StrEnum):
    """What became of a forecast, as it was worded."""

    TRUE = "true"
    FALSE = "false"
    VOID = "void"  # it can no longer come true or false: its condition never held, its words turned out to say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What settles a forecast.

    Attributes:
        because: The reason, as a sentence: a person's words, or how a later figure answers it.
        by: The person who decided, empty where the ledger's user gave no name; the origin of the later figure.
        claim: The claim whose figure settles it; None where a person did.
        on: The day it was decided, or the last day of the window in which the figure was published.
    """

    outcome: Outcome
    because: str
    by: str = ""
    claim: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One forecast by one forecaster, however many articles carry it.

    Attributes:
        claims: Ids of the claims that give it, the earliest first; the first one names it.
        text: What is forecast, in the words of the first claim.
        forecaster: Who first said so; ``known`` tells whether that is somebody who can be held to it.
        chain: The way the words took to the reader in the first claim, the forecaster last.
        likelihood: Words of likelihood with their row of ICD 203; no range where the scale has none.
        chance: A probability given as a number ("a 70 per cent chance"), lowest and highest, between 0 and 1.
        condition: The words of the condition it was tied to.
        affirmed: False when it says that something will not come about.
        made: The days on which its first claim can have been published; None where no article is dated.
        due: The last day by which it should have come true.
        why: Sentences on how standing and settlement came about.
    """

    claims: tuple[str, ...]
    text: str
    sort: ForecastSort
    forecaster: str
    known: bool
    chain: tuple[str, ...] = ()
    likelihood: Likelihood | None = None
    chance: tuple[Decimal, Decimal] | None = None
    condition: str | None = None
    affirmed: bool = True
    made: TimeSpan | None = None
    due: date | None = None
    standing: Standing = Standing.OPEN
    settlement: Settlement | None = None
    figures: tuple[Figure, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The claim that names the forecast."""
        return self.claims[0]

    @property
    def stated(self) -> tuple[Decimal, Decimal] | None:
        """The probability that its maker gives to what the words speak of; None where no number and no row says."""
        if self.chance is not None:
            return self.chance
        found = self.likelihood
        if found is None or found.low is None or found.high is None:
            return None
        return Decimal(str(found.low)), Decimal(str(found.high))

    @property
    def against(self) -> bool:
        """Whether its words of likelihood speak against what they name: "unlikely to send".

        Such a forecast is true when it does not come about. A number ("a 30 per cent chance") names what may come
        about, and true is that it does.
        """
        stated = self.stated
        return self.chance is None and stated is not None and stated[1] < Decimal("0.5")

    @property
    def probability(self) -> tuple[Decimal, Decimal] | None:
        """The probability that the forecast is settled as true, lowest and highest."""
        stated = self.stated
        if stated is None or not self.against:
            return stated
        return 1 - stated[1], 1 - stated[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How the forecasts of one forecaster fared.

    Attributes:
        forecasts: All of theirs on the board. true, false, void: how those that are settled came out.
        scored: Those settled true or false that gave a probability; the Brier score is of these.
        brier: The mean Brier score with the middle of each range; best and worst over the ranges.
        enough: Whether there are enough to say anything.
    """

    forecaster: str
    known: bool
    forecasts: int
    true: int
    false: int
    void: int
    scored: int
    brier: Decimal | None
    best: Decimal | None
    worst: Decimal | None
    enough: bool
    why: str
