"""Which news agency an article is from, or says that it is from: by the marks that cleaning reads."""

from __future__ import annotations

import re

from onrecord.clean.agency import find_marks
from onrecord.clean.fields import is_agency
from onrecord.model import Article


def marks(article: Article) -> frozenset[str]:
    """The agencies whose mark an article bears, folded; also names in an agency's place that no list knows."""
    named = {article.agency} if article.agency else set()
    return frozenset(_fold(name) for name in named | find_marks(article.text, article.byline))


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
