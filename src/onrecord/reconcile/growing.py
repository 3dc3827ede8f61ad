"""A pile that grows: articles and claims are added, and the questions of the whole are there in little time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.reconcile import reconcile
from onrecord.reconcile.memory import Memory

if TYPE_CHECKING:
    from onrecord.model import Article, Claim, Question

__all__ = ["Reconciler"]


class Reconciler:
    """The questions of a pile that grows, by what was reckoned of it before.

    What :meth:`update` gives equals :func:`onrecord.reconcile.reconcile` of everything that was added so far, in
    whatever order and portions it came.
    """

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._claims: dict[str, dict[str, Claim]] = {}
        self._memory = Memory()

    def update(self, claims: Iterable[Claim], articles: Iterable[Article]) -> tuple[Question, ...]:
        """Add articles and claims; returns the questions of the whole pile.

        An article that is there already is replaced: its story or its date may be another by now. Where claims of it
        come along, they take the place of those that it had.

        Raises:
            UsageError: A claim belongs to no article that was ever given; nothing is added then.
        """
        pile = {**self._articles, **{a.id: a for a in articles}}
        said: dict[str, dict[str, Claim]] = {}
        for claim in claims:
            said.setdefault(claim.article, {})[claim.id] = claim
        every = {**self._claims, **said}
        if stray := sorted(every.keys() - pile.keys()):
            raise UsageError(f"claim {min(every[stray[0]])} belongs to none of the articles given")
        self._articles, self._claims = pile, every
        return self.questions()

    def questions(self) -> tuple[Question, ...]:
        """The questions of the pile as it is."""
        claims = [c for found in self._claims.values() for c in found.values()]
        return reconcile(claims, tuple(self._articles.values()), memory=self._memory)
