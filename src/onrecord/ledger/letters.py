"""Letters without their marks, by which PostgreSQL's index of words is made: "Värnholm" is found by "varnholm"."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

MARKS = re.compile("[\u0300-\u036f]")
BARE = r"regexp_replace(normalize({words}, NFD), '[\u0300-\u036f]', '', 'g')"  # the same, in PostgreSQL


def bare(words: str) -> str:
    """The words without the marks on their letters."""
    return words if words.isascii() else MARKS.sub("", unicodedata.normalize("NFD", words))


def as_written(passage: str, text: str, signs: str) -> str:
    """A passage that was cut from the bare text, with the letters of the text; as it is where it is not found there.

    Args:
        passage: Some of ``bare(text)``, with signs put into it.
        text: What it was cut from.
        signs: The signs, which stay where they are.
    """
    plain = bare(text)
    start = plain.find(passage.translate(dict.fromkeys(map(ord, signs)))) if plain != text else -1
    if start < 0:
        return passage
    at = bisect_left(range(len(text)), start, key=lambda n: len(bare(text[:n])))
    found: list[str] = []
    owed = 0  # bare letters that the last letter of the text stands for, beside the first
    for letter in passage:
        if letter in signs:
            found.append(letter)
        elif owed:
            owed -= 1
        else:
            written = _whole(text, at)
            at += len(written)
            owed = len(bare(written)) - 1
            found.append(written)
    return "".join(found)


def _whole(text: str, at: int) -> str:
    """The letter that stands there, with the marks behind it."""
    end = at + 1
    while end < len(text) and MARKS.match(text, end):
        end += 1
    return text[at:end]
