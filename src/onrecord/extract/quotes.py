"""Quotations by their marks alone: curly, straight, single, angled, left open, run over paragraphs, one in another.

Newspapers open every paragraph of a long quotation and close only the last one, and scraped text loses marks; so a
quotation ends at its closing mark, at the next opening mark of its kind, or at the end of its paragraph, whichever
comes first, and :attr:`Quote.closed` tells which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord.extract.cues import spoken_forms
from onrecord.model import Span

_CLOSER = {"“": '”“"', "„": "”“", "‟": "”", "«": "»", '"': '"”', "‘": "’", "‚": "’‘", "'": "'"}
_DOUBLE = '“„‟«"'
_YEAR = re.compile(r"\d\ds?\b")  # in ‘08
_MARKS = re.compile("[“”„‟«»‘’‚\"']")
_PAIRED = re.compile(r"(?:(?<!\S)(''|``)(?=\S))|(?<=\S)''(?!\S)")  # two single marks for a double one
_HALF_CLOSED = re.compile(r"(?<=[.,!?])[’'](?=\s|$)")  # “... .’ at the end of a quotation that no other mark closes
_CLOSING = "”»’"
_PARAGRAPH = re.compile(r"[^\n]+")
_TERM_WORDS = 5  # a term, a name or a scare quote is hardly ever longer
_CLAUSE = re.compile(
    r"\b(?:I|we|you|they|he|she|it|is|are|was|were|am|be|been|will|would|shall|should|can|could|must|may|might|has|have|had|"
    r"do|does|did|don|isn|let|go|get|stop|\w+n[’']t|\w+[’'](?:ll|re|ve|m))\b"
)
_NAMED = re.compile(
    r"(?:so[- ]called|known as|dubbed|nicknamed|termed|referred to as|talked of as|"
    r"the (?:term|word|phrase|name)|entitled|titled|marked|code-?named|call sign)"
    r"\s+(?:the |an? )?$",
    re.I,
)
# A work or a slogan bears its name behind it, clause or not: the film “They Came by Ferry”.
_WORK = re.compile(
    r"\b(?:songs?|hymn|film|movie|documentary|show|series|sitcom|programme|program|podcast|book|novel|memoir|play|musical|"
    r"opera|game|album|poem|episode|exhibition|painting|festival|slogan|motto|mantra|hashtag|chant|jingle)"
    r"(?:\s(?:called|titled|entitled))?\s*$",
    re.I,
)
# Behind these a word in marks is somebody's: according to the mayor, the town is “on its knees”.
_VOICED = re.compile(
    r"\b(?:according to|in the words of|in (?:his|her|their|its) (?:own )?words|it said|(?:s?he|they) said)\b", re.I
)
_POINTED = re.compile(r"\b(?:the|an?|his|her|its|their|this|that|these|those|some|so-called)\s*(?:[\w-]+\s+)?$", re.I)
_SPEAKING = re.compile(
    r"\b(?:sp(?:oke|eaks?|oken|eaking)|talk(?:s|ed|ing)?) of(?: an?| the)?\s*$|"
    r"\b(?:urg|reject|denounc|condemn|hail|decr|deplor|prais|promis|vow|demand)(?:e|es|ed|ing|s|ied)?\b"
    r"(?:\s+[\w.’']+){0,3}\s*$",
    re.I,
)
_READS = re.compile(r"\s*(?:read|reads|ran|runs)\b")


_TITLE = re.compile(r"(?:(?:[A-Z][\w’'-]*|a|an|and|at|by|for|from|in|of|on|or|the|to|with|&|\d+):?\s+)+[A-Z\d][\w’'-]*")
_CALLED = re.compile(
    r"(?:\b(?:call|label|brand|dub|term|describ|mock|derid)\w*\s"
    r"(?!(?:the\s+|itself\s+|themselves\s+|himself\s+|herself\s+)?$)(?:[\w.’']+\s+){1,4}|: ?|, ?)$",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One stretch between quotation marks.

    Attributes:
        span: What stands inside the marks.
        outer: The same with its marks, as far as they are there.
        scare: Whether it is a name, a title or a term rather than something that somebody is quoted as saying.
        closed: Whether its closing mark was found.
    """

    span: Span
    outer: Span
    scare: bool
    closed: bool


def read_quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of a text in order of their opening marks; a quotation inside another comes after it."""
    found: list[Quote] = []
    plain = _PAIRED.sub(lambda m: ' "' if m[1] else '" ', text)
    for paragraph in _PARAGRAPH.finditer(plain):
        found.extend(_Paragraph(plain, paragraph.start(), paragraph.end()).quotes())
    whole = [replace(q, outer=_with_pairs(text, q.outer)) for q in found]
    return tuple(sorted(whole, key=lambda q: (q.outer.start, -q.outer.end)))


def _with_pairs(text: str, outer: Span) -> Span:
    """The marks with the other half of a doubled one."""
    start = outer.start - (text[max(0, outer.start - 1) : outer.start + 1] in ("''", "``"))
    return Span(start, outer.end + (text[outer.end - 1 : outer.end + 1] == "''"))


class _Paragraph:
    """Reads the marks of one paragraph from left to right with a stack of those still open."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.open: list[tuple[str, int]] = []

    def quotes(self) -> Iterator[Quote]:
        for found in _MARKS.finditer(self.text, self.start, self.end):
            at, mark = found.start(), found.group()
            if mark in _CLOSER and self._opens(mark, at):
                yield from self._reopened(mark, at)
                self.open.append((mark, at))
            elif mark in _CLOSING or mark in "\"'“‘":
                yield from self._close(mark, at)
        while self.open:
            mark, at = self.open.pop()
            if mark in _DOUBLE:  # a lone single mark is an apostrophe
                single = _HALF_CLOSED.search(self.text, at, self.end)
                end = single.end() if single else self.end
                yield from self._quote(at, end, closed=single is not None)

    def _around(self, at: int) -> tuple[str, str]:
        """The characters before and after, a space standing for either end of the paragraph."""
        before = self.text[at - 1] if at > self.start else " "
        after = self.text[at + 1] if at + 1 < self.end else " "
        return before, after

    def _opens(self, mark: str, at: int) -> bool:
        before, after = self._around(at)
        if any(mark in _CLOSER[m] and m != mark for m, _ in self.open[-1:]):
            return False  # the lower “ of „…“ closes
        if mark == "“" and self._is_open(mark) and not before.isspace() and not after.isalnum():
            return False  # a closing mark turned the wrong way round
        if mark == "“":
            return not after.isspace() or before.isspace()
        if mark in "„‟«‚":
            return True
        left = (
            before.isspace()
            or before in "([{—–-/\"“«'‘:;,…"
            or (mark == '"' and not self._is_open(mark) and before in ".")
        )
        if mark == "‘":
            return left and not _YEAR.match(self.text, at + 1) and self._closer_after(at, "’") is not None
        if mark == '"' and self._is_open(mark) and _spoken().match(self.text, at + 1, self.end):
            return False  # the space stands on the wrong side: '... Belarus, "said the minister'
        if mark == '"':
            return left and not after.isspace() and not (self._is_open(mark) and not before.isspace())
        return left and after.isalnum() and self._closer_after(at, "'") is not None

    def _is_open(self, mark: str) -> bool:
        return any(m == mark for m, _ in self.open)

    def _reopened(self, mark: str, at: int) -> Iterator[Quote]:
        """A second opening mark of the same kind: the closing one before it is missing."""
        if mark not in _DOUBLE or not self._is_open(mark):
            return
        while self.open:
            earlier, start = self.open.pop()
            if earlier in _DOUBLE:
                yield from self._quote(start, at, closed=False)
            if earlier == mark:
                return

    def _close(self, mark: str, at: int) -> Iterator[Quote]:
        opener = next((i for i in range(len(self.open) - 1, -1, -1) if mark in _CLOSER[self.open[i][0]]), None)
        if opener is None or not self._closes(mark, at, self.open[opener][1]):
            return
        start = self.open[opener][1]
        del self.open[opener:]
        yield from self._quote(start, at + 1, closed=True)

    def _closes(self, mark: str, at: int, start: int) -> bool:
        before, after = self._around(at)
        if mark in "’'‘":
            return self._closes_single(at)
        if mark == '"' and before.isdigit() and not after.isspace() and after not in ".,;:!?)":
            return False
        if mark == '"' and before.isdigit() and after == " ":  # five feet 6" tall, unless no other mark closes it
            rest = self.text[at + 1 : self.end]
            other = re.search(r'"', rest)
            return other is None or bool(re.search(r'(?:^|[\s(])"\S', rest[: other.end() + 1]))
        return not self.text[start + 1 : at].isspace()

    def _closes_single(self, at: int) -> bool:
        before, after = self._around(at)
        if before.isspace() or after.isalnum():
            return False
        if before in "sS" and after == " ":  # the soldiers’ boots: a later mark closes, if there is one
            later = self._closer_after(at, self.text[at])
            between = self.text[at + 1 : later] if later else ""
            return not later or any(m in between for m in '‘“"') or " '" in between
        return True

    def _closer_after(self, at: int, mark: str) -> int | None:
        """The next mark in this paragraph that can close a single quotation opened at ``at``."""
        for i in range(at + 2, self.end):
            if self.text[i] == mark:
                before, after = self._around(i)
                if not before.isspace() and not after.isalnum():
                    return i
        return None

    def _quote(self, start: int, end: int, *, closed: bool) -> Iterator[Quote]:
        inner_end = end - 1 if closed else end
        inner_start = start + 1
        while inner_start < inner_end and self.text[inner_start].isspace():
            inner_start += 1
        while inner_end > inner_start and self.text[inner_end - 1].isspace():
            inner_end -= 1
        if inner_start < inner_end:
            span = Span(inner_start, inner_end)
            outer = Span(start, end if closed else inner_end)
            yield Quote(span=span, outer=outer, closed=closed, scare=closed and is_term(self.text, outer, span))


def is_term(text: str, outer: Span, span: Span) -> bool:
    """Whether the words in quotation marks are a name, a title or a scare quote: short, no clause, no cue beside."""
    words = re.findall(r"[^\W_][\w’'-]*", span.of(text))
    if not words:
        return True
    before, after = text[max(0, outer.start - 60) : outer.start], text[outer.end : outer.end + 60]
    before, after = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
    if _NAMED.search(before):
        return len(words) <= 2 * _TERM_WORDS
    if _WORK.search(before) and len(words) <= 2 * _TERM_WORDS:
        return True
    if len(words) > 1 and _TITLE.fullmatch(span.of(text).rstrip(".,")) and not _CALLED.search(before):
        return True
    if len(words) > _TERM_WORDS or _CLAUSE.search(span.of(text)) or text[span.end - 1] in "?!":
        return False
    if _SPEAKING.search(before) or _READS.match(after):
        return False
    beside = re.split(r"[.!?]\s", before)[-1] + " | " + re.split(r"[.!?](?:\s|$)", after)[0]
    if _VOICED.search(beside) and not _POINTED.search(before):
        return False
    return not (
        _cue_before().search(before) or _cue_after().match(after if span.of(text)[-1] not in "," else "," + after)
    )


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(spoken_forms())})\b")


@cache
def _cue_before() -> re.Pattern[str]:
    forms = "|".join(spoken_forms())
    return re.compile(rf"(?:\b(?:{forms})(?:\s+[\w.’']+){{0,5}}|:)\s*$", re.I)


@cache
def _cue_after() -> re.Pattern[str]:
    forms = "|".join(spoken_forms())
    return re.compile(rf"\s*,?\s*(?:as\s+)?(?:[\w.’'-]+\s+){{0,6}}(?:{forms}|put it)\b", re.I)
