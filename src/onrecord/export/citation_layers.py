"""The places of a drawing of who cites whom: columns from those who said it first to the outlets that print it.

Those who speak for one body are one box; what is left over beside the heaviest is one box of "others" on each side. A
column is put in order by where the boxes that its boxes are tied to stand (Sugiyama, Tagawa and Toda 1981).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Citations, Node, NodeKind, RingKind

MOST_OUTLETS, MOST_SOURCES = 14, 24
SWEEPS = 6
OTHERS = ("others: outlets", "others: sources")


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name, what it is, how many claims pass through it, its column from the left and its row."""

    key: str
    name: str
    kind: NodeKind
    claims: int
    in_pile: bool
    column: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from the one who is cited to the one who cites, with the number of claims."""

    source: str
    who: str
    claims: int
    ring: bool


@dataclass(frozen=True, slots=True)
class Layers:
    """A drawing's boxes and arrows."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def layers(found: Citations) -> Layers:
    """Boxes of at most :data:`MOST_OUTLETS` outlets and :data:`MOST_SOURCES` sources and two for the rest; arrows."""
    nodes = {n.id: n for n in found.nodes}
    home = _homes(found, nodes)
    ringed = {
        (ring.nodes[i], ring.nodes[(i + 1) % len(ring.nodes)])
        for ring in found.rings
        if ring.kind is not RingKind.MUTUAL
        for i in range(len(ring.nodes))
    }
    claims: dict[tuple[str, str], set[str]] = {}
    rings: set[tuple[str, str]] = set()
    for edge in found.edges:
        pair = (home[edge.source], home[edge.who])
        if pair[0] != pair[1]:
            claims.setdefault(pair, set()).update(edge.claims or ("the whole article",))
            rings |= {pair} if (edge.who, edge.source) in ringed else set()
    outlets = {home[n.id] for n in found.nodes if n.in_pile}
    claims = {p: ids for p, ids in claims.items() if OTHERS[1] not in p or outlets.intersection(p)}
    boxes = _boxes(found, nodes, home, claims)
    arrows = tuple(Arrow(a, b, len(ids), (a, b) in rings) for (a, b), ids in sorted(claims.items()))
    return Layers(_placed(boxes, arrows), arrows)


def _homes(found: Citations, nodes: Mapping[str, Node]) -> dict[str, str]:
    """The box that each node is in: that of its origin, or of the others."""
    group = {n.id: n.id if n.in_pile or n.kind is NodeKind.UNNAMED else n.origin for n in found.nodes}
    namer = {e.source: e.who for e in reversed(found.edges)}  # the first who has something from it
    for key, node in nodes.items():
        if node.kind is NodeKind.UNNAMED:
            group[key] = f"unnamed of {namer.get(key, '')}"
    weight: dict[str, int] = {}
    for edge in found.edges:
        for end in {group[edge.who], group[edge.source]}:
            weight[end] = weight.get(end, 0) + max(len(edge.claims), 1)
    in_ring = {group[key] for ring in found.rings if ring.kind is not RingKind.MUTUAL for key in ring.nodes}
    outlets = {group[k] for k, n in nodes.items() if n.in_pile}
    kept: set[str] = set()
    for side, most in ((outlets, MOST_OUTLETS), (set(group.values()) - outlets, MOST_SOURCES)):
        kept |= set(sorted(side, key=lambda g: (g not in in_ring, -weight.get(g, 0), g))[:most])
    return {k: g if g in kept else OTHERS[0] if g in outlets else OTHERS[1] for k, g in group.items()}


def _boxes(
    found: Citations, nodes: Mapping[str, Node], home: Mapping[str, str], claims: Mapping[tuple[str, str], set[str]]
) -> list[Box]:
    inside: dict[str, list[Node]] = {}
    for key, box in sorted(home.items()):
        inside.setdefault(box, []).append(nodes[key])
    named = {w.origin: w.name for w in found.weights if w.known}
    drawn = {key for pair in claims for key in pair}
    made = []
    for box, members in sorted(inside.items()):
        if box in drawn:
            passing = {c for pair, ids in claims.items() if box in pair for c in ids}
            name, kind = _label(box, members, named)
            made.append(Box(box, name, kind, len(passing), any(m.in_pile for m in members)))
    return made


def _label(box: str, members: Sequence[Node], named: Mapping[str, str]) -> tuple[str, NodeKind]:
    if box == OTHERS[0]:
        return f"{len(members)} other outlets", NodeKind.OUTLET
    if box == OTHERS[1]:
        return f"{len(members)} other sources", NodeKind.UNNAMED
    if box.startswith("unnamed of "):
        one = members[0].name if len(members) == 1 else f"{len(members)} without a name"
        return one, NodeKind.UNNAMED
    chosen = next((m for m in members if m.in_pile or m.name == named.get(box)), members[0])
    return named.get(box, chosen.name) if not chosen.in_pile else chosen.name, chosen.kind


# ------------------------------------------------------------------------------------------ columns and rows


def _placed(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> tuple[Box, ...]:
    columns = _columns(boxes, arrows)
    last = max(columns.values(), default=0)
    cited = {a.source for a in arrows}
    for box in boxes:
        if box.in_pile and box.key not in cited:
            columns[box.key] = last  # who is cited by nobody stands at the right, with the reader
    rows = _rows(boxes, arrows, columns)
    return tuple(replace(b, column=columns[b.key], row=rows[b.key]) for b in boxes)


def _columns(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> dict[str, int]:
    """How many hands what a box has went through at most; those of a ring stand in one column."""
    from onrecord.reconcile.citations.cycles import components

    graph: dict[str, set[str]] = {b.key: set() for b in boxes}
    for arrow in arrows:
        if arrow.source not in OTHERS and arrow.who != OTHERS[1]:  # what many small ones say moves nobody
            graph[arrow.who].add(arrow.source)
    part = {key: key for key in graph}
    for members in components(graph):
        part |= dict.fromkeys(members, min(members))
    below: dict[str, set[str]] = {}
    for who, sources in graph.items():
        below.setdefault(part[who], set()).update(part[s] for s in sources if part[s] != part[who])
    depth: dict[str, int] = {}
    while len(depth) < len(below):
        for key, under in below.items():
            if key not in depth and all(u in depth for u in under):
                depth[key] = 1 + max((depth[u] for u in under), default=-1)
    ringed = {key for key in graph if sum(p == part[key] for p in part.values()) > 1}
    return {key: max(depth[part[key]], 1 if key in ringed else 0) for key in graph}


def _rows(boxes: Sequence[Box], arrows: Sequence[Arrow], columns: Mapping[str, int]) -> dict[str, int]:
    weight = {b.key: b.claims for b in boxes}
    order: dict[int, list[str]] = {}
    for key in sorted(weight, key=lambda k: (-weight[k], k)):
        order.setdefault(columns[key], []).append(key)
    ties: dict[str, list[tuple[str, int]]] = {}
    for arrow in arrows:
        ties.setdefault(arrow.source, []).append((arrow.who, arrow.claims))
        ties.setdefault(arrow.who, []).append((arrow.source, arrow.claims))
    place = {key: (i + 0.5) / len(keys) for keys in order.values() for i, key in enumerate(keys)}
    for sweep in range(SWEEPS):
        for column in sorted(order, reverse=bool(sweep % 2)):
            order[column].sort(key=lambda k: (_middle(ties.get(k, ()), place, place[k]), k))
            for i, key in enumerate(order[column]):
                place[key] = (i + 0.5) / len(order[column])
    return {key: i for keys in order.values() for i, key in enumerate(keys)}


def _middle(tied: Sequence[tuple[str, int]], place: Mapping[str, float], own: float) -> float:
    total = sum(n for _, n in tied)
    return sum(place[key] * n for key, n in tied) / total if total else own
