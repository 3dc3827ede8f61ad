"""How well and how fast copies are found in a large pile of invented articles in which copies are planted.

    uv run bench/copies.py [--articles 20000] [--words 400] [--seed 1]

The articles are made by a seeded generator: words of the example story in the order in which that story uses them,
mixed with a long tail of invented words by Zipf's law, invented names and numbers, standing phrases. Planted are exact
copies; near copies (single words replaced that change nothing); copies with a paragraph of their own; excerpts;
reports of which one paragraph is another's; updates (the same text with one number or name changed, which are no
copies); and look-alikes (the same event told in other words, which share nothing but the standing phrases).

Printed are recall and precision of what was planted, the seconds, and the time to add one more article.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from onrecord.model import Article, CopyKind, DateSource, Published, Span, TextMap, content_id
from onrecord.stories import gather
from onrecord.stories.copies import Copies

TELLING = frozenset(re.findall(r"[a-z']+", (files("onrecord.stories") / "data" / "changes.toml").read_text("utf-8")))
EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "kessarin-dam"
SYLLABLES = tuple("ka ro mi ten dor vel lan sur pe gri os ath ne bru sil mar to fen ul ha".split())  # noqa: SIM905
PHRASES = (
    "the ministry said in a statement on Monday that",
    "did not respond to a request for comment",
    "at the time of",
)
HARMLESS = ["quite", "also", "then", "still", "later", "soon", "thus", "there", "here", "again"]
PLANTED = ("exact", "near", "added", "excerpt", "paragraph", "update", "look-alike")
SHARE = 0.3  # of the pile is planted
COPY = frozenset({CopyKind.EXACT, CopyKind.NEAR, CopyKind.PART, CopyKind.REWRITE})


@dataclass(frozen=True, slots=True)
class Planted:
    """An article made from an earlier one, and how."""

    how: str
    of: str


class Maker:
    """Makes articles, the same ones for the same seed."""

    def __init__(self, seed: int, words: int) -> None:
        self.chance = random.Random(seed)
        self.words = words
        self.follows: dict[str, list[str]] = defaultdict(list)
        told: list[str] = []
        for file in sorted(EXAMPLE.glob("*.txt")):
            told += re.findall(r"[a-z]{2,}", file.read_text("utf-8"))
        for left, right in pairwise(told):
            self.follows[left].append(right)
        common = [word for word, _ in Counter(told).most_common()]
        rare = sorted({"".join(self.chance.choices(SYLLABLES, k=self.chance.choice((2, 3, 3)))) for _ in range(9000)})
        self.chance.shuffle(rare)
        self.tail = common + rare
        self.weights = [1 / (at + 8) for at in range(len(self.tail))]
        self.names = ["".join(self.chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2500)]
        self.draws: list[str] = []

    def word(self, last: str) -> str:
        """One word: half the time one that follows the last in the example, else one of the long tail."""
        if self.chance.random() < 0.5 and self.follows.get(last):
            return self.chance.choice(self.follows[last])
        if not self.draws:
            self.draws = self.chance.choices(self.tail, self.weights, k=50_000)
        return self.draws.pop()

    def sentence(self, names: list[str]) -> str:
        """A sentence of 12 to 28 words with a name, some with a number or a standing phrase."""
        words = [self.word("the")]
        while len(words) < self.chance.randrange(10, 26):
            words.append(self.word(words[-1]))
        words.insert(self.chance.randrange(1, len(words)), self.chance.choice(names))
        if self.chance.random() < 0.4:
            words.insert(self.chance.randrange(1, len(words)), str(self.chance.randrange(20, 9000)))
        if self.chance.random() < 0.15:
            words[1:1] = self.chance.choice(PHRASES).split()
        return " ".join([words[0].capitalize(), *words[1:]]) + "."

    def paragraph(self, names: list[str], least: int = 55) -> str:
        """Sentences of so many words together."""
        found: list[str] = []
        while sum(len(s.split()) for s in found) < least:
            found.append(self.sentence(names))
        return " ".join(found)

    def text(self) -> str:
        """An article."""
        names = self.chance.sample(self.names, 8)
        found: list[str] = []
        while sum(len(p.split()) for p in found) < self.words:
            found.append(self.paragraph(names))
        return "\n\n".join(found)

    def planted(self, how: str, text: str) -> str:
        """An article made of ``text``."""
        paragraphs = text.split("\n\n")
        own = self.paragraph(self.chance.sample(self.names, 3))
        if how == "near":
            words = text.split(" ")
            for at in self.chance.sample(range(len(words)), len(words) // 50):
                if words[at].isalpha() and words[at].islower() and words[at] not in TELLING:
                    words[at] = self.chance.choice(HARMLESS)
            return " ".join(words)
        if how == "update":
            numbers = list(re.finditer(r"(?<=\w )\d+(?= \w)", text))
            match = self.chance.choice(numbers)
            return text[: match.start()] + str(int(match[0]) + 2) + text[match.end() :]
        made = {
            "exact": paragraphs,
            "added": [*paragraphs, own],
            "excerpt": paragraphs[: max(2, len(paragraphs) // 2)],
            "paragraph": [*self.text().split("\n\n")[1:], self.chance.choice(paragraphs)],
            "look-alike": self.text().split("\n\n"),
        }
        return "\n\n".join(made[how])


def make(count: int, words: int, seed: int) -> tuple[list[Article], dict[str, Planted]]:
    """The articles, in a shuffled order, and which of them were planted."""
    maker = Maker(seed, words)
    articles: list[Article] = []
    planted: dict[str, Planted] = {}
    for at in range(round(count * (1 - SHARE))):
        articles.append(article(f"{at}", maker.text(), maker.chance.randrange(360)))
    sources = maker.chance.choices(articles, k=count - len(articles))
    for at, source in enumerate(sources):
        how = PLANTED[at % len(PLANTED)]
        day = source.published.start.toordinal() - FIRST.toordinal() if source.published else 0
        made = article(f"{source.path}-{how}-{at}", maker.planted(how, source.text), day + 1)
        articles.append(made)
        planted[made.id] = Planted(how, source.id)
    maker.chance.shuffle(articles)
    return articles, planted


FIRST = date(2031, 1, 1)


def article(path: str, text: str, day: int) -> Article:
    """An article of a day of the invented year."""
    published = FIRST + timedelta(days=day)
    return Article(
        id=content_id(path, text),
        path=path,
        text=text,
        map=TextMap.keeping([Span(0, len(text))]),
        sha256="",
        published=Published(start=published, end=published, how=DateSource.METADATA),
    )


def report(copies: Copies, articles: list[Article], planted: dict[str, Planted]) -> None:
    """Recall of each sort of planted article, and precision of all that was found."""
    right: Counter[str] = Counter()
    for key, made in planted.items():
        overlap = copies.overlaps.get(key)
        is_copy = overlap is not None and overlap.kind in COPY
        if made.how == "look-alike":
            right[made.how] += not is_copy
        elif made.how in ("paragraph", "update"):  # known to overlap, but articles of their own
            right[made.how] += overlap is not None and not is_copy and of(copies, made.of, key)
        else:
            right[made.how] += is_copy and of(copies, made.of, key)
    for how in PLANTED:
        total = sum(made.how == how for made in planted.values())
        print(f"{how:10s} {right[how]:5d} of {total:5d}  {right[how] / max(total, 1):.4f}")
    found = [a.id for a in articles if copies.original(a.id)]
    true = sum(key in planted and planted[key].how in ("exact", "near", "added", "excerpt") for key in found)
    print(
        f"precision  {true:5d} of {len(found):5d}  {true / max(len(found), 1):.4f}  (called a copy, and planted as one)"
    )


def of(copies: Copies, source: str, key: str) -> bool:
    """Whether a planted article is tied to its source, or to another article made of it."""
    passages = copies.overlaps[key].passages
    tied = {p.of for p in passages}
    return source in tied or any(
        source in {p.of for p in copies.overlaps[t].passages} for t in tied if t in copies.overlaps
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gather", action="store_true", help="time the whole of gather, too")
    given = parser.parse_args()
    articles, planted = make(given.articles, given.words, given.seed)
    *rest, last = articles
    copies = Copies()
    start, cpu = time.perf_counter(), time.process_time()
    copies.add(rest)
    print(f"{len(rest)} articles: {time.perf_counter() - start:.1f} s, {time.process_time() - cpu:.1f} CPU s")
    start = time.perf_counter()
    copies.add([last])
    print(f"one more: {1000 * (time.perf_counter() - start):.1f} ms")
    report(copies, articles, planted)
    if given.gather:
        cpu = time.process_time()
        stories = {a.story for a in gather(articles)}
        print(f"gather: {time.process_time() - cpu:.1f} CPU s, {len(stories)} stories")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
