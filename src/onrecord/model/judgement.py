"""Judgements: what a person decides about the record, beside what the machine reads from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Matter(StrEnum):
    """What a judgement is about."""

    RELIABILITY = "reliability"  # of a source: A to F of the Admiralty code; the subject is the source's name
    SETTLEMENT = "settlement"  # of a forecast: "true", "false" or "void"; the subject is the claim's id
    REVIEW = "review"  # of a claim: a Review as JSON; the subject is the claim's id
    PAIR = "pair"  # of two figures or statements: "same" question or "different"; the subject is their ``pair_subject``


class ReviewVerdict(StrEnum):
    """What a person found of a claim that the machine read."""

    ACCEPTED = "accepted"
    MENDED = "mended"  # right but for what was changed
    REFUSED = "refused"  # the article makes no such claim: it is left out of all answers
    UNSURE = "unsure"  # looked at and left for another


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's word on one claim.

    Attributes:
        changes: For a mended one, what was changed: the name of a field ("speaker", "figures.0.measure") and its value.
        by: Who decided; empty where no name was given.
    """

    verdict: ReviewVerdict
    changes: tuple[tuple[str, str], ...] = ()
    by: str = ""


def pair_subject(a: tuple[str, int], b: tuple[str, int]) -> str:
    """The subject of a judgement on two figures, each a claim's id and an index, the same whichever comes first.

    Of two statements the ids have ``:says`` behind them.
    """
    left, right = sorted((a, b))
    return f"{left[0]}:{left[1]} {right[0]}:{right[1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of one person. A newer one on the same subject ends it; nothing is edited away.

    Attributes:
        because: The reason, in the person's words.
        by: Who decided; empty where the ledger has one user who gave no name.
        made, ended: UTC; ``made`` is None for one that has not been written down yet.
    """

    matter: Matter
    subject: str
    value: str
    because: str = ""
    by: str = ""
    made: datetime | None = None
    ended: datetime | None = None
