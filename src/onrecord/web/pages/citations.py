"""Who cites whom in a story: the picture, the heaviest origins, rings, dead ends, and every edge with its passages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from onrecord.export.citation_layers import layers
from onrecord.export.citation_svg import citations_svg, told
from onrecord.export.citations import ENDS, HOW, RINGS
from onrecord.model import Article, Citation, Citations, Claim, DeadEnd, EndKind, Node, Shown, Weight
from onrecord.web.desk import Desk
from onrecord.web.pages.tab import Place, Sheet, StoryTab, place, sheet_of, when

SIZE = 40  # edges a page
MOST_WEIGHTS, MOST_ENDS, MOST_PLACES = 12, 15, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One who has something from another, with the places that show it.

    Attributes:
        claims: How many claims are handed on this way; 0 where a whole article is.
        how: The words that say so, the most frequent first.
        places: The first of the passages; ``more`` is the number of those that are left out.
    """

    who: Node
    source: Node
    claims: int
    how: tuple[str, ...]
    places: tuple[Place, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings of one sort, under a heading."""

    heading: str
    rows: tuple[tuple[str, tuple[Place, ...]], ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationsPage(StoryTab):
    """Who has what from whom.

    Attributes:
        told: What the picture shows, in words.
        weights: The known origins on which most rests; ``more_weights`` is the number of the others.
        unnamed: A sentence on what rests on sources without a name; empty where nothing does.
        rings, ends: Findings by sort.
    """

    template: ClassVar[str] = "citations.html.j2"
    told: str
    weights: tuple[Weight, ...]
    more_weights: int
    unnamed: str
    rings: tuple[Group, ...]
    ends: tuple[Group, ...]
    edges: tuple[Edge, ...]
    sheet: Sheet


def citations_page(desk: Desk, key: str, as_of: date | None = None, at: int = 1) -> CitationsPage:
    """The page of the story that goes by this key.

    Raises:
        MissingInputError: There is no such story, or nothing of it was published by that day.
    """
    story = desk.story(key)
    found, pile = desk.citations(story, as_of), desk.pile(story)
    claims, articles = {c.id: c for c in pile.claims}, {a.id: a for a in pile.articles}
    known = [w for w in found.weights if w.known]
    ordered = sorted(found.edges, key=lambda e: (-len(e.claims), e.who, e.source))
    shown, sheet = sheet_of(ordered, at, SIZE, f"/stories/{story}/citations", {"as_of": as_of})
    nodes = {n.id: n for n in found.nodes}
    return CitationsPage(
        heading="Who cites whom",
        story=story,
        title=desk.title(story),
        as_of=as_of,
        told=told(found, layers(found)) if found.edges else "",
        weights=tuple(known[:MOST_WEIGHTS]),
        more_weights=max(0, len(known) - MOST_WEIGHTS),
        unnamed=unnamed(found),
        rings=tuple(rings(found, claims, articles)),
        ends=tuple(ends(found, claims, articles)),
        edges=tuple(edge(e, nodes, claims, articles) for e in shown),
        sheet=sheet,
    )


def picture(desk: Desk, key: str, as_of: date | None = None) -> str:
    """The picture by itself, as SVG.

    Raises:
        MissingInputError: There is no such story, or nothing of it was published by that day.
    """
    return citations_svg(desk.citations(desk.story(key), as_of))


def unnamed(found: Citations) -> str:
    """How much rests on sources without a name."""
    without = [w for w in found.weights if not w.known]
    claims, articles = sum(len(w.claims) for w in without), len({a for w in without for a in w.articles})
    if not without:
        return ""
    verb = "rests" if claims == 1 else "rest"
    return f"{many(claims, 'claim')} in {many(articles, 'article')} {verb} on sources without a name."


def many(n: int, noun: str) -> str:
    """As in "1 claim", "2 claims"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def rings(found: Citations, claims: dict[str, Claim], articles: dict[str, Article]) -> list[Group]:
    """The rings by sort, each with the claims that go round."""
    groups = []
    for kind, heading in RINGS.items():
        of_kind = [r for r in found.rings if r.kind is kind]
        rows = tuple((r.says, places(r.claims, claims, articles)) for r in of_kind[:MOST_ENDS])
        groups.append(Group(heading=heading, rows=rows, more=max(0, len(of_kind) - MOST_ENDS)))
    return [g for g in groups if g.rows]


def ends(found: Citations, claims: dict[str, Claim], articles: dict[str, Article]) -> list[Group]:
    """The dead ends by sort, each with the places that show it."""
    groups = []
    for kind in EndKind:
        of_kind = sorted((e for e in found.dead_ends if e.kind is kind), key=lambda e: -len(e.shown))
        rows = tuple((e.says, shown_at(e, claims, articles)) for e in of_kind[:MOST_ENDS])
        groups.append(Group(heading=ENDS[kind], rows=rows, more=max(0, len(of_kind) - MOST_ENDS)))
    return [g for g in groups if g.rows]


def shown_at(end: DeadEnd, claims: dict[str, Claim], articles: dict[str, Article]) -> tuple[Place, ...]:
    """The first places that show a dead end."""
    return tuple(shown_place(s, claims, articles) for s in end.shown[:MOST_PLACES])


def places(ids: tuple[str, ...], claims: dict[str, Claim], articles: dict[str, Article]) -> tuple[Place, ...]:
    """The places of the first of these claims."""
    return tuple(place(claims[k], articles[claims[k].article]) for k in ids[:MOST_PLACES] if k in claims)


def shown_place(shown: Shown, claims: dict[str, Claim], articles: dict[str, Article]) -> Place:
    """Where a citation is shown: at a claim, or by an article as a whole."""
    article, claim = articles[shown.article], claims.get(shown.claim or "")
    if claim is not None:
        return place(claim, article)
    return Place(href=f"/articles/{article.id}", outlet=article.outlet, when=when(article.published))


def edge(found: Citation, nodes: dict[str, Node], claims: dict[str, Claim], articles: dict[str, Article]) -> Edge:
    """One row of the table."""
    cues = Counter(HOW[s.how] or " ".join(s.cue.lower().split()) for s in found.shown)
    every = tuple(dict.fromkeys(shown_place(s, claims, articles) for s in found.shown))
    return Edge(
        who=nodes[found.who],
        source=nodes[found.source],
        claims=len(found.claims),
        how=tuple(c for c in sorted(cues, key=lambda c: (-cues[c], c)) if c)[:3],
        places=every[:MOST_PLACES],
        more=max(0, len(every) - MOST_PLACES),
    )
