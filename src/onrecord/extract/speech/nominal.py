"""Attributions without a verb of their own: "according to X", "in X's view", "X's warning that ...", "X: ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.cues import Cue, light_verb, names_credit, names_document, names_people, names_view, noun_cue
from onrecord.extract.speech import tree
from onrecord.extract.speech.complements import rejected_as
from onrecord.extract.speech.found import Found, spans_of
from onrecord.extract.speech.sources import can_speak

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

ACCORDING = Cue(lemma="according to")
_VIEW = Cue(lemma="in the view of", kind="thinks")
_COLON = Cue(lemma=":")
_NO_SOURCE = ("plan", "schedule", "need", "size", "preference", "custom", "ability", "rank", "type", "which")
_LEAST_WORDS = 3  # and says more than a name behind it
_FIRST_WORDS = 8  # "X: ..." has a short name before the colon


def read_nominal(doc: Doc) -> Iterator[Found]:
    """Every attribution carried by a noun, a preposition or a colon."""
    for token in doc:
        lower = token.lower_
        if lower == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from _according(token)
        elif token.pos_ == "NOUN":
            yield from _noun(token)
            if names_view(token.lemma_):
                yield from _view(token)
    for sentence in doc.sents:
        yield from _headed(sentence)


# -------------------------------------------------------------------------------- according to X


def _according(token: Token) -> Iterator[Found]:
    doc = token.doc
    to = doc[token.i + 1]
    source = tree.child(to, "pobj") or tree.child(token, "pobj") or _noun_after(to)
    if source is None:
        return
    phrase = {token.i, to.i} | _own(source, token)
    clause = _clause_for(token, phrase)
    content = spans_of(doc, clause - phrase)
    if content and source.lemma_.lower() not in _NO_SOURCE and source.ent_type_ not in ("DATE", "TIME"):
        yield Found(
            cue=ACCORDING,
            lemma=ACCORDING.lemma,
            anchor=token.i,
            words=(token.i, to.i),
            sources=(source,),
            content=content,
            framed=spans_of(doc, phrase),
        )


def _subordinate(token: Token) -> Token | None:
    """The clause after "that" when the phrase stands right behind it: "it is true that, according to X, ..."."""
    before = token.nbor(-1) if token.i else token
    if before.text == "," and before.i:
        before = before.nbor(-1)
    if before.lower_ == "that" and before.dep_ == "mark":
        return before.head
    if before.tag_ in ("WDT", "WP"):
        return next((up for up in tree.climb(before) if up.dep_ in ("relcl", "ccomp")), None)
    return None


def _noun_after(token: Token) -> Token | None:
    for following in token.doc[token.i + 1 : token.i + 12]:
        if following.pos_ in ("NOUN", "PROPN", "PRON") and following.dep_ != "compound":
            return following
        if following.is_punct:
            return None
    return None


def _own(source: Token, opener: Token) -> set[int]:
    """The tokens of the source phrase; where the clause follows, the phrase ends at the comma before it."""
    own = sorted(i for i in tree.tokens(source) if i > opener.i)
    doc = opener.doc
    comma = next((i for i in own if doc[i].text == "," and i > source.i), None)
    if comma is None:
        return set(own)
    last = own[-1]
    ends = last + 1 >= len(doc) or doc[last + 1].text in (",", ".", "—", "–", ";", ":") or "\n" in doc[last + 1].text
    listed = any(doc[i].dep_ == "cc" for i in own if i > comma)
    if ends and (listed or last + 1 >= opener.sent.end - 1 or doc[comma + 1].dep_ != "punct"):
        return set(own)
    return {i for i in own if i < comma}


def _clause_for(token: Token, phrase: set[int]) -> set[int]:
    """The clause that the phrase speaks for: its conjunct at a sentence's end, else the sentence."""
    sentence = {t.i for t in token.sent if not t.is_space}
    below = _subordinate(token)
    if below is not None:
        return tree.tokens(below)
    main = tree.clause_of(token)
    inside = tree.tokens(main)
    if main.dep_ == "conj" and inside - phrase:
        return inside
    for other in list(token.sent.root.conjuncts):
        if tree.child(other, *tree.SUBJECTS) and other.pos_ in ("VERB", "AUX") and not phrase & tree.tokens(other):
            separate = other.i > token.i
            if separate and token.i > min(sentence) + 3:
                sentence -= tree.tokens(other)
    return sentence


# -------------------------------------------------------------------------------- in X's view


def _view(noun: Token) -> Iterator[Found]:
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in ("in", "by", "to") or prep.dep_ != "prep":
        return
    source = tree.child(noun, "poss") or tree.after(noun, "of")
    if source is None or source.lower_ in ("my", "our", "your", "its"):
        return
    verb = prep.head
    if verb.pos_ not in ("VERB", "AUX") or (prep.i > verb.i and noun.lemma_ not in ("view", "opinion", "word")):
        return
    phrase = tree.tokens(prep)
    following = noun.doc[max(phrase) + 1] if max(phrase) + 1 < len(noun.doc) else None
    if prep.i < verb.i and (following is None or following.text not in (",", ":")):
        return
    content = spans_of(noun.doc, tree.tokens(tree.clause_of(noun)) - phrase)
    if content:
        yield Found(
            cue=_VIEW,
            lemma=_VIEW.lemma,
            anchor=noun.i,
            words=(prep.i, noun.i),
            sources=(source,),
            content=content,
            framed=spans_of(noun.doc, phrase),
        )


# -------------------------------------------------------------------------------- the claim that ...


def _noun(noun: Token) -> Iterator[Found]:
    cue = noun_cue(noun.lemma_)
    if cue is None or any((thing := rejected_as(up)) is not None and thing.i == noun.i for up in noun.ancestors):
        return
    part = _complement(noun, cue)
    if part is None:
        return
    sources = _owners(noun, cue)
    if sources is None:
        return
    content = spans_of(noun.doc, tree.tokens(part))
    if content:
        yield Found(
            cue=cue,
            lemma=cue.lemma,
            anchor=noun.i,
            words=(noun.i,),
            sources=sources,
            content=content,
            whole=cue.kind != "wants",
        )


def _complement(noun: Token, cue: Cue) -> Token | None:
    """The clause that tells what the noun says."""
    if "clause" in cue.takes:
        for part in noun.children:
            that = any(
                c.lower_ == "that" and c.dep_ in ("mark", "det", "nsubj", "dobj", "advmod") for c in part.children
            )
            if part.dep_ in ("acl", "ccomp") and that and not any(c.tag_ == "WDT" for c in part.children):
                return part
            if part.dep_ == "relcl" and _complete(part):
                return part
        after = _copula(noun)
        if after is not None:
            return after
    if "infinitive" in cue.takes:
        return next((c for c in noun.children if c.dep_ in ("acl", "xcomp") and tree.has_to(c)), None)
    return None


def _complete(verb: Token) -> bool:
    """A clause with "that" and a subject of its own besides, which lacks nothing: no relative clause."""
    that = next((c for c in verb.children if c.lower_ == "that" and c.dep_ in ("mark", "dobj", "advmod", "det")), None)
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if that is None or subject is None or subject.i == that.i or that.i > subject.i:
        return False
    if that.dep_ == "mark":
        return True
    return tree.child(verb, "attr", "acomp", "xcomp", "ccomp") is not None


def _copula(noun: Token) -> Token | None:
    """As in "Our assessment is that ..."."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be":
        return None
    part = tree.child(verb, "ccomp")
    return part if part is not None and tree.child(part, "mark") and part.i > verb.i else None


def _owners(noun: Token, cue: Cue) -> tuple[Token, ...] | None:
    """Whose words they are: the owner, the one after "by" or "from", the doer, or the noun itself."""
    owner = tree.child(noun, "poss")
    if owner is None:
        by = tree.after(noun, "by") or tree.after(noun, "from") or tree.after(noun, "of")
        owner = by if by is not None and by.pos_ in ("PROPN", "NOUN", "PRON") else None
    if owner is None:
        owner = _doer(noun)
    if (
        owner is not None
        and can_speak(owner, "says")
        and owner.lower_ != "whose"
        and owner.ent_type_ not in ("DATE", "TIME")
    ):
        return (owner,)
    return (noun,) if cue.source else None


def _doer(noun: Token) -> Token | None:
    verb = noun.head
    if noun.dep_ == "pobj" and verb.head.pos_ == "VERB":
        return None
    if noun.dep_ != "dobj" or verb.pos_ != "VERB" or not (light_verb(verb.lemma_) or verb.lemma_ in _HOLDS):
        return None
    return tree.subject(verb)


_HOLDS = (
    "have",
    "hold",
    "voice",
    "repeat",
    "reject",
    "deny",
    "dismiss",
    "reiterate",
    "share",
    "echo",
    "push",
    "defend",
    "announce",
)


# -------------------------------------------------------------------------------- X: ...


def _headed(sentence: Sentence) -> Iterator[Found]:
    """A headline or a line of dialogue: a name or "Poll", a colon, and what it says."""
    doc = sentence.doc
    words = [t for t in sentence if not t.is_space]
    start = words[0].i if words else 0
    if not words or (start > 0 and "\n" not in doc[start - 1].text):
        return
    at = next((n for n, t in enumerate(words[: _FIRST_WORDS + 1]) if t.text == ":"), None)
    if not at:
        return
    name, rest = words[:at], words[at + 1 :]
    if all(t.is_upper for t in name) and len(name) <= 4 and not _capitals(rest):
        turn = _transcript(words[at], name[-1])
        if turn.content:
            yield turn
        return
    head = next((t for t in name if t.head.i not in {w.i for w in name} or t.head.i == t.i), name[-1])
    person = name[-1].ent_type_ == "PERSON" or names_people(name[-1].lemma_)
    known = person or name[-1].ent_type_ == "ORG" or names_document(name[-1].lemma_)
    if names_credit(name[-1].lower_) or len(rest) < _LEAST_WORDS:
        return
    if not known or any(t.pos_ in ("VERB", "AUX", "NUM") or t.is_punct for t in name):
        return
    if not person and not any(t.pos_ in ("VERB", "AUX") for t in rest):
        return
    if head.pos_ not in ("NOUN", "PROPN"):
        head = name[-1]
    content = spans_of(doc, (t.i for t in rest))
    if content:
        yield Found(cue=_COLON, lemma=":", anchor=words[at].i, words=(words[at].i,), sources=(head,), content=content)


def _transcript(colon: Token, name: Token) -> Found:
    """A turn in a transcript, "SMITH: ...": all the paragraph is what the speaker says."""
    doc = colon.doc
    end = colon.i + 1
    while end < len(doc) and "\n" not in doc[end].text:
        end += 1
    content = spans_of(doc, range(colon.i + 1, end))
    return Found(cue=_COLON, lemma=":", anchor=colon.i, words=(colon.i,), sources=(name,), content=content)


def _capitals(words: list[Token]) -> bool:
    """Whether the words are a heading in capitals."""
    letters = [t for t in words if t.is_alpha]
    return bool(letters) and all(t.is_upper for t in letters)
