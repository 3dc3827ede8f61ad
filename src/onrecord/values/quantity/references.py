"""Numbers that name and count nothing: "Article 4", "F-16", "Covid-19", telephone and house numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.values.quantity.around import is_counted, text_after, text_before, token_after, token_before
from onrecord.values.quantity.lexicon import alternatives, is_model_number, table
from onrecord.values.quantity.numbers import Numeral
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_PROPER_HYPHEN = re.compile(r"(?:(?:[A-Z][\w']*|[a-z]{1,12})[-‑]|\b[A-Z]{3,}\s[-‑])$")
_PHONE = re.compile(
    r"(?:\+\d[\d\s()\-]{6,}\d|\(?\d{3}\)?[\s\-.]\d{3}[\s\-.]\d{4}|\d{3}-\d{4}\b|\b0\d{2,4}\s\d{3,}[\s\d]*)"
)


@cache
def _naming() -> re.Pattern[str]:
    words = [word for group in table("references.toml")["before"].values() for word in group]
    return re.compile(rf"(?:\b(?:{alternatives(words)})\.?|#|№|\bNo\.|&P)\s?$", re.IGNORECASE)


@cache
def _address() -> re.Pattern[str]:
    streets = alternatives(table("references.toml")["streets"]["words"])
    points = r"(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s)?"
    return re.compile(rf"\s(?:block\b|{points}(?:[A-Z0-9][\w.'’]*\s){{1,3}}(?:{streets})\b)")


def is_reference(doc: Doc, numeral: Numeral) -> bool:
    """A number that names: "Article 4", "F-16", "Covid-19", "iPhone 12", "Boeing 737", "24/7"."""
    if numeral.form not in ("digits", "words", "range"):
        return False
    before, after = text_before(doc, numeral), text_after(doc, numeral)
    if before.endswith("24/"):
        return True
    if _naming().search(before) and not re.match(
        r"\s(?:other|more|of\s(?:them|those|whom)|people|percent|per cent)\b|%", after
    ):
        return not is_counted(doc, numeral) or bool(
            re.search(r"(?:No\.|#|№|Article|Section|Category)\s?$", before, re.I)
        )
    if numeral.form == "words":
        return _is_capital_word(doc, numeral)
    if _address().match(after) or re.fullmatch(r"911|999|112", text_of(doc)[numeral.start : numeral.end]):
        return not is_counted(doc, numeral)
    if _PROPER_HYPHEN.search(before) and not re.search(
        r"\b(?:the|then|sub|mid|pre|post|some|nearly|under|over|now|to)[-‑]$", before, re.I
    ):
        return True
    if re.match(r"/\d|[A-Za-z]?[-‑]?[A-Z]{2,}\d|[a-z]?-[A-Z]{3,}\b|\.[A-Za-z]", after) and not re.match(
        r"[kK]m|MW|GW", after
    ):
        return True
    if re.match(r"[A-Za-z]{2,}", after):  # "6abc"
        return True
    return _is_name_part(doc, numeral)


_DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their|each|every|that|this)\s$", re.IGNORECASE)


def is_model(doc: Doc, numeral: Numeral) -> bool:
    """A number by which a make is known: "the 787", "ten 737-800 jets", "a 5G mast"."""
    written, after = text_of(doc)[numeral.start : numeral.end], text_after(doc, numeral, 12)
    if re.fullmatch(r"[2-6]", written) and re.match(r"[\s-]?G\b", after):
        return True
    if not is_model_number(written):
        return False
    if "-" in written or re.match(r"s\b|-\d", after):
        return True
    previous = token_before(doc, numeral.start) if numeral.start else None
    if previous is not None and previous.like_num:
        return True  # "two new 787 jets" are two, and so are "two 787 jets"
    counts = is_counted(doc, numeral) or re.match(r"\s(?:were|have|are)\b", after)
    return bool(_DETERMINED.search(text_before(doc, numeral, 8))) and not counts


def _is_capital_word(doc: Doc, numeral: Numeral) -> bool:
    """As in "Formula One", "Air Force One": a capital number word behind a proper noun."""
    previous = token_before(doc, numeral.start - 1) if text_before(doc, numeral, 1) == " " else None
    return text_of(doc)[numeral.start].isupper() and previous is not None and previous.tag_ == "NNP"


def _is_name_part(doc: Doc, numeral: Numeral) -> bool:
    """Behind a proper noun and before no noun of its own ("S&P 500"), or between proper nouns ("787 Dreamliner")."""
    if numeral.form != "digits" or "," in text_of(doc)[numeral.start : numeral.end]:
        return False
    previous = token_before(doc, numeral.start - 1) if text_before(doc, numeral, 1) == " " else None
    following = token_after(doc, numeral.end) if re.match(r"\s", text_after(doc, numeral, 1)) else None
    counts = following is not None and following.tag_ in ("NNS", "NN", "JJ", "NNPS", "CD", "$", "VBN", "JJR")
    if following is not None and following.tag_ == "NN" and numeral.low > 1:
        counts = False  # "a Leopard 2 tank" is one tank
    if previous is not None and previous.tag_ == "NNP" and previous.text[:1].isupper():
        return (
            not counts
            and not re.match(r"[a-z%°]|-[a-z]", text_after(doc, numeral, 2))
            and previous.ent_type_ not in ("DATE",)
        )
    if previous is not None and following is not None and following.tag_ == "NNP" and _is_numbered(previous):
        return True
    named = following is not None and following.tag_ == "NNP"
    return (
        named
        and following is not None
        and following.head.tag_ not in ("NNS", "NNPS")
        and not following.is_upper
        and numeral.low > 99
    )


def _is_numbered(token: Token) -> bool:
    """Whether a number stands at the token or right before it: "two new 737 Max jets" are two."""
    behind_adjective = token.i > 0 and token.pos_ in ("ADJ", "NOUN") and token.nbor(-1).like_num
    return bool(token.like_num or behind_adjective)


def is_phone(doc: Doc, numeral: Numeral) -> bool:
    """A group of digits of a telephone number."""
    window = text_of(doc)[max(0, numeral.start - 16) : numeral.end + 16]
    shift = max(0, numeral.start - 16)
    return numeral.form in ("digits", "range") and any(
        m.start() + shift <= numeral.start < m.end() + shift for m in _PHONE.finditer(window)
    )
