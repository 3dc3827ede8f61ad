"""The title of a page among the several it gives: headline, social title, heading, the window's title."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from onrecord.ingest.html.jsonld import Node, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SEPARATOR = re.compile(r"\s+[|·•*–—―-]\s+|\s*[|｜ㅣ]\s*|\s*--\s*|：(?=[^：]{1,20}\Z)|-(?=[^-]{1,12}ㅣ)")
SIGNS = re.compile(r"[^\w]+")
LONGEST = 400
FEWEST_SHARED = 0.2  # of the words of a heading and the other titles, below which it is a heading of something else


def find_titles(tree: HtmlElement, article: Node, meta: dict[str, str], publisher: str | None) -> tuple[str, ...]:
    """The titles of a page, the best first, each once, without the site's name behind it.

    Best is the headline that the page gives to machines as its article's, unless only the window's title repeats it and
    readers are shown another: then it is written for search engines, and best is the heading. The site's name is told
    by the page's own word for it, and by what another title of the page is without. A page's first heading may be its
    section's or the site's: it counts only where it shares words with the other titles.
    """
    head = tree.find(".//head//title")
    window = _plain(head.text if head is not None else "")
    given = [words(article.get("headline")), meta.get("og:title"), meta.get("twitter:title")]
    titles = [title for title in map(_plain, given) if title]
    headings = [_plain(" ".join(h.itertext())) for h in tree.iter("h1")]
    heading = _alike([h for h in headings if h], [*titles, window])
    sites = {_fold(name) for name in (publisher, meta.get("og:site_name"), meta.get("application-name")) if name} - {""}
    every = [title for title in (*titles, heading, window) if title]
    shown = [title for title in (*titles, heading) if title]
    clean = {title: _without_site(title, sites, [t for t in shown if t != title]) for title in every}
    once: dict[str, str] = {}
    for title in clean.values():
        once.setdefault(_fold(title), title)
    headline = clean.get(_plain(given[0]), "")
    social = [clean[title] for title in map(_plain, given[1:]) if title]
    best = _best(headline, social, clean.get(heading, ""), clean.get(window, ""))
    return tuple(sorted(once.values(), key=lambda title: _fold(title) != _fold(best))) if best else tuple(once.values())


def _best(headline: str, social: list[str], heading: str, window: str) -> str:
    """The heading where it is the social title too and the headline is only the window's; else the headline."""
    of_search = _fold(headline) == _fold(window)
    return heading if headline and of_search and _fold(heading) in map(_fold, social) else headline


def _plain(text: str | None) -> str:
    """A title on one line, its entities and tags resolved (some pages encode them twice)."""
    text = html.unescape(text or "")
    return " ".join(re.sub(r"</?[a-zA-Z][^<>]{0,100}>", "", text).split())[:LONGEST]


def _fold(text: str) -> str:
    return SIGNS.sub(" ", text.casefold()).strip()


def _alike(headings: list[str], titles: list[str]) -> str:
    """The heading that shares most words with the page's other titles; empty if none is about the same."""
    about = {word for title in titles for word in _fold(title).split()}
    if not about:
        return headings[0] if headings else ""

    def shared(heading: str) -> float:
        of = set(_fold(heading).split())
        return len(of & about) / len(of | about) if of else 0.0

    best = max(headings, key=shared, default="")
    return best if shared(best) >= FEWEST_SHARED or any(_fold(t).startswith(_fold(best)) for t in titles) else ""


def _without_site(title: str, sites: set[str], others: list[str]) -> str:
    """The title without what stands behind a separator and is the site's name, or is left out by another title."""
    for cut in SEPARATOR.finditer(title):
        kept, tail = title[: cut.start()].strip(), _fold(title[cut.end() :])
        if not kept or len(kept) < 5:
            continue
        names_site = any(tail == site or tail.endswith(" " + site) or site.endswith(" " + tail) for site in sites)
        if names_site or any(_fold(other) == _fold(kept) for other in others):
            return kept
    return title
