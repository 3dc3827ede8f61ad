"""A large ledger to try the desk on: many stories, made of few articles by other names, numbers and days.

The rows of a small ledger, read as ever, become templates: every name, number and day in them is a slot. A story takes
some of the articles and fills the slots with values of its own, each as long as the one that it stands for, so that
every span of every record stays right. Rows are written in bulk; the index of words is filled by the database's own
triggers, as for any other row.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from onrecord import pipeline
from onrecord.ledger.cards import recount
from onrecord.ledger.objects import insert_if_new
from onrecord.ledger.records import dump
from onrecord.ledger.store import Ledger
from onrecord.ledger.tables import article_texts, articles, captures, claims, members, objects, readings, stories
from onrecord.model import Article, Capture, Claim, Span, content_id
from reconcile import NUMBER, STATES, WORD, Change, name_words

DAY = re.compile(r"\d{4}-\d\d-\d\d")
ID = re.compile(r"[0-9a-f]{16}")
KEPT_AS_IS = {"sha256", "path", "url", "captured", "at", "media_type", "encoding", "language", "tool", "evidence"}
STEP = 400  # articles a transaction
LARGEST, WANTED = 200, 5.0  # articles in the largest story, and in the mean


class Template:
    """A row's text with slots for what differs from story to story."""

    def __init__(self, words: str) -> None:
        parts = re.split("\x01([^\x02]*)\x02", words)
        self.slots = parts[1::2]
        self.pattern = "%s".join(part.replace("%", "%%") for part in parts[0::2])

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with these values."""
        return self.pattern % tuple([values[slot] for slot in self.slots])


class Values(dict[str, str]):
    """What stands in the slots for one story, found when it is first asked for."""

    def __init__(self, change: Change) -> None:
        self.change = change

    def __missing__(self, slot: str) -> str:
        """Work out one value: ``w`` a name, ``n`` a number, ``d`` a day; ids are put in by whoever makes the story."""
        sort, what = slot[0], slot[1:]
        if sort == "w":
            made = self.change.word(what)
        elif sort == "n":
            made = self.change.number(what)
        elif sort == "d":
            made = str(self.change.day(date.fromisoformat(what)))
        else:
            made = ID_OF_NOTHING  # an article of another story
        self[slot] = made
        return made


ID_OF_NOTHING = "0" * 16


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of the small ledger with its claims, as templates."""

    id: str
    day: date | None
    capture: Template
    article: Template
    title: Template
    publisher: Template
    body: Template
    raw: Template
    claims: tuple[tuple[str, tuple[Span, ...], str, str, Template, Template, Template], ...]


@dataclass(frozen=True, slots=True)
class Base:
    """All articles of the small ledger, story by story, by day; and which words in them are names."""

    stories: tuple[tuple[Piece, ...], ...]
    names: frozenset[str]
    articles: tuple[Article, ...]
    claims: dict[str, tuple[Claim, ...]]


def small_ledger(paths: list[str], cache: Path) -> Path:
    """A ledger of the articles of ``paths``; read now, if it was not before."""
    cache.mkdir(parents=True, exist_ok=True)
    kept = cache / f"small-{content_id(*paths)}.db"
    if not kept.is_file():
        with Ledger.open(str(kept)) as ledger:
            pipeline.remembered(ledger, paths, pipeline.Run())
    return kept


def base_of(path: Path) -> Base:
    """The templates of a small ledger."""
    with Ledger.open(str(path)) as ledger:
        found = {a.id: a for a in ledger.articles()}
        caught = dict(zip(sorted(found), ledger.captures(), strict=True))
        said: dict[str, list[Claim]] = {key: [] for key in found}
        for claim in ledger.claims():
            said[claim.article].append(claim)
        told = [s.articles for s in ledger.stories() if s.articles]
    names = name_words(tuple(found.values()))
    slots = Slots(names, fixed_numbers([c for some in said.values() for c in some]))
    pieces = {key: slots.piece(found[key], caught[key], said[key]) for key in found if found[key].text.strip()}
    ordered = [sorted((pieces[k] for k in s if k in pieces), key=lambda p: (p.day is None, p.day, p.id)) for s in told]
    everything = tuple(sorted(pieces.values(), key=lambda p: (p.day is None, p.day, p.id)))  # for the largest stories
    return Base(
        tuple(sorted((everything, *(tuple(s) for s in ordered if s)), key=len, reverse=True)),
        names,
        tuple(found.values()),
        {k: tuple(v) for k, v in said.items()},
    )


def fixed_numbers(found: list[Claim]) -> frozenset[str]:
    """Numbers that are one end of a range: others in their place could put the ends the wrong way round."""
    ends = [(f.quantity.low, f.quantity.high) for c in found for f in c.figures if f.quantity.low != f.quantity.high]
    return frozenset(f"{n:f}" for pair in ends if None not in pair for n in pair if n is not None)


class Slots:
    """Puts slots into records."""

    def __init__(self, names: frozenset[str], fixed: frozenset[str]) -> None:
        self.names, self.fixed = names, fixed

    def words(self, words: str) -> str:
        """Names and numbers as slots."""
        named = WORD.sub(lambda m: f"\x01w{m[0]}\x02" if m[0] in self.names or m[0] in STATES else m[0], words)
        return NUMBER.sub(lambda m: m[0] if m[0].replace(",", "") in self.fixed else f"\x01n{m[0]}\x02", named)

    def value(self, value: Any, key: str = "", numbers: frozenset[str] = frozenset()) -> Any:
        """A record with slots in all its words, ids and days."""
        if isinstance(value, dict):
            if "quantity" in value:
                found = frozenset(m[0].replace(",", "") for m in NUMBER.finditer(value["text"]))
                return {k: self.value(v, k, found) for k, v in value.items()}
            return {k: self.value(v, k, numbers) for k, v in value.items()}
        if isinstance(value, list):
            return [self.value(v, key, numbers) for v in value]
        if not isinstance(value, str) or key in KEPT_AS_IS:
            return value
        if key in ("low", "high"):
            return f"\x01n{value}\x02" if value in numbers - self.fixed else value
        if DAY.fullmatch(value):
            return f"\x01d{value}\x02"
        if ID.fullmatch(value):
            return f"\x01i{value}\x02"
        return self.words(value)

    def record(self, noun: type, thing: object) -> Template:
        """The record of a noun as the ledger writes it, with slots."""
        made = json.dumps(self.value(json.loads(dump(noun, thing))), ensure_ascii=False, separators=(",", ":"))
        return Template(made.replace("\\u0001", "\x01").replace("\\u0002", "\x02"))

    def piece(self, article: Article, capture: Capture, said: list[Claim]) -> Piece:
        """One article with its claims."""
        return Piece(
            id=article.id,
            day=article.published.start if article.published else None,
            capture=self.record(Capture, capture),
            article=self.record(Article, article),
            title=Template(self.words(article.title or "")),
            publisher=Template(self.words(article.publisher or "")),
            body=Template(self.words(article.text)),
            raw=Template(self.words(capture.text)),
            claims=tuple(
                (
                    c.id,
                    c.content,
                    c.kind.value,
                    c.certainty.value,
                    Template(self.words(c.text)),
                    self.record(Claim, c),
                    Template(self.words(" ".join(dict.fromkeys(link.name for link in c.attribution.path)))),
                )
                for c in said
            ),
        )


def sizes(total: int) -> Iterator[int]:
    """How many articles each story has: most one or two, a few some hundred, some five in the mean."""
    chance, left = random.Random(7), total
    weights = [n**-1.62 for n in range(1, LARGEST + 1)]
    while left:
        size = min(left, chance.choices(range(1, LARGEST + 1), weights)[0])
        left -= size
        yield size


class Story:
    """One story of the large ledger, as rows of each table."""

    def __init__(self, base: Base, number: int, size: int) -> None:
        fitting = [s for s in base.stories if len(s) >= size] or [base.stories[0]]
        self.source = fitting[number % len(fitting)]
        self.size, self.start = size, random.Random(number).randrange(max(1, len(self.source) - size + 1))
        self.number, self.id = number, content_id("bench story", str(number))
        self.values = Values(Change(base, number, 0))  # type: ignore[arg-type]

    def piece(self, at: int) -> Piece:
        """The article that the one with this number is made of."""
        return self.source[(self.start + at) % len(self.source)]

    def key(self, at: int) -> str:
        """The id of the article with this number."""
        return content_id("bench", str(self.number), str(at), self.piece(at).id)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Article by article, the rows for all tables; ``reading`` is for the writer to give."""
        self.values.update({f"i{self.piece(at).id}": self.key(at) for at in range(self.size)})
        return map(self.further, range(self.size))

    def further(self, at: int) -> dict[str, Any]:
        """The rows of the article with this number, also of one that the story has not yet."""
        piece, key = self.piece(at), self.key(at)
        self.values[f"i{piece.id}"] = key
        self.values.update({f"i{c[0]}": Claim.make_id(key, c[1]) for c in piece.claims})
        return self.row(piece, key, self.values)

    def row(self, piece: Piece, key: str, values: Values) -> dict[str, Any]:
        """The rows of one article."""
        content = piece.raw.filled(values).encode()
        digest, path = hashlib.sha256(content).hexdigest(), f"{self.number}/{key}.txt"
        title, publisher = piece.title.filled(values), piece.publisher.filled(values)
        day = date.fromisoformat(values[f"d{piece.day}"]) if piece.day else None
        return {
            "content": content,
            "object": {"sha256": digest, "size": len(content), "packed": zlib.compress(content, 1)},
            "capture": {
                "id": key,
                "path": path,
                "url": None,
                "sha256": digest,
                "captured": datetime(2026, 1, 1, tzinfo=UTC),
                "record": piece.capture.filled(values),
            },
            "article": {
                "id": key,
                "run": 1,
                "title": title or None,
                "publisher": publisher or None,
                "language": "en",
                "record": piece.article.filled(values),
                "published": day,
            },
            "text": {"article": key, "title": title, "body": piece.body.filled(values)},
            "claims": [
                {
                    "id": values[f"i{old}"],
                    "kind": kind,
                    "certainty": certainty,
                    "text": said.filled(values),
                    "record": record.filled(values),
                    "speakers": speakers.filled(values),
                }
                for old, _, kind, certainty, said, record, speakers in piece.claims
            ],
        }


def fill(ledger: Ledger, base: Base, total: int, *, first: int = 0) -> list[tuple[str, int]]:
    """Write so many articles into an empty ledger; gives the stories with their sizes."""
    run, now, reading = ledger.run, datetime(2026, 1, 1, tzinfo=UTC), 0
    made: list[tuple[str, int]] = []
    held: dict[Any, list[dict[str, Any]]] = {}
    sqlite = ledger.backend == "sqlite"

    def write() -> None:
        with ledger.writing() as connection:
            for table in (objects, captures, articles, article_texts, readings, claims, stories, members):
                for at in range(0, len(held.get(table, [])), 2000):
                    row = insert_if_new(connection, objects) if table is objects else insert(table)
                    connection.execute(row, held[table][at : at + 2000])
            recount(connection, {row["id"] for row in held[stories]})
        held.clear()

    for number, size in enumerate(sizes(total), first):
        story = Story(base, number, size)
        held.setdefault(stories, []).append({"id": story.id, "run": run, "made": now})
        for row in story.rows():
            reading += 1
            held.setdefault(objects, []).append(row["object"])
            held.setdefault(captures, []).append(row["capture"])
            held.setdefault(articles, []).append(row["article"] | {"run": run})
            held.setdefault(article_texts, []).append(row["text"])
            held.setdefault(readings, []).append(
                {"id": reading, "article": row["capture"]["id"], "run": run, "made_with": "bench", "made": now}
            )
            held.setdefault(claims, []).extend(c | {"reading": reading} for c in row["claims"])
            held.setdefault(members, []).append(
                {"story": story.id, "article": row["capture"]["id"], "run": run, "made": now}
            )
        made.append((story.id, size))
        if len(held[readings]) >= STEP:
            write()
    if held:
        write()
    if not sqlite:
        with ledger.writing() as connection:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence('readings','id'), (SELECT max(id) FROM readings))")
            )
    return made
