"""Small questions put to the parse: who is the subject, what belongs to a phrase, where does a clause end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_HANGERS_ON = ("relcl", "acl", "appos", "punct", "cc", "conj", "parataxis", "prep")


def child(token: Token, *deps: str) -> Token | None:
    """The first child that stands in one of these relations."""
    return next((c for c in token.children if c.dep_ in deps), None)


def has_to(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(c.tag_ == "TO" for c in verb.children)


def passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, with its auxiliary or as a bare participle after a noun."""
    if child(verb, "auxpass", "nsubjpass"):
        return True
    return verb.tag_ == "VBN" and (verb.dep_ == "acl" or (verb.dep_ == "advcl" and child(verb, "aux", "nsubj") is None))


def negated(verb: Token) -> bool:
    """Whether the verb is negated: "not", "never", "declined to", "no one"."""
    if child(verb, "neg"):
        return True
    head = verb.head
    return (verb.dep_ == "xcomp" and head.lemma_ in ("decline", "refuse", "fail")) or (
        verb.dep_ == "xcomp" and bool(child(head, "neg"))
    )


def subject(verb: Token) -> Token | None:
    """The head of the noun phrase that does what the verb says, across coordination, control and participles."""
    for _ in range(6):
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")]
        if own:
            before = [c for c in own if c.i < verb.i]
            return antecedent(before[-1] if before else own[0], verb)
        up = _controller(verb)
        if up is None:
            return None
        if up.pos_ in ("NOUN", "PROPN", "PRON"):
            return up
        verb = up
    return None


def swallowed_subject(verb: Token) -> Token | None:
    """The subject right before a verb that the parser took for an apposition: "..., his aide, the ministry said"."""
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].pos_ in ("AUX", "ADV") or verb.doc[at].text == ","):
        at -= 1
    found = None
    for noun in (verb.doc[at], *climb(verb.doc[at])):
        if noun.dep_ not in ("appos", "conj", "npadvmod", "dep") or noun.pos_ not in ("NOUN", "PROPN", "NUM"):
            break
        if noun.left_edge.i and noun.left_edge.nbor(-1).text == "," and at <= noun.right_edge.i <= verb.i:
            found = noun
    return found


def trailing_cue(verb: Token) -> set[int]:
    """The words of "..., the ministry reported" at a sentence's end, hung into the clause of another cue."""
    subject_ = child(verb, "nsubj")
    if (
        verb.dep_ != "ccomp"
        or subject_ is None
        or verb.head.i > verb.i
        or subject_.i > verb.i
        or subject_.left_edge.i == 0
    ):
        return set()
    part = child(verb, "ccomp")
    if part is None or part.right_edge.i > subject_.left_edge.i or subject_.left_edge.nbor(-1).text != ",":
        return set()
    return tokens(verb) - tokens(part)


def _controller(verb: Token) -> Token | None:
    """Where a verb without a subject takes it from: the verb above it, or the noun it describes."""
    head = verb.head
    if head is verb or head.i == verb.i:
        return None
    if verb.dep_ == "acl" and verb.lower_ in ("saying", "reading", "adding", "stating"):
        doer = _sender(head)
        if doer is not None:
            return doer
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return head if verb.tag_ == "VBG" or verb.dep_ == "relcl" else None
    if verb.dep_ == "pcomp":
        return head.head if head.head.pos_ in ("VERB", "AUX") else None
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep") and head.pos_ in ("VERB", "AUX", "ADJ", "ADV"):
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB", "VBN"):
            return None
        return head
    return None


def _sender(noun: Token) -> Token | None:
    """The verb of "posted a message on the wall saying ...", "emailed supporters saying ...": who sends it, speaks."""
    for up in (noun, *climb(noun)):
        if up.dep_ == "dobj":
            return (
                up.head if up.head.pos_ == "VERB" and up.head.lemma_ not in ("see", "read", "cite", "quote") else None
            )
        if up.dep_ not in ("pobj", "prep"):
            return None
    return None


def antecedent(token: Token, verb: Token) -> Token:
    """The noun that "who", "which" or "that" of a relative clause stands for; any other token itself."""
    if token.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head
    return token


def agent(verb: Token) -> Token | None:
    """Who does it in the passive: the noun after "by"."""
    for part in verb.children:
        if part.dep_ == "agent" or (part.dep_ == "prep" and part.lower_ == "by"):
            return child(part, "pobj")
    return None


def after(verb: Token, word: str) -> Token | None:
    """The noun or clause after the verb's preposition ``word``, also in a chain ("in an interview with X")."""
    for part in verb.children:
        if part.dep_ == "prep" and part.lower_ == word:
            return child(part, "pobj", "pcomp")
    return None


def tokens(head: Token) -> set[int]:
    """Indices of a token and all that hangs on it."""
    return {t.i for t in head.subtree}


def phrase(head: Token) -> list[Token]:
    """The noun phrase of a head without relative clauses, appositions and what follows them, in order."""
    kept = [head]
    for part in head.children:
        if part.dep_ in _HANGERS_ON and part.text != "-" and not _belongs(part, head):
            continue
        kept.extend(part.subtree)
    inside = sorted({t.i for t in kept})
    doc = head.doc
    first = last = inside.index(head.i)
    while first > 0 and inside[first - 1] == inside[first] - 1:
        first -= 1
    while last + 1 < len(inside) and inside[last + 1] == inside[last] + 1:
        last += 1
    words = [doc[i] for i in inside[first : last + 1]]
    while words and (words[0].is_punct or words[0].is_space) and words[0].i != head.i:
        words.pop(0)
    while words and (words[-1].is_punct or words[-1].is_space or words[-1].tag_ == "POS") and words[-1].i != head.i:
        words.pop()
    return words


def _belongs(part: Token, head: Token) -> bool:
    """Whether what hangs on a name is part of it: "of ...", "Council on Aid", "the newspaper Daily Sun"."""
    if part.dep_ == "prep":
        complement = child(part, "pobj")
        if part.lower_ == "of" or (part.lower_ == "in" and head.pos_ == "NUM"):
            return True
        return part.lower_ in ("on", "for") and complement is not None and head.pos_ == complement.pos_ == "PROPN"
    if part.dep_ == "appos":
        return part.pos_ == "PROPN" and head.pos_ == "NOUN" and part.left_edge.i == head.i + 1
    return False


def clause_tokens(head: Token) -> set[int]:
    """A clause without further independent clauses that the parser hung behind it with "and" or "but"."""
    inside = tokens(head)
    for part in head.subtree:
        if part.dep_ != "conj" or part.pos_ not in ("VERB", "AUX") or has_to(part):
            continue
        finite = part.tag_ in ("VBZ", "VBD", "MD") or any(c.tag_ in ("VBZ", "VBP", "VBD", "MD") for c in part.children)
        if child(part, "nsubj", "nsubjpass") or (finite and part.head.i == head.i):
            inside -= tokens(part)
    return inside


def thing_tokens(head: Token) -> set[int]:
    """A noun phrase without what the writer adds behind a comma: "..., who was his aide then"."""
    inside = tokens(head)
    for part in head.subtree:
        if part.dep_ in ("relcl", "appos") and part.head.i in inside:
            before = part.left_edge.i - 1
            if before > 0 and part.doc[before].text in (",", "–", "—") and before in inside:
                inside -= tokens(part)
    return inside


def past_dateline(source: Token, verb: Token) -> Token:
    """The subject behind a dateline ("GENEVA — The minister said"), where the parser took the place for the subject."""
    doc = source.doc
    at = source.i + 1
    while at < verb.i and at < source.i + 8 and doc[at].text not in ("—", "–", "-", "--"):
        at += 1
    if at >= verb.i or doc[at].text not in ("—", "–", "--") or not source.text.isupper():
        return source
    for token in doc[at + 1 : verb.i]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ in (
            "appos",
            "nsubj",
            "nsubjpass",
            "conj",
            "dep",
            "ROOT",
            "npadvmod",
        ):
            return token
    return source


def climb(token: Token) -> Iterator[Token]:
    """The token's heads, from the nearest up to the root."""
    while token.head.i != token.i:
        token = token.head
        yield token


def clause_of(token: Token) -> Token:
    """The verb of the independent clause that a token stands in: the root, or a conjunct with a subject of its own."""
    for up in climb(token):
        if up.pos_ in ("VERB", "AUX") and (up.dep_ == "ROOT" or (up.dep_ == "conj" and child(up, *SUBJECTS))):
            return up
    return token.sent.root
