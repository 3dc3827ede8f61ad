"""Ages, as news agencies write them: "11-year-old", "aged 44", "a man, 54," and "Ann Roe (54)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.values.quantity.around import is_counted, text_after, text_before, token_after, token_before
from onrecord.values.quantity.lexicon import is_person_noun
from onrecord.values.quantity.numbers import Numeral

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AGE_AFTER = re.compile(
    r"(?:[\s\-‑]+to[\s\-‑]+\d+)?[\s\-‑]*(?:year|yr|month|week|day)s?[\s\-‑]*olds?\b"
    r"|[\s\-‑]+years?[\s\-‑]of[\s\-‑]age\b|[\s\-]?(?:y/?o)\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|aged between|the age of|turned|turning|aged from|ages of|aged about)\s(?:of\s)?"
    r"(?:about\s|just\s|only\s|between\s|from\s|\d+\s(?:and|to)\s)?$",
    re.IGNORECASE,
)
# "aged 19, 24 and 31"
_AGES_BEFORE = re.compile(r"\b(?:aged|ages)\s\d(?:\d|,|\s|and\s|or\s){1,36}$", re.IGNORECASE)
_TENS_BEFORE = re.compile(r"\bin (?:his|her|their|my|our|your)(?: early| mid| late)?[\s-]$", re.IGNORECASE)
_LIMIT_BEFORE = re.compile(r"\b(?:under|over)[-‑]$", re.IGNORECASE)


def is_age(doc: Doc, numeral: Numeral) -> bool:
    """As in "11-year-old", "aged 44", "a man, 54,", "Ann Roe (54)"; after news agencies' style books."""
    if _AGE_AFTER.match(text_after(doc, numeral)) or _AGE_BEFORE.search(text_before(doc, numeral)):
        return True
    if _AGES_BEFORE.search(text_before(doc, numeral)) and not is_counted(doc, numeral):
        return True
    before = text_before(doc, numeral)
    if re.match(r"s\b", text_after(doc, numeral, 3)) and (_TENS_BEFORE.search(before) or _LIMIT_BEFORE.search(before)):
        return True  # "in her 30s", "under-18s"
    if numeral.form not in ("digits", "words") or not 0 < numeral.low < 120 or numeral.low % 1:
        return False
    before, after = text_before(doc, numeral, 2), text_after(doc, numeral, 2)
    if before.endswith("(") and after.startswith(")"):
        person = token_before(doc, numeral.start - 1)
        return person is not None and (person.text[:1].isupper() or is_person_noun(person.text))
    if not (before == ", " and re.match(r"[,.;:)]|\sand\b|\s[-–—]|$", after + text_after(doc, numeral, 5))):
        return before[1:] == " " and _is_age_in_headline(doc, numeral)
    person = token_before(doc, numeral.start - 2)
    return person is not None and _may_have_an_age(person) and not _in_number_list(doc, numeral)


def _is_age_in_headline(doc: Doc, numeral: Numeral) -> bool:
    """As in "Ann Roe 44 has won": an age behind a full name and before its verb, without commas."""
    person, following = token_before(doc, numeral.start - 1), token_after(doc, numeral.end)
    named = (
        person is not None and person.ent_type_ == "PERSON" and person.i > 0 and person.nbor(-1).ent_type_ == "PERSON"
    )
    return named and numeral.low >= 10 and following is not None and following.tag_ in ("VBZ", "VBD", "VBP", "MD")


def _may_have_an_age(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or (token.pos_ in ("NOUN", "PROPN") and token.tag_ in ("NN", "NNP"))


def _in_number_list(doc: Doc, numeral: Numeral) -> bool:
    return bool(re.search(r"\d,\s$", text_before(doc, numeral, 4)))
