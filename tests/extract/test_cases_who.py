"""Case tables of invented sentences: who is "he", whose chain is it, what is quoted, where does the article stand.

Tiers: ``plain`` and ``hard`` must be right; ``open`` is known to be wrong, and a case that turns right must move up.
"""

import csv
import re
from pathlib import Path

import pytest

from onrecord.extract.actors import Actors
from onrecord.extract.claims import claims_of
from onrecord.extract.quotes import read_quotes
from onrecord.extract.speech import statements_of
from onrecord.extract.speech.learned.reader import Attributed
from onrecord.model import Article, Span, TextMap

CASES = Path(__file__).resolve().parents[1] / "cases"
MARK = re.compile(r"\[([SQC]):|\]")


def rows(table: str):
    with (CASES / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            wrong = pytest.mark.xfail(strict=True, reason="known to be wrong")
            yield pytest.param(
                row, id=row.get("text", row.get("marked")), marks=[wrong] if row["tier"] == "open" else []
            )


def article(text: str) -> Article:
    return Article(id="a", path="a.txt", text=text, map=TextMap.keeping([Span(0, len(text))]), sha256="")


def unmarked(marked: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """The plain text of a marked one, with the spans of source (S), cue (Q) and content (C)."""
    text, at, spans, waiting = "", 0, {"S": [], "Q": [], "C": []}, []
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            waiting.append((mark[1], len(text)))
        else:
            kind, start = waiting.pop()
            spans[kind].append(Span(start, len(text)))
    return text + marked[at:], {kind: tuple(sorted(found)) for kind, found in spans.items()}


@pytest.mark.parametrize("row", list(rows("names")))
def test_a_phrase_or_pronoun_stands_for_the_one_it_means(nlp, row) -> None:
    doc = nlp(row["text"])
    token = [t for t in doc if t.text == row["word"]][int(row["nth"])]
    found = Actors(doc, article(row["text"])).actor(token)
    assert found is not None
    assert (found.name, found.type.value) == (row["name"], row["type"])


@pytest.mark.parametrize("row", list(rows("chains")))
def test_a_chain_runs_from_the_nearest_speaker_to_the_first(nlp, row) -> None:
    text, spans = unmarked(row["marked"])
    doc = nlp(text)
    marked = Attributed(source=spans["S"], cue=spans["Q"], content=spans["C"])
    found = statements_of(doc, Actors(doc, article(text)), [marked])
    path = [s for s in found if any(a.overlaps(b) for a in s.content for b in spans["C"])][-1].attribution.path
    assert " > ".join(f"{link.name}/{link.type.value}" for link in path) == row["chain"]
    assert all(link.span.of(text) == link.text for link in path)


@pytest.mark.parametrize("row", list(rows("quotes")))
def test_names_titles_and_scare_quotes_are_told_from_what_somebody_says(row) -> None:
    found = read_quotes(row["text"])
    assert found
    assert all(quote.scare == (row["statement"] == "no") for quote in found)


@pytest.mark.parametrize("row", list(rows("stance")))
def test_the_article_adopts_doubts_or_rejects_what_it_reports(nlp, row) -> None:
    claims = claims_of(article(row["text"]), nlp(row["text"]))
    told = [c for c in claims if c.attribution.chain]
    assert [c.attribution.stance.value for c in told][:1] == [row["stance"]]
