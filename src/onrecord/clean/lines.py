"""A text as its lines: where each begins, where its words stand, where the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Removal, Removed, Span

BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
SIGNS = " .,:;!?…\"'“”«»‹›<>|/\\-–—_*•·▪■►▶→←↑↓▲▼+=~#\u200b\ufeff"
PARAGRAPH = 25  # words of a line that is a paragraph of the article and no heading
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
UNSPACED = re.compile(  # scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
SIGNS_A_WORD = 2  # about so many characters of such a script make one word
SENTENCE_END = re.compile(r"[.!?…。！？][\"”’')\]»]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with words on it; offsets count in the raw text.

    Attributes:
        begin, stop: The whole line with its break and the blank lines after it; lines tile the text.
        start, end: Its words, without the space around them.
        text: Those words.
        words: How many there are.
    """

    begin: int
    start: int
    end: int
    stop: int
    text: str
    words: int

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(SENTENCE_END.search(self.text))

    def removed(self, why: Removal, note: str) -> Removed:
        """The whole line, taken out."""
        return Removed(raw=Span(self.begin, self.stop), why=why, note=note)


def split_lines(raw: str) -> tuple[Line, ...]:
    """The lines of ``raw`` that are not blank, in order."""
    edges = [0, *(m.end() for m in BREAK.finditer(raw)), len(raw)]
    filled = [(a, b) for a, b in pairwise(edges) if raw[a:b].strip()]
    begins = [a for a, _ in filled] + [len(raw)]
    return tuple(_line(raw, a, b, stop) for (a, b), stop in zip(filled, begins[1:], strict=False))


def _line(raw: str, begin: int, end: int, stop: int) -> Line:
    words = raw[begin:end]
    text = words.strip()
    start = begin + len(words) - len(words.lstrip())
    return Line(begin=begin, start=start, end=start + len(text), stop=stop, text=text, words=count_words(text))


def count_words(text: str) -> int:
    """How many words there are; in a script without spaces, about how many."""
    words = len(text.split())
    return words if text.isascii() else words + len(UNSPACED.findall(text)) // SIGNS_A_WORD


def heading_end(lines: Sequence[Line], least: int) -> int:
    """The index of the line below which no byline or date line of the article is looked for.

    A page may print a long menu above its article, so this is shortly behind the first long paragraph, however far
    down that stands, and at least ``least``.
    """
    first = next((at for at, line in enumerate(lines) if line.words >= PARAGRAPH and line.ends_sentence), 0)
    return min(len(lines), max(least, first + 2))


def fold(text: str) -> str:
    """For comparing: lower case, single spaces, straight quotes, no signs at either end."""
    folded = " ".join(text.casefold().replace("’", "'").replace("‘", "'").split())
    return folded.strip(SIGNS)
