"""The noun phrase of a head token, as written: determiners, modifiers and titles before it, "of" and names after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.actors.lexicon import is_a, is_dash, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors.names import NameTable

BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "flat"})
INSIDE = frozenset({"compound", "flat", "nmod"})
TIES = frozenset({"in", "at", "from", "with", "for", "by", "near"})
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


def left_edge(head: Token) -> int:
    """Index of the first token of the phrase: no line break, no opening mark and no adverb stands in it."""
    lefts = [c for c in head.lefts if c.dep_ in BEFORE]
    if head.pos_ == "PROPN" and not any(c.dep_ in {"det", "poss"} for c in lefts):
        lefts = [c for c in lefts if c.tag_ not in {"VBG", "VBN", "VBD"}]  # a verb misread: "accused Berg"
    start = min([head.i, *(c.left_edge.i for c in lefts)])
    start = _inside_marks(head, start)
    while start < head.i and head.doc[start].is_punct:
        start += 1
    return start


def _inside_marks(head: Token, start: int) -> int:
    """The start moved behind a line break, and behind a mark that opens before the head and does not close there."""
    closing: list[int] = []
    for i in range(head.i - 1, start - 1, -1):
        token = head.doc[i]
        if token.is_space or token.text in {":", ";"} or is_dash(token):
            return i + 1
        if token.text in {"”", ")", "’"} or (token.text == '"' and not closing):
            closing.append(i)
        elif token.text in {"“", "(", '"', "‘"}:
            if not closing:
                return i + 1
            closing.pop()
    left_over = [i for i in closing if head.doc[i].text in {'"', ")"}]
    return left_over[0] + 1 if left_over else start


def right_edge(head: Token, names: NameTable) -> int:
    """Index after the last token: the head's whole name, "of" phrases, a name in apposition to a role."""
    name = names.at(head.i)
    end = name.end if name else head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i <= end:
            end = max(end, max((right_edge(c, names) for c in child.children if c.dep_ == "pobj"), default=end))
        elif named_apposition(head, child, names):
            end = max(end, names.at(child.i).end)  # type: ignore[union-attr]  # named_apposition found it
    return end


def named_apposition(head: Token, child: Token, names: NameTable) -> bool:
    """Whether ``child`` is the name of what the common noun ``head`` describes: "the president, Ada Berg"."""
    if child.dep_ != "appos" or names.at(head.i) or not names.at(child.i):
        return False
    return is_a(head, "roles") or is_a(head, "outlet_heads") or is_a(head, "organisation_heads")


def before(head: Token) -> list[Token]:
    """The tokens of the phrase before its head, without determiners and possessive marks."""
    doc: Doc = head.doc
    return [t for t in doc[left_edge(head) : head.i] if t.dep_ not in {"det", "case", "punct"} and t.text != "-"]


def determiner(head: Token) -> Token | None:
    """The determiner or possessor of the phrase, if it has one."""
    return next((c for c in head.lefts if c.dep_ in {"det", "poss", "predet"}), None)


def is_definite(head: Token) -> bool:
    """Whether the phrase points back: "the", "this", "that", or a possessive pronoun."""
    found = determiner(head)
    return found is not None and found.lower_ in {"the", "this", "that", "these", "those", "his", "her", "its", "their"}


def is_plural(head: Token) -> bool:
    """Whether the phrase is of more than one."""
    return head.tag_ in {"NNS", "NNPS"} or "Plur" in head.morph.get("Number", [])


def heads(doc: Doc, names: NameTable) -> Iterator[Token]:
    """The tokens that head a noun phrase, in order: one for a name, none for a noun that only modifies another."""
    for token in doc:
        name = names.at(token.i)
        if name:
            if token.i == name.root and token.dep_ != "amod":
                yield token
        elif _may_head(token):
            yield token


def _may_head(token: Token) -> bool:
    if token.lower_ == "old" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "attr"}:
        return True  # "the 44-year-old"
    if token.pos_ == "ADJ" and token.dep_ == "nsubj" and is_a(token, "collectives"):
        return True  # "Many said"
    return token.pos_ in HEADS and token.dep_ not in INSIDE and token.dep_ != "nummod" and not token.is_punct


def verb_of(token: Token) -> Token | None:
    """The verb whose clause the phrase stands in."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return ancestor
    return None


def is_subject(token: Token) -> bool:
    """Whether the phrase is the subject of its verb, in the active or the passive."""
    return token.dep_ in {"nsubj", "nsubjpass", "csubj"}


def speaks(token: Token) -> bool:
    """Whether the phrase is the subject of a verb of speech or thought, or what "according to" names."""
    if token.dep_ == "nsubj" and is_a(token.head, "speech"):
        return True
    prep = token.head
    if token.dep_ != "pobj":
        return False
    return prep.lower_ == "to" and (
        prep.head.lower_ == "according" or (prep.i > 0 and prep.nbor(-1).lower_ == "according")
    )


def has_of(head: Token) -> bool:
    """Whether an "of" phrase follows the head."""
    return any(c.dep_ == "prep" and c.lower_ == "of" for c in head.rights)


def words_of(head: Token, names: NameTable, *, whose: bool = False) -> str:
    """The words of the phrase as written, without determiner; with ``whose``, also the name that tells it from others.

    With it "a woman in Lower Drass" and "officials at the Water Board" are called so in full.
    """
    start, end = left_edge(head), right_edge(head, names)
    if whose:
        end = _named_tail(head, end, names)
    while start < head.i and _only_points(head.doc[start], head):
        start += 1
    return " ".join(head.doc[start:end].text.split())


def _named_tail(head: Token, end: int, names: NameTable) -> int:
    """The index after a name that a preposition ties to the phrase right behind it; ``end`` where there is none."""
    for part in head.rights:
        if part.dep_ in {"prep", "agent"} and part.i == end and part.lower_ in TIES:
            named = next((c for c in part.children if c.dep_ == "pobj" and names.at(c.i)), None)
            return right_edge(named, names) if named is not None else end
    return end


def _only_points(token: Token, head: Token) -> bool:
    """Whether a token only points: "the" anywhere, "this" and "their" of the head ("this week" is kept)."""
    own = token.head == head and (token.dep_ in {"det", "predet"} or token.tag_ == "PRP$")
    return own or token.lower_ in {"the", "a", "an"}


def is_indefinite(head: Token) -> bool:
    """Whether the phrase brings in someone new: "a", "some", or a number without "the"."""
    first = determiner(head)
    number = any(c.dep_ == "nummod" for c in head.lefts)
    return (first is not None and first.lower_ in words("indefinite")) or (number and not is_definite(head))


def is_bare(head: Token) -> bool:
    """Whether nothing after the head narrows it down, as "of …" and "who …" do."""
    return not any(c.dep_ in {"prep", "acl", "relcl"} and c.i > head.i for c in head.children)
