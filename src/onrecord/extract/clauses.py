"""The clauses of a claim: which words carry what it asserts, and how their verbs are formed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_VERBS = frozenset({"VERB", "AUX"})


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("onrecord.extract") / "data" / "hedges.toml").read_text("utf-8"))


@cache
def words(table: str, key: str) -> frozenset[str]:
    """One list of ``data/hedges.toml``."""
    return frozenset(_tables()[table][key])


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a claim on the parse.

    Attributes:
        tokens: All of them, in order.
        roots: The words that hang on nothing inside the claim, one or more a sentence.
        heads: The verbs that assert: the roots, the verbs coordinated with them, and the clause that a framing verb
            introduces ("our assessment is that …").
    """

    tokens: tuple[Token, ...]
    roots: tuple[Token, ...]
    heads: tuple[Token, ...]

    @classmethod
    def of(cls, doc: Doc, content: tuple[Span, ...]) -> Content:
        """The content's words, roots and heads; empty when it holds no word."""
        tokens = tuple(t for t in _within(doc, content) if not t.is_space)
        inside = {t.i for t in tokens}
        roots = tuple(t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct)
        verbs = tuple(t for t in roots if t.pos_ in _VERBS) or roots
        heads: dict[int, Token] = {}
        for root in verbs:
            for token in _asserting(root):
                if token.i in inside:
                    heads.setdefault(token.i, token)
        return cls(tokens, roots, tuple(heads.values()))

    @property
    def sentences(self) -> int:
        """How many sentences the claim runs over."""
        return len({t.sent.start for t in self.tokens})

    def holds(self, token: Token) -> bool:
        """Whether a word is one of the claim's."""
        return any(t.i == token.i for t in self.tokens)

    def governors(self) -> tuple[Token, ...]:
        """Words outside the claim that present it: the verbs whose complement it is, and adverbs on them and on it."""
        inside = {t.i for t in self.tokens}
        above = {a.i: a for root in self.roots for a in _above(root)}
        adverbs = {
            c.i: c for a in [*above.values(), *self.roots] for c in a.children if c.pos_ == "ADV" and c.i not in inside
        }
        return tuple(t for i, t in sorted((above | adverbs).items()) if i not in inside)

    def asserts(self, token: Token) -> bool:
        """Whether a word belongs to what the claim asserts, not to a clause that only describes something in it."""
        heads = {t.i for t in (*self.roots, *self.heads)}
        while token.i not in heads and token.head.i != token.i:
            if token.dep_ in ("relcl", "acl", "advcl", "appos", "pcomp"):
                return False
            token = token.head
        return token.i in heads


def _above(root: Token) -> Iterable[Token]:
    """The verbs whose complement a clause is, nearest first."""
    node = root
    while node.dep_ in ("ccomp", "xcomp", "oprd", "csubj", "csubjpass", "conj", "parataxis") and node.head.i != node.i:
        if node.dep_ != "conj":
            yield node.head
        node = node.head


def _within(doc: Doc, content: Iterable[Span]) -> Iterable[Token]:
    for span in content:
        part = doc.char_span(span.start, span.end, alignment_mode="expand")
        yield from part or ()


def _asserting(root: Token) -> Iterable[Token]:
    """A root, the verbs beside it, and the clauses that these only frame."""
    beside = [root, *(c for c in root.conjuncts if c.pos_ in _VERBS)]
    for verb in beside:
        yield verb
        for child in verb.children:
            if child.dep_ == "ccomp" and child.pos_ in _VERBS:
                yield child
            if child.dep_ == "parataxis":
                yield child


def auxiliaries(verb: Token) -> tuple[Token, ...]:
    """The auxiliaries of a verb, "to" among them."""
    return tuple(c for c in verb.children if c.dep_ in ("aux", "auxpass"))


def modal(verb: Token) -> Token | None:
    """The modal verb before a verb, if any; before a past tense "May" is the month."""
    return next((a for a in auxiliaries(verb) if a.tag_ == "MD" and not is_month(a)), None)


def is_month(aux: Token) -> bool:
    """Whether what the tagger takes for "may" is the month: a modal stands before no past tense."""
    return aux.text == "May" and aux.head.tag_ == "VBD"


def perfect(verb: Token) -> bool:
    """Whether the verb stands in the perfect: "may have left", "to have been killed"."""
    return any(a.lower_ in _HAVE and a.dep_ == "aux" for a in auxiliaries(verb))


def progressive(verb: Token) -> bool:
    """Whether the verb is a progressive form: "may be sending"."""
    return verb.tag_ == "VBG" and any(a.lemma_ == "be" for a in auxiliaries(verb))


def infinitive_of(token: Token) -> Token | None:
    """The infinitive with "to" that a verb or adjective takes, if any."""
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "oprd") and is_infinitive(child):
            return child
    return None


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands after "to"."""
    return any(a.tag_ == "TO" for a in auxiliaries(verb))


def negated(verb: Token) -> bool:
    """Whether the verb is negated: "not", "never", "no longer", or a subject with "no", "neither", "not a single"."""
    for child in verb.children:
        if (child.dep_ == "neg" and not limits(child)) or (
            child.lower_ == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no"
        ):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and (
            child.lower_ in ("nobody", "none", "nothing")
            or any(
                d.lower_ in ("no", "neither") and d.dep_ in ("det", "preconj") and not limits(d) for d in child.children
            )
            or any(d.lower_ == "not" and d.i < child.i and not limits(d) for d in child.subtree)
        ):
            return True
    return False


def limits(word: Token) -> bool:
    """Whether "no" or "not" begins a bound of a number and denies nothing: "no more than 12", "not fewer than 40"."""
    following = [t.lower_ for t in word.doc[word.i + 1 : word.i + 3]]
    return len(following) > 1 and following[0] in ("more", "fewer", "less", "greater") and following[1] == "than"


def in_past(verb: Token) -> bool:
    """Whether the finite form of a clause stands in the past: its first auxiliary, else the verb itself."""
    finite = next((a for a in auxiliaries(verb) if a.tag_ in ("VBD", "VBZ", "VBP", "MD")), verb)
    return finite.tag_ == "VBD" or (finite is verb and verb.tag_ == "VBN" and not auxiliaries(verb))
