"""What a cue verb takes: the words of its complement, by the kinds of complement that the lexicon allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.cues import Cue, noun_cue, says_nothing, verb_cue
from onrecord.extract.speech import tree
from onrecord.extract.speech.sources import can_speak

if TYPE_CHECKING:
    from spacy.tokens import Token

_CIRCUMSTANCE = frozenset(
    ["in", "on", "at", "during", "after", "before", "since", "until", "by", "from", "while", "when", "amid"]
)

_COUNTS = frozenset(["toll", "count", "tally", "figure", "estimate", "assessment", "magnitude"])
_NO_CUE = Cue(lemma="", kind="")


def content_of(verb: Token, cue: Cue) -> tuple[set[int], bool]:
    """Token indices of what is said, and whether it is a clause."""
    if unsaid(verb, cue):
        return set(), False
    for read in (_clause, _raised, _infinitive, _gerund, _parenthetical, _stray):
        content = read(verb, cue)
        if content:
            return content, True
    for read in (_valued, _numbered, _object, _prepositional):
        content = read(verb, cue)
        if content:
            return content, False
    return set(), False


def unsaid(verb: Token, cue: Cue) -> bool:
    """Whether the words tell what somebody left open: "did not say when", "declined to say how many", "has yet to say".

    Such a question is asked by the article, and nobody has answered it.
    """
    if tree.negated(verb) and says_nothing(verb.lemma_):
        return True  # "refused to comment on the report"
    part = tree.child(verb, "ccomp")
    below = tree.child(verb, "xcomp") if cue.lemma in ("decline", "refuse", "fail") else None
    if below is not None and part is None:
        said = (verb_cue(below.lemma_) or _NO_CUE).kind == "says" and _asks(tree.child(below, "ccomp"))
        return said or says_nothing(below.lemma_)
    if part is None or not _asks(part) or cue.kind != "says" or cue.lemma == "explain":
        return False
    doer = tree.subject(verb)
    nobody = doer is not None and doer.lower_ in ("nobody", "none", "neither", "no-one")
    above = verb.head
    yet = verb.dep_ == "xcomp" and above.lemma_ == "have" and any(c.lower_ == "yet" for c in above.children)
    return tree.negated(verb) or nobody or yet


def _asks(part: Token | None) -> bool:
    """Whether a clause is an indirect question."""
    if part is None:
        return False
    first = part.left_edge
    return first.tag_ in ("WP", "WRB", "WDT", "WP$") or first.lower_ in ("whether", "if")


def _clause(verb: Token, cue: Cue) -> set[int]:
    parts = _clauses(verb)
    if not parts or "clause" not in cue.takes:
        return set()
    part = parts[0]
    if cue.kind in ("thinks", "wants") and _asks(part) and part.left_edge.lower_ != "if":
        return set()  # "she knows where he is": a question, no assertion
    below = tree.child(part, "nsubj", "nsubjpass")
    if below is not None and below.lower_.endswith(("self", "selves")):
        return set()
    own = tree.trailing_cue(verb)
    if own:
        return tree.tokens(verb.head) - own
    content = {i for p in parts for i in tree.tokens(p) - _next_cue(verb, p) - tree.trailing_cue(p)}
    swallowed = tree.swallowed_subject(verb) if tree.subject(verb) is None else None
    if swallowed is not None:
        content -= tree.tokens(swallowed)
    if tree.passive(verb) and tree.child(verb, "nsubjpass") is not None:
        raised = tree.child(verb, "nsubjpass")
        if raised is not None and raised.lower_ != "it" and "raised" in cue.takes and part.i > verb.i:
            content |= tree.tokens(raised)
    return content


def _clauses(verb: Token) -> list[Token]:
    """The clauses that complement a verb, without one that a semicolon parts from it."""
    parts = [c for c in verb.children if c.dep_ == "ccomp" and not c.is_punct and not _bare_cue(c)]
    return [p for p in parts if p.i > verb.i or not _parted(p, verb)]


def _bare_cue(verb: Token) -> bool:
    """As in "..., the army added": a cue behind a comma with nothing but its subject."""
    cue, before = verb_cue(verb.lemma_), verb.left_edge.i - 1
    if cue is None or cue.kind != "says" or verb.head.i > verb.i or before < 0 or verb.doc[before].text != ",":
        return False
    return tree.child(verb, "nsubj") is not None and all(c.dep_ in ("nsubj", "punct", "advmod") for c in verb.children)


def _parted(part: Token, verb: Token) -> bool:
    following = part.doc[part.right_edge.i + 1]
    return following.text == ";" and following.i < verb.i


def _next_cue(verb: Token, part: Token) -> set[int]:
    """As in "She said that prices fell and added that ...": the second cue has the same speaker."""
    above = [c for c in part.children if belongs_above(c, verb) or adds(c) or _accompanies(c)]
    return {i for c in above for i in tree.tokens(c)}


def _accompanies(word: Token) -> bool:
    """As in "..., with the governor writing that ...": somebody else's statement, behind a comma."""
    if word.dep_ != "prep" or word.lower_ != "with" or word.i == 0 or word.nbor(-1).text != ",":
        return False
    return any(t.tag_ == "VBG" and (verb_cue(t.lemma_) or _NO_CUE).kind == "says" for t in word.subtree)


def adds(word: Token) -> bool:
    """As in "..., adding that": a participle of saying behind a comma goes with the speaker of the sentence."""
    if word.tag_ != "VBG" or word.dep_ != "advcl" or supports(word) or tree.child(word, *tree.SUBJECTS, "mark"):
        return False
    cue = verb_cue(word.lemma_)
    return cue is not None and cue.kind == "says" and "clause" in cue.takes and word.left_edge.nbor(-1).text == ","


def belongs_above(word: Token, verb: Token) -> bool:
    """Whether a second cue, joined with "and" to the clause of the first, has the same speaker as the first."""
    if word.dep_ != "conj" or tree.child(word, *tree.SUBJECTS) or tree.child(word, "ccomp", "xcomp", "dobj") is None:
        return False
    cue = verb_cue(word.lemma_)
    if cue is None or cue.kind != "says":
        return False
    below = tree.child(word, "ccomp")
    if below is not None and any(c.lower_ == "that" and c.dep_ == "mark" for c in below.children):
        return True
    doer = tree.subject(word.head)
    return word.lemma_ == verb.lemma_ or (doer is not None and not can_speak(doer, "judges"))


def _raised(verb: Token, cue: Cue) -> set[int]:
    """As in "Russia is said to have lost ...": the subject of the cue is part of what is said."""
    subject = tree.child(verb, "nsubjpass")
    if subject is None or "raised" not in cue.takes or subject.lower_ in ("i", "we", "you"):
        return set()
    parts = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "ccomp", "advcl") and c.i > verb.i]
    parts = [] if subject.lower_ == "it" else parts
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
    if cue.lemma in ("decline", "refuse", "ask") and says_nothing(part.lemma_):
        return set()
    if cue.kind == "wants" and cue.lemma != "want" and tree.child(verb, "dobj"):
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
    """As in "The deal, he said, was dead", where the parser makes the cue a remark hung into the clause."""
    head = verb.head
    doer = tree.child(verb, "nsubj")
    inverted = verb.dep_ == "advcl" and doer is not None and doer.i > verb.i > head.i  # "..., thinks the author"
    before = verb.dep_ in ("ccomp", "advcl") and head.i > verb.i and cue.kind == "says"
    before = before and tree.child(verb, "dobj") is None  # "donors pledged 2 billion euros, the minister said"
    hung = verb.dep_ == "parataxis" or before or inverted or (verb.dep_ == "ccomp" and _bare_cue(verb))
    hung = hung or (cue.kind == "says" and _trails(verb)) or _reckons(verb, cue)
    if (
        not hung
        or "clause" not in cue.takes
        or head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ")
        or tree.child(verb, "mark")
    ):
        return set()
    return tree.tokens(head) - tree.tokens(verb)


def _reckons(verb: Token, cue: Cue) -> bool:
    """As in "…, the tenants' association calculated": a cue of evidence hung behind what a body found."""
    doer = tree.child(verb, "nsubj")
    behind = verb.dep_ in ("ROOT", "parataxis") and doer is not None and can_speak(doer, "shows")
    return behind and cue.lemma in ("calculate", "find", "estimate") and tree.child(verb, "ccomp") is not None


def _trails(verb: Token) -> bool:
    """As in "..., the website Sun Today reported on Thursday": a cue with its subject, behind a comma, and no more."""
    doer, before = tree.child(verb, "nsubj"), verb.left_edge.i - 1
    if verb.dep_ != "advcl" or doer is None or before < 0 or verb.doc[before].text != ",":
        return False
    if doer.tag_ in ("WP", "WDT") or not verb.head.i < doer.i < verb.i or tree.has_to(verb):
        return False
    return all(c.dep_ in ("nsubj", "prep", "npadvmod", "punct") or c.dep_ == "aux" for c in verb.children)


def _stray(verb: Token, cue: Cue) -> set[int]:
    """A clause with "that" which the parser hung on a noun in between: "told of the plan that it was dead"."""
    if "clause" not in cue.takes or cue.kind != "says" or tree.child(verb, "dobj", "dative", "prep") is None:
        return set()
    for word in verb.subtree:
        if (
            word.i > verb.i + 1
            and word.lower_ == "that"
            and word.dep_ in ("mark", "nsubj", "dobj")
            and word.head.dep_ in ("acl", "relcl", "advcl")
        ):
            clause = word.head
            if word.dep_ == "mark" or verb.lemma_ == "tell":
                return {i for i in tree.tokens(clause) if i >= word.i}
    return set()


def _object(verb: Token, cue: Cue) -> set[int]:
    thing = tree.child(verb, "dobj", "oprd") or rejected_as(verb)
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
    return (
        content
        if len(content) > 1 or (cue.kind not in ("judges", "wants") and thing.pos_ not in ("PRON", "DET"))
        else set()
    )


def rejected_as(verb: Token) -> Token | None:
    """As in "rejected as baseless the allegation that …": what is rejected, which the parse hangs on the "as"."""
    cue = verb_cue(verb.lemma_)
    if cue is None or cue.kind != "judges" or not {"denies", "doubts"} & cue.flags:
        return None
    told = [c for c in verb.children if c.lower_ == "as" or any(g.lower_ == "as" for g in c.children)]
    nouns = (w for c in told if c.i > verb.i for w in c.subtree)
    return next((w for w in nouns if w.dep_ in ("pobj", "dobj") and noun_cue(w.lemma_) is not None), None)


def _valued(verb: Token, cue: Cue) -> set[int]:
    """As in "put the losses at 1,200", "lowered the toll to 21": a thing and the number somebody gives it."""
    thing = tree.child(verb, "dobj", "nsubjpass") if {"valued", "revalued"} & set(cue.takes) else None
    if thing is None or ("revalued" in cue.takes and thing.lemma_.lower() not in _COUNTS):
        return set()
    joints = ("at",) if "valued" in cue.takes else ("to", "from", "by")
    at = [t for t in verb.subtree if t.lower_ in joints and t.dep_ == "prep" and t.i > thing.i]
    if not any(w.like_num for t in at for w in t.subtree):
        return set()
    return tree.tokens(thing) | {i for t in at for i in tree.tokens(t)}


def _numbered(verb: Token, cue: Cue) -> set[int]:
    """As in "the relief society counted 33 people killed there": somebody gives a number, and counted it."""
    thing = tree.child(verb, "dobj") if "numbered" in cue.takes and verb.tag_ in ("VBD", "VBN") else None
    if thing is None or not (thing.like_num or any(c.like_num for c in thing.children)):
        return set()
    return tree.tokens(thing) | {i for c in verb.children if c.i > thing.i and c.dep_ == "prep" for i in tree.tokens(c)}


def _stance(cue: Cue, rest: list[Token]) -> bool:
    """Whether a verb that may also be a deed ("attack", "see") is a stance here, with "as" or "for" behind."""
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


def leaves_gap(verb: Token) -> bool:
    """Whether what a cue takes misses its object: "a claim the court said he had made"."""
    doer, part = tree.child(verb, "nsubj"), tree.child(verb, "ccomp")
    if verb.dep_ != "relcl" or doer is None or doer.tag_ in ("WP", "WDT") or part is None:
        return False
    if any(c.tag_ == "WRB" for c in verb.children):
        return False
    return tree.child(part, "nsubj", "nsubjpass") is not None


def supports(verb: Token) -> bool:
    """Whether the verb only serves another: "met to discuss the truce", "..., citing two officials"."""
    if verb.lower_ in ("citing", "quoting") and verb.dep_ in ("advcl", "acl", "dep", "prep"):
        return True
    return tree.has_to(verb) and verb.dep_ in ("advcl", "acl", "relcl")
