"""The title, read from the lines at the top of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.clean.dates import is_date_line
from onrecord.clean.fields import read_fields
from onrecord.clean.lines import PARAGRAPH, WORD, Line, fold
from onrecord.clean.publisher import dateline

TOP = 8  # lines in which a title that the container gives is looked for
FIRST = 4  # lines above the text: with more, a page stands around its article and the title is weighed
LONGEST = 220
MOST_WORDS, MOST_WORDS_PLAIN = 35, 20  # in title case, and in the case of a sentence
PARAGRAPHS = 12  # that tell what the text is about
SIGNED_BELOW = 5  # lines: so far below its title stands the byline or the date
LEAST_SHARE = 0.4  # of a title's longer words that stand in the text too
FEWEST_LONGER, STEM = 2, 6  # longer words, and letters by which they are compared
CREDIT = re.compile(
    r"\((?:[^)]*\b)?(?:photo|courtesy|image|picture|AP|AFP|Reuters|Getty)\b[^)]*\)|\b(?:Supplied|Getty Images)$", re.I
)
BELOW = 3  # paragraphs above which a title may stand: a page may have a notice or two before its article
SITE = re.compile(r"\s+[|·–—-]\s+")


def find_title(lines: Sequence[Line], given: str | None, signed: Sequence[int] = ()) -> tuple[str | None, Line | None]:
    """The title and the line it stands in.

    It is the one the container gives, else the heading above the text. Where a menu stands above that, it is the line
    that shares most words with the text, stands shortly above byline and date (at ``signed`` in the raw text), or is
    printed twice.
    """
    if given:
        want = fold(given)
        return given, next((line for line in lines[:TOP] if fold(line.text) == want), None)
    first = next((at for at, line in enumerate(lines) if line.words >= PARAGRAPH and line.ends_sentence), None)
    if first is not None and first > FIRST:
        line = _weighed(lines, signed)
        return (line.text, line) if line else (None, None)
    for at, line in enumerate(lines[:FIRST]):
        if is_date_line(line.text) or (line.words < 3 and at < 2 and not line.ends_sentence):
            continue
        return (line.text, line) if _is_title(line, lines[at + 1 :]) else (None, None)
    return None, None


def _weighed(lines: Sequence[Line], signed: Sequence[int]) -> Line | None:
    """The best of the title-like lines above the text of a page; of several that stand together, the first.

    Below a title its standfirst says the same again in more words, often with more of the text's.
    """
    long = [at for at, line in enumerate(lines) if line.words >= PARAGRAPH and line.ends_sentence]
    end = long[min(BELOW, len(long)) - 1]
    printed = Counter(fold(part) for line in lines for part in {line.text, *SITE.split(line.text)})
    about = {at: _longer(lines[i] for i in long[n : n + PARAGRAPHS]) for n, at in enumerate(long[:BELOW])}
    scores: dict[int, float] = {}
    shares: dict[int, float] = {}
    for at, line in enumerate(lines[:end]):
        words = _longer([line])
        if not _has_title_shape(line) or len(words) < FEWEST_LONGER or read_fields(line.text):
            continue
        below = next(i for i in long if i > at)
        share = len(words & about[below]) / len(words)
        near = _is_signed(at, lines, signed)
        shares[at] = share
        if share >= LEAST_SHARE or near:
            twice = printed[fold(line.text)] > 1
            scores[at] = share * min(line.words, 10) / 10 + 0.3 * (near + twice) - 0.02 * min(below - at, 20)
    if not scores:
        return None
    best = max(scores, key=lambda at: (scores[at], -at))
    while above := [at for at in (best - 1, best - 2) if shares.get(at, 0) >= LEAST_SHARE]:
        best = above[0]
    return lines[best]


def _is_signed(at: int, lines: Sequence[Line], signed: Sequence[int]) -> bool:
    """Whether byline or date stand shortly below a line."""
    after = lines[at + SIGNED_BELOW].start if at + SIGNED_BELOW < len(lines) else lines[-1].stop
    return any(lines[at].start < start < after for start in signed)


def _longer(lines: Iterable[Line]) -> set[str]:
    """The longer words, cut so that "protest" and "protesters" are one."""
    return {word.casefold()[:STEM] for line in lines for word in WORD.findall(line.text) if len(word) > 3}


def _has_title_shape(line: Line) -> bool:
    """A line without a full stop, or a sentence in title case or in quotation marks, of a title's length."""
    if not 3 <= line.words <= MOST_WORDS or len(line.text) > LONGEST or dateline(line.text):
        return False
    if re.search(r"[:,;—–-]$", line.text) or re.match(r"[-•*–—]\s", line.text) or CREDIT.search(line.text):
        return False
    return not line.text.endswith((".", "…")) or (_in_title_case(line) and ". " not in line.text)


def _in_title_case(line: Line) -> bool:
    words = [w for w in WORD.findall(line.text) if len(w) > 3]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


def _is_title(line: Line, rest: Sequence[Line]) -> bool:
    """A short line without a full stop, or all in capitals, or above a dateline, with longer text below."""
    if not 3 <= line.words <= MOST_WORDS or len(line.text) > LONGEST or not any(r.words >= 20 for r in rest[:6]):
        return False
    if re.search(r"[:,;—–-]$", line.text) or re.match(r"[-•*–—]\s", line.text) or dateline(line.text):
        return False
    one_sentence = ". " not in line.text
    if line.text.endswith((".", "”", '"', "…")):
        plain = line.words <= MOST_WORDS_PLAIN and bool(dateline(rest[0].text))
        return one_sentence and (_in_title_case(line) or plain)
    return _in_title_case(line) or line.words <= MOST_WORDS_PLAIN
