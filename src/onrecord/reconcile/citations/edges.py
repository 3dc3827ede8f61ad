"""Edges: every place that shows that one has something from another, from chains, copied passages and agency marks.

A claim that stands in a passage which an earlier article had is had from that article's outlet, and one in an article
that an agency signs from the agency; what the agency or the first article names as its source is theirs to cite.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from onrecord.model import Article, Citation, Claim, Handed, Mode, Node, Shown, Span
from onrecord.reconcile.citations.names import Names
from onrecord.reconcile.origins import Tracer
from onrecord.reconcile.telling import cue_of, is_source, tells

Pair = tuple[str, str]  # who has it, from whom: ids of nodes


class Links:
    """The citations of a pile, gathered claim by claim.

    Attributes:
        shown: By pair of nodes, the places that show it.
        end: By claim id, the node at the end of its chain: who uttered it first, as far as the claim says.
        told: Ids of the claims that are handed on or are said in the article's own voice; the rest read minds.
    """

    def __init__(self, tracer: Tracer) -> None:
        self.tracer = tracer
        self.names = Names(tracer)
        self.claims = {c.id: c for c in tracer.claims}
        self.shown: dict[Pair, list[Shown]] = {}
        self.end: dict[str, str] = {}
        self.told: set[str] = set()
        self._last: dict[tuple[str, str], Shown] | None = None
        self._of: dict[str, list[Claim]] | None = None

    def gather(self) -> None:
        """Look at every claim and every article once."""
        for claim in self.tracer.claims:
            article = self.tracer.articles[claim.article]
            if claim.attribution.mode is Mode.NARRATOR or not claim.attribution.path:
                self._own_words(claim, article)
            elif tells(claim, article) and all(is_source(link) for link in claim.attribution.path):
                self._chain(claim, article)
        for _, article in sorted(self.tracer.articles.items()):
            self._whole(article)

    def nodes(self) -> tuple[Node, ...]:
        """The nodes that an edge touches, by id."""
        used = {key for pair in self.shown for key in pair}
        return tuple(node for key, node in sorted(self.names.made.items()) if key in used)

    def edges(self) -> tuple[Citation, ...]:
        """The edges, by their ends; the places that show each in the order of the articles' ids and texts."""
        return tuple(Citation(who=a, source=b, shown=tuple(rows)) for (a, b), rows in sorted(self.shown.items()))

    # ---- claim by claim

    def _own_words(self, claim: Claim, article: Article) -> None:
        self.told.add(claim.id)
        at = self._start(claim, article)
        cited = self.tracer.cited(claim)
        if cited:
            self._add(at, self.names.named_outlet(cited), Shown(article=article.id, claim=claim.id, how=Handed.CITES))
            at = self.names.named_outlet(cited)
        self.end[claim.id] = at

    def _chain(self, claim: Claim, article: Article) -> None:
        self.told.add(claim.id)
        before: tuple[str, ...] = (self._start(claim, article),)
        copied = self.tracer.original(claim).id != article.id
        carriers = len(claim.attribution.via)
        for n, link in enumerate(claim.attribution.path):
            here = self.names.links(link, claim, before[0])
            shown = self._place(claim, article, link.span, Handed.TOLD if n < carriers else Handed.CITES)
            for who in () if copied else before:  # the first article cites them, this one copies that it does
                for source in here:
                    self._add(who, source, shown)
            before = here
        self.end[claim.id] = before[0]

    def _start(self, claim: Claim, article: Article) -> str:
        """Who hands the claim on: the outlet, the one whose words it copies, or the agency whose mark it bears."""
        at = self.names.outlet(article)
        if signed := self._signed(article):
            self._add(at, signed, Shown(article=article.id, claim=claim.id, how=Handed.CREDITS))
            return signed
        original = self.tracer.original(claim)
        if original.id == article.id:
            return at
        first = self.names.outlet(original)
        self._add(at, first, Shown(article=article.id, claim=claim.id, how=Handed.COPIES))
        return self._signed(original) or first

    def _signed(self, article: Article) -> str | None:
        name = self.tracer.outlets.agency(article)
        return self.names.agency(name) if name else None

    @staticmethod
    def _place(claim: Claim, article: Article, link: Span, how: Handed) -> Shown:
        spans = tuple(sorted({*claim.attribution.cue, link}))
        return Shown(article=article.id, claim=claim.id, how=how, cue=cue_of(claim, article), spans=spans)

    # ---- article by article

    def _whole(self, article: Article) -> None:
        """The edges that an article shows though no claim of it does: it is a copy, or bears a mark."""
        at = self.names.outlet(article)
        agency = self._signed(article)
        if agency and not any(article.id == s.article for s in self.shown.get((at, agency), ())):
            self._add(at, agency, Shown(article=article.id, claim=None, how=Handed.CREDITS))
        original = self.tracer.articles.get(article.copies_of or "")
        if original and not agency:
            source = self.names.outlet(original)
            if not any(article.id == s.article for s in self.shown.get((at, source), ())):
                self._add(at, source, Shown(article=article.id, claim=None, how=Handed.COPIES))

    def _add(self, who: str, source: str, shown: Shown) -> None:
        if who != source:
            rows = self.shown.setdefault((who, source), [])
            if shown not in rows[-1:]:
                rows.append(shown)

    # ---- asked of the whole

    def carrying(self) -> Iterator[tuple[Pair, Claim]]:
        """Each edge with each claim that it hands on."""
        for pair, rows in sorted(self.shown.items()):
            for key in dict.fromkeys(s.claim for s in rows if s.claim):
                yield pair, self.claims[key]

    def by_outlet(self, node: str) -> Sequence[Article]:
        """The articles that a node published."""
        return tuple(self.tracer.articles[a] for a in self.names.made[node].articles)

    def last(self, claim: str, node: str) -> Shown | None:
        """The first place where a claim leads to a node."""
        if self._last is None:
            self._last = {}
            for (_, source), rows in sorted(self.shown.items()):
                for shown in rows:
                    if shown.claim:
                        self._last.setdefault((shown.claim, source), shown)
        return self._last.get((claim, node))

    def of_articles(self, articles: Collection[str]) -> list[Claim]:
        """The claims of some articles."""
        if self._of is None:
            self._of = {}
            for claim in self.tracer.claims:
                self._of.setdefault(claim.article, []).append(claim)
        return [c for key in sorted(articles) for c in self._of.get(key, ())]
