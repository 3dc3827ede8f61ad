"""Questions: claims that answer the same thing, and what the record says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from onrecord.model.value import Basis, TimeSpan


class Verdict(StrEnum):
    """What the record says in answer to a question."""

    SINGLE = "single"
    AGREE = "agree"
    COMPATIBLE = "compatible"
    CONFLICT = "conflict"
    SUPERSEDED = "superseded"
    DISPUTED = "disputed"


class Asks(StrEnum):
    """What sort of question it is."""

    FIGURE = "figure"  # how many
    STATEMENT = "statement"  # whether it was done


class Relation(StrEnum):
    """How one claim stands to the answer of its question."""

    SUPPORTS = "supports"
    CONFLICTS = "conflicts"
    UPDATES = "updates"
    REPEATS = "repeats"
    DISPUTES = "disputes"


class Status(StrEnum):
    """How an answer stands, in the plain words of the conflict recorders (Airwars, Iraq Body Count)."""

    ACKNOWLEDGED = "acknowledged"
    MULTI_SOURCE = "multi-source"
    SINGLE_SOURCE = "single-source"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One figure of one claim under a question.

    Attributes:
        figure: Index into the claim's figures; None for a claim that disputes without a figure of its own.
        origin: Who first uttered it, by name.
        independent: Whether the origin is known, so that it can be counted as independent of the others.
        counted: Whether it bears on low, best and high; ``why`` gives the reason when it does not.
        credibility: Admiralty 1 to 6, of this item. reliability: Admiralty A to F, of its source (the user's to set).
        group: What independence is counted by: entries of one group are of one origin.
        corroborated_by, contradicted_by, disputed_by: The names of other origins, each once: independent ones that give
            the same number, ones whose number excludes it, and whoever says that it is wrong.
        superseded_by: The origin of the later figure that took its place; empty where none did.
        proposition: Under a question of whether, the index into what the claim says; else None.
        affirms: Under a question of whether, whether it says yes; else None.
    """

    claim: str
    figure: int | None
    relation: Relation
    origin: str
    independent: bool
    counted: bool = True
    why: str = ""
    credibility: str = "6"
    reliability: str = "F"
    group: str = ""
    corroborated_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    superseded_by: str = ""
    proposition: int | None = None
    affirms: bool | None = None

    @property
    def aside(self) -> bool:
        """Whether it was left out of the answer, and not just because it says again what another entry says."""
        return not self.counted and self.relation is not Relation.REPEATS


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sum that ties a question to others: what it used (question or claim ids), what it says, whether it holds.

    Attributes:
        holds: True where it comes out, False where it cannot, None where the record cannot tell.
        against: The figures (claim and index) that it counts against where it fails.
        assumes: What must be so for the sum to mean anything, in words.
    """

    with_: tuple[str, ...]
    says: str
    holds: bool | None
    against: tuple[tuple[str, int], ...] = ()
    assumes: str = ""


class How(StrEnum):
    """What another question is to this one. Every link can be read from both ends: see :attr:`back`."""

    WIDER = "wider"  # it counts more things, people or days, or in more places
    NARROWER = "narrower"
    WHOLE = "whole"  # this one counts a part of those it counts
    PART = "part"
    RATE = "rate"  # the same by the day, week, month or year
    TOTAL = "total"
    DEFINITION = "definition"  # much the same, under another definition
    OTHER_SIDE = "other side"  # the same of the other party
    EARLIER = "earlier"  # the same of another time
    LATER = "later"

    @property
    def back(self) -> How:
        """What this question is to the other one."""
        return _BACK.get(self, self)


_BACK = {
    How.WIDER: How.NARROWER,
    How.NARROWER: How.WIDER,
    How.WHOLE: How.PART,
    How.PART: How.WHOLE,
    How.RATE: How.TOTAL,
    How.TOTAL: How.RATE,
    How.EARLIER: How.LATER,
    How.LATER: How.EARLIER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A question that is close to another one and yet not the same: linked, never merged.

    Attributes:
        question: Its id.
        how: What it is to the question that names it.
        why: A sentence that says what sets the two apart.
    """

    question: str
    how: How
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Claims that answer the same thing. Derived, never stored as truth.

    Attributes:
        origins: Number of independent origins, each counted once: those that are known.
        why: Sentences that give the reasons for verdict and range.
        rule: The rule that chose ``best``; see ``onrecord.reconcile.rules``.
        related: Questions of the same matter that count more, fewer, or otherwise.
        status: How the answer stands; ``status_why`` says why in a sentence.
        asks: How many, or whether it was done; then there is no measure, no range and no rule.
        origins_most: Those and every origin that may be another; 0 where it was not worked out.
        origins_why: Why there may be more origins than are known, in a sentence; empty where there are not.
    """

    id: str
    text: str
    measure: str
    who: str | None
    where: str | None
    basis: Basis
    period: TimeSpan | None
    verdict: Verdict
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    why: tuple[str, ...]
    origins: int
    entries: tuple[Entry, ...]
    arithmetic: tuple[Check, ...] = ()
    status: Status = Status.SINGLE_SOURCE
    status_why: str = ""
    rule: str = "supported"
    related: tuple[Related, ...] = ()
    asks: Asks = Asks.FIGURE
    origins_most: int = 0
    origins_why: str = ""

    @property
    def left_out(self) -> tuple[Entry, ...]:
        """The figures that do not bear on the answer, each with its reason; mere repeats of counted ones not among."""
        return tuple(e for e in self.entries if e.figure is not None and e.aside)
