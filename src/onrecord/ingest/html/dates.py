"""When a page was published and updated: by JSON-LD, meta tags, marked-up times, its address; last by inference."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.ingest.dates import FULL_DATE, date_of
from onrecord.ingest.moments import day_of, plausible, read_moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from onrecord.ingest.html.jsonld import Node

IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-]([0-2]?\d|3[01])(?=[/_.-]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A moment as the page writes it in ISO 8601, how it was found, and where."""

    when: str
    how: str  # metadata | inferred
    source: str


@cache
def _names() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = tomllib.loads((files(__package__) / "data" / "dates.toml").read_text("utf-8"))
    return table


def find_published(
    tree: HtmlElement, article: Node, meta: dict[str, str], url: str | None, captured: datetime
) -> Dated | None:
    """The first sound date of publication in the order of trust; None if the page gives no hint of one."""
    stated = _first(_stated("published", tree, article, meta), captured)
    return stated or _from_address(url, captured) or _inferred(tree, url, captured)


def find_updated(tree: HtmlElement, article: Node, meta: dict[str, str], captured: datetime) -> Dated | None:
    """The first sound date of the last change that the page states."""
    return _first(_stated("updated", tree, article, meta), captured)


def _stated(which: str, tree: HtmlElement, article: Node, meta: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What the page states, with the place it states it in."""
    names = _names()[which]
    for name in names["jsonld"]:
        if isinstance(value := article.get(name), str):
            yield f"JSON-LD {name}", value
    for name in names["meta"]:
        if name in meta:
            yield f"meta {name}", meta[name]
    for element in tree.iter("time", "span", "div", "abbr", "p"):
        if which == "published" and element.tag == "time" and element.get("pubdate") is not None:
            yield "time pubdate", element.get("datetime") or element.text_content()
        elif (element.get("itemprop") or "") in names["itemprop"]:
            yield (
                f"itemprop {element.get('itemprop')}",
                element.get("datetime") or element.get("content") or element.text_content(),
            )


def _first(found: Iterable[tuple[str, str]], captured: datetime) -> Dated | None:
    """The first that is a date; a moment goes before an earlier-found bare day if it lies on that day."""
    bare: Dated | None = None
    for source, value in found:
        dated = _read(source, value, captured)
        if dated is None:
            continue
        if "T" in dated.when and (bare is None or dated.when[:10] == bare.when):
            return dated
        bare = bare or dated
    return bare


def _read(source: str, value: str, captured: datetime) -> Dated | None:
    moment = read_moment(value.strip())
    if moment is None:
        match = FULL_DATE.search(value[:100])
        moment = date_of(match) if match else None
    if moment is None or not plausible(moment, captured):
        return None
    return Dated(when=moment.isoformat(), how="metadata", source=f"{source}: {value.strip()[:60]}")


def _from_address(url: str | None, captured: datetime) -> Dated | None:
    match = IN_ADDRESS.search(url or "")
    moment = read_moment("-".join(match.groups())) if match else None
    if match is None or moment is None or not plausible(moment, captured):
        return None
    return Dated(when=day_of(moment).isoformat(), how="metadata", source=f"address: {match[0]}")


def _inferred(tree: HtmlElement, url: str | None, captured: datetime) -> Dated | None:
    """What htmldate makes of the page; it never says that it does not know, so its word is an inference."""
    from htmldate import find_date

    try:
        found = find_date(tree, url=url, original_date=True, max_date=captured.date().isoformat())
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    moment = read_moment(found) if found else None
    if found is None or moment is None or not plausible(moment, captured):
        return None
    return Dated(when=found, how="inferred", source=f"found on the page by htmldate: {found}")
