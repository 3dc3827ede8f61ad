"""What the pages of one story have in common: the story's name, the day that is asked for, and links that keep it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from onrecord.model import Article, Claim, Published
from onrecord.web.page import Page, appeared


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTab(Page):
    """A page of a story.

    Attributes:
        title: What the story is called in lists.
        as_of: The day whose record is shown; None for all that is there.
    """

    story: str
    title: str
    as_of: date | None

    @property
    def asked(self) -> str:
        """What links to other pages of the story carry on: "?as_of=2031-10-20", or nothing."""
        return f"?as_of={self.as_of.isoformat()}" if self.as_of else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage to look at: where it is, and what to call it.

    Attributes:
        when: The day it was published, or the window; "undated" where no day is known.
    """

    href: str
    outlet: str
    when: str

    @property
    def label(self) -> str:
        """What its link says."""
        return f"{self.outlet}, {self.when}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a long list.

    Attributes:
        at, last: The number of this page, from 1, and of the last one.
        total: How many things the whole list has.
        path: The address without the number of the page; ``asked`` is what else stands behind the question mark.
    """

    at: int
    last: int
    total: int
    path: str
    asked: tuple[tuple[str, str], ...] = ()

    def href(self, at: int) -> str:
        """The address of another page of the list."""
        return f"{self.path}?{urlencode([*self.asked, ('page', at)])}"


def sheet_of[T](
    items: Sequence[T], at: int, size: int, path: str, asked: Mapping[str, object] | None = None
) -> tuple[tuple[T, ...], Sheet]:
    """The things on page ``at`` of a list, the last page where there are fewer; and where it stands in the list.

    Args:
        items: The whole list.
        at: The number of the page, from 1.
        size: How many things a page has.
        path: The address of the list.
        asked: What else its links carry; nothing for a value that is None or empty.
    """
    last = max(1, -(-len(items) // size))
    at = min(at, last)
    shown = tuple(items[(at - 1) * size : at * size])
    return shown, Sheet(at=at, last=last, total=len(items), path=path, asked=carried(asked or {}))


def carried(asked: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What links carry on: names and values, those without a value left out."""
    return tuple((name, str(value)) for name, value in asked.items() if value not in (None, ""))


def place(claim: Claim, article: Article) -> Place:
    """Where a claim stands."""
    published = article.published_at(claim.content[0])
    href = f"/articles/{article.id}?claim={claim.id}#at-{claim.id}"
    return Place(href=href, outlet=article.outlet, when=when(published))


def when(published: Published | None) -> str:
    """The day of publication in words, or the window that it was narrowed down to."""
    return appeared(published)
