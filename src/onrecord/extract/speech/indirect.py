"""Reported speech by the parse: a cue verb, its subject and what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.cues import Cue, adjective_cue, stands_after_as, verb_cue
from onrecord.extract.speech import tree
from onrecord.extract.speech.found import Found, spans_of
from onrecord.extract.speech.sources import can_speak, cited_by, relays, told

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CUE_PARTS = ("aux", "auxpass", "neg", "prt")
_CIRCUMSTANCE = ("in", "on", "at", "during", "after", "before", "since", "until", "by", "from", "while", "when", "amid")


def read_indirect(doc: Doc) -> Iterator[Found]:
    """Every attribution that a verb or adjective of the lexicon carries, in the order of the cues."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from read_verb(token)
        elif token.pos_ == "ADJ" and token.dep_ == "acomp":
            yield from read_adjective(token)


def read_verb(verb: Token) -> Iterator[Found]:
    """The attribution of one verb, if it is a cue here."""
    quoted = _quoted_as_saying(verb)
    if quoted is not None:
        yield quoted
        return
    cue = verb_cue(verb.lemma_)
    if cue is None or _is_quoted_as_saying(verb) or _purpose(verb):
        return
    if _after_as(verb):
        yield from _as_said(verb, cue)
        return
    content, whole = _content(verb, cue)
    if not content:
        return
    sources = _sources(verb, cue)
    if sources is None:
        return
    found = _found(verb, cue, sources, content)
    if found is not None:
        yield found if whole else _phrase(found)


def _purpose(verb: Token) -> bool:
    """"... met to discuss the truce": an infinitive of purpose reports nothing."""
    return tree.has_to(verb) and verb.dep_ in ("advcl", "acl", "relcl")


def _phrase(found: Found) -> Found:
    from dataclasses import replace

    return replace(found, whole=False)


def _found(verb: Token, cue: Cue, sources: tuple[Token, ...], content: set[int]) -> Found | None:
    doc = verb.doc
    words = cue_words(verb)
    spans = spans_of(doc, content - set(words))
    if not spans:
        return None
    return Found(
        cue=cue,
        lemma=cue.lemma,
        anchor=verb.i,
        words=words,
        sources=sources,
        content=spans,
        negated=tree.negated(verb),
        framed=tuple(_frame(verb)),
    )


def _frame(verb: Token) -> Iterator:  # type: ignore[type-arg]
    outlet = told(verb)
    if outlet is not None:
        yield from spans_of(verb.doc, {t.i for t in outlet.subtree})


def cue_words(verb: Token) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle."""
    return tuple(sorted([verb.i, *(c.i for c in verb.children if c.dep_ in _CUE_PARTS)]))


# -------------------------------------------------------------------------------- sources


def _sources(verb: Token, cue: Cue) -> tuple[Token, ...] | None:
    """The speakers, nearest to the reader first; empty where nobody is named; None where the verb is no cue here."""
    if tree.passive(verb):
        return _passive_sources(verb, cue)
    if tree.child(verb, "expl"):
        return None
    above = verb.head.head
    if verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and _belongs_above(verb, above):
        source = tree.subject(above)
    else:
        source = tree.subject(verb)
    source = tree.past_dateline(source, verb) if source is not None else None
    if source is None or not can_speak(source, cue.kind):
        return None
    outlet = told(verb)
    first = relays(source)
    if outlet is not None and outlet.i != source.i:
        first = (outlet,)
    return (*first, source, *cited_by(verb, source))


def _passive_sources(verb: Token, cue: Cue) -> tuple[Token, ...] | None:
    by = tree.agent(verb)
    if by is not None:
        return (by,) if can_speak(by, cue.kind) else None
    subject = tree.child(verb, "nsubjpass")
    impersonal = subject is None or subject.lower_ == "it"
    clause = tree.child(verb, "ccomp") is not None
    if verb.dep_ == "acl":
        return None
    if clause and not impersonal and cue.lemma in ("tell", "inform", "advise", "assure", "remind", "brief", "notify"):
        return None  # "she was told that": who told her is not said
    return ()


# -------------------------------------------------------------------------------- content


def _content(verb: Token, cue: Cue) -> tuple[set[int], bool]:
    """Token indices of what is said, and whether it is a clause."""
    for read in (_clause, _raised, _infinitive, _gerund, _parenthetical):
        content = read(verb, cue)
        if content:
            return content, True
    for read in (_object, _prepositional):
        content = read(verb, cue)
        if content:
            return content, False
    return set(), False


def _clause(verb: Token, cue: Cue) -> set[int]:
    part = tree.child(verb, "ccomp")
    if part is None or "clause" not in cue.takes:
        return set()
    if part.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "ADV", "PROPN", "PRON", "ADP", "DET", "NUM"):
        return set()
    below = tree.child(part, "nsubj", "nsubjpass")
    if below is not None and below.lower_.endswith(("self", "selves")):
        return set()
    content = tree.tokens(part) - _next_cue(verb, part)
    if tree.passive(verb) and tree.child(verb, "nsubjpass") is not None:
        raised = tree.child(verb, "nsubjpass")
        if raised is not None and raised.lower_ != "it" and "raised" in cue.takes and part.i > verb.i:
            content |= tree.tokens(raised)
    return content


def _next_cue(verb: Token, part: Token) -> set[int]:
    """"She said that prices fell and added that ...": the second cue, hung into the clause, is the speaker's own."""
    return {i for c in part.children if _belongs_above(c, verb) for i in tree.tokens(c)}


def _belongs_above(word: Token, verb: Token) -> bool:
    if word.dep_ != "conj" or tree.child(word, *tree.SUBJECTS) or tree.child(word, "ccomp", "xcomp", "dobj") is None:
        return False
    cue = verb_cue(word.lemma_)
    if cue is None or cue.kind != "says":
        return False
    doer = tree.subject(word.head)
    return word.lemma_ == verb.lemma_ or (doer is not None and not can_speak(doer, "judges"))


def _raised(verb: Token, cue: Cue) -> set[int]:
    """ "Russia is said to have lost ...": the subject of the cue is part of what is said."""
    subject = tree.child(verb, "nsubjpass")
    if subject is None or "raised" not in cue.takes or subject.lower_ in ("it", "i", "we", "you"):
        return set()
    parts = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "ccomp", "advcl") and c.i > verb.i]
    parts += [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"]
    if not parts:
        return set()
    return tree.tokens(subject) | {i for p in parts for i in tree.clause_tokens(p)}


def _infinitive(verb: Token, cue: Cue) -> set[int]:
    part = next(
        (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and tree.has_to(c) and c.i > verb.i), None
    )
    if part is None or "infinitive" not in cue.takes:
        return set()
    if part.dep_ == "advcl" and not tree.child(verb, "dobj"):
        return set()
    content = tree.clause_tokens(part)
    whom = tree.child(verb, "dobj")
    if whom is not None and whom.i < part.i and cue.lemma != "tell":
        content |= tree.tokens(whom)
    return content


def _gerund(verb: Token, cue: Cue) -> set[int]:
    part = tree.child(verb, "xcomp")
    return tree.tokens(part) if part is not None and part.tag_ == "VBG" and "gerund" in cue.takes else set()


def _parenthetical(verb: Token, cue: Cue) -> set[int]:
    """ "The deal, he said, was dead", where the parser makes the cue a remark hung into the clause."""
    if verb.dep_ != "parataxis" or "clause" not in cue.takes or verb.head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        return set()
    return tree.tokens(verb.head) - tree.tokens(verb)


def _object(verb: Token, cue: Cue) -> set[int]:
    thing = tree.child(verb, "dobj", "oprd")
    if thing is None and tree.passive(verb):
        return _passive_object(verb, cue)
    if thing is None and cue.kind == "judges":
        thing = tree.child(verb, "ccomp", "attr")
    if thing is None or thing.tag_ in ("WP", "WDT") or thing.lower_ in ("himself", "herself", "themselves", "itself"):
        return set()
    rest = [
        c
        for c in verb.children
        if c.i > thing.i and c.dep_ in ("prep", "oprd", "xcomp", "ccomp", "dobj", "acomp", "attr")
    ]
    if "object" not in cue.takes and not _stance(cue, rest):
        return set()
    if cue.kind != "judges":
        rest = [c for c in rest if c.dep_ != "prep" or c.lower_ == "as"]
    rest = [c for c in rest if c.lower_ not in _CIRCUMSTANCE]
    content = tree.thing_tokens(thing) | {i for c in rest for i in tree.tokens(c)}
    return content if len(content) > 1 or (cue.kind != "judges" and thing.pos_ not in ("PRON", "DET")) else set()


def _stance(cue: Cue, rest: list[Token]) -> bool:
    """Whether a verb that may also be a deed ("attack", "see") is a stance here: something follows with "as" or "for"."""
    words = {c.lower_ for c in rest if c.dep_ == "prep"}
    if "see-as" in cue.takes:
        return "as" in words
    return "verbal" in cue.takes and bool(words & {"as", "for", "over", "to", "with"})


def _passive_object(verb: Token, cue: Cue) -> set[int]:
    subject = tree.child(verb, "nsubjpass")
    if subject is None or "object" not in cue.takes or tree.agent(verb) is None or subject.tag_ in ("WP", "WDT"):
        return set()
    rest = [c for c in verb.children if c.dep_ in ("prep", "oprd") and c.lower_ in ("as", "for", "of")]
    return tree.tokens(subject) | {i for c in rest for i in tree.tokens(c)}


def _prepositional(verb: Token, cue: Cue) -> set[int]:
    for part in verb.children:
        if part.dep_ in ("prep", "agent") and part.lower_ in cue.takes and part.i > verb.i:
            content = {i for c in verb.children if c.i > part.i and c.dep_ == "xcomp" for i in tree.tokens(c)}
            content |= tree.tokens(part) - {part.i}
            return content if len(content) > 1 else set()
    return set()


# -------------------------------------------------------------------------------- "as X put it", "was quoted as saying"


def _after_as(verb: Token) -> bool:
    return (
        verb.dep_ in ("advcl", "parataxis", "relcl", "ccomp", "prep")
        and stands_after_as(verb.lemma_)
        and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep") and c.i < verb.i for c in verb.children)
        and tree.child(verb, "ccomp", "xcomp") is None
    )


def _as_said(verb: Token, cue: Cue) -> Iterator[Found]:
    source = tree.subject(verb) if not tree.passive(verb) else tree.agent(verb)
    if source is None or not can_speak(source, "says"):
        return
    main = next((up for up in tree.climb(verb) if up.pos_ in ("VERB", "AUX")), verb.head)
    content = tree.tokens(main) - tree.tokens(verb)
    if verb.i > main.i and any(t.text in '”"’' for t in verb.doc[max(0, verb.left_edge.i - 2) : verb.left_edge.i]):
        return  # the quotation right before it is what was said: the reader of quotations links them
    found = _found(verb, cue, (source,), content)
    if found is not None:
        yield found


def _is_quoted_as_saying(verb: Token) -> bool:
    up = verb.head
    return (
        verb.lower_ in ("saying", "telling", "claiming")
        and verb.dep_ == "pcomp"
        and up.lower_ == "as"
        and _relaying(up.head)
    )


def _relaying(verb: Token) -> bool:
    return verb.lemma_.lower() in ("quote", "cite", "report", "quot")


def _quoted_as_saying(verb: Token) -> Found | None:
    """ "X was quoted as saying by Y", "Y quoted X as saying": Y is nearest to the reader, X spoke."""
    if not _relaying(verb):
        return None
    saying = tree.after(verb, "as")
    if saying is None or saying.lower_ not in ("saying", "telling", "claiming"):
        return None
    if tree.passive(verb):
        speaker = tree.child(verb, "nsubjpass") or tree.subject(verb)
        outlet = tree.agent(verb) or tree.agent(saying) or tree.after(verb, "in") or tree.after(saying, "in")
    else:
        speaker, outlet = tree.child(verb, "dobj"), tree.subject(verb)
    part = tree.child(saying, "ccomp", "dobj")
    clause = tree.child(verb, "ccomp", "advcl", "parataxis")
    head = part or (clause if clause is not None and clause.i < verb.i else None)
    content: set[int] = tree.tokens(head) if head is not None else set()
    if not content and verb.head.i != verb.i and verb.dep_ in ("parataxis", "ccomp"):
        content = tree.tokens(verb.head) - tree.tokens(verb)
    cue = verb_cue("say")
    if cue is None or speaker is None:
        return None
    words = tuple(sorted({*cue_words(verb), saying.head.i, saying.i}))
    return Found(
        cue=cue,
        lemma="say",
        anchor=verb.i,
        words=words,
        sources=tuple(t for t in (outlet, speaker) if t is not None),
        content=spans_of(verb.doc, content - set(words)),
    )


def read_adjective(word: Token) -> Iterator[Found]:
    """ "X is confident that ...", "X is wary of ..."."""
    cue = adjective_cue(word.lower_)
    verb = word.head
    if cue is None:
        return
    source = tree.subject(verb)
    if source is None or not can_speak(source, "thinks") or source.lower_ in ("it", "this", "that"):
        return
    part = tree.child(word, "ccomp") if "clause" in cue.takes else None
    if part is None and "infinitive" in cue.takes:
        part = tree.child(word, "xcomp")
    whole = part is not None
    if part is None:
        prep = next((c for c in word.children if c.dep_ == "prep" and c.lower_ in cue.takes), None)
        part = tree.child(prep, "pobj", "pcomp") if prep is not None else None
    if part is None:
        return
    found = _found(verb, cue, (source,), tree.tokens(part))
    if found is not None:
        yield found if whole else _phrase(found)
