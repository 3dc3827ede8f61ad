"""Who cites whom as records, as text for people, and for Graphviz."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from onrecord.export.records import Record, raw_pair
from onrecord.model import Article, Citation, Citations, EndKind, Handed, Node, NodeKind, RingKind, Shown

MOST_SOURCES, MOST_ENDS, MOST_ORIGINS, MOST_CUES = 8, 12, 15, 3
HOW = {Handed.CITES: "", Handed.TOLD: "told it", Handed.COPIES: "copied", Handed.CREDITS: "its mark"}
RINGS = {
    RingKind.CIRCULAR: "Circular reporting",
    RingKind.GROUNDED: "Rings that rest on more than themselves",
    RingKind.MUTUAL: "Outlets that cite each other for different things",
}
ENDS = {
    EndKind.SILENT: "Cited for what it does not say",
    EndKind.ABSENT: "Cited, and its own words on it are not in the pile",
    EndKind.UNNAMED: "Nobody by name",
    EndKind.HEARSAY: "Hearsay",
}
SHAPES = {
    NodeKind.OUTLET: "box",
    NodeKind.AGENCY: "box",
    NodeKind.PERSON: "ellipse",
    NodeKind.ORGANISATION: "ellipse",
    NodeKind.STATE: "ellipse",
    NodeKind.DOCUMENT: "note",
    NodeKind.UNNAMED: "ellipse",
}


def citation_records(found: Citations, articles: Mapping[str, Article]) -> Iterator[Record]:
    """One record for each node, edge, ring, dead end and origin; ``record`` says which it is.

    Args:
        found: The graph.
        articles: The articles of the pile, by id.
    """
    for node in found.nodes:
        yield _node(node)
    for edge in found.edges:
        yield {
            "record": "edge",
            "who": edge.who,
            "source": edge.source,
            "claims": list(edge.claims),
            "shown": [_shown(s, articles) for s in edge.shown],
        }
    for ring in found.rings:
        yield {
            "record": "ring",
            "kind": ring.kind.value,
            "nodes": list(ring.nodes),
            "matter": ring.matter,
            "claims": list(ring.claims),
            "says": ring.says,
        }
    for end in found.dead_ends:
        shown = [_shown(s, articles) for s in end.shown]
        yield {"record": "dead_end", "kind": end.kind.value, "node": end.node, "shown": shown, "says": end.says}
    for weight in found.weights:
        yield {
            "record": "origin",
            "origin": weight.origin,
            "name": weight.name,
            "known": weight.known,
            "nodes": list(weight.nodes),
            "articles": list(weight.articles),
            "claims": list(weight.claims),
            "says": weight.says,
        }


def _node(node: Node) -> Record:
    return {
        "record": "node",
        "node": node.id,
        "name": node.name,
        "kind": node.kind.value,
        "in_pile": node.in_pile,
        "origin": node.origin,
        "speaks_for": node.speaks_for,
        "articles": list(node.articles),
    }


def _shown(shown: Shown, articles: Mapping[str, Article]) -> Record:
    article = articles[shown.article]
    return {
        "article": shown.article,
        "path": article.path,
        "claim": shown.claim,
        "how": shown.how.value,
        "cue": shown.cue,
        "raw": [raw_pair(s, article) for s in shown.spans],
    }


# ------------------------------------------------------------------------------------------ text


def citations_text(found: Citations) -> str:
    """For people: the heaviest origins, rings, dead ends, and who has how much from whom."""
    lines = [*_heaviest(found), *_rings(found), *_ends(found), *_who_from_whom(found)]
    return "\n".join(lines).strip() + "\n"


def _heaviest(found: Citations) -> Iterator[str]:
    known = [w for w in found.weights if w.known]
    yield "On whom most rests"
    for weight in known[:MOST_ORIGINS]:
        yield f"  {weight.says}"
    if len(known) > MOST_ORIGINS:
        yield f"  and {len(known) - MOST_ORIGINS} more, each with less"
    if not known:
        yield "  On nobody: no claim of the pile names whom it is from."
    unknown = [w for w in found.weights if not w.known]
    if unknown:
        articles = {a for w in unknown for a in w.articles}
        claims = sum(len(w.claims) for w in unknown)
        yield f"  {_many(claims, 'claim')} in {_many(len(articles), 'article')} rest on sources without a name."


def _rings(found: Citations) -> Iterator[str]:
    for kind, heading in RINGS.items():
        rings = [r for r in found.rings if r.kind is kind]
        if rings:
            yield ""
            yield heading
            yield from (f"  {ring.says}" for ring in rings)


def _ends(found: Citations) -> Iterator[str]:
    for kind, heading in ENDS.items():
        ends = [e for e in found.dead_ends if e.kind is kind]
        if ends:
            yield ""
            yield heading
            yield from (f"  {end.says}" for end in ends[:MOST_ENDS])
            if len(ends) > MOST_ENDS:
                yield f"  and {len(ends) - MOST_ENDS} more"


def _who_from_whom(found: Citations) -> Iterator[str]:
    names = {n.id: n for n in found.nodes}
    by_who: dict[str, list[Citation]] = {}
    for edge in found.edges:
        by_who.setdefault(edge.who, []).append(edge)
    yield ""
    yield "Who has what from whom"
    for who in sorted(by_who, key=lambda k: (not names[k].in_pile, names[k].name.lower(), k)):
        yield f"  {names[who].name} has it from"
        edges = sorted(by_who[who], key=lambda e: (-len(e.shown), names[e.source].name.lower()))
        for edge in edges[:MOST_SOURCES]:
            yield f"    {names[edge.source].name} ({_told(edge)})"
        if len(edges) > MOST_SOURCES:
            yield f"    and {len(edges) - MOST_SOURCES} more"


def _told(edge: Citation) -> str:
    """How often, and by which words."""
    cues = Counter(HOW[s.how] or s.cue.lower() for s in edge.shown)
    words = [c for c in sorted(cues, key=lambda c: (-cues[c], c)) if c][:MOST_CUES]
    number = _many(len(edge.claims), "claim") if edge.claims else "the whole article"
    return f"{number}: {', '.join(words)}" if words else number


def _many(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


# ------------------------------------------------------------------------------------------ Graphviz


def citations_dot(found: Citations) -> str:
    """The graph in Graphviz's language: arrows lead from who has it to whom it is from; rings are red."""
    ringed = ring_edges(found)
    lines = ["digraph citations {", "  rankdir=RL;", '  node [fontname="sans-serif", fontsize=11];']
    for node in found.nodes:
        style = "dashed" if node.kind is NodeKind.UNNAMED else "solid" if node.in_pile else "filled,solid"
        fill = "" if node.in_pile or node.kind is NodeKind.UNNAMED else ', fillcolor="#f0f0f0"'
        lines.append(
            f'  {quoted(node.id)} [label={quoted(node.name)}, shape={SHAPES[node.kind]}, style="{style}"{fill}];'
        )
    for edge in found.edges:
        claims = max(len(edge.claims), 1)
        colour = ', color="#d55e00"' if (edge.who, edge.source) in ringed else ""
        label = f", label={quoted(str(claims))}" if claims > 1 else ""
        width = round(1 + min(claims, 16) ** 0.5 / 2, 1)
        lines.append(f"  {quoted(edge.who)} -> {quoted(edge.source)} [penwidth={width}{label}{colour}];")
    return "\n".join([*lines, "}"]) + "\n"


def ring_edges(found: Citations) -> frozenset[tuple[str, str]]:
    """The edges of the rings in which one thing goes round."""
    rounds = [r.nodes for r in found.rings if r.kind is not RingKind.MUTUAL]
    return frozenset((ring[i], ring[(i + 1) % len(ring)]) for ring in rounds for i in range(len(ring)))


def quoted(text: str) -> str:
    """A string of Graphviz: quotes and backslashes escaped, line breaks made spaces."""
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
