"""Changes: what is otherwise in the record between two days."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ChangeKind(StrEnum):
    """What sort of change it is."""

    QUESTION = "new question"
    ANSWER = "answer"  # the answer to a question is another one
    MERGED = "merged"  # two questions have turned out to be one
    SPLIT = "split"  # what stood under another question is asked by itself
    GONE = "gone"  # what was asked has no figure left: its articles were changed
    CORRECTION = "correction"  # an outlet corrects itself, or notes an update, in its own words
    UPDATE = "update"  # an article was changed
    ARTICLE = "new article"
    ORIGIN = "new origin"  # somebody is on record who was not before


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One field of a question before and after: verdict, status, low, best, high or origins; None where it was open."""

    what: str
    before: str | Decimal | int | None
    after: str | Decimal | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, as a desk editor would want to be told of it.

    Attributes:
        says: The change in a sentence or two.
        weight: The larger, the sooner an editor should see it.
        question: The question's id as it is now; ``text`` is the question in words.
        was: The ids that it had before, where they were others: several where questions have merged.
        shifts: What of its answer changed.
        claims: The claims that are new and bear on it.
        article: The article that is new, corrected or changed.
    """

    kind: ChangeKind
    says: str
    weight: int
    question: str | None = None
    text: str = ""
    was: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()
    claims: tuple[str, ...] = ()
    article: str | None = None
