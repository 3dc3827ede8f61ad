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


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sum that ties a question to others: what it used (question or claim ids), what it says, whether it holds.

    Attributes:
        against: The figures (claim and index) that it counts against where it fails.
    """

    with_: tuple[str, ...]
    says: str
    holds: bool | None
    against: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Claims that answer the same thing. Derived, never stored as truth.

    Attributes:
        origins: Number of independent origins, each counted once.
        why: Sentences that give the reasons for verdict and range.
        status: How the answer stands; ``status_why`` says why in a sentence.
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
