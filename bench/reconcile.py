"""How long it takes to reconcile a large pile, and to add a hundred articles to it.

    uv run bench/reconcile.py [PATH …] [--sizes 500 1000 2000] [--cache FOLDER]

The pile is made of the example story (and of the articles of PATH, if any), read once for their claims and kept under
FOLDER. Each is varied many times over: names of people, places and outlets, numbers and days are others in each
matter, the same ones throughout it; a replaced word is as long as the one it stands for, so that every span stays
right. A matter is told once, or again by up to 24 further rounds of outlets with numbers of their own, so that stories
have from one to some hundreds of articles. In every other matter the states keep their names: a war's running losses
go through the whole pile and make large blocks.

Printed for each size, each in a process of its own: articles, claims, figures and questions; seconds to reconcile all
at once; the most memory held; and, after the pile stands, seconds to add a hundred more.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import pickle
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any
from zlib import crc32

from onrecord import __version__, pipeline
from onrecord.model import Article, Attribution, Claim, Figure, Published, Quantity, Span, Speaker, TimeSpan, content_id
from onrecord.values.name import is_capital_or_seat, state_of

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "kessarin-dam"
SIZES = (500, 1000, 2000, 5000, 10_000, 20_000)
ADDED = 100
ROUNDS = (1, 1, 2, 1, 4, 1, 1, 8, 1, 25)  # in which a matter is told, in turn
SPAN = 1200  # days over which the matters lie
WORD = re.compile(r"[^\W\d_]{4,}")
NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*\d(?![\d.,]*\d)")
VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvz"
STATES = {  # others of the same length, with their adjectives
    "Russia": ("Serbia", "Latvia", "Angola", "Zambia"),
    "Russian": ("Serbian", "Latvian", "Angolan", "Zambian"),
    "Russians": ("Serbians", "Latvians", "Angolans", "Zambians"),
    "Ukraine": ("Hungary",) * 4,
    "Ukrainian": ("Hungarian",) * 4,
    "Ukrainians": ("Hungarians",) * 4,
}


@dataclass(frozen=True, slots=True)
class Base:
    """The articles that were read, with their claims, and the words in them that are names."""

    articles: tuple[Article, ...]
    claims: Mapping[str, tuple[Claim, ...]]
    names: frozenset[str]


def base_of(paths: list[str], cache: Path) -> Base:
    """What was read of the example and of ``paths``; read now, if it was not before by this version."""
    shape = [f.name for noun in (Article, Claim, Figure, Speaker) for f in fields(noun)]
    kept = cache / f"claims-{content_id(__version__, *shape, *paths)}.pickle"
    if not kept.is_file():
        piles = [pipeline.extracted(pipeline.pile([path], run), run) for run in (pipeline.Run(),) for path in paths]
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps([(p.articles, p.claims) for p in piles]))
    found = pickle.loads(kept.read_bytes())  # written by this bench
    articles = tuple(a for some, _ in found for a in some)
    claims: dict[str, list[Claim]] = {a.id: [] for a in articles}
    for _, some in found:
        for claim in some:
            claims[claim.article].append(claim)
    return Base(articles, {k: tuple(v) for k, v in claims.items()}, name_words(articles))


def name_words(articles: tuple[Article, ...]) -> frozenset[str]:
    """Words that are always written with a capital, and are no states, capitals, months or days."""
    words = {w for a in articles for w in WORD.findall(a.text)}
    calendar = {f"{date(2024, m, m):%B}" for m in range(1, 13)} | {f"{date(2024, 1, d):%A}" for d in range(1, 8)}
    names = {w for w in words if w[0].isupper() and not w.isupper() and w.lower() not in words} - calendar
    return frozenset(w for w in names if not state_of(w) and not is_capital_or_seat(w))


class Change:
    """One round of one matter: which word, number and day stands for which."""

    def __init__(self, base: Base, matter: int, round_: int) -> None:
        self.base, self.matter, self.round = base, matter, round_
        self.shift = timedelta(days=crc32(b"day %d" % matter) % SPAN + round_ // 3)
        self.words: dict[str, str] = {}
        self.ids = {a.id: content_id(a.id, str(matter), str(round_)) for a in base.articles}

    def text(self, words: str) -> str:
        """The words with other names and numbers, each as long as what it stands for."""
        return NUMBER.sub(lambda m: self.number(m[0]), WORD.sub(lambda m: self.word(m[0]), words))

    def maybe(self, words: str | None) -> str | None:
        """The same, where there are any."""
        return None if words is None else self.text(words)

    def word(self, word: str) -> str:
        """Another name for a name, the same in all rounds; states change in every other matter."""
        if word in STATES:
            return STATES[word][self.matter // 2 % 4] if self.matter % 2 else word
        if word not in self.base.names:
            return word
        if word not in self.words:
            people = word.endswith("n") and word[:-1] in self.base.names  # "Dovarian", of "Dovaria"
            self.words[word] = f"{self.word(word[:-1])}n" if people else self._name(word)
        return self.words[word]

    def _name(self, word: str) -> str:
        chance = random.Random(crc32(f"{self.matter} {word}".encode()))
        made = [chance.choice(VOWELS if c.lower() in VOWELS else CONSONANTS) for c in word[:-1]]
        return "".join(made).capitalize() + word[-1]

    def number(self, digits: str) -> str:
        """Another number as long and as round, in some rounds another; years stay."""
        plain = digits.replace(",", "")
        if len(plain) == 4 and plain[:2] in ("19", "20"):
            return digits
        chance = random.Random(crc32(f"{self.matter} {self.round // 4} {plain}".encode()))
        return "".join(c if c in ",0" else str(chance.randrange(1, 10)) for c in digits)

    def day(self, day: date | None) -> date | None:
        """The day, moved with its matter."""
        return day and day + self.shift

    # -------------------------------------------------------------------------------- nouns

    def article(self, old: Article) -> Article:
        """One article of this round: of another outlet, on other days."""
        path = f"{self.matter}/{self.round}/{old.path}"
        place = f" {self.word(min(self.base.names))}" if self.matter % 3 else ""
        return replace(
            old,
            id=self.ids[old.id],
            path=path,
            text=self.text(old.text),
            title=self.maybe(old.title),
            publisher=f"{self.text(old.publisher)}{place} {self.round or ''}".strip() if old.publisher else None,
            published=self.published(old.published),
            updated=self.published(old.updated),
            story=content_id(old.story, str(self.matter)) if old.story else "",
            copies_of=self.ids.get(old.copies_of or ""),
            passages=tuple(replace(p, of=self.ids[p.of]) for p in old.passages if p.of in self.ids),
            entries=(),
        )

    def published(self, old: Published | None) -> Published | None:
        """The day or window, moved."""
        return old and replace(old, start=old.start + self.shift, end=old.end + self.shift, at=None)

    def claim(self, old: Claim) -> Claim:
        """One claim of an article of this round."""
        home = self.ids[old.article]
        said = {c.id: c.content for c in self.base.claims[old.article]}
        return replace(
            old,
            id=Claim.make_id(home, old.content),
            article=home,
            text=self.text(old.text),
            attribution=self.attribution(old.attribution),
            due=self.day(old.due),
            figures=tuple(map(self.figure, old.figures)),
            disputes=tuple(Claim.make_id(home, said[d]) for d in old.disputes if d in said),
            says=self.anything(old.says, {key: Claim.make_id(home, content) for key, content in said.items()})
            if old.says
            else (),
        )

    def anything(self, value: Any, ids: Mapping[str, str]) -> Any:
        """What a claim says, with other names and days, and the ids of other claims."""
        if isinstance(value, StrEnum | Span):
            return value
        if isinstance(value, str):
            return ids.get(value) or self.text(value)
        if isinstance(value, TimeSpan):
            return self.period(value)
        if isinstance(value, tuple):
            return tuple(self.anything(part, ids) for part in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: self.anything(getattr(value, f.name), ids) for f in fields(value)})
        return value

    def attribution(self, old: Attribution) -> Attribution:
        """Who said it, by other names."""
        return replace(old, chain=tuple(map(self.speaker, old.chain)), via=tuple(map(self.speaker, old.via)))

    def speaker(self, old: Speaker) -> Speaker:
        """One link of a chain."""
        words = {"name": self.text(old.name), "text": self.text(old.text)}
        return replace(old, **words, of=self.maybe(old.of), office=self.maybe(old.office))

    def figure(self, old: Figure) -> Figure:
        """One figure: another number of another measure's people, at another place, on other days."""
        numbers = {m[0].replace(",", ""): self.number(m[0].replace(",", "")) for m in NUMBER.finditer(old.text)}
        return replace(
            old,
            text=self.text(old.text),
            quantity=changed(old.quantity, numbers),
            who=self.maybe(old.who),
            where=self.maybe(old.where),
            period=self.period(old.period),
        )

    def period(self, old: TimeSpan | None) -> TimeSpan | None:
        """A stretch of time, moved."""
        return old and replace(old, start=self.day(old.start), end=self.day(old.end))


def changed(quantity: Quantity, numbers: Mapping[str, str]) -> Quantity:
    """The quantity with the numbers that the text now gives."""
    ends = [None if n is None else Decimal(numbers.get(f"{n:f}", n)) for n in (quantity.low, quantity.high)]
    low, high = ends
    if low is not None and high is not None and low > high:
        low, high = high, low
    return replace(quantity, low=low, high=high)


def rounds(base: Base) -> Iterator[Change]:
    """The rounds of all matters, without end."""
    matter = 0
    while True:
        for round_ in range(ROUNDS[matter % len(ROUNDS)]):
            yield Change(base, matter, round_)
        matter += 1


def make(base: Base, count: int) -> tuple[list[Article], list[Claim]]:
    """So many articles with their claims, in a shuffled order of matters."""
    articles: list[Article] = []
    claims: list[Claim] = []
    for change in rounds(base):
        for old in base.articles:
            if len(articles) == count:
                return articles, claims
            articles.append(change.article(old))
            claims += map(change.claim, base.claims[old.id])
    raise AssertionError("rounds have no end")


def read(paths: list[str], cache: Path) -> None:
    """Read what is not read yet, in a process of its own, so that its memory is not counted."""
    base_of(paths, cache)


def measured(paths: list[str], cache: Path, size: int) -> str:
    """One row of the table."""
    from onrecord.reconcile.growing import Reconciler

    articles, claims = make(base_of(paths, cache), size + ADDED)
    chance = random.Random(1)
    chance.shuffle(articles)
    new = {a.id for a in articles[size:]}
    first = [c for c in claims if c.article not in new]
    start = time.process_time()
    reconciler = Reconciler()
    questions = reconciler.update(first, articles[:size])
    whole = time.process_time() - start
    start = time.process_time()
    reconciler.update([c for c in claims if c.article in new], articles[size:])
    added = time.process_time() - start
    figures = sum(len(c.figures) for c in first)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    load = os.getloadavg()[0]
    row = (f"{size:,}", f"{len(first):,}", f"{figures:,}", f"{len(questions):,}")
    return f"| {' | '.join(row)} | {whole:.1f} | {added:.1f} | {held:,.0f} | {load:.1f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "onrecord-bench")
    given = parser.parse_args()
    paths = [str(EXAMPLE), *given.paths]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.apply(read, (paths, given.cache))
    print("| articles | claims | figures | questions | CPU seconds | adding 100 | MB | load |", flush=True)
    for size in given.sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(pool.apply(measured, (paths, given.cache, size)), flush=True)


if __name__ == "__main__":
    main()
