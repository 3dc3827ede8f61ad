"""When undated articles were written, from dated ones that give the same figures.

A figure such as "10,000 soldiers" is in the news for some weeks. An article that shares one with a dated article, and
names the same people and places, was most likely written in those weeks. Sharing the subject alone says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.clean.anchors import narrow
from onrecord.model import Article, DateSource, Published
from onrecord.stories.figures import Mentioned, figures_of, shared_figures
from onrecord.stories.words import names

REACH = timedelta(days=21)  # for about so long a figure is in the news
LONGEST_CAREER = timedelta(days=60)  # of a figure: one that is given over a longer time is background
FEWEST_NAMES = 3  # that two articles on the same events share


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    article: Article
    figures: tuple[Mentioned, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Neighbour:
    article: Article
    published: Published
    shared: tuple[str, ...]


def find_dates(articles: Sequence[Article]) -> dict[str, Published]:
    """The inferred window of each undated article that shares figures with dated ones, by article id.

    Only dates that an article has of itself are evidence, never one inferred here, so that the order is of no account.
    """
    if not any(a.published for a in articles) or all(a.published for a in articles):
        return {}
    read = [
        _Read(article=a, figures=figures_of(a.text), names=names(a.text)) for a in sorted(articles, key=lambda a: a.id)
    ]
    dated = [r for r in read if r.article.published]
    found = {}
    for one in read:
        if one.article.published is None and (window := _window(one, _neighbours(one, dated))):
            found[one.article.id] = window
    return found


def _neighbours(one: _Read, dated: Iterable[_Read]) -> list[_Neighbour]:
    """The dated articles that share a figure of those weeks and enough names, those that share most first."""
    near = []
    for other in dated:
        shared = shared_figures(one.figures, other.figures)
        published = other.article.published
        if shared and published and len(one.names & other.names) >= FEWEST_NAMES:
            near.append(_Neighbour(article=other.article, published=published, shared=shared))
    near = [n for n in near if not _is_background(n, near)]
    return sorted(near, key=lambda n: (-len(n.shared), n.article.id))


def _is_background(neighbour: _Neighbour, near: Sequence[_Neighbour]) -> bool:
    """Whether every figure shared with the neighbour is given over so long a time that it dates nothing."""
    return all(_career(figure, near) > LONGEST_CAREER for figure in neighbour.shared)


def _career(figure: str, near: Sequence[_Neighbour]) -> timedelta:
    days = [n.published.reference for n in near if figure in n.shared]
    return max(days) - min(days)


def _window(one: _Read, near: Sequence[_Neighbour]) -> Published | None:
    """The weeks around all neighbours if they have some in common, else around the one that shares most."""
    if not near:
        return None
    start, end = _around(near[0].published)
    used = [near[0]]
    for neighbour in near[1:]:
        a, b = _around(neighbour.published)
        if max(start, a) <= min(end, b):
            start, end = max(start, a), min(end, b)
            used.append(neighbour)
    narrowed = narrow(one.article.text, start, end)
    if narrowed is None:
        return None
    start, end, anchors = narrowed
    evidence = (*(_words(n) for n in used), *anchors)
    return Published(start=start, end=end, how=DateSource.INFERRED, precision="window", evidence=evidence)


def _around(published: Published) -> tuple[date, date]:
    return published.start - REACH, published.end + REACH


def _words(neighbour: _Neighbour) -> str:
    figures = ", ".join(f"“{words}”" for words in neighbour.shared)
    name, published = neighbour.article.path.replace("\\", "/").rsplit("/", 1)[-1], neighbour.published
    day = published.start.isoformat() if published.start == published.end else f"{published.start} to {published.end}"
    return f"gives {figures} as does {name} of {day}"
