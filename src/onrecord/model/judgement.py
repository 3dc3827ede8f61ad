"""Judgements: what a person decides about the record, beside what the machine reads from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Matter(StrEnum):
    """What a judgement is about."""

    RELIABILITY = "reliability"  # of a source: A to F of the Admiralty code; the subject is the source's name
    SETTLEMENT = "settlement"  # of a forecast: "true", "false" or "void"; the subject is the claim's id


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
