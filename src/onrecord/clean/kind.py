"""What sort of text an article is: report, opinion or digest; by counts that can be shown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.clean.lines import Line
from onrecord.model import ArticleKind

QUOTED = re.compile(
    r"[“\"][^“”\"\n]{0,1500}[”\"]|(?<!\w)‘[^‘\n]{0,1500}’(?!\w)|(?:''|``)[^\n]{0,1500}?''|(?<!\w)'[^'\n]{0,300}'(?!\w)"
)
QUOTATION_WORDS = 6  # quoted words that make a quotation and no mere term
LEAST_OPINION = 1.0  # marks for each hundred words
LEAST_STOCK = 1.6
LEAST_FIRST_PERSON = 4
ENOUGH = 8000  # characters that tell what sort of text it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The counts that the kind is read from.

    Attributes:
        words: Of the text outside quotation marks.
        quotations: Direct quotations of six words or more.
        label: Whether a line at the top calls the piece opinion.
    """

    words: int
    first_person: int
    evaluative: int
    questions: int
    stock: int
    quotations: int
    label: bool

    @property
    def kind(self) -> ArticleKind:
        """Opinion by label, by voice or by words; digest by stock phrases without a quotation; else report."""
        opinion = 100 * (self.evaluative + self.questions) / max(self.words, 1)
        stock = 100 * self.stock / max(self.words, 1)
        by_voice = self.first_person >= LEAST_FIRST_PERSON and 100 * self.first_person >= self.words
        if stock >= LEAST_STOCK and self.stock >= 5 and not self.quotations and not self.first_person:
            return ArticleKind.DIGEST
        by_words = opinion >= LEAST_OPINION and self.evaluative >= 3
        return ArticleKind.OPINION if self.label or by_voice or by_words else ArticleKind.REPORT


def read_marks(lines: Sequence[Line], labels: Sequence[str] = ()) -> Marks:
    """Count the marks of each kind in a text; ``labels`` stood above it."""
    whole = "\n".join(line.text for line in lines)[:ENOUGH]
    text = QUOTED.sub(" ", whole)
    lower = text.lower()
    found = _patterns()
    return Marks(
        words=len(text.split()),
        first_person=len(found.first_person.findall(text)),
        evaluative=len(found.evaluative.findall(lower)),
        questions=text.count("?"),
        stock=len(found.stock.findall(lower)),
        quotations=sum(len(q.split()) >= QUOTATION_WORDS for q in QUOTED.findall(whole)),
        label=any(found.label.match(words) for words in (*labels, *(line.text for line in lines[:3]))),
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    label: re.Pattern[str]
    first_person: re.Pattern[str]
    evaluative: re.Pattern[str]
    stock: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = tomllib.loads((files(__package__) / "data" / "kinds.toml").read_text("utf-8"))
    labels = "|".join(table["opinion"]["labels"])
    return _Patterns(
        label=re.compile(rf"(?:{labels})(?:\s*$|\s*[:|·•—–]\s+\S)", re.IGNORECASE),
        first_person=_any(table["opinion"]["first_person"]),
        evaluative=_any(table["opinion"]["evaluative"]),
        stock=_any(table["digest"]["stock"]),
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    """One of ``patterns``, from word boundary to word boundary; those with the same first letter are tried as one."""
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        first = pattern[0] if re.match(r"[a-z][^?*+{]", pattern) else ""
        groups.setdefault(first, []).append(pattern.removeprefix(first))
    parts = [f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items()]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
