"""What a page says about itself: JSON-LD first, then meta tags, then what the page shows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from onrecord.ingest.html.dates import Dated, find_published, find_updated
from onrecord.ingest.html.jsonld import Node, find_article, find_updates, names, read_objects, words
from onrecord.ingest.html.title import find_titles

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_NAME = 80
MOST_AUTHORS = 20
AUTHOR_META = (
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
)
BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|from|text|story by|written by)\s*:?\s+(?=\S)", re.IGNORECASE)
AND = re.compile(r"\s*(?:;|\||\n|,(?!\s*(?:jr|sr|phd|md|dpa)\b)|\s(?:and|und|et|och|og|y)\s|\s&\s)\s*", re.IGNORECASE)
NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net|html?)\b|^\W*$|^\d", re.IGNORECASE)
TAG, PARAGRAPH = re.compile(r"</?[a-zA-Z][^<>]{0,300}>"), re.compile(r"</(?:p|div|li|h\d)>|<br\s*/?>", re.IGNORECASE)
HANDLE = re.compile(r"\s*\(?@\w+\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A page's fields as it states them."""

    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    published: Dated | None = None
    updated: Dated | None = None
    language: str | None = None
    paywalled: bool = False
    lead: str | None = None
    other_titles: tuple[str, ...] = ()
    body: str | None = None
    live: tuple[Node, ...] = ()


def read_metadata(tree: HtmlElement, url: str | None, captured: datetime) -> Metadata:
    """The fields of a page that was captured at that time from ``url``, if that is known."""
    objects, meta = tuple(read_objects(tree)), _meta(tree)
    article = find_article(objects)
    address = _address(tree, article, meta, url)
    publisher = _publisher(article, meta)
    titles = find_titles(tree, article, meta, publisher)
    return Metadata(
        url=address,
        title=titles[0] if titles else None,
        other_titles=titles[1:],
        byline=_byline(tree, article, meta),
        publisher=publisher,
        published=find_published(tree, article, meta, address or url, captured),
        updated=find_updated(tree, article, meta, captured),
        language=_language(tree, article, meta),
        paywalled=str(article.get("isAccessibleForFree", "")).lower() == "false",
        body=plain_body(article),
        live=find_updates(objects),
        lead=_plain(words(article.get("description")) or meta.get("og:description") or meta.get("description")),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The meta tags by name in lower case; of several with one name the first that says something."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and (name := element.get(key)):
                found.setdefault(name.strip().lower(), content)
    return found


def _address(tree: HtmlElement, article: Node, meta: dict[str, str], url: str | None) -> str | None:
    """The page's canonical address, resolved against ``url``; a home page's is none of an article."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    main = article.get("mainEntityOfPage")
    stated = [*links, meta.get("og:url"), article.get("url"), main.get("@id") if isinstance(main, dict) else main]
    for given in stated:
        if not isinstance(given, str) or not given.strip():
            continue
        try:
            address = urljoin(url or "", given.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return address
    return url


def _publisher(article: Node, meta: dict[str, str]) -> str | None:
    """The outlet's name: a plain name before one that is a host's."""
    given = [words(article.get("publisher")), meta.get("og:site_name"), meta.get("application-name")]
    said = [" ".join(html.unescape(name).split()) for name in given if name]
    plain = [name for name in said if not NO_NAME.search(name) and len(name) <= LONGEST_NAME]
    return next(iter([*plain, *said]), None)


def _byline(tree: HtmlElement, article: Node, meta: dict[str, str]) -> tuple[str, ...]:
    """The names of the authors, from the first place that gives any."""
    creator = article.get("author") or article.get("creator")
    for given in (names(creator), _by_meta(meta), _marked(tree)):
        found = dict.fromkeys(name for text in given for name in _people(text))
        if found:
            return tuple(found)[:MOST_AUTHORS]
    return ()


def _by_meta(meta: dict[str, str]) -> Iterable[str]:
    return next(([meta[name]] for name in AUTHOR_META if name in meta and not NO_NAME.search(meta[name])), [])


def _marked(tree: HtmlElement) -> Iterable[str]:
    """Names that the page marks as its authors' for machines: ``rel`` or ``itemprop`` author."""
    for element in tree.iter("a", "span", "div", "p", "address"):
        if "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split():
            yield " ".join(element.text_content().split())


def _people(text: str) -> Iterable[str]:
    """The names in a byline: "By A. Writer and B. Reporter" has two."""
    text = BY.sub("", " ".join(html.unescape(text).split()))
    for name in AND.split(text):
        name = HANDLE.sub("", BY.sub("", name)).strip(" ,.-–|")
        if name and len(name) <= LONGEST_NAME and not NO_NAME.search(name):
            yield name


def plain_body(article: Node) -> str | None:
    """The article's text as the page gives it to machines; some give it with tags in it."""
    text = article.get("articleBody")
    if not isinstance(text, str):
        return None
    return html.unescape(html.unescape(TAG.sub("", PARAGRAPH.sub("\n", text))))  # some encode entities twice


def _plain(text: str | None) -> str | None:
    """A text on one line, its entities resolved."""
    return " ".join(html.unescape(text).split()) if text else None


def _language(tree: HtmlElement, article: Node, meta: dict[str, str]) -> str | None:
    """The ISO 639-1 code that the page gives for itself."""
    given = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), words(article.get("inLanguage"))]
    for value in [*given, meta.get("og:locale"), meta.get("language")]:
        if value and (match := re.match(r"([a-zA-Z]{2})(?:[-_]|$)", value.strip())):
            return match[1].lower()
    return None
