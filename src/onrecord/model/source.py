"""Sources: how what they said fared among what others said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One source of a pile, as somebody who says things first, as an outlet, or as both, and how its figures fared.

    It stands beside the reliability that the user gives, and never sets it.

    Attributes:
        name, group: Its name, and what independence is counted by: the organs of a state are of one group.
        reliability: A to F, the user's.
        articles: Articles that carry its words, its own among them.
        claims: What it said first: claims of every kind, those that repeat it in other articles too.
        figures, statements: Ids of the questions of how many, and of whether, that it answers. The next six are some.
        corroborated: Independent origins say the same. borne_out: They did so surely later.
        contradicted: What a known origin says excludes its own. disputed: Somebody says that it is wrong.
        updated: It said otherwise itself later. overtaken: The later figure of another took its place.
        forecasts: Ids of the claims that are its forecasts; ``came_true`` and ``came_false`` are some of these.
        published: Articles it published, as an outlet. named, unnamed, own_voice: Of the claims in them, how many are
            laid to a source by name, to one without a name, and to nobody.
        first, last: The first and the last day of the articles that carry its words; None where none is dated.
    """

    name: str
    group: str
    reliability: str = "F"
    articles: int = 0
    claims: int = 0
    figures: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    corroborated: tuple[str, ...] = ()
    borne_out: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    overtaken: tuple[str, ...] = ()
    forecasts: tuple[str, ...] = ()
    came_true: tuple[str, ...] = ()
    came_false: tuple[str, ...] = ()
    published: int = 0
    named: int = 0
    unnamed: int = 0
    own_voice: int = 0
    first: date | None = None
    last: date | None = None
