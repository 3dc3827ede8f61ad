"""The noun that a number counts, by the tags, with the parse as a second opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.values.quantity.lexicon import is_model_number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STATES_OF_PEOPLE = frozenset(
    [
        "dead",
        "wounded",
        "injured",
        "missing",
        "killed",
        "hurt",
        "displaced",
        "homeless",
        "arrested",
        "detained",
        "captured",
        "infected",
        "hospitalised",
        "hospitalized",
        "casualties",
        "alive",
        "unaccounted",
        "strong",
    ]
)
_NOT_HEADS = frozenset(
    [
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
_SPANS = frozenset(["week", "month", "year", "night", "season", "summer", "winter", "spring", "autumn", "quarter"])
_PRONOUNS = frozenset(["them", "those", "these", "whom", "which", "us", "you", "it", "that"])
_LOOSE = frozenset("%,")


def head_after(doc: Doc, index: int) -> int | None:
    """The token index of the noun that a number before token ``index`` counts, or None.

    A partitive goes through "of": "3,000 of the soldiers" counts soldiers, "half of them" nothing that is named.
    """
    if index < len(doc) and doc[index].lower_ == "of":
        return _behind_of(doc, index + 1)
    if (part := _behind_hyphen(doc, index)) is not None:
        return part
    found = _walk(doc, index)
    if found is None and index < len(doc) and doc[index].lower_ in STATES_OF_PEOPLE:
        return index
    return found


def _behind_hyphen(doc: Doc, index: int) -> int | None:
    """The noun tied to a number: "a 300-bed hospital" has beds, "a 40-member council" members."""
    if index + 2 >= len(doc) or doc[index].text not in ("-", "‑") or doc[index].whitespace_:
        return None
    noun, following = doc[index + 1], doc[index + 2]
    ends = noun.whitespace_ and following.pos_ in ("NOUN", "PROPN", "ADJ")
    return noun.i if noun.tag_ == "NN" and ends and noun.lower_ not in STATES_OF_PEOPLE else None


def head_of_fraction(doc: Doc, index: int) -> int | None:
    """The noun behind "half the", "a third of the"; None for "half of them"."""
    return _behind_of(doc, index + 1 if index < len(doc) and doc[index].lower_ == "of" else index)


def _behind_of(doc: Doc, index: int) -> int | None:
    while index < len(doc) and (
        doc[index].pos_ == "DET" or doc[index].tag_ in ("PRP$", "PDT") or doc[index].pos_ == "NUM"
    ):
        index += 1
    if index >= len(doc) or (doc[index].pos_ != "PROPN" and doc[index].lower_ in _PRONOUNS):
        return None
    return _walk(doc, index)


def _walk(doc: Doc, index: int) -> int | None:
    """Over adjectives, participles and compound nouns to the last noun of the phrase."""
    head = None
    while index < len(doc):
        token = doc[index]
        if head is None and _names_a_time(token):
            break
        if head is not None and token.pos_ == "NUM" and token.nbor(-1).tag_ == "POS":
            return None  # "two thirds of the town's 18,000 residents": the noun is that of the second number
        if token.pos_ in ("NOUN", "PROPN") and not _ends_phrase(token, head, doc):
            head = index
        elif not _premodifies(token, head, doc):
            break
        index += 1
    return head


def _names_a_time(token: Token) -> bool:
    """As in "up from 11,500 last week": the week is when, and not what is counted."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return token.lower_ in ("last", "next", "this") and following.lower_ in _SPANS


def _ends_phrase(token: Token, head: int | None, doc: Doc) -> bool:
    """Whether ``token`` begins another phrase: a weekday, or a noun behind a plural that does not modify it."""
    if token.lower_ in _NOT_HEADS:
        return True
    if head is None:
        return False
    last = doc[head]
    if last.i == token.i - 1 and _modifies_later(last, token.i):
        return False
    return last.i == token.i - 1 and (
        last.tag_ in ("NNS", "NNPS") or (token.ent_type_ == "PERSON" and last.tag_ == "NN")
    )


def _modifies_later(noun: Token, index: int) -> bool:
    return noun.dep_ in ("compound", "nmod", "amod", "npadvmod", "poss") and noun.head.i >= index


def _premodifies(token: Token, head: int | None, doc: Doc) -> bool:
    if token.pos_ == "ADJ" or token.tag_ in ("HYPH", "AFX"):
        return head is None or token.tag_ == "HYPH" or _modifies_later(doc[head], token.i)
    if token.pos_ == "NUM" and head is None:
        if is_model_number(token.text):
            return True  # "ten 737-800 jets"
        return token.text.isdigit() and token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "PROPN"
    if token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound"):
        return token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN")
    if token.tag_ == "POS":
        return head is not None and head == token.i - 1
    if token.pos_ in ("ADV",) and token.dep_ == "advmod" and head is None:
        return token.head.i == token.i + 1 and token.head.pos_ == "ADJ"
    if token.pos_ == "CCONJ" or token.text == ",":
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        joins = following is not None and (following.pos_ == "ADJ" or following.dep_ in ("conj", "compound", "amod"))
        if head is not None:  # "strike and air defence missiles", "U.S., British and French officials"
            nations = (
                doc[head].ent_type_ in ("GPE", "NORP")
                and following is not None
                and following.ent_type_ in ("GPE", "NORP")
            )
            listed = nations and doc[head].tag_ in ("NNP", "JJ") and token.pos_ in ("CCONJ", "PUNCT")
            return head == token.i - 1 and (listed or (token.pos_ == "CCONJ" and _modifies_later(doc[head], token.i)))
        return joins and (doc[token.i - 1].pos_ == "ADJ" or doc[token.i - 1].dep_ == "amod")
    return token.text in ("“", '"', "‘", "'") and head is None
