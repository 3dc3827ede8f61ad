"""Runs killed at random moments: does the ledger stay whole, and does a run that is repeated end as if none was killed?

    uv run bench/kill.py [--kills 200] [--seed 1] [--articles 36] [--postgresql] [--server postgresql://…]

A child process does what ``onrecord add`` does with a pile of invented articles whose claims come ready made (so that
no language model is loaded), and is killed (SIGKILL) at a moment drawn from its whole life: while the tables are made,
while articles are kept, while stories are settled, while claims are kept. Of three ledgers one is new, one already
holds two thirds of the pile as an older version read it, so that the kill falls into the re-reading, and one holds the
same in the tables of an early version. After each kill the ledger must open, have no fault, hold all that the child had
been told was kept, and at most one article or reading more. In the end the run is repeated undisturbed, and the ledger
compared with one whose runs were never killed: articles, bytes, living and ended readings, claims, stories, what is
found by its words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, text

from onrecord import pipeline
from onrecord.extract import version as extract_version
from onrecord.ledger.engine import engine_of
from onrecord.ledger.migrate import migrate
from onrecord.ledger.store import Ledger
from onrecord.ledger.verify import verify
from onrecord.model import Article, Capture, Claim

STORIES = (
    "In Oxmoor harbour {n} boats sank when the gale tore the pier apart, said Ana Ruiz of the harbour office.",
    "The strike at the Varn mill goes on: {n} weavers stayed at home, said the union of weavers on its board.",
    "Snow closed the Tolm pass, and {n} lorries were stuck on the road to Grelle, said the road watch at night.",
)
MEASURES = ("boats sunk", "weavers on strike", "lorries stuck")
SPEAKERS = ("Ana Ruiz", "the union of weavers", "the road watch")
OLDER, NEWER = "0.0.1", "9.9.9"  # the versions of two readers, which do not share a hash
EARLY = "0003"  # the revision of the ledger that has old tables
FEWER = 2 / 3  # of the pile, that a ledger of the older version holds


def write_pile(path: Path, number: int) -> None:
    """A pile as JSON Lines: ``number`` articles of three stories, each with a claim that comes ready made."""
    with path.open("w", encoding="utf-8") as out:
        for i in range(number):
            kind, figure = i % 3, 11 + i
            said = STORIES[kind].format(n=figure)
            body = f"{said} It was the talk of the day number {i // 9}, and nobody could say when it would end."
            claim = {
                "text": said,
                "speaker": SPEAKERS[kind],
                "figure": {"value": figure, "measure": MEASURES[kind], "text": str(figure)},
            }
            record = {"id": f"n{i}", "publisher": "Varn Post", "published": f"2031-05-{1 + i % 20:02}", "text": body}
            out.write(json.dumps({**record, "claims": [claim]}) + "\n")


class Telling(Ledger):
    """A ledger that tells through a pipe what it was asked to keep, once that is kept."""

    pipe = -1

    def keep(self, capture: Capture, article: Article) -> bool:
        """Keep, then tell."""
        done = super().keep(capture, article)
        os.write(self.pipe, f"article {article.id}\n".encode())
        return done

    def keep_claims(self, article: str, found: Sequence[Claim], *, made_with: str) -> bool:
        """Keep, then tell."""
        done = super().keep_claims(article, found, made_with=made_with)
        os.write(self.pipe, f"reading {article}\n".encode())
        return done


def read_as(version: str) -> None:
    """Be the reader of this version from now on, in this process."""
    made = extract_version.Reader(version=version, digest=hashlib.sha256(version.encode()).hexdigest()[:8])
    extract_version.reader = lambda: made  # type: ignore[assignment]


def work(where: str, pile: Path, version: str, pipe: int) -> None:
    """One run, as the verb ``add`` makes it."""
    read_as(version)
    Telling.pipe = pipe
    with Telling.open(where) as opened:
        opened.start("add")
        pipeline.remembered(opened, [str(pile)], pipeline.Run())


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What became of one child: what it told, whether it came to its end, and how long it lived."""

    told: tuple[tuple[str, str], ...]
    finished: bool
    seconds: float


def run_child(where: str, pile: Path, version: str, kill_after: float | None) -> Life:
    """A child that does the work, killed after so many seconds if it is not done by then."""
    mouth, pipe = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if not child:
        try:
            os.close(mouth)
            work(where, pile, version, pipe)
            os._exit(0)
        except BaseException as error:  # a child must never come back into the parent's work
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
    os.close(pipe)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(mouth, encoding="utf-8") as out:
        told = [tuple(line.split()) for line in out.read().splitlines()]
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"{where}: the run failed")
    return Life(
        told=tuple((t[0], t[1]) for t in told if len(t) == 2),
        finished=os.WIFEXITED(status),
        seconds=time.monotonic() - started,
    )


def snapshot(where: str) -> dict[str, Any]:
    """All that two ledgers of the same pile must share: everything but times and the numbers of rows."""
    with Ledger.open(where) as opened:
        hashes = sorted({c.sha256 for c in opened.captures()})
        with opened.reading() as connection:
            read = connection.execute(text("SELECT article, made_with, ended IS NULL FROM readings ORDER BY 1, 2"))
            readings = [(row[0], row[1], bool(row[2])) for row in read]
        return {
            "articles": [replace(a, captured=None, provenance=None) for a in opened.articles()],  # those tell of a run
            "bytes": [opened.content(key) for key in hashes],
            "readings": readings,
            "claims": opened.claims(),
            "stories": [(s.id, s.articles, s.merged_into, s.parted_from) for s in opened.stories()],
            "found": [opened.search(word, kind=kind).total for word in ("oxmoor", "said") for kind in KINDS],
        }


KINDS = ("claim", "article")


def faults(where: str, before: dict[str, set[str]], told: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with a ledger whose writer was killed."""
    with Ledger.open(where) as opened:
        for key, found in verify(opened):
            yield from (f"{key}: {fault.what}" for fault in found)
        if opened.backend == "sqlite":
            with opened.reading() as connection:
                whole = connection.execute(text("PRAGMA integrity_check")).scalar()
            if whole != "ok":
                yield f"integrity: {whole}"
        kept = held(opened)
        for noun, keys in kept.items():
            said = {key for n, key in told if n == noun} | before[noun]
            yield from (f"{noun} {key} was told and is lost" for key in sorted(said - keys))
            if len(keys - said) > 1:
                yield f"{len(keys - said)} of {noun} are there that were never told"
        ids = opened.ids()
        yield from (f"{c.sha256}: bytes are missing" for c in opened.captures() if opened.content(c.sha256) is None)
        if opened.search("said", kind="article").total != len(ids):
            yield "articles and the index of their words differ"
        if opened.search("said").total != opened.counts()["claims"]:
            yield "claims and the index of their words differ"


def held(opened: Ledger) -> dict[str, set[str]]:
    """Ids of the articles, and of those whose living reading is the newer version's."""
    read = {key for key, by in opened.made_with().items() if NEWER in by}
    return {"article": set(opened.ids()), "reading": read}


@dataclass(slots=True)
class Shelf:
    """Where ledgers are made for a bench: a folder, or a PostgreSQL server."""

    folder: Path
    server: str | None = None
    made: int = 0
    names: set[str] = field(default_factory=set)

    def new(self, like: str | None = None) -> str:
        """The name of a ledger that does not exist yet, or of a copy of another."""
        self.made += 1
        if self.server is None:
            path = self.folder / f"ledger{self.made}.db"
            if like:
                shutil.copyfile(like, path)
            return str(path)
        name = f"killed_{os.getpid()}_{self.made}"
        template = like.partition("///")[2].partition("?")[0] if like else "template1"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        self.names.add(name)
        return f"postgresql:///{name}?{self.server.partition('?')[2]}&user=postgres"

    def drop(self, where: str) -> None:
        """Away with a ledger."""
        if self.server is None:
            for path in self.folder.glob(f"{Path(where).name}*"):
                path.unlink()
        else:
            self._drop(where.partition("///")[2].partition("?")[0])

    def clear(self) -> None:
        """Away with all that a server still holds of ours."""
        for name in sorted(self.names):
            self._drop(name)

    def _drop(self, name: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.names.discard(name)

    def ask(self, command: str) -> None:
        """Ask the server for something."""
        import psycopg

        assert self.server is not None
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(command)

    def there(self, where: str) -> bool:
        """Whether there is anything by this name yet."""
        return self.server is not None or Path(where).exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One kind of ledger to kill runs on: what it starts as, and what it must come to."""

    name: str
    base: str | None
    before: dict[str, set[str]]
    whole: dict[str, Any]
    seconds: float


def cases(shelf: Shelf, pile: Path, older: Path) -> Iterator[Case]:
    """A ledger that does not exist yet, and one that an older version has read part of."""
    empty: dict[str, set[str]] = {"article": set(), "reading": set()}
    base = shelf.new()
    run_child(base, older, OLDER, None)
    with Ledger.open(base) as opened:
        before = held(opened)
    settle_file(base)
    for name, start, known in (
        ("new", None, empty),
        ("re-read", base, before),
        ("old tables", of_old(shelf, base), before),
    ):
        where = shelf.new(start)
        life = run_child(where, pile, NEWER, None)
        yield Case(name=name, base=start, before=known, whole=snapshot(where), seconds=life.seconds)
        shelf.drop(where)


def of_old(shelf: Shelf, base: str) -> str:
    """The same ledger with the tables of an early revision, which whoever opens it brings up to date."""
    where = shelf.new()
    source, target = engine_of(base), engine_of(where)
    migrate(target, where, to=EARLY)
    with source.connect() as reading, target.begin() as writing:
        old = MetaData()
        old.reflect(writing)
        for table in (t for t in old.sorted_tables if t.name != "alembic_version"):
            names = ", ".join(f'"{c.name}"' for c in table.columns)
            rows = reading.execute(text(f'SELECT {names} FROM "{table.name}"'))
            found = [dict(zip(table.columns.keys(), row, strict=True)) for row in rows]
            if found:
                marks = ", ".join(f":{c.name}" for c in table.columns)
                writing.execute(text(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'), found)
        if target.dialect.name == "postgresql":
            set_counters(writing)
    source.dispose()
    target.dispose()
    settle_file(where)
    return where


def set_counters(writing: Connection) -> None:
    """Let PostgreSQL number new rows after those that were copied with their numbers."""
    counters = (
        writing.execute(text("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")).scalars().all()
    )
    for name in counters:
        table, _, column = name.removesuffix("_seq").rpartition("_")
        writing.execute(
            text(f'SELECT setval(\'{name}\', (SELECT coalesce(max("{column}"), 0) + 1 FROM "{table}"), false)')
        )


def settle_file(where: str) -> None:
    """Bring all of a SQLite file into the file itself, so that it can be copied."""
    if "://" not in where:
        engine = engine_of(where)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()


def try_out(shelf: Shelf, case: Case, pile: Path, chance: random.Random) -> Iterator[str]:
    """One ledger from its first run to its last, some of them killed; the moment of each kill as a word.

    Raises:
        SystemExit: The ledger is not as it should be; says what is wrong.
    """
    where = shelf.new(case.base)
    before = {noun: set(keys) for noun, keys in case.before.items()}
    for _ in range(chance.randint(1, 4)):
        life = run_child(where, pile, NEWER, chance.uniform(0, case.seconds))
        if life.finished:
            break
        wrong = list(faults(where, before, life.told)) if shelf.there(where) else []
        if wrong:
            raise SystemExit(f"{case.name}: after a kill at {moment(life)}: " + "; ".join(wrong[:5]))
        for noun, key in life.told:
            before[noun].add(key)
        if shelf.there(where):
            with Ledger.open(where) as opened:
                before = held(opened)
        yield moment(life)
    run_child(where, pile, NEWER, None)
    after = snapshot(where)
    for what, value in case.whole.items():
        if after[what] != value:
            raise SystemExit(f"{case.name}: after its last run its {what} are not those of a run that nobody killed")
    shelf.drop(where)


def moment(life: Life) -> str:
    """What the child was at when it was killed, by the last thing it told."""
    return {"article": "keeping articles", "reading": "keeping claims"}[life.told[-1][0]] if life.told else "opening"


@contextmanager
def server_for(given: str | None, *, wanted: bool) -> Iterator[str | None]:
    """The address of the server that was named, or of one started for this bench."""
    if given or not wanted:
        yield given
        return
    import pgserver

    folder = tempfile.mkdtemp(prefix="onrecord-pg")
    started = pgserver.get_server(folder, cleanup_mode="stop")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):  # the clients are killed, not the server
        started.psql(f"ALTER SYSTEM SET {name} = off")
    started.psql("SELECT pg_reload_conf()")
    yield started.get_uri()
    started.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=36)
    parser.add_argument("--postgresql", action="store_true", help="kill clients of a PostgreSQL server")
    parser.add_argument("--server", help="the address of a server to use")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with (
        server_for(asked.server, wanted=asked.postgresql) as server,
        tempfile.TemporaryDirectory(prefix="onrecord-kill") as folder,
    ):
        shelf = Shelf(Path(folder), server)
        pile, older = Path(folder) / "pile.jsonl", Path(folder) / "older.jsonl"
        write_pile(pile, asked.articles)
        lines = pile.read_text(encoding="utf-8").splitlines(keepends=True)
        older.write_text("".join(lines[: int(len(lines) * FEWER)]), encoding="utf-8")
        warm_up(older)
        try:
            moments = killed(shelf, (pile, older), asked.kills, chance)
        finally:
            shelf.clear()
    told = ", ".join(f"{number} while {what}" for what, number in sorted(moments.items()))
    print(f"{sum(moments.values())} kills ({told}): no fault, nothing lost, every last run as if nobody had killed")


def warm_up(pile: Path) -> None:
    """Do the work once here, so that the children have what they need and are not all killed while they load it."""
    with Path(os.devnull).open("wb") as nowhere:
        work(":memory:", pile, OLDER, nowhere.fileno())


def killed(shelf: Shelf, piles: tuple[Path, Path], kills: int, chance: random.Random) -> Counter[str]:
    """How many kills fell when, once there were so many."""
    known = list(cases(shelf, *piles))
    moments: Counter[str] = Counter()
    turn = 0
    while sum(moments.values()) < kills:
        case = known[turn % len(known)]
        moments.update(f"{what} ({case.name})" for what in try_out(shelf, case, piles[0], chance))
        turn += 1
    return moments


if __name__ == "__main__":
    main()
