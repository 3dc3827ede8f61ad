"""How much of the web is let in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may cost; all sizes in bytes, also of what a packed body unpacks to, all times in seconds.

    Attributes:
        page: The longest page.
        listing: The longest feed or sitemap (50 MB is the sitemap protocol's own limit).
        robots: How much of robots.txt is read (RFC 9309 asks for at least 500 KiB).
        aside: The longest body of a redirect; a longer one is cut.
        pages: The most pages of one run.
        lists: The most feeds and sitemaps of one run.
        nesting: How deep sitemaps may lie in sitemaps.
        redirects: The most redirects on the way to one page.
        seconds: For one answer, from the name's resolution to the last byte.
        silence: For one read, and for making a connection.
        tries: How often a page is asked for that could not be had for the time being.
        wait: The longest that a server is waited for between two tries, and between two pages of robots.txt's asking.
    """

    page: int = 20_000_000
    listing: int = 50_000_000
    robots: int = 512_000
    aside: int = 64_000
    pages: int = 1000
    lists: int = 100
    nesting: int = 3
    redirects: int = 10
    seconds: float = 60.0
    silence: float = 15.0
    tries: int = 3
    wait: float = 120.0
