"""Drawings of ours, looked over before they go into a page: a ledger, with all it keeps, may come from anybody."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

SHAPES = ("circle", "ellipse", "g", "line", "marker", "path", "polygon", "polyline", "rect", "svg")
WORDS = ("clipPath", "defs", "desc", "text", "title", "tspan")
LOCAL = re.compile(r"url\(#[\w-]+\)|#[\w-]+")


@lru_cache(256)
def drawing(svg: str) -> Markup:
    """The SVG for a page; nothing of one that could do more than be looked at."""
    from lxml import etree

    if not svg or "<!" in svg:
        return Markup()
    try:
        root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return Markup()
    return Markup(svg) if all(map(_is_plain, root.iter())) else Markup()


def _is_plain(element: object) -> bool:
    from lxml.etree import QName, _Element

    if not isinstance(element, _Element) or not isinstance(element.tag, str):
        return False
    if QName(element).localname not in SHAPES + WORDS:
        return False
    return not any(_reaches_out(QName(name).localname.lower(), value) for name, value in element.attrib.items())


def _reaches_out(name: str, value: str) -> bool:
    """Whether an attribute runs something, or leads out of the drawing."""
    return name.startswith("on") or ((name == "href" or "url(" in value) and not LOCAL.fullmatch(value))
