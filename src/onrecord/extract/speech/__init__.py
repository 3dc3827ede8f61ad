"""Who said what: every attribution of a parsed article, with its cue, its chain of speakers and its content.

The narrator's own voice makes no statement. A statement inside another one takes the outer speakers along, so that each
content stands once and its chain runs from the speaker nearest to the reader to the one who spoke first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.extract.cues import challenges, checks
from onrecord.extract.quotes import Quote, read_quotes
from onrecord.extract.speech.around import outermost
from onrecord.extract.speech.carry import carry_on
from onrecord.extract.speech.chains import Node, nest
from onrecord.extract.speech.direct import link_quotes
from onrecord.extract.speech.found import Found, Statement, union
from onrecord.extract.speech.indirect import read_indirect
from onrecord.extract.speech.learned.reader import Attributed, read_attributions
from onrecord.extract.speech.marked import join
from onrecord.extract.speech.nominal import read_nominal
from onrecord.extract.speech.sources import author, first_or_second_person, speaker
from onrecord.model import Attribution, Mode, Span, Speaker
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors

__all__ = ["Statement", "read_statements", "statements_of"]

_DIRECT_SHARE = 0.9  # of the content's words inside quotation marks


def read_statements(doc: Doc, actors: Actors) -> tuple[Statement, ...]:
    """The statements of an article in the order of their content; contents do not overlap."""
    return statements_of(doc, actors, read_attributions(doc))


def statements_of(doc: Doc, actors: Actors, marked: Sequence[Attributed]) -> tuple[Statement, ...]:
    """The statements of an article whose outermost attributions are marked."""
    quotes = read_quotes(text_of(doc))
    spoken = [q.outer for q in outermost(quotes) if not q.scare]
    by_rule = [f for f in (*read_indirect(doc), *read_nominal(doc)) if not _own_voice(doc, f, spoken)]
    by_rule.sort(key=lambda f: f.anchor)
    found = join(doc, actors, marked, by_rule)
    nodes = nest(doc, carry_on(doc, link_quotes(doc, quotes, found)), spoken, actors)
    return tuple(s for node in nodes if (s := _statement(doc, node, quotes, actors)) is not None)


def _own_voice(doc: Doc, f: Found, spoken: Sequence[Span]) -> bool:
    """Whether the cue may be the reporter's own "I think", outside any quotation: rules are not sure enough of it."""
    place = doc[f.anchor].idx
    inside = any(q.start <= place < q.end for q in spoken)
    return not inside and any(first_or_second_person(s) for s in f.sources)


def _statement(doc: Doc, node: Node, quotes: Sequence[Quote], actors: Actors) -> Statement | None:
    f = node.found
    place = doc[f.anchor].idx if f.anchor >= 0 else -1
    if (
        node.parent is None
        and f.anchor >= 0
        and any(q.outer.start <= place < q.outer.end for q in quotes if not q.scare)
    ):
        return None  # a cue inside a quotation that nobody is known to have spoken
    cue = tuple(Span(doc[i].idx, doc[i].idx + len(doc[i])) for i in f.words)
    chain, via = _links(node.chain(), actors), _links(node.via(), actors)
    via = tuple(v for v in via if all(v.name != link.name for link in chain))
    quotes = [q for q in quotes if q.outer.start <= node.content[-1].end and q.outer.end >= node.content[0].start]
    content = _with_marks(doc, node.content, quotes)
    return Statement(
        content=content,
        attribution=Attribution(mode=_mode(doc, content, quotes), cue=_joined(doc, cue), chain=chain, via=via),
        cue_lemma=f.lemma,
        denies=("denies" in f.cue.flags) != (f.negated and (f.cue.kind == "thinks" or "denies" in f.cue.flags)),
        doubts=_doubts(doc, node),
    )


def _doubts(doc: Doc, node: Node) -> bool:
    f = node.found
    if "doubts" in f.cue.flags or (f.negated and checks(f.lemma)):
        return True
    return f.whole and any(challenges(s.of(text_of(doc))) for s in node.content)


def _links(heads: Sequence[Token], actors: Actors) -> tuple[Speaker, ...]:
    """Who the heads stand for; nobody twice in a row."""
    links: list[Speaker] = []
    for token in heads:
        link = author(token, actors) or speaker(token, actors)
        if not links or links[-1].name != link.name:
            links.append(link)
    return tuple(links)


def _with_marks(doc: Doc, content: tuple[Span, ...], quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """The content with both marks of every quotation that it holds."""
    text = text_of(doc)
    inner = [(q.outer, Span(q.span.start, q.span.end - (text[q.span.end - 1] in ".,;:"))) for q in quotes if q.closed]
    torn = [outer for outer, words in inner if any(s.contains(words) and not s.contains(outer) for s in content)]
    return union(text, (*content, *torn)) if torn else content


def _joined(doc: Doc, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Cue words that stand side by side as one span."""
    out: list[Span] = []
    for span in spans:
        if out and not text_of(doc)[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def _mode(doc: Doc, content: Sequence[Span], quotes: Sequence[Quote]) -> Mode:
    """Direct when nearly all words stand in quotation marks, unless they are a phrase in the reporter's sentence."""
    spoken = [q for q in quotes if not q.scare and any(q.outer.overlaps(s) for s in content)]
    total = inside = 0
    for span in content:
        for start, end in _words(text_of(doc), span):
            total += 1
            inside += any(q.outer.start <= start and end <= q.outer.end for q in spoken)
    if not inside:
        return Mode.INDIRECT
    first = next((c for c in spoken[0].span.of(text_of(doc)) if c.isalpha()), "")
    return Mode.DIRECT if inside >= _DIRECT_SHARE * total and not first.islower() else Mode.MIXED


def _words(text: str, span: Span) -> list[tuple[int, int]]:
    out, at = [], span.start
    for word in span.of(text).split():
        at = text.index(word, at)
        if any(c.isalnum() for c in word):
            core = word.strip("\"“”„‟«»‘’‚'.,;:!?()")
            start = text.index(core, at) if core else at
            out.append((start, start + len(core)))
        at += len(word)
    return out
