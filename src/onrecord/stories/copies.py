"""Which articles are copies of one another, passage by passage: the same text under two mastheads, cut or added to.

A copy is an article of which half or more stands in an earlier one. Where a number or a name was changed in what is
otherwise the same text, it is an update: an article of its own, of which is known what was said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Article, CopyKind, Passage
from onrecord.stories.agencies import from_agency, is_agencys, marks
from onrecord.stories.passages import Aligned, Change, align
from onrecord.stories.reading import only_words, read_words
from onrecord.stories.sketch import SketchIndex

LEAST_SHARE = 0.5  # of the words of a copy that stand in the original
LEAST_REWRITTEN = 0.3  # of the words of a rewritten report with an agency's mark
NEARLY_ALL = 0.9  # of the words of either
FEWEST_WORDS = 25  # below it only a text that is the same word for word counts
FEWEST_SHARED = 12  # words of a passage that two articles of their own have in common: fewer are a common phrase
MOST_SOURCES = 6  # articles that one is laid beside: those that share most with it, and of these the earliest
AGENCY_LEAD = 2  # days by which an agency's own article may be dated later than a copy of it
COPIES = frozenset({CopyKind.EXACT, CopyKind.NEAR, CopyKind.PART, CopyKind.REWRITE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What an article is to the earlier one that it shares most with, and which passages stand in earlier ones."""

    of: str
    kind: CopyKind
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class _Body:
    """A text that one or more articles have word for word; only one of them is in the index."""

    members: list[Article]


class Copies:
    """The articles of a pile and what they have of one another. Articles may be added at any time, in any order."""

    def __init__(self) -> None:
        self.overlaps: dict[str, Overlap] = {}
        self._index = SketchIndex()
        self._bodies: list[_Body] = []
        self._body_of: dict[tuple[str, ...], int] = {}
        self._place: dict[str, int] = {}
        self._rank: dict[str, tuple[int, int, int]] = {}

    def add(self, articles: Iterable[Article]) -> frozenset[str]:
        """Take in articles; returns the ids of those already there that now stand otherwise to the rest.

        Only articles that share passages with a new one are looked at again.
        """
        fresh = [a for a in articles if a.id not in self._place]
        touched: set[int] = set()
        for article in fresh:
            touched.add(self._take(article))
        for body in tuple(touched):
            touched.update(other for other, _ in self._index.near(body))
        new = {a.id for a in fresh}
        changed = set()
        for article in (a for body in sorted(touched) for a in self._bodies[body].members):
            before, now = self.overlaps.get(article.id), self._settled(article)
            if now is None:
                self.overlaps.pop(article.id, None)
            else:
                self.overlaps[article.id] = now
            if now != before:
                changed.add(article.id)
        return frozenset(changed - new)

    def original(self, article: str) -> str | None:
        """The id of the article that this one is a copy of, through copies of copies; None for one that is no copy."""
        found = None
        while (overlap := self.overlaps.get(found or article)) and overlap.kind in COPIES:
            found = overlap.of
        return found

    def _take(self, article: Article) -> int:
        words = only_words(article.text)
        key = words or (article.text.strip(),)
        if key not in self._body_of:
            self._body_of[key] = len(self._bodies)
            self._bodies.append(_Body([]))
            self._index.add(words if len(words) >= FEWEST_WORDS else ())
        body = self._body_of[key]
        self._rank[article.id] = (*_age(article), len(self._place))
        self._place[article.id] = body
        members = self._bodies[body].members
        members.append(article)
        members.sort(key=lambda a: self._rank[a.id])
        return body

    def _settled(self, article: Article) -> Overlap | None:
        """What the article is to those before it."""
        body = self._bodies[self._place[article.id]]
        first = body.members[0]
        sources = self._sources(first)
        if not sources and first.id == article.id:
            return None
        here = read_words(article.text)
        found = [(other, align(here, read_words(other.text))) for other in sources]
        known = [(other, aligned) for other, aligned in found if aligned.covered]
        if first.id != article.id:
            whole = align(here, read_words(first.text))
            kind = CopyKind.EXACT
            return Overlap(of=first.id, kind=kind, passages=_passages(article, [*known, (first, whole)], kind))
        if not known:
            return None
        best, most = max(known, key=lambda pair: (pair[1].covered, [-x for x in self._rank[pair[0].id]]))
        kind = _kind(article, best, most)
        passages = _passages(article, known, kind)
        return Overlap(of=best.id, kind=kind, passages=passages) if passages else None

    def _sources(self, article: Article) -> list[Article]:
        """The articles before this one that share most of its sketch, the earliest first."""
        near = []
        for number, shared in self._index.near(self._place[article.id]):
            other = self._bodies[number].members[0]
            if self._rank[other.id] < self._rank[article.id]:
                near.append((-shared, self._rank[other.id], other))
        near.sort(key=lambda row: row[:2])
        return [other for _, _, other in sorted(near[:MOST_SOURCES], key=lambda row: row[1])]


def _age(article: Article) -> tuple[int, int]:
    """What orders articles: the day, an agency's own a little earlier; then whether it is, or bears, an agency's."""
    own = is_agencys(article)
    if article.published is None:
        return date.max.toordinal(), 0 if own else 1
    day = article.published.start.toordinal()
    return (day - AGENCY_LEAD, 0) if own else (day, 1 if marks(article) else 2)


def _kind(article: Article, other: Article, aligned: Aligned) -> CopyKind:
    """What an article is to an earlier one that it is not the same as, word for word."""
    share = aligned.covered / len(read_words(article.text))
    if _updated(article, aligned):
        return CopyKind.UPDATE if share >= LEAST_SHARE else CopyKind.SHARED
    if share >= NEARLY_ALL and aligned.covered_there >= NEARLY_ALL * len(read_words(other.text)):
        return CopyKind.NEAR
    if share >= LEAST_SHARE:
        return CopyKind.PART
    if share >= LEAST_REWRITTEN and from_agency(article, other):
        return CopyKind.REWRITE
    return CopyKind.SHARED


def _updated(article: Article, aligned: Aligned) -> bool:
    """Whether what was changed makes another report of it; an outlet may put its own name into what it prints."""
    own = frozenset(read_words(article.publisher).words) if article.publisher else frozenset()
    return any(change is not Change.NAME or names - own for change, names in aligned.changes)


def _passages(article: Article, found: Sequence[tuple[Article, Aligned]], kind: CopyKind) -> tuple[Passage, ...]:
    """The passages with the earliest article that has them; longer ones of a later article beside the shorter."""
    least = FEWEST_SHARED if kind in (CopyKind.SHARED, CopyKind.REWRITE) else 0
    passages: list[Passage] = []
    for other, aligned in found:
        for run, (here, there) in zip(aligned.runs, aligned.spans, strict=True):
            known = any(p.span.contains(here) for p in passages)
            if not known and run.here_end - run.here >= least and here.of(article.text).strip():
                passages.append(Passage(span=here, of=other.id, there=there))
    return tuple(sorted(passages, key=lambda p: (p.span, p.of)))
