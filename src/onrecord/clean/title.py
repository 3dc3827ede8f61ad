"""The title, read from the lines at the top of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.clean.dates import is_date_line
from onrecord.clean.lines import WORD, Line, fold, heading_end
from onrecord.clean.publisher import dateline

TOP = 8  # lines in which a title that the container gives is looked for
FAR_DOWN = 4  # lines: a byline further down stands below something else than title and standfirst
LONGEST = 220
MOST_WORDS, MOST_WORDS_PLAIN = 35, 20  # in title case, and in the case of a sentence


def find_title(lines: Sequence[Line], given: str | None, signed: int | None = None) -> tuple[str | None, Line | None]:
    """The title and the line it stands in.

    It is the one the container gives, else the first line if that is a heading. Where the byline or date line, which
    stood at ``signed`` in the raw text, comes far down (below a menu), the title is looked for shortly above it.
    """
    if given:
        want = fold(given)
        return given, next((line for line in lines[:TOP] if fold(line.text) == want), None)
    above = sum(line.start < signed for line in lines) if signed is not None else 0
    if FAR_DOWN < above <= heading_end(lines, TOP):
        found = next((at for at in range(above - FAR_DOWN, above) if _is_title(lines[at], lines[at + 1 :])), None)
        return (lines[found].text, lines[found]) if found is not None else (None, None)
    for at, line in enumerate(lines[:FAR_DOWN]):
        if is_date_line(line.text) or (line.words < 3 and at < 2 and not line.ends_sentence):
            continue
        return (line.text, line) if _is_title(line, lines[at + 1 :]) else (None, None)
    return None, None


def _is_title(line: Line, rest: Sequence[Line]) -> bool:
    """A short line without a full stop, or all in capitals, or above a dateline, with longer text below."""
    if not 3 <= line.words <= MOST_WORDS or len(line.text) > LONGEST or not any(r.words >= 20 for r in rest[:6]):
        return False
    if re.search(r"[:,;—–-]$", line.text) or re.match(r"[-•*–—]\s", line.text) or dateline(line.text):
        return False
    words = [w for w in WORD.findall(line.text) if len(w) > 3]
    in_title_case = len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)
    one_sentence = ". " not in line.text
    if line.text.endswith((".", "”", '"', "…")):
        return one_sentence and (in_title_case or (line.words <= MOST_WORDS_PLAIN and bool(dateline(rest[0].text))))
    return in_title_case or line.words <= MOST_WORDS_PLAIN
