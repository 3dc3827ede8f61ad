"""Whether the words around a time expression set it in the past or in what is to come: a guess from nearby words."""

from __future__ import annotations

from functools import cache

from onrecord.values.time.words import Tokens, table

_STOPS = frozenset(".!?;\n")
_REACH = 25
_AGAINST = frozenset(["from", "with", "to", "on"])
_COMPARED = frozenset(["up", "down", "compared"])
_AS_SOON = {("as", "soon", "as"), ("as", "early", "as"), ("no", "later", "than")}


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lists = table("tense")
    return frozenset(lists["future"]), frozenset(lists["past"]), frozenset(lists["not_past"])


def _sign(word: str) -> int:
    future, past, not_past = _words()
    if word in future or word in {"'ll", "’ll"}:
        return 1
    if word in past or (word.endswith("ed") and len(word) > 4 and word not in not_past):
        return -1
    return 0


def tense(tokens: Tokens, start: int, end: int) -> int:
    """-1 past, 1 future, 0 unknown: by the nearest telling word in the sentence, the sooner one before it."""
    if tokens.word(start - 1) in {"by", "until", "till"} or tokens.lower[max(start - 3, 0) : start] in _AS_SOON:
        return 1
    if tokens.word(start - 1) in _AGAINST and _COMPARED.intersection(tokens.lower[max(start - 5, 0) : start - 1]):
        return -1  # "would vote for it, up three points from June"
    back, sign = _nearest(tokens, range(start - 1, max(start - _REACH, -1), -1))
    ahead, sign_after = _nearest(tokens, range(end, min(end + _REACH, len(tokens.lower))))
    return sign if back <= 3 * ahead else sign_after


_LEANING = frozenset({"due", "set", "poised", "likely", "unlikely", "about", "bound"})


def _due(tokens: Tokens, at: int) -> int:
    """Whether it says "is due to", "are set to", which look ahead; "due to rain" does not."""
    led = tokens.lower[at] in _LEANING and tokens.word(at + 1) == "to"
    return int(led and tokens.word(at - 1) in {"is", "are", "be", "’s", "'s", "’re", "'re"})


def _nearest(tokens: Tokens, places: range) -> tuple[int, int]:
    """How far off the first telling word is, and what it tells; far off and nothing when there is none."""
    for steps, at in enumerate(places, 1):
        if tokens.lower[at][0] in _STOPS:
            break
        if tokens.original(at) == "May":
            continue  # the month
        if sign := _due(tokens, at) or _sign(tokens.lower[at]):
            if sign < 0 and tokens.word(at - 1) == "be":
                continue  # "will be held"
            return steps, sign
    return 4 * _REACH, 0
