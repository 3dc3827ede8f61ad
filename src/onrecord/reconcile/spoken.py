"""What each article says, sorted once: which of its claims count, challenge or tell, so that not all are gone through.

Most claims of an article neither count anything nor tell of a deed. As long as an article has the very same claims they
are sorted as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Article, Claim
from onrecord.reconcile.memory import Memory


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """The claims of one article, each once and in order.

    Attributes:
        all: Every claim.
        counting: Those with figures.
        speaking: Those with figures, and those that dispute another.
        telling: Those with propositions.
    """

    all: tuple[Claim, ...]
    counting: tuple[Claim, ...]
    speaking: tuple[Claim, ...]
    telling: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """What all articles say, in the order of their ids; a list has the claims of one after another."""

    by_article: Mapping[str, Spoken]

    @property
    def counting(self) -> list[Claim]:
        """All claims with figures."""
        return [claim for one in self.by_article.values() for claim in one.counting]

    @property
    def speaking(self) -> list[Claim]:
        """All claims with figures, and those that dispute another."""
        return [claim for one in self.by_article.values() for claim in one.speaking]

    @property
    def telling(self) -> list[Claim]:
        """All claims with propositions."""
        return [claim for one in self.by_article.values() for claim in one.telling]


def sorted_out(claims: Iterable[Claim], articles: Mapping[str, Article], memory: Memory) -> Everything:
    """The claims by their articles; an article without a claim is not there."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.article, []).append(claim)
    return Everything({key: memory.made("said", articles[key], tuple(found[key]), spoken) for key in sorted(found)})


def spoken(claims: tuple[Claim, ...]) -> Spoken:
    """The claims of one article, sorted."""
    every = sorted({c.id: c for c in claims}.values(), key=lambda c: (c.content, c.id))
    return Spoken(
        all=tuple(every),
        counting=tuple(c for c in every if c.figures),
        speaking=tuple(c for c in every if c.figures or c.disputes),
        telling=tuple(c for c in every if c.says),
    )
