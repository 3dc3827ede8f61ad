"""Score the meeting of statements: what is told of one event against what is told of another.

    uv run bench/statements.py FOLDER [--topics N] [--skip N] [--show]   # FOLDER holds ECB+ as articles.jsonl
    uv run bench/statements.py FOLDER --meantime [--show]     # FOLDER holds the MEANTIME corpus: **/*.xml

The corpora (ECB+, Cybulska and Vossen, LREC 2014; MEANTIME, Minard et al., LREC 2016) are not part of the project.

ECB+ has two look-alike events a topic ("1a" and "1b": two celebrities who went to the same sort of clinic). Two
propositions of different articles that we put under one matter are right if their articles tell of one event and wrong
if of two; whether two sentences of one event tell the same deed is marked in the corpus and not in the plain texts, so
that this precision is an upper bound. Coverage is how many articles meet another of their event.

MEANTIME marks which words tell one event across articles. Precision: of the pairs of propositions under one matter, in
different articles and both on a marked word, how many are marked as one event. Recall: of the pairs of marked words of
one event in different articles that we read as propositions, how many stand under one matter.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from onrecord.extract.claims import read_claims
from onrecord.model import Article, Claim, Span, TextMap, content_id
from onrecord.reconcile.peoples import learn
from onrecord.reconcile.statements.items import Said, make_said
from onrecord.reconcile.statements.matters import matters
from onrecord.stories import gather

TOKENS = (
    (" ,", ","),
    (" .", "."),
    (" 's", "'s"),
    (" n't", "n't"),
    ("`` ", "“"),
    (" ''", "”"),
    (" - ", "-"),
    (" :", ":"),
)


def article(name: str, text: str) -> Article:
    """An article of nothing but its text."""
    return Article(id=content_id(name), path=name, text=text, map=TextMap(()), sha256="", language="en")


def grouped(articles: Sequence[Article]) -> tuple[list[tuple[Said, ...]], list[Claim]]:
    """The matters of the articles, and all their claims."""
    pile = {a.id: a for a in gather(articles)}
    claims = [c for _, found in read_claims(pile.values()) for c in found]
    return matters(make_said(claims, pile, learn(a.text for a in pile.values()))), claims


def across(groups: Iterable[Sequence[Said]]) -> Iterator[tuple[Said, Said]]:
    """Pairs of propositions of one matter in different articles."""
    for group in groups:
        yield from ((a, b) for a, b in combinations(group, 2) if a.article.id != b.article.id)


def told(said: Said) -> str:
    """A proposition with its claim, on one line."""
    sign = "" if said.proposition.affirmed else "NOT "
    return f"{said.article.path}: {sign}{said.proposition.action} :: {' '.join(said.claim.text.split())[:150]}"


def score_events(folder: Path, topics: int, skip: int, *, show: bool) -> None:
    """Print precision and coverage on ECB+."""
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    kept = sorted({r["topic"] for r in rows}, key=int)[skip:][: topics or None]
    rows = [r for r in rows if r["topic"] in kept]
    event = {content_id(r["id"]): r["event"] for r in rows}
    groups, _ = grouped([article(r["id"], plain(r["text"])) for r in rows])
    right, wrong, met, opposed = 0, 0, set(), Counter()
    for a, b in across(groups):
        same = event[a.article.id] == event[b.article.id]
        right, wrong = right + same, wrong + (not same)
        opposed[same] += a.proposition.affirmed != b.proposition.affirmed
        met |= {a.article.id, b.article.id} if same else set()
        if show and (not same or a.proposition.affirmed != b.proposition.affirmed):
            print(f"{'opposed' if same else 'WRONG'}\n   {told(a)}\n   {told(b)}")
    pairs = right + wrong
    print(f"ECB+: {len(rows)} articles, {len(groups)} matters; pairs across articles {pairs}, of one event {right}")
    print(f"      precision at most {right / max(pairs, 1):.3f}; articles that meet another of their event {len(met)}")
    print(f"      pairs that say the opposite: {opposed[True]} of one event, {opposed[False]} of two")
    if show:
        for group in groups[:: max(1, len(groups) // 40)]:
            print("\nMATTER", *(f"\n   {told(s)}" for s in group[:4]))


def plain(text: str) -> str:
    """Tokenised text put together again, well enough to parse."""
    lines = [line for line in text.splitlines() if not re.match(r"https? ?:", line.strip())]
    text = "\n".join(lines)
    for old, new in TOKENS:
        text = text.replace(old, new)
    return text


def score_coreference(folder: Path, *, show: bool) -> None:
    """Print precision and recall on MEANTIME."""
    import meantime

    papers = [meantime.read_paper(path) for path in sorted(folder.rglob("*.xml"))]
    marks = {content_id(p.name): marked(path) for p, path in zip(papers, sorted(folder.rglob("*.xml")), strict=True)}
    groups, claims = grouped([article(p.name, p.text) for p in papers])
    good = bad = 0
    for a, b in across(groups):
        one, other = (event_at(marks[s.article.id], s.proposition.span) for s in (a, b))
        if one and other:
            good, bad = good + (one == other), bad + (one != other)
            if show and one != other:
                print(f"WRONG\n   {told(a)}\n   {told(b)}")
    read = defaultdict(set)
    for claim in claims:
        for index, said in enumerate(claim.says):
            if found := event_at(marks[claim.article], said.span):
                read[found].add((claim.article, claim.id, index))
    home = {s.ref: n for n, group in enumerate(groups) for s in group}
    pairs = [(a, b) for refs in read.values() for a, b in combinations(sorted(refs), 2) if a[0] != b[0]]
    both = sum(a[1:] in home and home.get(a[1:]) == home.get(b[1:]) for a, b in pairs)
    print(f"MEANTIME: {len(papers)} articles; judged pairs {good + bad}, of one event {good}")
    print(f"      precision {good / max(good + bad, 1):.3f}  recall {both}/{len(pairs)} of pairs read as propositions")


def marked(path: Path) -> list[tuple[Span, str]]:
    """The marked words of events with the instance that they are of."""
    from xml.etree import ElementTree

    import meantime

    root = ElementTree.parse(path).getroot()
    _, places, _ = meantime.put_together(root)
    instance = {e.get("m_id"): e.get("instance_id") for e in root.iter("EVENT") if e.get("instance_id")}
    spans = {}
    for mention in root.iter("EVENT_MENTION"):
        at = [places[a.get("t_id")] for a in mention.iter("token_anchor") if a.get("t_id") in places]
        if at:
            spans[mention.get("m_id")] = Span(min(s.start for s in at), max(s.end for s in at))
    found = []
    for link in root.iter("REFERS_TO"):
        target = next((t.get("m_id") for t in link.iter("target")), None)
        for source in link.iter("source"):
            if instance.get(target) and source.get("m_id") in spans:
                found.append((spans[source.get("m_id")], instance[target]))
    return found


def event_at(marks: Sequence[tuple[Span, str]], span: Span) -> str | None:
    """The event that is marked on a word."""
    return next((event for place, event in marks if place.overlaps(span)), None)


def main() -> None:
    """Read the call and print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--topics", type=int, default=0)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--meantime", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if given.meantime:
        score_coreference(given.folder, show=given.show)
    else:
        score_events(given.folder, given.topics, given.skip, show=given.show)


if __name__ == "__main__":
    main()
