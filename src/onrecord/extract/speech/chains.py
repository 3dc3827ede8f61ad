"""Attributions inside attributions: who is nearest to the reader, who spoke first, whose words are whose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.extract.speech import tree
from onrecord.extract.speech.found import Found, covers, minus, union
from onrecord.extract.speech.sources import first_or_second_person
from onrecord.model import Span
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors

INNER_SHARE = 0.6  # of a quotation that must be somebody else's words for that one to be named as their speaker
_INNER_MARKS = '‘“"'
LEAST_WORDS = 3  # that an inner attribution's content must have
_NOBODY = ("nobody", "none", "no", "anyone", "anybody")
OWN_WORDS = 5  # what is left of an outer statement beside an inner one must be a clause of so many words


@dataclass(slots=True)
class Node:
    """One attribution with those that stand inside its content."""

    found: Found
    content: tuple[Span, ...]
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def chain(self) -> tuple[Token, ...]:
        """The speakers from the outermost attribution inwards; nobody is named twice in a row."""
        above = self.parent.chain() if self.parent else ()
        links = list(above)
        for source in self.found.sources:
            if not any(source.i == link.i for link in links):
                links.append(source)
        return tuple(links)

    def via(self) -> tuple[Token, ...]:
        """Who was told it, from the outermost attribution inwards."""
        above = self.parent.via() if self.parent else ()
        return (*above, *(t for t in self.found.via if all(t.i != a.i for a in above)))


def nest(doc: Doc, found: Sequence[Found], quotes: Sequence[Span], actors: Actors) -> list[Node]:
    """The attributions that make statements, each with its own content, none overlapping another."""
    clean = _without_frames(doc, found)
    clean = [_clipped(doc, f, quotes) for f in clean]
    nodes = [Node(f, f.content) for f in clean if f.content]
    _set_parents(doc, nodes)
    kept = [n for root in nodes if root.parent is None for n in _keep(doc, root, quotes, actors)]
    return _apart(doc, kept)


def _without_frames(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """No content holds the words of "according to X" that frame it as well."""
    framing = [f for f in found if f.framed]
    out = []
    for f in found:
        cuts = [s for g in framing if g is not f and _frames(doc, g, f) for s in g.framed]
        out.append(replace(f, content=minus(text_of(doc), f.content, cuts)) if cuts else f)
    return out


def _frames(doc: Doc, outer: Found, inner: Found) -> bool:
    return (
        inner.anchor >= 0
        and outer.anchor >= 0
        and covers(outer.content, doc[inner.anchor].idx)
        and covers(inner.content, doc[outer.anchor].idx)
    )


def _clipped(doc: Doc, f: Found, quotes: Sequence[Span]) -> Found:
    """A cue inside a quotation says nothing outside it."""
    if f.anchor < 0:
        return f
    place = doc[f.anchor].idx
    home = next((q for q in quotes if q.start <= place < q.end), None)
    if home is None:
        return f
    inside = (Span(max(s.start, home.start), min(s.end, home.end)) for s in f.content if s.overlaps(home))
    return replace(f, content=tuple(inside))


def _set_parents(doc: Doc, nodes: list[Node]) -> None:
    """The parent of an attribution is the one with the least content that holds its cue."""
    ordered = sorted(nodes, key=lambda n: n.content[0])
    starts = [n.content[0].start for n in ordered]
    reach = max((n.content[-1].end - n.content[0].start for n in nodes), default=0)
    for node in nodes:
        if node.found.anchor < 0:
            continue
        place = doc[node.found.anchor].idx
        near = ordered[bisect_left(starts, place - reach) : bisect_right(starts, place)]
        holders = [n for n in near if n is not node and covers(n.content, place) and not _holds(doc, node, n)]
        holders = [n for n in holders if not _stands_in(n, node)]
        if holders:
            node.parent = min(holders, key=lambda n: (sum(map(len, n.content)), n.found.anchor))
    for node in nodes:
        if node.parent is not None:
            node.parent.children.append(node)


def _stands_in(node: Node | None, outer: Node) -> bool:
    """Whether a node was already put, directly or not, into another: nobody stands in himself."""
    while node is not None:
        if node is outer:
            return True
        node = node.parent
    return False


def _holds(doc: Doc, outer: Node, inner: Node) -> bool:
    """Whether two hold one another's cue; then the one with less content is taken to be inside."""
    if inner.found.anchor < 0 or not covers(outer.content, doc[inner.found.anchor].idx):
        return False
    sizes = sum(map(len, outer.content)), sum(map(len, inner.content))
    return sizes > (sizes[1], sizes[1]) or (sizes[0] == sizes[1] and outer.found.anchor < inner.found.anchor)


def _keep(doc: Doc, node: Node, quotes: Sequence[Span], actors: Actors) -> list[Node]:
    """A node and those inside it that are statements of their own; an outer one stays if enough is left of it."""
    direct = [c for c in node.children if _counts(doc, c, actors) and not _aside(doc, c, quotes)]
    inner = [n for child in direct for n in _keep(doc, child, quotes, actors)]
    if not inner:
        return [node]
    taken = [s for n in inner for s in n.content]
    taken += [s for c in direct for s in _frame(doc, c)]
    left = tuple(s for s in minus(text_of(doc), node.content, sorted(taken)) if _own_clause(doc, s))
    if not left:  # little else is said, or what is told inside is an aside of it
        most = _size(doc, taken) >= INNER_SHARE * _size(doc, node.content)
        return inner if most else [node]
    node.content = left
    return [node, *inner]


def _frame(doc: Doc, node: Node) -> list[Span]:
    """From the speaker to the cue: the words that only present an inner statement."""
    f = node.found
    places = [doc[f.anchor], *(doc[i] for i in f.words)]
    for source in f.sources:
        places += tree.phrase(source)
    low, high = min(t.idx for t in places), max(t.idx + len(t) for t in places)
    if high - low > 200:
        return [Span(t.idx, t.idx + len(t)) for t in places]
    return [Span(low, high)]


def _aside(doc: Doc, node: Node, quotes: Sequence[Span]) -> bool:
    """Whether an attribution inside a quotation is only a part of what its speaker says there."""
    if node.parent is None or node.found.anchor < 0 or not covers(quotes, doc[node.found.anchor].idx):
        return False
    if sum(map(len, node.content)) >= INNER_SHARE * sum(map(len, node.parent.content)):
        return False
    if _is_quoted(doc, node, quotes):
        return False
    left = minus(text_of(doc), node.parent.content, (*node.content, *_frame(doc, node)))
    return any(_own_clause(doc, s) for s in left)


def _is_quoted(doc: Doc, node: Node, quotes: Sequence[Span]) -> bool:
    """Whether the content opens a quotation within the quotation: “She said to me, ‘You told us.’”."""
    first = node.content[0].start
    at = first if text_of(doc)[first] in _INNER_MARKS else first - 1
    return at >= 0 and text_of(doc)[at] in _INNER_MARKS and not any(q.start == at for q in quotes)


def _counts(doc: Doc, node: Node, actors: Actors) -> bool:
    """Whether an inner attribution is a statement of its own and not again of the outer speaker."""
    outer = node.parent.found.sources if node.parent else ()
    enough = _size(doc, node.content) >= LEAST_WORDS or _numbered(doc, node.found)
    return enough and is_own_statement(doc, node.found, outer, actors)


def _size(doc: Doc, content: Sequence[Span]) -> int:
    return sum(len(s.of(text_of(doc)).split()) for s in content)


def is_own_statement(doc: Doc, f: Found, outer: Sequence[Token], actors: Actors) -> bool:
    """Whether an attribution inside another is speech or belief of somebody else than ``outer``, in a clause."""
    if f.cue.kind in ("wants", "judges") or f.negated or not (f.whole or _numbered(doc, f)):
        return False
    if not f.sources or any(first_or_second_person(s) or s.lower_ in _NOBODY for s in f.sources):
        return False
    if f.cue.kind == "thinks" and (f.sources[-1].pos_ == "PRON" or doc[f.anchor].dep_ == "relcl"):
        return False
    if any(_same(s, t, actors) for s in f.sources for t in outer):
        return False
    verb = doc[f.anchor]
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and not any(c.dep_ == "nsubj" for c in verb.children):
        return False  # "..., adding that": the outer speaker goes on
    if verb.tag_ == "VB" and tree.child(verb, "aux") is None:
        return False  # "may not let editorials tell them how to vote"
    if any(c.lower_ in ("if", "whether", "unless") and c.dep_ == "mark" for c in verb.children):
        return False
    return not (tree.has_to(verb) or any(c.tag_ == "MD" for c in verb.children))


def _numbered(doc: Doc, f: Found) -> bool:
    """Whether somebody gives a number in a phrase: "police counted 60, while the union spoke of 400 tractors"."""
    words = [w for s in f.content if (w := doc.char_span(s.start, s.end, alignment_mode="expand")) is not None]
    return (
        f.cue.kind == "says" and any(t.like_num for w in words for t in w) and doc[f.anchor].dep_ in ("advcl", "conj")
    )


def _same(inner: Token, outer: Token, actors: Actors) -> bool:
    """Whether two noun phrases are one speaker; a pronoun of unknown reference is taken for the outer one."""
    if inner.i == outer.i:
        return True
    if inner.pos_ != "PRON":
        return False
    left, right = actors.actor(inner), actors.actor(outer)
    return left is None or (right is not None and left.name == right.name)


def _own_clause(doc: Doc, span: Span) -> bool:
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or sum(t.is_alpha for t in words) < OWN_WORDS:
        return False
    return any(t.pos_ in ("VERB", "AUX") and (t.tag_ in ("VBD", "VBP", "VBZ", "MD")) for t in words)


def _apart(doc: Doc, nodes: list[Node]) -> list[Node]:
    """Contents that still overlap are cut: the earlier and larger cue keeps the words."""
    taken: list[Span] = []
    out = []
    for node in sorted(nodes, key=lambda n: (-sum(map(len, n.content)) if not n.parent else 0, n.content[0])):
        content = (
            minus(text_of(doc), node.content, taken)
            if any(s.overlaps(t) for s in node.content for t in taken)
            else node.content
        )
        if content:
            node.content = union(text_of(doc), content)
            taken.extend(node.content)
            out.append(node)
    return sorted(out, key=lambda n: n.content[0])
