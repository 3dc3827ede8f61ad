"""How the desk reckons: the page of the documentation, and which versions of onrecord wrote this ledger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar

from markupsafe import Markup

from onrecord.ledger import log
from onrecord.web.desk import Desk
from onrecord.web.markup import rendered
from onrecord.web.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodologyPage(Page):
    """How it reckons; ``versions`` are those that wrote the ledger, the newest run first."""

    template: ClassVar[str] = "methodology.html.j2"
    text: Markup
    versions: tuple[str, ...]


def methodology_page(desk: Desk) -> MethodologyPage:
    """The page."""
    with desk.ledger.reading() as connection:
        versions = log.versions(connection)
    return MethodologyPage(heading="Methodology", text=methodology(), versions=versions)


@cache
def methodology() -> Markup:
    """The page of the documentation, as HTML."""
    return rendered((files("onrecord.web") / "data" / "methodology.md").read_text("utf-8"))
