"""When undated articles were written, from dated ones that give the same figures.

A figure such as "10,000 soldiers" is in the news for some weeks. An article that shares one with a dated article that
tells of the same events was most likely written in those weeks. Sharing the subject alone says nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.clean.anchors import narrow
from onrecord.clean.infer import mentions
from onrecord.clean.publisher import dateline
from onrecord.model import Article, DateSource, Published
from onrecord.stories.figures import Mentioned, figures_of, shared_figures
from onrecord.stories.vectors import Counted, Vector, cosine, vectors_of
from onrecord.stories.words import names

DATELINE_WITHIN = 800  # characters at the beginning
REACH = timedelta(days=10)  # to either side: for about so long a figure is in the news
LONGEST_CAREER = timedelta(days=60)  # of a figure: one that is given over a longer time is background
FEWEST_NAMES = 3  # that two articles on the same events share
LEAST_COSINE = 0.27  # of their words, where they share one figure
LEAST_NUMBERS, LEAST_COSINE_MANY = 2, 0.1  # where they share so many numbers, of whatever, their words may differ more


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    article: Article
    figures: tuple[Mentioned, ...]
    names: frozenset[str]
    vector: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class _Neighbour:
    article: Article
    published: Published
    shared: tuple[str, ...]
    likeness: float


def find_dates(articles: Sequence[Article], counted: Counted | None = None) -> dict[str, Published]:
    """The inferred window of each undated article that shares figures with dated ones, by article id.

    Only dates that an article has of itself are evidence, never one inferred here, so that the order is of no account.
    """
    if not any(a.published for a in articles) or all(a.published for a in articles):
        return {}
    ordered = sorted(articles, key=lambda a: a.id)
    read = [
        _Read(article=article, figures=figures_of(article.text), names=names(article.text), vector=vector)
        for article, vector in zip(ordered, vectors_of(ordered, counted), strict=True)
    ]
    givers = _Givers(read)
    found = {}
    for one in read:
        if one.article.published is None and (window := _window(one, _neighbours(one, givers))):
            found[one.article.id] = window
    return found


class _Givers:
    """Which dated articles give a number, and which give it of the same thing."""

    def __init__(self, read: Sequence[_Read]) -> None:
        self._read = read
        self._number: dict[str, list[int]] = defaultdict(list)
        self._specific: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, one in enumerate(read):
            if one.article.published:
                for number in {figure.number for figure in one.figures}:
                    self._number[number].append(at)
                for key in _keys(one):
                    self._specific[key].append(at)

    def to(self, one: _Read) -> list[_Read]:
        """The dated articles that share a figure of the same thing, or several numbers, with an undated one."""
        counts = Counter(at for number in {f.number for f in one.figures} for at in self._number.get(number, ()))
        found = {at for at, shared in counts.items() if shared >= LEAST_NUMBERS}
        found.update(at for key in _keys(one) for at in self._specific.get(key, ()))
        return [self._read[at] for at in sorted(found)]


def _keys(one: _Read) -> set[tuple[str, str]]:
    return {(figure.number, word) for figure in one.figures for word in figure.counted}


def _neighbours(one: _Read, givers: _Givers) -> list[_Neighbour]:
    """The dated articles on the same events that share a figure of those weeks, the likest first."""
    near = []
    for other in givers.to(one):
        published = other.article.published
        if published is None or len(one.names & other.names) < FEWEST_NAMES:
            continue
        specific, every = shared_figures(one.figures, other.figures)
        shared = tuple(every.values())
        if not shared:
            continue
        likeness = cosine(one.vector, other.vector)
        many = len(shared) >= LEAST_NUMBERS and likeness >= LEAST_COSINE_MANY
        if many or (specific and likeness >= LEAST_COSINE):
            near.append(_Neighbour(article=other.article, published=published, shared=shared, likeness=likeness))
    near = [n for n in near if not _is_background(n, near)]
    return sorted(near, key=lambda n: (-len(n.shared), -n.likeness, n.article.id))


def _is_background(neighbour: _Neighbour, near: Sequence[_Neighbour]) -> bool:
    """Whether every figure shared with the neighbour is given over so long a time that it dates nothing."""
    return all(_career(figure, near) > LONGEST_CAREER for figure in neighbour.shared)


def _career(figure: str, near: Sequence[_Neighbour]) -> timedelta:
    days = [n.published.reference for n in near if figure in n.shared]
    return max(days) - min(days)


def _window(one: _Read, near: Sequence[_Neighbour]) -> Published | None:
    """The weeks around the neighbour that shares most, less those that the article's own words rule out."""
    if not near:
        return None
    best = near[0]
    narrowed = narrow(one.article.text, best.published.start - REACH, best.published.end + REACH)
    if narrowed is None:
        return None
    start, end, anchors = narrowed
    if day := _dateline_day(one.article.text, start, end):
        return Published(start=day[0], end=day[0], how=DateSource.INFERRED, evidence=(day[1], _words(best)))
    evidence = (_words(best), *anchors)
    return Published(start=start, end=end, how=DateSource.INFERRED, precision="window", evidence=evidence)


def _dateline_day(text: str, start: date, end: date) -> tuple[date, str] | None:
    """The day in a dateline without a year, "PORT ELLIS, March 3 (Corvane) —", if it lies in the window."""
    for line in text[:DATELINE_WITHIN].splitlines()[:3]:
        match = dateline(line.strip())
        opening = next(mentions(match.groupdict().get("date") or ""), None) if match else None
        if match and opening and opening.day and not opening.year:
            days = [day for year in {start.year, end.year} if (day := _date(year, opening.month, opening.day))]
            fitting = [day for day in days if start <= day <= end]
            if fitting:
                return fitting[0], match[0].strip(" —–-")
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _words(neighbour: _Neighbour) -> str:
    figures = ", ".join(f"“{words}”" for words in neighbour.shared)
    name, published = neighbour.article.path.replace("\\", "/").rsplit("/", 1)[-1], neighbour.published
    day = published.start.isoformat() if published.start == published.end else f"{published.start} to {published.end}"
    return f"gives {figures} as does {name} of {day}"
