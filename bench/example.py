"""Score the pipeline on the example story against the tables in ``examples/expected``, which a careful person made.

    uv run bench/example.py [--show]

articles    published window touches the expected one and is at most three weeks wide; publisher; kind; copies; stories
figures     the figure's place is found with its number; then, of those found: bound, measure family, origin
questions   pairs of expected figures in one question (precision, recall); questions that mix two expected ones
statements  the words lie in an attributed claim; of those: mode, and the whole chain
forecasts   the words lie in a forecast; of those: the due date
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord import pipeline
from onrecord.model import Article, Claim, Figure, Kind, Mode, Question, Span
from onrecord.values.name import fold

ROOT = Path(__file__).resolve().parents[1]
STORY, EXPECTED = ROOT / "examples" / "kessarin-dam", ROOT / "examples" / "expected" / "kessarin-dam"
FAMILIES = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "displaced": "displaced|evacuated|moved",
    "money": "money|cost|damage|aid|rebuild",
    "cracks": "crack",
    "explosives": "explosive",
    "homes": "home|house",
    "households": "household",
    "arrivals": "arriv|people|displaced|crossed|camp",
    "residents": "people|camp|displaced|resident",
    "families": "famil",
}


class Bench:
    """The pipeline's work on the story, and how it compares."""

    def __init__(self, *, show: bool = False) -> None:
        self.show = show
        self.scores: dict[str, tuple[int, int]] = {}
        run = pipeline.Run()
        self.pile = pipeline.extracted(pipeline.pile([str(STORY)], run), run)
        self.questions = pipeline.questions(self.pile)
        self.by_name = {Path(a.path).name: a for a in self.pile.articles}

    def rows(self, table: str) -> list[dict[str, str]]:
        with (EXPECTED / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def article(self, name: str) -> Article:
        return self.by_name[name.rpartition("#")[2]]

    def claims(self, article: Article) -> list[Claim]:
        return [c for c in self.pile.claims if c.article == article.id]

    def miss(self, *what: object) -> None:
        if self.show:
            print("   ", *what)

    def keep(self, part: str, right: dict[str, int], of: int) -> None:
        """Keep and print how many are right, by what was asked of them."""
        self.scores |= {f"{part} {name}": (number, of) for name, number in right.items()}
        print(f"{part:11s}", *(f"{name} {number}/{of} " for name, number in right.items()))

    def score(self) -> dict[str, tuple[int, int]]:
        """All scores, by name: how many are right, of how many."""
        self.score_articles()
        self.score_figures()
        self.score_statements()
        self.score_forecasts()
        return self.scores

    # ---------------------------------------------------------------- articles

    def score_articles(self) -> None:
        rows, right = self.rows("articles"), defaultdict(int)
        for row in rows:
            article = self.article(row["file"])
            source = self.article(row["copies_of"]).id if row["copies_of"] else None
            checks = {
                "date": dated(article, row),
                "publisher": (article.publisher or "") == row["publisher"],
                "kind": article.kind.value == row["kind"],
                "copies": article.copies_of == source,
            }
            for name, good in checks.items():
                right[name] += good
                if not good:
                    self.miss(row["file"], name, article.published, article.publisher, article.kind, article.copies_of)
        stories = defaultdict(set)
        for row in rows:
            stories[row["story"]].add(self.article(row["file"]).story)
        self.keep("articles", right, len(rows))
        pieces = max(len(found) for found in stories.values())
        mixed = len(set.intersection(*stories.values()))
        self.scores |= {"stories pieces": (pieces, 1), "stories mixed": (mixed, 0)}
        print(f"stories     the dam lies in {pieces}, mixed with others {mixed}")

    # ---------------------------------------------------------------- figures and questions

    def score_figures(self) -> None:
        rows, right, place = self.rows("figures"), defaultdict(int), {}
        for i, row in enumerate(rows):
            hit = self.find(row)
            if hit is None:
                self.miss("no figure", row["question"], row["file"], repr(row["words"]))
                continue
            claim, index = hit
            place[i] = (claim.id, index)
            figure = claim.figures[index]
            origin = claim.attribution.chain[-1].name if claim.attribution.chain else ""
            checks = {
                "found": True,
                "bound": figure.quantity.bound.value == row["bound"],
                "measure": in_family(figure, row["question"]),
                "origin": bool(set(fold(origin).split()) & set(fold(row["origin"]).split())),
            }
            for name, good in checks.items():
                right[name] += good
            if not all(checks.values()):
                bad = [k for k, v in checks.items() if not v]
                self.miss(
                    row["question"], row["file"], repr(row["words"]), bad, figure.measure, figure.quantity.bound, origin
                )
        self.keep("figures", right, len(rows))
        self.score_questions(rows, place)

    def find(self, row: dict[str, str]) -> tuple[Claim, int] | None:
        article = self.article(row["file"])
        places = occurrences(article.text, row["words"])
        want = tuple(Decimal(row[k]) if row[k] else None for k in ("low", "high"))
        for claim in self.claims(article):
            for i, figure in enumerate(claim.figures):
                if (figure.quantity.low, figure.quantity.high) == want and any(figure.span.overlaps(p) for p in places):
                    return claim, i
        return None

    def score_questions(self, rows: list[dict[str, str]], place: dict[int, tuple[str, int]]) -> None:
        home: dict[tuple[str, int | None], Question] = {
            (e.claim, e.figure): q for q in self.questions for e in q.entries
        }
        ours = {i: home[p].id for i, p in place.items() if p in home}
        same = good = both = 0
        for i, j in combinations(sorted(ours), 2):
            ours_same, gold_same = ours[i] == ours[j], rows[i]["question"] == rows[j]["question"]
            same, good, both = same + ours_same, good + gold_same, both + (ours_same and gold_same)
        members: dict[str, set[str]] = defaultdict(set)
        for i, question in ours.items():
            members[question].add(rows[i]["question"])
        mixed = [sorted(m) for m in members.values() if len(m) > 1]
        self.scores |= {"pairs precision": (both, same), "pairs recall": (both, good)}
        print(f"questions   pairs P {both}/{same} R {both}/{good}   mixed {len(mixed)}   {len(self.questions)} in all")
        for found in mixed:
            self.miss("mixed", found)
        for name in sorted({r["question"] for r in rows}):
            homes = {ours[i] for i, r in enumerate(rows) if r["question"] == name and i in ours}
            if len(homes) > 1:
                self.miss("split", name, [q.text for q in self.questions if q.id in homes])

    # ---------------------------------------------------------------- statements and forecasts

    def score_statements(self) -> None:
        rows, right = self.rows("statements"), defaultdict(int)
        for row in rows:
            claim = self.holding(row, lambda c: c.attribution.mode is not Mode.NARRATOR)
            if claim is None:
                self.miss("no statement", row["file"], repr(row["words"]), row["chain"])
                continue
            wanted = [fold(re.sub(r"\((?:unnamed|document)\)", "", x)).split() for x in row["chain"].split(">")]
            names = [set(fold(s.name).split()) | set(fold(s.text).split()) for s in claim.attribution.path]
            chain = all(any(w and w[-1] in n for n in names) for w in wanted)
            right["found"] += 1
            right["mode"] += claim.attribution.mode.value == row["mode"]
            right["chain"] += chain
            if claim.attribution.mode.value != row["mode"]:
                self.miss("mode", row["file"], repr(row["words"]), row["mode"], claim.attribution.mode.value)
            if not chain:
                self.miss(
                    "chain", row["file"], repr(row["words"]), row["chain"], [s.name for s in claim.attribution.chain]
                )
        self.keep("statements", right, len(rows))

    def score_forecasts(self) -> None:
        rows, right = self.rows("forecasts"), defaultdict(int)
        for row in rows:
            claim = self.holding(row, lambda c: c.kind is Kind.FORECAST or c.likelihood is not None)
            if claim is None:
                self.miss("no forecast", row["file"], repr(row["words"]))
                continue
            due = claim.due.isoformat() if claim.due else ""
            right["found"] += 1
            right["due"] += due == row["due"]
            if due != row["due"]:
                self.miss("due", row["file"], repr(row["words"]), row["due"], "ours", due)
        self.keep("forecasts", right, len(rows))

    def holding(self, row: dict[str, str], wanted: Any) -> Claim | None:
        article = self.article(row["file"])
        places = occurrences(article.text, row["words"])
        best, most = None, 0.5
        for claim in filter(wanted, self.claims(article)):
            for place in places:
                held = sum(max(0, min(s.end, place.end) - max(s.start, place.start)) for s in claim.content)
                if held / len(place) >= most:
                    best, most = claim, held / len(place)
        return best


def dated(article: Article, row: dict[str, str]) -> bool:
    """Whether the article's window touches the expected one and is narrow enough to be of use."""
    published = article.published
    if published is None:
        return False
    touches = (
        published.start.isoformat() <= row["published_end"] and row["published_start"] <= published.end.isoformat()
    )
    return touches and (published.end - published.start).days <= 21


def in_family(figure: Figure, question: str) -> bool:
    """Whether the measure is of the family that the expected question's name ends in."""
    import re

    for family, pattern in FAMILIES.items():
        if family in question:
            return bool(re.search(pattern, figure.measure))
    return True


def occurrences(text: str, words: str) -> list[Span]:
    """Every place of ``words`` in ``text``."""
    places, at = [], text.find(words)
    while at >= 0:
        places.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return places


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what was missed")
    Bench(show=parser.parse_args().show).score()


if __name__ == "__main__":
    main()
