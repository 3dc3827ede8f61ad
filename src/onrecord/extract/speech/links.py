"""The whole chain of an attribution from its spans alone: who is nearest to the reader, who spoke first.

An annotator, or a model that learned from annotators, marks the outermost source as it stands: "the Post, quoting state
television", "documents seen by the Courier", "Mr. Okar, the 44-year-old deputy minister,". The links are read off the
parse of those words, of the words around the cue ("told the Courier", "in a statement to the agency", "citing two
officials") and of a content that is itself the report of somebody's words and goes on to its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.speech import tree
from onrecord.extract.speech.carriers import carrier, leant_on
from onrecord.extract.speech.chains import is_own_statement
from onrecord.extract.speech.found import Found, spans_of
from onrecord.extract.speech.indirect import read_verb
from onrecord.extract.speech.nominal import ACCORDING
from onrecord.extract.speech.relayed import quoted_as_saying
from onrecord.extract.speech.sources import bare, speaker, unresolved
from onrecord.model import Span, Speaker, SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors

ORGANISATION, DOCUMENT = SpeakerType.ORGANISATION, SpeakerType.DOCUMENT
_DEEPEST = 4  # attributions inside one another; nobody writes more
_RUNS_ON = 0.6  # of the words of a content that must be somebody else's for that one to be a link
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_NOBODY = ("nobody", "none", "no", "anyone", "anybody")
_IT = ("it", "this", "that", "which")
_ASIDE = ("citing", "quoting", "cited", "quoted")


def chain_of(
    doc: Doc, actors: Actors, source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...]
) -> tuple[Speaker, ...]:
    """The speakers of an attribution, nearest to the reader first, the one who spoke first last.

    Args:
        doc: The parse of the article.
        actors: Its actors.
        source: Spans of the outermost source as marked; empty where none is named.
        cue: Spans of the cue; empty where there is none.
        content: Spans of the content.

    Returns:
        One link for each speaker, nobody twice in a row; empty where the text names nobody.
    """
    words = tokens_in(doc, source)
    verb = cue_head(doc, cue)
    head = head_of(words, verb)
    heads = heads_of(head, verb, content, actors)
    links = [_within(speaker(t, actors), source if t is head else ()) for t in heads]
    if head is None and source:
        links = [unresolved(doc, source)]
    links += [speaker(t, actors) for t in inner_speakers(doc, actors, content, tuple(heads))]
    return tuple(link for at, link in enumerate(links) if not at or links[at - 1].name != link.name)


def heads_of(head: Token | None, verb: Token | None, content: Sequence[Span], actors: Actors) -> list[Token]:
    """The heads of the outer links: who brings the words, who is marked as their source, on whom that one leans."""
    if head is None:
        return []
    verb = verb if verb is not None or head.head.pos_ != "VERB" else head.head
    quoted = quoted_as_saying(verb) if verb is not None else None
    if quoted is not None:
        return [*quoted.sources] if head in quoted.sources else [head, *quoted.sources]
    heads = [*carrier(head, verb, content, actors), head, *leant_on(head, verb, content)]
    return [t for at, t in enumerate(heads) if t.i not in {o.i for o in heads[:at]}]


def _within(link: Speaker, source: Sequence[Span]) -> Speaker:
    """The link with its words cut to the marked source, where the parser took more for its noun phrase."""
    home = next((s for s in source if s.overlaps(link.span) and not s.contains(link.span)), None)
    if home is None:
        return link
    start, end = max(home.start, link.span.start), min(home.end, link.span.end)
    text = link.text[start - link.span.start : end - link.span.start].strip(" ,;:\n")
    if not text:
        return link
    start += link.text[start - link.span.start :].index(text)
    name = bare(text) if link.name == bare(link.text) else link.name
    return replace(link, text=text, span=Span(start, start + len(text)), name=name)


def tokens_in(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    """The words and marks of ``doc`` that lie, wholly or in part, in one of the spans, in order."""
    runs = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in spans)
    inside = {t.i for run in runs if run is not None for t in run if not t.is_space}
    return [doc[i] for i in sorted(inside)]


def cue_head(doc: Doc, cue: Sequence[Span]) -> Token | None:
    """The word of the cue that governs the others: its verb, else its topmost word; None without a cue."""
    words = tokens_in(doc, cue)
    tops = _tops(words)
    return next((t for t in tops if t.pos_ in ("VERB", "AUX")), tops[0] if tops else None)


def head_of(words: Sequence[Token], verb: Token | None) -> Token | None:
    """The word that heads the noun phrase of a marked source; None where it holds no noun, name or pronoun.

    Of several parts that the parser did not join, the subject of the cue (or the agent of a passive one) heads the
    source, else the first. What stands behind "citing" heads nothing.
    """
    inside = {t.i for t in words}
    tops = [t for t in _tops(words) if t.lower_ not in _ASIDE]
    nominal = [n for t in tops if (n := _nominal(t, inside)) is not None]
    if not nominal:
        return next((t for t in words if t.pos_ in _NOMINAL), None) or next((t for t in words if t.is_alpha), None)
    if verb is not None:
        if nominal[0].dep_ == "nsubj" and nominal[0].head.i == verb.i:
            return nominal[0]
        own = (tree.subject(verb), tree.agent(verb))
        for token in nominal:
            if any(o is not None and o.i == token.i for o in own):
                return token
    return nominal[0]


def _tops(words: Sequence[Token]) -> list[Token]:
    """The words whose head stands outside, in order."""
    inside = {t.i for t in words}
    return [t for t in words if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct]


def _nominal(top: Token, inside: set[int]) -> Token | None:
    """The noun that a topmost word is or governs: "by the minister" gives "minister", "many" gives itself."""
    if top.pos_ in _NOMINAL or top.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "poss"):
        return top
    for below in top.children:
        if below.i in inside and below.dep_ in ("pobj", "nsubj", "nsubjpass", "dobj", "pcomp", "poss", "agent", "prep"):
            return _nominal(below, inside)
    return None


def inner_speakers(
    doc: Doc, actors: Actors, content: Sequence[Span], outer: tuple[Token, ...] = ()
) -> tuple[Token, ...]:
    """The speakers inside a content that is, to its end, the report of what somebody else said.

    In "X said that Y had told reporters that the dam held" they are Y; where Y's words are only a part of what X says,
    they are none.
    """
    found: list[Token] = []
    inside = tokens_in(doc, content)
    for _ in range(_DEEPEST):
        inner = _takes_all(inside, (*outer, *found), actors)
        if inner is None:
            break
        found += [s for s in inner.sources if s not in found]
        inside = tokens_in(doc, inner.content)
    return tuple(found)


def _takes_all(inside: Sequence[Token], outer: tuple[Token, ...], actors: Actors) -> Found | None:
    """The attribution whose content is nearly all of the words, but for its own cue and speakers."""
    size = sum(t.is_alpha for t in inside)
    own = {t.i for t in inside}
    for found in _candidates(inside):
        if not _is_inner(found, inside[0].doc, outer, actors) or any(s.i not in own for s in found.sources):
            continue
        taken = tokens_in(inside[0].doc, found.content)
        frame = {i for s in found.sources for i in tree.tokens(s)} | set(found.words)
        left = sum(t.is_alpha and t.i in own for t in taken)
        if left and left >= _RUNS_ON * (size - sum(inside[0].doc[i].is_alpha for i in frame & own)):
            return found
    return None


def _is_inner(found: Found, doc: Doc, outer: tuple[Token, ...], actors: Actors) -> bool:
    """Whether somebody else speaks; "it" is somebody only where it stands for a body or a paper."""
    verb = doc[found.anchor]
    if any(s.i == o.i for s in found.sources for o in outer) or any(s.lower_ in _NOBODY for s in found.sources):
        return False
    if verb.tag_ == "VB" and tree.child(verb, "aux") is None:
        return False  # "may not let editorials tell them how to vote"
    for source in found.sources:
        if source.pos_ == "NOUN" and actors.actor(source) is None:
            return False  # a thing: "the threat", "the move"
        actor = actors.actor(source) if source.lower_ in _IT else None
        if source.lower_ in _IT and (actor is None or actor.type not in (ORGANISATION, DOCUMENT)):
            return False
    return is_own_statement(doc, found, outer, actors)


def _candidates(inside: Sequence[Token]) -> Iterator[Found]:
    """The attributions carried by the topmost verb of the words, or by "according to" among them."""
    for top in _tops(inside):
        if top.pos_ in ("VERB", "AUX"):
            yield from read_verb(top)
            yield from (f for c in top.children if c.dep_ in ("parataxis", "ccomp") for f in read_verb(c))
    for token in inside:
        if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            yield from _according(token, inside)


def _according(token: Token, inside: Sequence[Token]) -> Iterator[Found]:
    """What "according to X" attributes to X where it stands at the top of the words: all the rest of them."""
    to = token.nbor()
    source = tree.child(to, "pobj") or tree.child(token, "pobj")
    if source is None or token.head.i not in {t.i for t in _tops(inside)}:
        return
    phrase = {token.i, to.i} | tree.tokens(source)
    rest = spans_of(token.doc, (t.i for t in inside if t.i not in phrase))
    if rest:
        words = (token.i, to.i)
        yield Found(cue=ACCORDING, lemma=ACCORDING.lemma, anchor=token.i, words=words, sources=(source,), content=rest)
