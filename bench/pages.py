"""How well pages are read: date, title and body against what people expect, and how fast beside trafilatura alone.

    uv run bench/pages.py FOLDER [--show] [--only NAME] [--no-speed]

FOLDER holds one folder a country, in the layout of the tests of fundus: pages ``Name_2031_04_06.html.gz``, the
expected records ``Name.json`` (several versions in one file) and ``meta.info`` with the pages' addresses.

- date: right when the day is the expected one, or the moment is the same moment written in another zone.
- title: right when it is the same string, white space apart ("as written"); when the same words stand in it, letter
  case, signs, quotation marks and invisible hyphens apart ("same words"); and when besides one of the two lacks no more
  than what a sign sets off at an end of the other ("kicker or site apart"): a kicker before ":" or "/", a section's or
  site's name behind "|" or "-". A page gives its article several titles and the expected one is now the headline for
  machines, now the social title, now the heading, so the last line counts those among ``title`` and ``other_titles``.
- body: F1 of the words, as a multiset, of the cleaned text; beside it trafilatura's on the same pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from statistics import mean
from typing import Any

import trafilatura

from onrecord.clean import clean
from onrecord.errors import OnrecordError
from onrecord.ingest.html import read_html
from onrecord.model import Article

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word; in Chinese and Japanese, which write none apart, a character."""
SET_OFF = re.compile(r":\s|\s?[|｜/]\s|\s[-–—]\s|--")
"""What sets a kicker, a section or a site's name off from a title."""


@dataclass(frozen=True)
class Page:
    """One page and what is expected of it."""

    name: str
    data: bytes
    url: str
    crawled: str
    title: str
    published: datetime | None
    body: str
    version: str


@dataclass
class Tally:
    """What was measured."""

    body: dict[str, list[tuple[float, float, float]]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    asked: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)  # how near a title comes to the expected one -> pages
    ours: float = 0
    cleaning: float = 0
    theirs: float = 0


def read_pages(folder: Path) -> Iterator[Page]:
    """Every page of the folder with its expected record: the versions of a publisher in the order of their dates."""
    for country in sorted(p for p in folder.iterdir() if p.is_dir()):
        addresses = json.loads((country / "meta.info").read_text("utf-8"))
        for expected in sorted(country.glob("*.json")):
            records = json.loads(expected.read_text("utf-8"))
            pages = sorted(p for p in country.glob("*.html.gz") if p.name.rsplit("_", 3)[0] == expected.stem)
            for page, version in paired(pages, records):
                yield load(page, version, records[version], addresses.get(page.name, {}))


def paired(pages: list[Path], records: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Pages with their records: in order where there are as many of both, else each with the nearest date."""
    if len(pages) == len(records):
        yield from zip(pages, sorted(records), strict=True)  # V1, V1_1, V2: as the pages were taken
        return
    for page in pages:
        crawled = date(*map(int, page.name.removesuffix(".html.gz").split("_")[-3:]))
        yield (
            page,
            min(
                records,
                key=lambda v: abs((date.fromisoformat(str(records[v]["publishing_date"])[:10]) - crawled).days),
            ),
        )


def load(page: Path, version: str, record: dict[str, Any], about: dict[str, str]) -> Page:
    """One page."""
    body = record.get("body") or {}
    parts = [*body.get("summary", [])]
    for section in body.get("sections", []):
        parts += [*section.get("headline", []), *section.get("paragraphs", [])]
    day = record.get("publishing_date")
    return Page(
        name=f"{page.parent.name}/{page.name.removesuffix('.html.gz')}",
        data=gzip.decompress(page.read_bytes()),
        url=about.get("url", ""),
        crawled=about.get("crawl_date", ""),
        title=record.get("title") or "",
        published=datetime.fromisoformat(day) if day else None,
        body="\n".join(parts),
        version=version,
    )


def folded(text: str) -> str:
    """For comparing titles."""
    text = re.sub("[‘’‚‛“”„‟«»‹›\"'`´\u00ad\u200b\u2060]", "", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(WORD.findall(text))


def set_off(a: str, b: str) -> bool:
    """Whether one of two titles is the other less what a sign sets off at one of its ends."""
    for whole, part in ((a, b), (b, a)):
        for cut in SET_OFF.finditer(whole):
            if folded(part) and folded(part) in (folded(whole[: cut.start()]), folded(whole[cut.end() :])):
                return True
    return False


def f1(found: str, expected: str) -> float:
    """F1 of the words, each as often as it stands there."""
    a, b = Counter(WORD.findall(found.casefold())), Counter(WORD.findall(expected.casefold()))
    same = (a & b).total()
    return 2 * same / (a.total() + b.total()) if same else 0.0


def timed[T](work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its CPU seconds."""
    start = time.process_time()
    return work(), time.process_time() - start


def measure(page: Page, tally: Tally, *, speed: bool) -> None:
    """Read one page and note what is right."""
    start = time.process_time()
    capture = article = None
    try:
        # the address is not given: a page on a disk has none but what it says itself
        capture = read_html(page.data, path="page.html")  # its own name has the date in it
        tally.ours += time.process_time() - start
        article, seconds = timed(lambda: clean(capture))
        tally.cleaning += seconds
    except OnrecordError as error:
        tally.wrong["unread"].append(f"{page.name}: {error}")
    theirs = None
    if speed:
        theirs, seconds = timed(
            lambda: trafilatura.bare_extraction(
                page.data, favor_precision=True, include_comments=False, with_metadata=True
            )
        )
        tally.theirs += seconds
    if page.title:
        check_title(page, article, tally)
    if page.published:
        check_date(page, article, tally)
    if page.body:
        scores = (
            f1(article.text if article else "", page.body),
            f1(capture.text if capture else "", page.body),
            f1((theirs and theirs.text) or "", page.body),
        )
        language = article.language if article else "none"
        tally.body[language].append(scores)
        if scores[0] < 0.9 or scores[0] < scores[2] - 0.01:
            line = f"{page.name}: cleaned {scores[0]:.3f}, read {scores[1]:.3f}, trafilatura {scores[2]:.3f}"
            tally.wrong["body"].append(line)


def check_title(page: Page, article: Article | None, tally: Tally) -> None:
    """Note how near the title comes to the expected one."""
    tally.asked["title"] += 1
    title = (article and article.title) or ""
    every = (title, *(article.other_titles if article else ()))
    same = folded(title) == folded(page.title)
    tally.titles["as written"] += title.split() == page.title.split()
    tally.titles["same words"] += same
    tally.titles["kicker or site apart"] += same or set_off(title, page.title)
    tally.titles["same words, among all titles of the page"] += folded(page.title) in {folded(t) for t in every}
    if not same:
        tally.wrong["title"].append(f"{page.name}: {title!r}, expected {page.title!r}")


def check_date(page: Page, article: Article | None, tally: Tally) -> None:
    """Note whether the date is right."""
    assert page.published
    tally.asked["date"] += 1
    found = article.published if article else None
    at = getattr(found, "at", None)
    same_moment = at is not None and page.published.tzinfo is not None and at == page.published
    if not found or not (found.start == found.end == page.published.date() or same_moment):
        said = f"{found.start} {found.how} {found.evidence}" if found else "none"
        tally.wrong["date"].append(f"{page.name}: {said}, expected {page.published}")


def report(tally: Tally, *, show: bool) -> None:
    """Print the figures."""
    right = tally.asked["date"] - len(tally.wrong["date"])
    print(f"date   {right} of {tally.asked['date']} right ({right / max(tally.asked['date'], 1):.3f})")
    asked = tally.asked["title"]
    for what, right in tally.titles.items():
        print(f"title  {right} of {asked} {what} ({right / max(asked, 1):.3f})")
    rows = sorted(tally.body.items(), key=lambda row: -len(row[1]))
    everything = [scores for _, found in rows for scores in found]
    print(f"body F1 of words{'':8s} pages  cleaned   read  trafilatura")
    for language, found in [("all", everything), *rows]:
        cleaned, read, theirs = (mean(scores[i] for scores in found) for i in range(3))
        print(f"  {language:20s} {len(found):6d}   {cleaned:.3f}  {read:.3f}  {theirs:.3f}")
    if tally.theirs:
        pages = len(everything)
        ours, theirs = pages / tally.ours, pages / tally.theirs
        print(
            f"speed: read {ours:.1f} pages/s (cleaning {pages / tally.cleaning:.1f}), "
            f"trafilatura with metadata {theirs:.1f} pages/s, ratio {ours / theirs:.2f}"
        )
    print(f"unread: {len(tally.wrong['unread'])}")
    if show:
        for what in ("unread", "date", "title", "body"):
            print(f"\n== {what}")
            print("\n".join(tally.wrong[what]))


def main() -> None:
    """Read the folder and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print every page that was read wrong")
    parser.add_argument("--only", default="", help="only pages with this in their name")
    parser.add_argument("--no-speed", action="store_true", help="leave out trafilatura's own run")
    given = parser.parse_args()
    tally = Tally()
    for page in read_pages(given.folder):
        if given.only in page.name:
            measure(page, tally, speed=not given.no_speed)
    report(tally, show=given.show)


if __name__ == "__main__":
    main()
