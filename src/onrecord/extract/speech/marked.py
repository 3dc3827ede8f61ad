"""What the trained reader marked, set on the parse and joined with what the rules found.

The trained reader sees where an attribution begins and ends better than the rules do, but only the outermost one and
only as spans; the rules know the cue's verb, whether it is negated, and what is told inside what is told. So each
marked attribution takes over the rules' finding about the same cue, with the marked boundaries, and the rules' other
findings stay where they lie inside a marked content or touch none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.cues import Cue, noun_cue, verb_cue
from onrecord.extract.speech import tree
from onrecord.extract.speech.bounds import bounded, says_something
from onrecord.extract.speech.complements import leaves_gap, unsaid
from onrecord.extract.speech.found import QUOTE_MARKS, Found, covers, minus
from onrecord.extract.speech.heads import cue_head, heads_of, tokens_in
from onrecord.extract.speech.nominal import ACCORDING
from onrecord.extract.speech.sources import can_speak
from onrecord.model import Span
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors
    from onrecord.extract.speech.learned.reader import Attributed

_STUMP = 2  # words of a marked content that is only the subject of what is said: "Norland is said to have lost …"
_CITING = frozenset({"citing", "quoting"})
_GAP = 4  # words; so few beside a cue with a gap are the rest of a clause: "a claim she predicted he would make"
_SEEMING = frozenset({"appear", "seem", "look"})  # to the article, where it names nobody


def join(doc: Doc, actors: Actors, marked: Sequence[Attributed], found: Sequence[Found]) -> list[Found]:
    """The attributions of an article: those marked, and those found by rule that agree with them."""
    out: list[Found] = []
    taken: set[int] = set()
    for one in marked:
        words = tokens_in(doc, one.cue)
        if all(t.lower_ in _CITING for t in words) and any(_shared(f.content, one.content) for f in found):
            continue  # whom somebody cites is a link of what he says, which the parse sees better
        content = bounded(doc, one.content, words)
        near = [n for n, f in enumerate(found) if n not in taken and _same_cue(f, words)]
        mate = max(near, key=lambda n: _shared(found[n].content, content), default=None)
        if mate is not None:
            taken.add(mate)
            content = _agreed(doc, content, found[mate])
        if says_something(doc, content):
            joined = _found(doc, actors, one, content, words, found[mate] if mate is not None else None)
            if _is_told(doc, joined):
                out.append(joined)
    rest = [f for n, f in enumerate(found) if n not in taken]
    out = [_parted(doc, one, rest) for one in out]
    return out + [f for f in rest if _stays(doc, f, out)]


def _parted(doc: Doc, one: Found, rest: Sequence[Found]) -> Found:
    """The attribution without what the same speaker says under a second verb: "said that … and warned that …"."""
    for f in rest:
        if one.anchor < 0 or f.anchor < 0 or f.sources != one.sources:
            continue
        verb, again = doc[one.anchor], doc[f.anchor]
        quoted = any(t.text in QUOTE_MARKS for t in tokens_in(doc, one.content))
        if not quoted and again.dep_ == "conj" and again.tag_ == verb.tag_ and covers(one.content, again.idx):
            cut = Span(min(doc[f.anchor].idx, f.content[0].start), max(doc[f.anchor].idx, f.content[-1].end))
            one = replace(one, content=minus(text_of(doc), one.content, [cut]) or one.content)
    return one


def _is_told(doc: Doc, f: Found) -> bool:
    """Whether somebody tells it: no question left open, no evidence that is the article's own inference."""
    states = f.cue.kind == "judges" or any(t.pos_ in ("VERB", "AUX") for t in tokens_in(doc, f.content))
    if not f.sources and not (f.words and states):
        return False
    if f.anchor < 0:
        return True
    verb = doc[f.anchor]
    if not f.sources and verb.lemma_ in _SEEMING:
        return False
    if leaves_gap(verb) and len(tokens_in(doc, f.content)) <= _GAP:
        return False
    if unsaid(verb, f.cue) or (f.cue.kind == "thinks" and f.negated and not f.sources):
        return False
    return f.cue.kind != "shows" or all(can_speak(s, "shows") for s in f.sources)


def _agreed(doc: Doc, content: tuple[Span, ...], rule: Found) -> tuple[Span, ...]:
    """The marked content, or the rules' where it is part of it and the parse says why.

    So it is with a noun ("the army's assessment that …") and where the marked words hold a speaker ("quoted her as
    saying that …", "…, citing state television, that …").
    """
    if rule.whole and len(tokens_in(doc, content)) <= _STUMP and all(_covered(s, rule.content) for s in content):
        return rule.content
    speakers = [s for s in rule.sources if s.pos_ != "PRON" and covers(content, s.idx)]
    if not speakers and doc[rule.anchor].pos_ != "NOUN":
        return content
    if all(_covered(part, content) for part in rule.content):
        return rule.content
    cuts = [Span(p[0].idx, p[-1].idx + len(p[-1])) for p in map(tree.phrase, speakers)]
    return minus(text_of(doc), content, cuts)


def _covered(span: Span, by: Sequence[Span]) -> bool:
    return any(s.contains(span) for s in by)


def _same_cue(f: Found, words: Sequence[Token]) -> bool:
    inside = {t.i for t in words}
    return f.anchor in inside or any(i in inside for i in f.words)


def _shared(left: Sequence[Span], right: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)


def _stays(doc: Doc, f: Found, marked: Sequence[Found]) -> bool:
    """Whether a finding of the rules lies inside a marked content, or is a plain report apart from all marked ones."""
    if f.anchor >= 0 and any(covers(m.content, doc[f.anchor].idx) for m in marked):
        return True
    plain = bool(f.sources) and f.cue.kind in ("says", "shows", "thinks") and (f.whole or _counts(doc, f.content))
    return plain and not any(_shared(f.content, m.content) for m in marked)


def _elsewhere(one: Attributed, verb: Token) -> bool:
    """Whether the marked source stands in no sentence that holds its cue."""
    home = verb.sent
    return bool(one.source) and not any(s.start < home.end_char and s.end > home.start_char for s in one.source)


def _counts(doc: Doc, content: Sequence[Span]) -> bool:
    return any(t.like_num for t in tokens_in(doc, content))


def _found(
    doc: Doc, actors: Actors, one: Attributed, content: tuple[Span, ...], words: list[Token], rule: Found | None
) -> Found:
    verb = cue_head(doc, one.cue)
    if verb is not None and _elsewhere(one, verb):
        # A source in another sentence, though the verb may have a subject of its own.
        subject = rule.sources[-1] if rule is not None and rule.sources else tree.subject(verb)
        if subject is not None and subject.sent == verb.sent:
            one = replace(one, source=(Span(subject.idx, subject.idx + len(subject)),))
    heads = heads_of(doc, actors, one.source, verb, content)
    # An outlet outside the marked source ("told the Courier") only carries the words.
    near = tuple(t for t in heads.carriers if covers(one.source, t.idx))
    via = tuple(t for t in heads.carriers if t not in near)
    if rule is not None and (not one.source or any(covers(one.source, s.idx) for s in rule.sources)):
        known = {t.i for t in rule.sources}
        sources = (*(t for t in near if t.i not in known), *rule.sources, *(t for t in heads.cited if t.i not in known))
        via = rule.via or tuple(t for t in via if t.i not in known)
        return replace(rule, content=content, sources=sources, via=via)
    sources = (*near, *heads.own, *heads.cited)
    cue = rule.cue if rule is not None else _cue(words, verb)
    if cue.kind == "says":  # a thing says nothing: the parser, or the reporter, left out who did
        sources = tuple(t for t in sources if t.pos_ != "NOUN" or can_speak(t, "says"))
    if rule is not None:
        return replace(rule, content=content, sources=sources, via=via)
    return Found(
        cue=cue,
        lemma=cue.lemma,
        anchor=verb.i if verb is not None else -_place(doc, content[0]) - 1,
        words=tuple(t.i for t in words),
        sources=sources,
        content=content,
        negated=verb is not None and tree.negated(verb),
        whole=any(t.tag_ in ("VBD", "VBP", "VBZ", "MD") for t in tokens_in(doc, content)),
        via=via,
    )


def _cue(words: Sequence[Token], verb: Token | None) -> Cue:
    """The lexicon's entry for a marked cue; a verb that it does not know says."""
    if verb is None:
        return Cue(lemma="")
    if words[0].lower_ == "according":
        return ACCORDING
    return verb_cue(verb.lemma_) or noun_cue(verb.lemma_) or Cue(lemma=verb.lemma_.lower())


def _place(doc: Doc, span: Span) -> int:
    inside = doc.char_span(span.start, span.end, alignment_mode="expand")
    return inside.start if inside is not None else 0
