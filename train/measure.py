"""How well the trained reader marks a corpus by itself, before the rules join in.

    uv run train/measure.py ../shared/data/polnear/dev

Reads the first annotator's marks of each article. Prints precision, recall and F1 of words by role, and of whole
attributions: *content* where content words agree by half or more (Jaccard, one to one), *linked* where a word of the
source agrees as well or neither has one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from prepare import ROLES, Marked, documents, read_marked

from onrecord.extract.language import parse
from onrecord.extract.speech.learned.encode import words_of
from onrecord.extract.speech.learned.reader import attributions, model

type Places = frozenset[int]


def places(spans: Iterable[tuple[int, int]], text: str) -> Places:
    """The letters and digits of the spans, by their place in the text."""
    return frozenset(i for a, b in spans for i in range(a, b) if text[i].isalnum())


def rows(marked: Iterable[Marked], text: str) -> list[dict[str, Places]]:
    """Each attribution as places by role."""
    return [{role: places(getattr(m, role), text) for role in ROLES} for m in marked]


def matched(found: list[dict[str, Places]], gold: list[dict[str, Places]], *, linked: bool) -> int:
    """How many attributions agree, one to one, the closest contents first."""
    pairs = []
    for i, f in enumerate(found):
        for j, g in enumerate(gold):
            both = len(f["content"] & g["content"])
            share = both / max(1, len(f["content"] | g["content"]))
            same = bool(f["source"] & g["source"]) or not (f["source"] or g["source"])
            if share >= 0.5 and (same or not linked):
                pairs.append((share, i, j))
    left, right = set(), set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


def line(name: str, hits: int, found: int, gold: int) -> None:
    """One line of the table."""
    p, r = hits / max(1, found), hits / max(1, gold)
    print(f"{name:10s} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  ({found} found, {gold} marked)")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("split", type=Path)
    given = parser.parse_args()
    docs = list(documents(given.split))
    tally = {name: [0, 0, 0] for name in (*ROLES, "contents", "linked")}
    for (_, text, marks), doc in zip(docs, parse(t for _, t, _ in docs), strict=True):
        spans = [
            Marked(*([(s.start, s.end) for s in getattr(a, role)] for role in ROLES))
            for a in attributions(model(), words_of(doc, model().grammar))
        ]
        found, gold = rows(spans, text), rows(read_marked(marks[0]), text)
        for role in ROLES:
            f, g = (frozenset().union(*(r[role] for r in side)) for side in (found, gold))
            tally[role] = [a + b for a, b in zip(tally[role], (len(f & g), len(f), len(g)), strict=True)]
        for name in ("contents", "linked"):
            hits = matched(found, gold, linked=name == "linked")
            tally[name] = [a + b for a, b in zip(tally[name], (hits, len(found), len(gold)), strict=True)]
    for name, (hits, f, g) in tally.items():
        line(name, hits, f, g)


if __name__ == "__main__":
    main()
