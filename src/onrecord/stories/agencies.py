"""Which news agency an article is from, or says that it is from: the mark in its dateline, byline or credit line."""

from __future__ import annotations

import re

from onrecord.clean.fields import is_agency
from onrecord.clean.publisher import dateline
from onrecord.model import Article

TOP, BOTTOM = 6, 3  # lines in which a mark is looked for
CREDIT = re.compile(  # "Source: Corvane", "Reporting by Corvane", "— Corvane", "(Corvane)"
    r"^\W*(?:(?:source|credit|with reporting by|reporting by|with material from|with|from)\b[:\s]+|[-–—(\[]\s*)"
    r"(?P<name>[A-Z][\w .&'’-]{1,40}?)[\s)\].]*$",
    re.IGNORECASE,
)


def marks(article: Article) -> frozenset[str]:
    """The agencies whose mark an article bears, folded; also names in brackets that no list knows."""
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    found = {name for name in article.byline if is_agency(name)}
    found |= {article.agency} if article.agency else set()
    for line in lines[:TOP]:
        if match := dateline(line):
            bare = match.groupdict().get("bare")
            found |= {match["agency"]} if match["agency"] else {bare} if bare and is_agency(bare) else set()
    for line in lines[-BOTTOM:]:
        if match := CREDIT.match(line):
            found.add(match["name"])
    return frozenset(_fold(name) for name in found)


def is_agencys(article: Article) -> bool:
    """Whether an article is an agency's own: its publisher is one, or is the one whose mark it bears."""
    return article.publisher is not None and (
        is_agency(article.publisher) or _fold(article.publisher) in marks(article)
    )


def from_agency(article: Article, other: Article) -> bool:
    """Whether an article bears the mark of the agency that the other one is from, or that the other one bears too."""
    own = marks(article)
    return bool(own & marks(other)) or (other.publisher is not None and _fold(other.publisher) in own)


def _fold(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.casefold().split()))
