"""Rings: circular reporting told apart from papers that merely cite each other.

A ring is circular where one and the same figure or statement goes round it. It is grounded, and so no alarm, where one
of its members also has that from outside, or said it of itself before. Where different things go each way there is no
ring of any one thing, and the citing is mutual.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.model import Claim, Handed, NodeKind, Ring, RingKind
from onrecord.reconcile.citations.cycles import components, cycles
from onrecord.reconcile.citations.edges import Links, Pair
from onrecord.reconcile.citations.matters import Matter, in_words, matters

Turn = tuple[tuple[str, ...], frozenset[str]]  # a way round, and all who lead round to each other for the same thing
Carried = dict[Matter, dict[Pair, list[Claim]]]


def rings(links: Links) -> tuple[Ring, ...]:
    """The rings of the graph: circular, grounded, then mutual ones; the shortest first."""
    graph: dict[str, set[str]] = {}
    for who, source in links.shown:
        graph.setdefault(who, set()).add(source)
    inside = [pair for part in components(graph) for pair in sorted(links.shown) if part.issuperset(pair)]
    if not inside:
        return ()
    about = _about(links, inside)
    carried = _carried(links, inside, about)
    found = [*_rounds(links, carried)]
    closed = {frozenset(ring.nodes) for ring in found}
    found += [_mutual(links, cycle) for cycle in cycles(graph) if _is_pair(cycle, closed)]
    order = list(RingKind)
    return tuple(sorted(found, key=lambda r: (order.index(r.kind), len(r.nodes), r.nodes, r.matter)))


def _about(links: Links, inside: Sequence[Pair]) -> dict[str, tuple[Matter, ...]]:
    """The matters of the claims that the edges of rings carry, and of all that their members say themselves."""
    members = {key for pair in inside for key in pair}
    articles = {a for key in members for a in links.names.made[key].articles}
    claims = {c.id: c for c in links.claims.values() if c.article in articles and c.id in links.told}
    claims |= {c.id: c for pair, c in links.carrying() if pair in set(inside)}
    return matters(claims.values())


def _carried(links: Links, inside: Sequence[Pair], about: dict[str, tuple[Matter, ...]]) -> Carried:
    """By matter, the edges that hand it on, with the claims by which they do."""
    wanted, found = set(inside), Carried()
    for pair, claim in links.carrying():
        if pair in wanted:
            for matter in about.get(claim.id, ()):
                found.setdefault(matter, {}).setdefault(pair, []).append(claim)
    return found


def _rounds(links: Links, carried: Carried) -> Iterator[Ring]:
    for matter, by_pair in sorted(carried.items()):
        graph: dict[str, set[str]] = {}
        for who, source in by_pair:
            graph.setdefault(who, set()).add(source)
        parts = components(graph)
        for cycle in cycles(graph):
            part = next(p for p in parts if cycle[0] in p)
            pairs = [(cycle[i], cycle[(i + 1) % len(cycle)]) for i in range(len(cycle))]
            claims = [c for pair in pairs for c in by_pair[pair]]
            yield _round(links, (cycle, part), matter, claims)


def _round(links: Links, turn: Turn, matter: Matter, claims: list[Claim]) -> Ring:
    cycle, part = turn
    ground = _ground(links, part, matter, claims)
    told = " cites ".join(links.names.said(key) for key in (*cycle, cycle[0]))
    what = in_words(matter, claims[0])
    if ground:
        says = f"{told} for {what}, but it does not rest on the ring alone: {ground}."
    else:
        says = f"{told} for {what}, and none of them says where else it is from: circular reporting."
    return Ring(
        kind=RingKind.GROUNDED if ground else RingKind.CIRCULAR,
        nodes=cycle,
        matter=what.strip("“”"),
        claims=tuple(dict.fromkeys(c.id for c in claims)),
        says=says,
    )


def _ground(links: Links, part: frozenset[str], matter: Matter, claims: Sequence[Claim]) -> str:
    """What one of all who cite round rests on besides them, in words; empty when there is nothing."""
    ids = {c.id for c in claims}
    round_in = {c.article for c in claims}
    first = min((_day(links, c) for c in claims), default=date.max)
    for key in sorted(part):
        for claim in sorted(_own(links, key), key=lambda c: c.id):
            if claim.id in ids or matter not in _same(claim, claims, matter):
                continue
            end = links.end.get(claim.id, key)
            outside = end not in part and links.names.made[end].kind is not NodeKind.UNNAMED
            if outside:
                return f"{links.names.said(key)} also has it from {links.names.said(end)}"
            if end == key and claim.article not in round_in and _day(links, claim) < first:
                return f"{links.names.said(key)} said it before of its own"
    return ""


def _own(links: Links, key: str) -> list[Claim]:
    return [c for c in links.of_articles(links.names.made[key].articles) if c.id in links.told]


def _same(claim: Claim, claims: Sequence[Claim], matter: Matter) -> tuple[Matter, ...]:
    """The matters of a claim, worked out beside those that go round."""
    return matters([*claims, claim]).get(claim.id, ()) if matter[0] == "words" else matters([claim])[claim.id]


def _day(links: Links, claim: Claim) -> date:
    published = links.tracer.articles[claim.article].published
    return published.start if published else date.max


def _is_pair(cycle: tuple[str, ...], closed: set[frozenset[str]]) -> bool:
    """Whether two cite each other; a longer round of different things says nothing of anybody."""
    return len(cycle) == 2 and frozenset(cycle) not in closed


def _mutual(links: Links, cycle: tuple[str, ...]) -> Ring:
    pairs = [(cycle[i], cycle[(i + 1) % len(cycle)]) for i in range(len(cycle))]
    rows = [s for pair in pairs for s in links.shown[pair]]
    told = " cites ".join(links.names.said(key) for key in (*cycle, cycle[0]))
    copying = all(s.how in (Handed.COPIES, Handed.CREDITS) for s in rows)
    words = "each has words of the other" if copying else "for different things: no one thing goes round"
    return Ring(
        kind=RingKind.MUTUAL,
        nodes=cycle,
        matter="",
        claims=tuple(dict.fromkeys(s.claim for s in rows if s.claim)),
        says=f"{told}, {words}.",
    )
