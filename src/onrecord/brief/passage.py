"""Passages worth quoting: whole clauses of a sentence, never a broken piece of one, cut where the parse allows it.

A passage is a clause when it has a finite verb with its subject, and nothing outside it that its words cannot do
without. What may be left off a sentence (a subordinate clause, a second main clause, an apposition) follows the
labels of Universal Dependencies and ClearNLP that spaCy gives.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.brief.wording import flat
from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

MOST_WORDS, FEWEST_WORDS = 32, 4
MOST_TOKENS = 4 * MOST_WORDS  # with the marks between them; bounds the work on a sentence without an end
FIGURE_WORDS = 16  # of a passage that is quoted for its figure alone
KEPT = 400  # paragraphs whose parse is remembered
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}
FINITE = {"VBD", "VBP", "VBZ", "MD"}
# What a clause may go without: the label of the word left out, seen from the word that it hangs on.
LOOSE = {"advcl", "relcl", "conj", "cc", "punct", "appos", "parataxis", "npadvmod", "mark", "dep", "intj", "meta"}
LOOSE_AFTER_COMMA = {"prep", "advmod", "acl", "nummod", "pcomp", "ccomp"}
DANGLING = {"IN", "DT", "CC", "TO", "PRP$", "WDT", "WP", "WRB", "HYPH", "POS", "MD"}
LEADING = {"IN", "CC", "TO", "WDT", "WP", "WRB"}
CUTS = {",", ";", ":", "–", "—", "-", "--", "(", ")"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause of an article: its place, its words on one line, and whether the sentence goes on at either end."""

    span: Span
    text: str
    cut: bool

    @property
    def quoted(self) -> str:
        """The words in quotation marks; marks inside them are single strokes, and a cut is marked outside of them."""
        inside = re.sub("[“”«»]", '"', self.text)
        inside = re.sub(r'[,;:]+("?)$', r"\1", inside)
        return f"“{inside}”" + ("…" if self.cut else "")


class Sentences:
    """The sentences of articles, parsed a paragraph at a time and only where somebody asks."""

    def __init__(self) -> None:
        self._docs: OrderedDict[tuple[str, int], Doc] = OrderedDict()

    def around(self, article: str, text: str, span: Span) -> tuple[int, tuple[Sentence, ...]]:
        """The sentences that ``span`` touches, and where their paragraph starts in ``text``."""
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        end = len(text) if end < 0 else end
        doc = self._parsed(article, text, start, end)
        held = doc.char_span(span.start - start, span.end - start, alignment_mode="expand")
        sentences = [s for s in doc.sents if held is not None and s.start < held.end and held.start < s.end]
        return start, tuple(sentences)

    def _parsed(self, article: str, text: str, start: int, end: int) -> Doc:
        from onrecord.extract.language import parse

        key = (article, start)
        if key not in self._docs:
            self._docs[key] = next(iter(parse([text[start:end]])))
            if len(self._docs) > KEPT:
                self._docs.popitem(last=False)
        return self._docs[key]

    def passage(self, article: str, text: str, within: Span, keep: Span | None = None) -> Passage | None:
        """The fullest clause in ``within`` that holds ``keep``; None when ``within`` holds no whole clause.

        Args:
            article: Id of the article.
            text: Its cleaned text.
            within: The part of a sentence that may be quoted.
            keep: What must be in it.
        """
        offset, sentences = self.around(article, text, within)
        for sentence in sentences:
            words = [t for t in sentence if within.start <= t.idx + offset and t.idx + offset + len(t) <= within.end]
            if keep is not None:
                words = _around(words, keep.shifted(-offset) if keep.start >= offset else None)
            pieces = [p for p in _pieces(words) if keep is None or _holds(p, keep, offset)]
            clauses = [p for p in pieces if FEWEST_WORDS <= _count(p) <= MOST_WORDS and is_clause(p)]
            if clauses:
                return _passage(max(clauses, key=lambda p: (_main(p), _count(p))), text, offset, words)
        return None

    def sentence(self, article: str, text: str, span: Span, keep: Span | None = None) -> Passage | None:
        """The sentence of ``span`` if it is a whole one and short enough, else the clause of it that holds ``keep``."""
        offset, sentences = self.around(article, text, span)
        if not sentences:
            return None
        whole = Span(sentences[0].start_char + offset, sentences[0].end_char + offset)
        return self.passage(article, text, whole, keep or span) or self.passage(article, text, whole, keep)

    def figure(self, article: str, text: str, span: Span, within: Span) -> Passage | None:
        """The smallest phrase around a figure that says what it is of: a clause or a noun phrase of a few words.

        It stays inside ``within``, the words of the claim, as long as these hold the figure.
        """
        offset, sentences = self.around(article, text, span)
        if len(sentences) != 1:
            return None
        sentence = sentences[0]
        inside = sentence.doc.char_span(span.start - offset, span.end - offset, alignment_mode="expand")
        if inside is None:
            return None
        best = list(inside)
        token: Token = inside.root
        while True:
            tree = [t for t in token.subtree if sentence.start <= t.i < sentence.end]
            left = within.contains(span) and not within.contains(_place(_trimmed(tree), offset))
            if left or _count(tree) > FIGURE_WORDS or tree[-1].i - tree[0].i + 1 != len(tree):
                break
            best = tree if tree[0].i <= best[0].i and best[-1].i <= tree[-1].i else best
            if token.head.i == token.i or is_clause(_trimmed(tree)):
                break
            token = token.head
        best = _trimmed(best)
        while best and best[0].i < inside.start and best[0].tag_ in LEADING:
            last = best[0].right_edge.i
            best = _trimmed([t for t in best[1:] if t.i > (last if last < inside.start else best[0].i)])
        enough = _count(best) >= FEWEST_WORDS - 1 and _balanced(best)
        return _passage(best, text, offset, best) if enough else None


def _passage(words: list[Token], text: str, offset: int, whole: list[Token]) -> Passage:
    span = _place(words, offset)
    rest = [t for t in whole if t.i > words[-1].i and not t.is_punct and not t.is_space]
    return Passage(span, flat(span.of(text)), bool(rest))


def _place(words: list[Token], offset: int) -> Span:
    return Span(words[0].idx + offset, words[-1].idx + len(words[-1]) + offset)


def _around(words: list[Token], keep: Span | None) -> list[Token]:
    """The words near enough to ``keep`` to stand in one passage with it."""
    held = [n for n, t in enumerate(words) if keep is not None and t.idx < keep.end and keep.start < t.idx + len(t)]
    return words[max(0, held[0] - MOST_TOKENS) : held[-1] + MOST_TOKENS] if held else []


def _pieces(words: list[Token]) -> Iterator[list[Token]]:
    """The stretches of a sentence between places where it may be cut, from each to each, ends trimmed."""
    starts = [0, *(i for i, t in enumerate(words) if i and _may_cut(words[i - 1], t))]
    ends = [*starts[1:], len(words)]
    seen: set[tuple[int, int]] = set()
    for a in starts:
        for b in ends[bisect_right(ends, a) : bisect_right(ends, a + MOST_TOKENS)]:
            piece = _trimmed(words[a:b])
            if piece and (piece[0].i, piece[-1].i) not in seen:
                seen.add((piece[0].i, piece[-1].i))
                yield piece


def _may_cut(before: Token, after: Token) -> bool:
    """Whether a passage may end before ``after``: at a pause, or where a joined or subordinate clause begins."""
    if before.text in CUTS or before.text in '“”"':
        return True
    return after.dep_ in ("cc", "mark") or (after.text in '“”"' and not after.is_alpha)


def _trimmed(words: list[Token]) -> list[Token]:
    """The words without the punctuation, quotation marks and joining words at either end."""
    start, end = 0, len(words)
    while start < end and (words[start].is_punct or words[start].is_space or _opens(words[start])):
        start += 1
    while end > start and (words[end - 1].is_punct or words[end - 1].is_space) and not _closes(words[start:end]):
        end -= 1
    return words[start:end]


def _opens(token: Token) -> bool:
    return token.dep_ == "cc" or (token.dep_ == "mark" and token.lower_ == "that")


def _closes(words: list[Token]) -> bool:
    """Whether the last mark closes one that was opened inside."""
    last = words[-1].text
    if last == '"':
        return sum(t.text == '"' for t in words) % 2 == 0
    pairs = {"”": "“", ")": "(", "]": "[", "’": "‘"}
    return last in pairs and any(t.text == pairs[last] for t in words[:-1])


def _count(words: list[Token]) -> int:
    return sum(not t.is_punct and not t.is_space for t in words)


def _holds(words: list[Token], keep: Span, offset: int) -> bool:
    return words[0].idx + offset <= keep.start and keep.end <= words[-1].idx + len(words[-1]) + offset


def _main(words: list[Token]) -> bool:
    """Whether the piece holds the sentence's own verb, and not a clause below it alone."""
    return any(t.head.i == t.i for t in words)


def is_clause(words: list[Token]) -> bool:
    """Whether words that stand together are a whole clause: a subject, a finite verb, nothing torn off or left over."""
    inside = {t.i for t in words}
    tops = [t for t in words if t.head.i not in inside or t.head.i == t.i]
    tops = [t for t in tops if not t.is_punct and not t.is_space]
    if len(tops) != 1 or not _finite(tops[0], inside) or not _balanced(words):
        return False
    if words[-1].tag_ in DANGLING or words[0].tag_ in ("WDT", "WP", "WRB") or tops[0].dep_ in ("relcl", "acl"):
        return False
    return not any(_torn(t, inside) for t in words)


def _finite(verb: Token, inside: set[int]) -> bool:
    children = [c for c in verb.children if c.i in inside]
    subject = any(c.dep_ in SUBJECTS and c.tag_ not in ("WDT", "WP") for c in children)
    helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in children)
    return subject and (verb.tag_ in FINITE or helped)


def _torn(token: Token, inside: set[int]) -> bool:
    """Whether something outside hangs on the word that the passage cannot do without."""
    return any(c.i not in inside and not _loose(c) for c in token.children)


def _loose(child: Token) -> bool:
    if child.dep_ in LOOSE or child.is_punct or child.is_space:
        return True
    edge = child.left_edge
    paused = edge.i > 0 and edge.nbor(-1).text in CUTS
    return child.dep_ in LOOSE_AFTER_COMMA and paused


def _balanced(words: list[Token]) -> bool:
    text = "".join(t.text for t in words)
    pairs = (("(", ")"), ("“", "”"), ("[", "]"))
    return all(text.count(a) == text.count(b) for a, b in pairs) and text.count('"') % 2 == 0
