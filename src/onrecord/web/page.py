"""How a page is made: a dataclass that says what is on it, and the template of its name."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from onrecord import __version__
from onrecord.brief.wording import day as in_words
from onrecord.brief.wording import number as in_figures
from onrecord.brief.wording import window
from onrecord.ledger.quoted import file_name
from onrecord.model import Published

if TYPE_CHECKING:
    from jinja2 import Environment

    from onrecord.web.desk import Desk
    from onrecord.web.security import Visitor

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. Each sort of page is a subclass, with a template and the things that stand on it.

    Attributes:
        heading: What the page is called, in the window and at its top.
    """

    template: ClassVar[str]
    heading: str

    @property
    def same(self) -> Hashable:
        """What its main part depends on beside its address, where it is the same for every visitor; None: it is not."""
        return None


def shown(page: Page, request: Request, visitor: Visitor | None, *, status: int = 200) -> Response:
    """The page as HTML; only its main part where htmx asks for it to put it into a page that is there."""
    desk: Desk = request.app.state.desk
    values: dict[str, Any] = {f.name: getattr(page, f.name) for f in fields(page)} | {
        "page": page,
        "visitor": visitor,
        "path": request.url.path,
        "ledger": desk.config.ledger_name,
        "version": __version__,
    }
    part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
    if page.same is None:
        made = _rendered(page.template, **values, part=part)
    else:
        key = (page.template, request.url.path, page.same)
        made = desk.drawn.get(key, lambda: _rendered(page.template, **values, part=True))
        made = made if part else _rendered("base.html.j2", **values, part=False, made=Markup(made))
    return HTMLResponse(made, status, {"Vary": "HX-Request"})


def _rendered(template: str, **values: object) -> str:
    return environment().get_template(template).render(**values)


def be_ready() -> None:
    """Have all templates compiled, so that the first visitor does not wait for them."""
    for name in environment().list_templates(["j2"]):
        environment().get_template(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPage(Page):
    """What is shown when a page cannot be."""

    template: ClassVar[str] = "refused.html.j2"
    code: int
    message: str


def refused(request: Request, code: int, message: str) -> Response:
    """A page that says what is wrong, in words."""
    headings = {
        401: "Not signed in",
        403: "Not allowed",
        404: "Not found",
        422: "Not understood",
        429: "Too many tries",
    }
    page = RefusedPage(heading=headings.get(code, "Something is wrong"), code=code, message=message)
    return shown(page, request, None, status=code)


@cache
def environment() -> Environment:
    """The templates. All text is escaped: what comes from articles is hostile input."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "appeared": appeared,
        "day": day,
        "file_name": file_name,
        "moment": moment,
        "number": number,
        "source_href": source_href,
    }
    return made


def day(value: date | None) -> str:
    """A day in words: 20 October 2031; "undated" for none."""
    return in_words(value) if value else "undated"


def appeared(value: Published | None) -> str:
    """When an article was published: the day, or the window that it was narrowed down to; "undated" for none."""
    return window(value.start, value.end) if value else "undated"


def moment(value: datetime) -> str:
    """A moment in UTC: 2031-10-20 14:05 UTC."""
    return f"{value:%Y-%m-%d %H:%M} UTC"


def number(value: object) -> str:
    """A number with its thousands apart, a large round one in words: 12,500; 1.2 billion. A dash for none."""
    if value is None:
        return "–"
    words = str(value)
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", words):
        return words
    return in_figures(Decimal(words)) if abs(Decimal(words)) >= MILLION else plain(words)


def plain(words: str) -> str:
    """A number with its thousands apart, and no idle zeros behind its point."""
    text = f"{Decimal(words):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def source_href(name: str) -> str:
    """The address of a source's page."""
    return f"/sources/{quote(name, safe='')}"
