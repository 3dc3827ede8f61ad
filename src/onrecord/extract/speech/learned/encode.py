"""A parsed document as the trained reader sees it: word pieces in windows, with what parse and print say of each word.

The reader works on *words* as its tokenizer splits them (a mark of punctuation is a word). Each word carries, beside
its pieces, five small numbers: how it is written, whether it stands in quotation marks, whether it opens a sentence or
a paragraph, and the tag and the arc of the spaCy token that holds its first character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

FEATURES = ("shape", "quoted", "opens", "tag", "arc")
SHAPES = ("lower", "title", "upper", "digit", "mark")
QUOTED = ("outside", "inside", "opening", "closing")
OPENS = ("nothing", "sentence", "paragraph")
LONGEST_PIECE = 96  # pieces kept of one word: a word of more is no word
WINDOW = 320  # pieces; about a third of an article
_OPENING, _CLOSING, _STRAIGHT = "“„‟«", "”»", '"'

type Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Words:
    """A document as words.

    Attributes:
        spans: Character offsets of each word; shape (words, 2).
        pieces: The ids of all word pieces, in order; shape (pieces,).
        first: Index into ``pieces`` of each word's first piece, and the end; shape (words + 1,).
        features: One row a word, in the order of :data:`FEATURES`; shape (words, 5).
    """

    spans: Ints
    pieces: Ints
    first: Ints
    features: Ints

    def __len__(self) -> int:
        return len(self.spans)


@cache
def tokenizer() -> Tokenizer:
    """The word pieces of the encoder that the reader was trained from."""
    from tokenizers import BertWordPieceTokenizer

    vocab = files("onrecord.extract.speech.learned") / "data" / "vocab.txt"
    made: Tokenizer = BertWordPieceTokenizer(str(vocab), lowercase=True)._tokenizer
    return made


@dataclass(frozen=True, slots=True)
class Grammar:
    """The names of tags and arcs that the reader was trained with, each with its number; 0 is for all others."""

    tags: dict[str, int]
    arcs: dict[str, int]

    @classmethod
    def of(cls, tags: Sequence[str], arcs: Sequence[str]) -> Grammar:
        """Number the names from 1 in the order given."""
        return cls({t: i + 1 for i, t in enumerate(tags)}, {a: i + 1 for i, a in enumerate(arcs)})


def words_of(doc: Doc, grammar: Grammar) -> Words:
    """The words of a document, with their pieces and features."""
    text = text_of(doc)
    encoding = tokenizer().encode(text, add_special_tokens=False)
    spans: list[tuple[int, int]] = []
    first: list[int] = []
    ids: list[int] = []
    last = None
    for piece, word, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
        if word != last or word is None:
            spans.append((start, end))
            first.append(len(ids))
            last = word
        else:
            if len(ids) - first[-1] >= LONGEST_PIECE:
                continue
            spans[-1] = (spans[-1][0], end)
        ids.append(piece)
    features = _features(doc, text, spans, grammar)
    return Words(
        spans=np.array(spans, np.int32).reshape(-1, 2),
        pieces=np.array(ids, np.int32),
        first=np.array([*first, len(ids)], np.int32),
        features=np.array(features, np.int32).reshape(-1, len(FEATURES)),
    )


def _features(doc: Doc, text: str, spans: list[tuple[int, int]], grammar: Grammar) -> list[tuple[int, ...]]:
    rows: list[tuple[int, ...]] = []
    token, inside, before = 0, False, 0
    for start, end in spans:
        while token + 1 < len(doc) and doc[token + 1].idx <= start:
            token += 1
        t = doc[token]
        paragraph = not rows or "\n" in text[before:start]
        if paragraph:
            inside = False
        mark, inside = _quoted(text[start:end], inside)
        opens = 2 if paragraph else int(bool(t.is_sent_start) and start <= t.idx)
        rows.append((_shape(text[start:end]), mark, opens, grammar.tags.get(t.tag_, 0), grammar.arcs.get(t.dep_, 0)))
        before = end
    return rows


def _quoted(word: str, inside: bool) -> tuple[int, bool]:
    """The word's place in the quotation marks, and whether the next one stands inside."""
    if word in _OPENING or (word == _STRAIGHT and not inside):
        return 2, True
    if word in _CLOSING or word == _STRAIGHT:
        return 3, False
    return int(inside), inside


def _shape(word: str) -> int:
    if not any(c.isalnum() for c in word):
        return 4
    if any(c.isdigit() for c in word):
        return 3
    if word.isupper() and len(word) > 1:
        return 2
    return int(word[:1].isupper())


def windows(words: Words, size: int = WINDOW) -> Iterator[tuple[int, int]]:
    """Stretches of words whose pieces fit in a window, cut before a paragraph, else a sentence, else anywhere."""
    opens = words.features[:, 2] if len(words) else np.empty(0, np.int32)
    start = 0
    while start < len(words):
        end = int(np.searchsorted(words.first, words.first[start] + size, side="right")) - 1
        end = max(end, start + 1)
        if end < len(words):
            end = _cut(opens, start, end)
        yield start, end
        start = end


def _cut(opens: Ints, start: int, end: int) -> int:
    """The last paragraph that opens in the second half of the stretch, else the last sentence in it, else its end."""
    half = start + (end - start) // 2
    for least in (2, 1):
        places = np.flatnonzero(opens[half : end + 1] >= least)
        if len(places) and half + places[-1] > start:
            return int(half + places[-1])
    return end
