"""Dead ends: chains that lead to nobody who can be asked.

An outlet of the pile that says nothing of the kind, an outlet, an agency or a paper whose own words the pile lacks, a
source without a name, and "reports" or "media", which are many and nobody. An official, a ministry or a witness by name
is no dead end: that is where a chain should lead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model import Claim, DeadEnd, EndKind, Handed, Node, NodeKind, Shown
from onrecord.reconcile.citations.edges import Links
from onrecord.reconcile.citations.matters import LEAST, SHARE, Matter, numbers_in, stems
from onrecord.reconcile.telling import is_collective

CARRIERS = (NodeKind.OUTLET, NodeKind.AGENCY)
WEEK = 7  # days before an article in which what it cites should have been published
PARAGRAPH = re.compile(r"\n+")


def dead_ends(links: Links) -> tuple[DeadEnd, ...]:
    """The dead ends, by kind and by how many claims lead there."""
    found: dict[tuple[EndKind, str], list[Shown]] = {}
    known: dict[str, Said] = {}

    def says(node: Node) -> Said:
        if node.id not in known:
            known[node.id] = _said(links, node)
        return known[node.id]

    for claim in links.tracer.claims:
        if claim.id not in links.told or claim.id not in links.end:
            continue
        for kind, node, shown in _of(links, claim, says):
            found.setdefault((kind, node), []).append(shown)
    order = list(EndKind)
    rows = sorted(found.items(), key=lambda row: (order.index(row[0][0]), -len(row[1]), row[0][1]))
    return tuple(_end(links, kind, links.names.made[node], tuple(rows)) for (kind, node), rows in rows)


def _of(links: Links, claim: Claim, says: Callable[[Node], Said]) -> Iterator[tuple[EndKind, str, Shown]]:
    """The dead end that one claim leads to, if it does."""
    key = links.end[claim.id]
    node = links.names.made[key]
    shown = _last(links, claim, key)
    if shown is None:
        return
    if node.kind in (NodeKind.UNNAMED, NodeKind.DOCUMENT) and key.startswith("unnamed "):
        yield (EndKind.HEARSAY if is_collective(node.name) else EndKind.UNNAMED), key, shown
    elif node.kind in CARRIERS and not node.in_pile:
        yield EndKind.ABSENT, key, shown
    elif node.in_pile and shown.how in (Handed.CITES, Handed.TOLD) and not says(node).has(claim):
        yield (EndKind.SILENT if _heard(links, node, claim) else EndKind.ABSENT), key, shown


def _last(links: Links, claim: Claim, key: str) -> Shown | None:
    """The place where the claim leads to its end; None for what an outlet says of its own."""
    article = links.tracer.articles[claim.article]
    if links.names.outlet(article) == key:
        return None
    return links.last(claim.id, key) or Shown(article=claim.article, claim=claim.id, how=Handed.COPIES)


def _heard(links: Links, node: Node, claim: Claim) -> bool:
    """Whether the pile holds what an outlet published in the week up to the claim's day, as far as days are known."""
    by = links.tracer.articles[claim.article].published
    days = [a.published for a in links.by_outlet(node.id)]
    return by is None or any(d is None or (d.start <= by.end and (by.start - d.end).days <= WEEK) for d in days)


@dataclass(frozen=True, slots=True)
class Said:
    """What an outlet of the pile says: its numbers, its texts, and the words of its paragraphs."""

    numbers: frozenset[Matter]
    texts: tuple[str, ...]
    paragraphs: tuple[frozenset[str], ...]

    def has(self, claim: Claim) -> bool:
        """Whether it says the like: the same number, or most of the words in one paragraph."""
        if claim.figures:
            written = _written(claim)
            known = not self.numbers.isdisjoint(numbers_in(claim))
            return known or any(number in text for number in written for text in self.texts)
        words = stems(claim.text)
        least = max(min(LEAST, len(words)), SHARE * len(words))
        return any(len(words & paragraph) >= least for paragraph in self.paragraphs)


def _said(links: Links, node: Node) -> Said:
    articles = links.by_outlet(node.id)
    return Said(
        numbers=frozenset(m for c in links.of_articles(node.articles) for m in numbers_in(c)),
        texts=tuple(a.text for a in articles),
        paragraphs=tuple(stems(p) for a in articles for p in PARAGRAPH.split(a.text)),
    )


def _written(claim: Claim) -> tuple[str, ...]:
    """The numbers of a claim as its text writes them."""
    return tuple(found for f in claim.figures for found in re.findall(r"\d[\d,.]*\d|\d", f.text))


def _end(links: Links, kind: EndKind, node: Node, shown: tuple[Shown, ...]) -> DeadEnd:
    outlets = sorted({links.tracer.articles[s.article].outlet for s in shown})
    who = outlets[0] if len(outlets) == 1 else f"{len(outlets)} outlets"
    holder = links.names.made.get(links.names.within.get(node.id, ""))
    name = node.name if holder and outlets == [holder.name] else links.names.said(node.id)
    verb = "has" if len(outlets) == 1 else "have"
    things = "one claim" if len(shown) == 1 else f"{len(shown)} claims"
    why = {
        EndKind.SILENT: f"which says nothing of the kind in the articles that the pile holds ({_count(node)})",
        EndKind.ABSENT: "whose own words on it are not in the pile",
        EndKind.UNNAMED: "who is not named" if node.kind is NodeKind.UNNAMED else "which has no owner",
        EndKind.HEARSAY: "who may be many or nobody",
    }[kind]
    return DeadEnd(kind=kind, node=node.id, shown=shown, says=f"{who} {verb} {things} from {name}, {why}.")


def _count(node: Node) -> str:
    return "one article" if len(node.articles) == 1 else f"{len(node.articles)} articles"
