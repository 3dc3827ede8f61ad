"""Score the questions on invented stories that were labelled by hand: from the text of the articles to the verdicts.

    uv run bench/conflicts.py [--show] [--unread] [--keep FILE]

conflict   the verdict "conflict": how many of those given are right (precision), and how many of those due are given
           (recall); a question that conflicts in a story where none should counts against precision, whatever it asks
verdict    of the main question
range      low and high of the main question, both right
origins    independent origins of the main question, where the text tells how many: between the least and the most given
found      figures of the stories that were read with their number
pairs      figures that answer one thing share a question (recall); of those that share one, how many should (precision)

``conflicts/stories.toml`` says how a story is labelled. Its stories and those of ``fresh.toml``, ``third.toml`` and
``fourth.toml`` are open: they are for development, and ``--show`` prints what is wrong in them. Those of
``unread.toml`` are counted with ``--unread``, and only their sums are printed. ``--keep`` keeps what was read in a
file, so that a change to the reconciling alone is measured in seconds.
"""

from __future__ import annotations

import argparse
import json
import pickle
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord import pipeline
from onrecord.model import Asks, Claim, Figure, Question, Verdict

STORIES = Path(__file__).resolve().parent / "conflicts"
HALVES = {"open": ("stories", "fresh", "third", "fourth"), "unread": ("unread",)}

type Place = tuple[str, int]  # a claim's id and the index of one of its figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One labelled story."""

    name: str
    half: str
    label: dict[str, Any]

    @property
    def conflicts(self) -> bool:
        return bool(self.label["verdict"] == Verdict.CONFLICT)


def stories(halves: Iterable[str] = tuple(HALVES)) -> list[Story]:
    """All of them: the open ones for development, those of the second half unread."""
    return [
        Story(name=f"{file}: {row['name']}", half=half, label=row)
        for half in halves
        for file in HALVES[half]
        for row in tomllib.loads((STORIES / f"{file}.toml").read_text(encoding="utf-8"))["story"]
    ]


def read(story: Story) -> pipeline.Pile:
    """The story's articles and their claims, as the command line would read them."""
    run = pipeline.Run()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.jsonl"
        keys = ("publisher", "published", "text")
        rows = [
            {"id": str(i), **dict(zip(keys, a, strict=True))} for i, a in enumerate(story.label["articles"], start=1)
        ]
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        return pipeline.extracted(pipeline.pile([str(path)], run), run)


class Scored:
    """What the pipeline makes of one story, held against its label."""

    def __init__(self, story: Story, pile: pipeline.Pile) -> None:
        self.story, self.pile = story, pile
        self.questions = [q for q in pipeline.questions(pile) if q.asks is Asks.FIGURE]
        self.groups = [[self.places(ref) for ref in group] for group in story.label["groups"]]
        self.held = {(e.claim, e.figure): q for q in self.questions for e in q.entries}
        self.tally: Counter[str] = Counter()
        self.count()

    def places(self, ref: str) -> list[Place]:
        """Every figure of the article that has the number."""
        key, _, number = ref.partition(":")
        article = next(a.id for a in self.pile.articles if a.path == key)
        return [
            (c.id, i)
            for c in self.pile.claims
            if c.article == article
            for i, f in enumerate(c.figures)
            if Decimal(number) in (f.quantity.low, f.quantity.high)
        ]

    def main(self) -> Question | None:
        """The question that holds most of the main figures."""
        held = Counter(
            q.id
            for spots in self.groups[0]
            for q in {self.held[p].id: self.held[p] for p in spots if p in self.held}.values()
        )
        best = min(held, key=lambda k: (-held[k], k), default=None)
        return next((q for q in self.questions if q.id == best), None)

    def count(self) -> None:
        """Put everything that is scored into ``tally``."""
        label, main = self.story.label, self.main()
        conflicting = [q for q in self.questions if q.verdict is Verdict.CONFLICT]
        hit = self.story.conflicts and main is not None and main.verdict is Verdict.CONFLICT
        self.tally["conflict due"] = self.story.conflicts
        self.tally["conflict hit"] = hit
        either = "conflict" in label["verdict"].split("|")[1:] and main in conflicting  # right, and not due
        self.tally["conflict given"] = len(conflicting) - either
        self.tally["verdict of"] = 1
        self.tally["verdict"] = main is not None and main.verdict in label["verdict"].split("|")
        for name, right in self.answers(main).items():
            self.tally[f"{name} of"], self.tally[name] = 1, right
        self.count_pairs()

    def answers(self, main: Question | None) -> dict[str, bool]:
        """Whether range, origins and sum are right, of those that the label has."""
        label = self.story.label
        out = {}
        if "range" in label:
            out["range"] = main is not None and [main.low, main.high] == [Decimal(str(n)) for n in label["range"]]
        if "origins" in label:
            out["origins"] = main is not None and main.origins <= label["origins"] <= main.origins_most
        if "sum" in label:
            out["sum"] = main is not None and any(f"{label['sum']:,}" in c.says for c in main.arithmetic)
        return out

    def count_pairs(self) -> None:
        """Which labelled figures were read, and which of them share a question."""
        flat = [(i, spots) for i, group in enumerate(self.groups) for spots in group]
        self.tally["found of"], self.tally["found"] = len(flat), sum(bool(spots) for _, spots in flat)
        for (i, left), (j, right) in combinations(flat, 2):
            met = {self.held[p].id for p in left if p in self.held} & {self.held[p].id for p in right if p in self.held}
            self.tally["pairs due"] += i == j
            self.tally["pairs met"] += bool(met)
            self.tally["pairs hit"] += i == j and bool(met)

    def wrong(self) -> list[str]:
        """What is wrong, by name."""
        parts = [
            name
            for name in ("verdict", "range", "origins", "sum", "found")
            if self.tally[name] < self.tally[f"{name} of"]
        ]
        if not self.tally["pairs due"] == self.tally["pairs hit"] == self.tally["pairs met"]:
            parts.append("pairs")
        if self.tally["conflict given"] > self.tally["conflict hit"]:
            parts.append("false alarm")
        return parts

    def show(self) -> None:
        """Print the story, its label and what was made of it."""
        if not (wrong := self.wrong()):
            return
        label = self.story.label
        print(f"\n== {self.story.name}: {', '.join(wrong)}")
        for i, article in enumerate(label["articles"], start=1):
            print(f"  {i} {' | '.join(article)}")
        print("  due:", {k: label[k] for k in ("groups", "verdict", "range", "origins") if k in label})
        claims = {c.id: c for c in self.pile.claims}
        for q in self.questions:
            print(f"  {q.verdict} {q.text} [{q.low}, {q.best}, {q.high}] origins {q.origins} {q.period}")
            for e in (e for e in q.entries if e.figure is not None):
                print(f"      {entry(claims[e.claim], e.figure)} {e.relation} <{e.origin}>")
            print("     ", " ".join(q.why))


def entry(claim: Claim, index: int) -> str:
    """A figure on one line."""
    f: Figure = claim.figures[index]
    return f"{f.text!r} {f.measure} who={f.who} where={f.where} {f.basis} {f.period and (f.period.start, f.period.end)}"


def ratio(tally: Counter[str], over: str, under: str) -> str:
    share = f"{tally[over] / tally[under]:.3f}" if tally[under] else "  -  "
    return f"{share} ({tally[over]}/{tally[under]})"


def scores(tally: Counter[str]) -> dict[str, str]:
    """The table of one set."""
    rows = [
        ("conflict precision", "conflict hit", "conflict given"),
        ("conflict recall", "conflict hit", "conflict due"),
    ]
    rows += [(name, name, f"{name} of") for name in ("verdict", "range", "origins", "sum", "found")]
    rows += [("pairs precision", "pairs hit", "pairs met"), ("pairs recall", "pairs hit", "pairs due")]
    return {name: ratio(tally, over, under) for name, over, under in rows}


def tallies(piles: dict[str, pipeline.Pile], *, show: bool = False) -> dict[str, Counter[str]]:
    """The sums of each half; with ``show``, what is wrong in the open one is printed."""
    sums: dict[str, Counter[str]] = {half: Counter() for half in HALVES}
    for story in (s for s in stories() if s.name in piles):
        scored = Scored(story, piles[story.name])
        sums[story.half].update(scored.tally)
        if show and story.half == "open":
            scored.show()
    return sums


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what is wrong in the open stories")
    parser.add_argument("--unread", action="store_true", help="count the unread stories, too")
    parser.add_argument("--keep", type=Path, help="read the claims from this file, or keep them there")
    given = parser.parse_args()
    if given.keep and given.keep.exists():
        piles = pickle.loads(given.keep.read_bytes())
    else:
        piles = {s.name: read(s) for s in stories(HALVES if given.unread else ["open"])}
        if given.keep:
            given.keep.write_bytes(pickle.dumps(piles))
    sums = tallies(piles, show=given.show)
    first, second = (scores(sums[half]) for half in HALVES)
    print(f"\n{'':20s}{'open':20s}{'unread':20s}")
    for name in first:
        print(f"{name:20s}{first[name]:20s}{second[name]:20s}")


if __name__ == "__main__":
    main()
