"""What went wrong, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What went wrong, as data: which stage, at which file (and line), in words for a person."""

    stage: str
    where: str
    message: str
