"""Outlets that an article does not name but its file's name does, in the words of another article of the pile."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Article

FEWEST_LETTERS = 8  # of an outlet's name: a shorter one may stand in a file's name by chance


def find_outlets(articles: Sequence[Article]) -> dict[str, str]:
    """The outlet of each article that states none, by article id.

    A file called "07-harbour-herald-column.txt" is the Herald's where another article of the pile is by "The Harbour
    Herald". Two outlets that fit give none, unless one is the longer form of the other.
    """
    known = {_slug(a.publisher): a.publisher for a in articles if a.publisher}
    known = {slug: name for slug, name in known.items() if len(slug) >= FEWEST_LETTERS and "-" in slug}
    found = {}
    for article in articles:
        if article.publisher is None:
            stem = f"-{_slug(article.path.replace(chr(92), '/').rsplit('/', 1)[-1])}-"
            fitting = sorted((slug for slug in known if f"-{slug}-" in stem), key=len, reverse=True)
            if fitting and all(slug in fitting[0] for slug in fitting):
                found[article.id] = known[fitting[0]]
    return found


def _slug(name: str) -> str:
    words = re.findall(r"[^\W_]+", name.casefold())
    return "-".join(words[1:] if words[:1] == ["the"] else words)
