"""Hostile text in a real browser: whatever stands in an article is shown as text, on every page, and does nothing.

A ledger is made of articles whose words, titles, publishers, bylines and addresses try to run something, to load
something, to break the page or to turn it round; the names of speakers and what figures count are made so afterwards.
"""

import json
import re
import shutil
from dataclasses import replace
from datetime import date

import pytest

from onrecord import pipeline
from onrecord.ledger.store import Ledger
from onrecord.web.config import Config

from .browser import served

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect

RUNS = "<script>alert('text')</script>"
LOADS = '"><img src=//elsewhere.example/x.png onerror=alert(1)>'
BREAKS = "</style></title></textarea></main></body>--><h1 onmouseover=alert(2)>"
LEADS = "javascript:alert(3)"
TURNS = "\u202ereversed\u202c\u2066\u200f"
LONG = "W" * 400
ODD = "\x00\x07\x1b[31m\x7f\ufffe\ufeff"
FILLS = "{{ 7*7 }} {% raw %} ${7*7} &lt;b&gt; &#x3c;script&#x3e;"
SORTS = 3  # pages of each sort that are opened: the fourth question looks like the third
PLAIN = re.compile(r"[0-9a-f]{16}|\d+")

ARTICLES = (
    {
        "title": f"Dyke at Orvane bursts {RUNS}{LOADS}",
        "publisher": f"The Orvane Post {BREAKS}{LONG}",
        "byline": f"Ana Lorn {LOADS}",
        "url": LEADS,
        "published": "2025-03-04",
        "text": (
            f"{RUNS} At least 41 people were killed when the dyke at Orvane burst, the interior ministry said."
            f"\n\n{LOADS} The mayor of Orvane, Petr Hallin, told reporters that 160 people were killed at Orvane."
            f"\n\n{BREAKS} The dyke will be rebuilt by the end of the year, Hallin promised. {FILLS}"
            f"\n\n{TURNS} {LONG} About 9,000 people have been displaced, the ministry said. {ODD}"
        ),
    },
    {
        "title": f"Toll of Orvane dyke {TURNS}{LONG}",
        "publisher": f"{LEADS} Gazette {RUNS}",
        "byline": FILLS,
        "url": f"https://gazette.example/{LOADS}",
        "published": "2025-03-06",
        "text": (
            f"The interior ministry said 58 people were killed when the dyke at Orvane burst. {ODD}{RUNS}"
            f"\n\nIt is not true that 160 people were killed at Orvane, the ministry said. {LOADS}"
            f"\n\n“{BREAKS}” said Petr Hallin, the mayor of Orvane. 9,000 people were displaced, he said."
            f"\n\nAccording to the Orvane Post, 12,000 people were displaced by the burst dyke at Orvane."
        ),
    },
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The address of a desk on such a ledger."""
    folder = tmp_path_factory.mktemp("hostile")
    source, path = folder / f"in {RUNS.replace('/', '')}.jsonl", folder / "hostile.db"
    source.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
    with Ledger.open(str(path)) as ledger:
        ledger.start(f"add {RUNS}")
        pipeline.remembered(ledger, [str(source)], pipeline.Run())
        for article in ledger.articles():
            claims = [worse(claim) for claim in ledger.claims([article.id])]
            ledger.keep_claims(article.id, claims, made_with=f"a later version {RUNS}")
    with served(Config(ledger=str(path), today=date(2025, 4, 2))) as address:
        yield address
    shutil.rmtree(folder)


def worse(claim):
    """The claim with hostile names of speakers, and of what its figures count."""
    chain = tuple(replace(link, name=f"{link.name} {RUNS}{LOADS}{TURNS}") for link in claim.attribution.chain)
    figures = tuple(replace(f, where=f"{f.where} {BREAKS}", who=f"{f.who} {RUNS}{LONG}") for f in claim.figures)
    return replace(claim, attribution=replace(claim.attribution, chain=chain), figures=figures)


def harmless(page):
    """Check that a page has come with its policy, and with nothing of an article's making in it."""
    found = page.evaluate(
        """() => {
            const every = [...document.querySelectorAll("*")];
            const to = e => e.getAttribute("href") ?? e.getAttribute("src") ?? "";
            const leads = e => /^\\s*(javascript|data|vbscript):/i.test(to(e));
            const ours = e => e.src.startsWith(location.origin + "/static/");
            return {
                scripts: every.filter(e => e.tagName === "SCRIPT" && !ours(e)).length,
                handlers: every.filter(e => e.getAttributeNames().some(n => n.startsWith("on"))).length,
                leads: every.filter(leads).length,
                images: every.filter(e => e.tagName === "IMG" && !e.src.startsWith(location.origin + "/")).length,
                headings: document.querySelectorAll("h1").length,
                mains: document.querySelectorAll("body > main").length,
                feet: document.querySelectorAll("body > footer").length,
                wide: document.documentElement.scrollWidth > innerWidth,
            };
        }"""
    )
    sound = {"scripts": 0, "handlers": 0, "leads": 0, "images": 0, "headings": 1, "mains": 1, "feet": 1, "wide": False}
    assert found == sound, page.url


def crawled(page, address):
    """Open every sort of page that can be come to by links, and yield the window on each."""
    waiting, seen, sorts = ["/"], set(), {}
    while waiting:
        path = waiting.pop(0)
        sort = PLAIN.sub("#", path.partition("#")[0])
        sort = re.sub(r"/sources/[^?]+", "/sources/NAME", sort)
        if path in seen or sorts.get(sort, 0) >= SORTS:
            continue
        seen.add(path)
        sorts[sort] = sorts.get(sort, 0) + 1
        answer = page.goto(address + path)
        assert answer.status == 200, (path, answer.status)
        assert "script-src 'self'" in answer.header_value("content-security-policy")
        yield path
        links = page.locator("a:not([download])").evaluate_all("every => every.map(a => a.getAttribute('href'))")
        assert all(link.startswith(("/", "#", "?")) or link == "" for link in links), path
        waiting += [link.partition("#")[0] for link in links if link.startswith("/") and ".json" not in link]


@pytest.mark.parametrize("width", [1100, 360])
def test_nothing_in_an_article_does_anything_on_any_page(visit, hostile, width):
    page = visit(viewport={"width": width, "height": 800})
    paths = []
    for path in crawled(page, hostile):
        paths.append(path)
        if not path.startswith("/api/") and not path.endswith(".svg"):
            harmless(page)
    sorts = {PLAIN.sub("#", path).partition("?")[0] for path in paths}
    assert {"/stories/#", "/stories/#/questions/#", "/articles/#", "/review/claims/#", "/stories/#/citations"} <= sorts
    assert any(path.startswith("/sources/") for path in paths)


def test_hostile_words_are_shown_as_they_were_written(visit, hostile):
    page = visit()
    page.goto(hostile)
    expect(page.locator("ol.cards")).to_contain_text(RUNS)
    page.locator("ol.cards a").first.click()
    page.locator("section[aria-labelledby=h-articles] a").first.click()
    text = page.locator("article.text")
    for words in (RUNS, LOADS, BREAKS, FILLS.split("&")[0].strip()):
        expect(text).to_contain_text(words)
    expect(page.locator("h1")).to_contain_text(RUNS)


def test_hostile_words_are_found_and_marked(visit, hostile):
    page = visit()
    page.goto(hostile)
    page.get_by_label("Search claims and articles").fill("<script>alert(4)</script> killed")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search"))
    expect(page.get_by_label("Words", exact=True)).to_have_value("<script>alert(4)</script> killed")
    harmless(page)


def test_a_hostile_reason_is_shown_as_it_was_written(visit, hostile):
    page = visit()
    page.goto(f"{hostile}/review")
    page.wait_for_load_state()
    row = page.locator(f"#{page.locator('article.row').first.get_attribute('id')}")
    row.get_by_label("Because").fill(RUNS + LOADS)
    row.get_by_role("button", name="Accept", exact=True).click()
    expect(row.locator(".state")).to_contain_text(RUNS + LOADS)
    harmless(page)
    page.goto(f"{hostile}/changes?view=decisions")
    expect(page.locator("table.decisions")).to_contain_text(RUNS + LOADS)
    harmless(page)
