"""Score values and the certainty of events against MEANTIME: 60 Wikinews articles annotated by hand.

    uv run bench/meantime.py FOLDER [--show]     # FOLDER holds the corpus: **/*.xml, one article a file

The corpus (Minard et al., LREC 2016; guidelines NWR-2014-2-2) is not part of the project. Text is put together from
its tokens, a blank between two unless the next is a closing mark. The day of publication is that of the date line.

values   A VALUE (QUANTITY, MONEY, PERCENT) is found when the number of a quantity that may become a figure overlaps it;
         a quantity that overlaps none is wrong. Scored in the title, the date line and the four sentences behind them:
         further down only what is coreferent with something above was marked. Numbers inside a TIMEX3 or a name are
         left out on both sides. Ages are VALUEs there and no figures here, and are counted as missed.
events   Certainty, polarity and time are the marks of an event's word, ours those of the smallest claim whose content
         holds it. A claim speaks of its main verbs: ``heads`` are the events that are one, ``all`` is every event.
         Asserted, reported and denied are CERTAIN, as is a forecast without words of likelihood; the rest is not.
         ``affirmed`` false or denied is NEG; a forecast is FUTURE. UNDERSPECIFIED and unmarked events are left out.
         Nearly all events are CERTAIN and POS, so that accuracy says little: precision, recall and F1 are those of
         the rare class.

Not compared, because no claim of ours says them: tense, aspect, modality, participants, links, coreference; and
PROBABLE is not told from POSSIBLE, whose line the guidelines draw by the annotator's own judgement of the future.
"""

from __future__ import annotations

import argparse
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.extract.claims import claims_of
from onrecord.extract.clauses import Content
from onrecord.extract.language import parse
from onrecord.model import Article, Certainty, Claim, DateSource, Kind, Published, Span, TextMap, content_id
from onrecord.values.quantity import FIGURE_KINDS, read_quantities
from onrecord.values.time import read_times

CLOSING = frozenset(".,;:!?)'’”%") | {"'s", "’s", "n't", "..."}
OPENING = frozenset("($“‘£€")
ANNOTATED = 6  # sentences, title and date line among them
MARKED = ("EVENT_MENTION", "VALUE", "TIMEX3", "ENTITY_MENTION")


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation: its tag, its attributes and the characters from its first to its last token."""

    tag: str
    attributes: dict[str, str]
    span: Span


@dataclass(frozen=True, slots=True)
class Paper:
    """One article of the corpus: the text put together, its marks, and the sentences that were annotated."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    scored: tuple[Span, ...]

    def of(self, tag: str) -> list[Mark]:
        """The marks of one tag."""
        return [m for m in self.marks if m.tag == tag]

    def scores(self, span: Span) -> bool:
        """Whether the span lies in a sentence that was annotated."""
        return any(s.contains(span) for s in self.scored)


def read_paper(path: Path) -> Paper:
    """The article of one file."""
    root = ElementTree.parse(path).getroot()
    text, places, sentences = put_together(root)
    marks = tuple(m for tag in MARKED for m in marks_of(root, tag, places))
    return Paper(path.stem, text, marks, tuple(sentences[:ANNOTATED]))


def put_together(root: ElementTree.Element) -> tuple[str, dict[str, Span], list[Span]]:
    """The text, the place of each token by its id, and the place of each sentence; a title and a date stand alone."""
    text, places, sentences, now = "", {}, [], None
    for token in root.iter("token"):
        word, sentence = token.text or "", token.get("sentence")
        if sentence != now:
            text += "\n\n" if text else ""
            sentences.append(len(text))
            now = sentence
        elif word not in CLOSING and text[-1:] not in OPENING:
            text += " "
        places[token.get("t_id", "")] = Span(len(text), len(text) + max(len(word), 1))
        text += word or " "
    ends = [*sentences[1:], len(text) + 1]
    return text, places, [Span(s, e) for s, e in zip(sentences, ends, strict=True)]


def marks_of(root: ElementTree.Element, tag: str, places: dict[str, Span]) -> Iterator[Mark]:
    """The marks of one tag that stand in the text."""
    for element in root.iter(tag):
        spans = [places[a.get("t_id", "")] for a in element.iter("token_anchor") if a.get("t_id") in places]
        if spans:
            yield Mark(tag, dict(element.attrib), Span(min(s.start for s in spans), max(s.end for s in spans)))


# -------------------------------------------------------------------------------- tables


@dataclass(slots=True)
class Counts:
    """How often we and the corpus say so, and how often both."""

    ours: int = 0
    theirs: int = 0
    both: int = 0
    right: int = 0
    seen: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, ours: bool, theirs: bool, note: str) -> None:
        """Count one case of a class."""
        self.ours, self.theirs, self.both = self.ours + ours, self.theirs + theirs, self.both + (ours and theirs)
        self.right, self.seen = self.right + (ours == theirs), self.seen + 1
        if ours != theirs:
            self.misses.append(("too many: " if ours else "missed:   ") + note)

    def line(self) -> str:
        """Precision, recall, F1, and of how many."""
        p = self.both / self.ours if self.ours else 0.0
        r = self.both / self.theirs if self.theirs else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        accuracy = f"  accuracy {self.right / self.seen:.3f} of {self.seen}" if self.seen else ""
        return f"P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({self.theirs} marked, {self.ours} ours){accuracy}"


class Bench:
    """Our claims and quantities against the marks of the corpus."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = papers
        self.rows: dict[str, Counts] = {}

    def row(self, name: str) -> Counts:
        """The counts of one row of the table."""
        return self.rows.setdefault(name, Counts())

    def score(self) -> dict[str, Counts]:
        """All rows."""
        for paper, doc in zip(self.papers, parse(p.text for p in self.papers), strict=True):
            self.score_values(paper, [m.number for m in read_quantities(doc) if m.kind in FIGURE_KINDS])
            article = article_of(paper)
            claims = claims_of(article, doc)
            mains = {c.id: {h.idx for h in Content.of(doc, c.content).heads} for c in claims}
            for mark in paper.of("EVENT_MENTION"):
                self.score_event(paper, mark, claims, mains)
        return self.rows

    def score_values(self, paper: Paper, found: Iterable[Span]) -> None:
        """Numbers found, and found in the very words."""
        aside = [m.span for m in paper.marks if m.tag == "TIMEX3"]
        aside += [m.span for m in paper.of("ENTITY_MENTION") if m.attributes.get("syntactic_type", "").endswith("NAM")]
        gold = [m.span for m in paper.of("VALUE") if paper.scores(m.span)]
        ours = [s for s in found if paper.scores(s) and not any(a.contains(s) for a in aside)]
        row = self.row("values")
        row.theirs += len(gold)
        row.ours += len(ours)
        row.both += sum(any(g.overlaps(s) for s in ours) for g in gold)
        row.misses += ["missed:   " + near(paper, g) for g in gold if not any(g.overlaps(s) for s in ours)]
        row.misses += ["too many: " + near(paper, s) for s in ours if not any(g.overlaps(s) for g in gold)]

    def score_event(self, paper: Paper, mark: Mark, claims: Sequence[Claim], mains: dict[str, set[int]]) -> None:
        """Certainty, polarity and time of one event, for all events and for those that a claim asserts."""
        holding = [c for c in claims if any(s.contains(mark.span) for s in c.content)]
        if not holding:
            return
        claim = min(holding, key=lambda c: sum(map(len, c.content)))
        is_head = any(mark.span.start <= h < mark.span.end for h in mains[claim.id])
        for name in ("all", "heads") if is_head else ("all",):
            self.compare(name, paper, mark, claim)

    def compare(self, name: str, paper: Paper, mark: Mark, claim: Claim) -> None:
        """One event in one row."""
        theirs, note = mark.attributes, near(paper, mark.span)
        if theirs.get("certainty") in ("CERTAIN", "PROBABLE", "POSSIBLE"):
            self.row(f"{name} not certain").add(not certain(claim), theirs["certainty"] != "CERTAIN", note)
        if theirs.get("polarity") in ("POS", "NEG"):
            negative = not claim.affirmed or claim.certainty is Certainty.DENIED
            self.row(f"{name} negative").add(negative, theirs["polarity"] == "NEG", note)
        if theirs.get("time") in ("FUTURE", "NON_FUTURE"):
            self.row(f"{name} future").add(claim.kind is Kind.FORECAST, theirs["time"] == "FUTURE", note)


def certain(claim: Claim) -> bool:
    """Whether a claim is CERTAIN in the words of the guidelines."""
    if claim.certainty is Certainty.FORECAST:
        return claim.likelihood is None
    return claim.certainty in (Certainty.ASSERTED, Certainty.REPORTED, Certainty.DENIED)


def near(paper: Paper, span: Span) -> str:
    """The words of a span in brackets with some of those around it."""
    before, after = paper.text[max(0, span.start - 60) : span.start], paper.text[span.end : span.end + 40]
    return " ".join(f"{before}[{span.of(paper.text)}]{after}".split())


def article_of(paper: Paper) -> Article:
    """The article as the pipeline would have it, published on the day of its date line."""
    span = Span(0, len(paper.text))
    days = (t.time for t in read_times(paper.text[:300], None) if t.time.precision == "day" and t.time.start)
    day = next((t.start for t in days if t.start == t.end), None)
    published = Published(start=day, end=day, how=DateSource.STATED) if day else None
    kept = TextMap.keeping([span])
    return Article(
        id=content_id(paper.name), path=paper.name, text=paper.text, map=kept, sha256="", published=published
    )


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--show", action="store_true", help="print what was missed and what was too many")
    given = options.parse_args()
    papers = [read_paper(path) for path in sorted(given.folder.rglob("*.xml"))]
    if not papers:
        print(f"no .xml file under {given.folder}", file=sys.stderr)
        return 1
    for name, counts in Bench(papers).score().items():
        print(f"{name:18s} {counts.line()}")
        for miss in counts.misses if given.show else ():
            print("    ", miss)
    return 0


if __name__ == "__main__":
    sys.exit(main())
