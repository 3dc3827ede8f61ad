"""What people found of claims, as records: the verdict, and each field as it was read and as it was mended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.model import Claim, Judgement, Matter
from onrecord.reconcile.reviewed import read_review, values


def reviews_by_claim(judgements: Iterable[Judgement], read: Iterable[Claim]) -> dict[str, dict[str, Any]]:
    """The reviews among ``judgements``, by claim id; ``read`` are the claims as the machine read them."""
    claims = {c.id: c for c in read}
    return {j.subject: review_record(j, claims.get(j.subject)) for j in judgements if j.matter is Matter.REVIEW}


def review_record(made: Judgement, read: Claim | None) -> dict[str, Any]:
    """One review; ``read`` is the claim as the machine read it, None where it is not read any more."""
    review = read_review(made.value)
    before = values(read) if read else {}
    return {
        "verdict": review.verdict.value,
        "by": made.by,
        "because": made.because,
        "made": made.made.isoformat() if made.made else None,
        "ended": made.ended.isoformat() if made.ended else None,
        "changes": [{"field": name, "read": before.get(name), "mended": value} for name, value in review.changes],
    }
