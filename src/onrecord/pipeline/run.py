"""What goes along with the steps: the run with its issues, and the pile they work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.model import Article, Claim, Issue, Judgement

type Progress = Callable[[Iterable[Any], str, int | None], Iterable[Any]]


def silent(items: Iterable[Any], _what: str, _total: int | None) -> Iterable[Any]:
    """Progress that shows nothing."""
    return items


@dataclass(slots=True)
class Run:
    """What goes along with one run: the issues it met, and how it shows progress.

    Attributes:
        progress: Called with items, what is being done, and how many items are expected; gives the items back.
    """

    progress: Progress = silent
    issues: list[Issue] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """The articles of one run, the input text behind each (by article id), and, once extracted, their claims.

    Attributes:
        judgements: What people decided, once :func:`reviewed` has applied it: reviews of claims, and pairs of figures.
        read: By id, what the machine read where a person refused or mended it.
    """

    articles: tuple[Article, ...]
    raws: dict[str, str]
    claims: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    read: Mapping[str, Claim] = field(default_factory=dict)

    def article(self, key: str) -> Article:
        """The article with this id."""
        return next(a for a in self.articles if a.id == key)
