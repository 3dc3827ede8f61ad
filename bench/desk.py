"""How quickly the desk answers: twenty readers at a large ledger while a writer adds to it.

    uv run bench/desk.py [PATH …] --prepare [--articles 100000] [--folder FOLDER]     # takes an hour the first time
    uv run bench/desk.py [PATH …] [--readers 20] [--seconds 60] [--articles 100000] [--folder FOLDER]

The ledger is made of the example story (and of the articles of PATH, if any), varied many times over, and kept under
FOLDER: see ``desk_ledger.py``. It is served by ``onrecord desk``, as anybody would. Some hundred stories were reckoned
before, as they are where a desk has been running; the readers ask mostly for those (the popular ones often), for
questions, articles and searches, and now and then for a story that nobody ever asked for: those are told apart. Readers
keep their connection, take packed pages and, but in the last table, read for one to three seconds. The writer adds an
article every half second to one of the popular stories or to another, by the ledger's own methods.

Printed for each sort of page: requests, the middle, the 95th and 99th hundredth and the longest time in milliseconds,
and how many answers were no pages.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import multiprocessing
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from desk_ledger import Base, Story, base_of, fill, sizes, small_ledger
from onrecord.ledger.records import load
from onrecord.ledger.store import Ledger
from onrecord.model import Article, Capture, Claim

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "kessarin-dam"
POPULAR, KEPT = 20, 120  # stories asked for most, and stories reckoned before
COMMON = (
    "people",
    "killed",
    "government",
    "said",
    "president war",
    "attack -drone",
    '"prime minister"',
    "speaker:minister",
)
PAUSE = 0.5  # seconds between two articles of the writer
NOT_YET = 202  # the status of a page that loads itself again
COLD = 0.02  # of the stories asked for, those that nobody asked for before


@dataclass(slots=True)
class Times:
    """What readers met, by sort of page: seconds, and answers that were no pages."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    guard: threading.Lock = field(default_factory=threading.Lock)

    def rows(self) -> Iterator[str]:
        """The table's rows."""
        for sort in sorted(self.seconds):
            found = sorted(self.seconds[sort])
            cuts = [found[min(len(found) - 1, int(len(found) * part))] for part in (0.5, 0.95, 0.99, 1)]
            yield f"| {sort} | {len(found):,} | {' | '.join(f'{1000 * c:,.0f}' for c in cuts)} | {self.errors[sort]} |"


class Reader:
    """One person at the desk."""

    def __init__(self, port: int, stories: list[str], unknown: list[str], words: list[str], times: Times) -> None:
        self.stories, self.unknown, self.words, self.times = stories, unknown, words, times
        self.port, self.connection = port, http.client.HTTPConnection("127.0.0.1", port, timeout=150)
        self.chance = random.Random()
        self.links: list[str] = []

    def run(self, until: float, think: tuple[float, float]) -> None:
        """Read until then."""
        while time.time() < until:
            time.sleep(self.chance.uniform(*think))
            sort, path = self.choice()
            self.ask(sort, path)

    def choice(self) -> tuple[str, str]:
        """What to look at next."""
        what = self.chance.random()
        if what < 0.3 and self.links:
            path = self.chance.choice(self.links)
            return ("question" if path.startswith("/stories") else "reader"), path
        if what < 0.5:
            rare = self.chance.random() < 0.5
            words = self.chance.choice(self.words) if rare else self.chance.choice(COMMON)
            among = self.chance.choice(("claims", "claims", "articles"))
            return f"search, {'rare' if rare else 'common'} words", f"/search?q={quote(words)}&among={among}"
        if what < 0.55:
            return "list of stories", "/"
        if self.unknown and self.chance.random() < COLD:
            with self.times.guard:
                return "story, never reckoned", f"/stories/{self.unknown.pop()}"
        popular = self.chance.random() < 0.7
        found = self.chance.choice(self.stories[:POPULAR] if popular else self.stories)
        return "story", f"/stories/{found}"

    def ask(self, sort: str, path: str) -> None:
        """Ask for one page and read it."""
        start = time.perf_counter()
        try:
            while True:
                self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = self.connection.getresponse()
                body, status = answer.read(), answer.status
                if status != NOT_YET:
                    break
                time.sleep(float(answer.headers["Refresh"]))  # as a browser does
        except OSError as error:
            print(sort, path, repr(error), file=sys.stderr)
            self.connection.close()
            body, status = b"", 0
        took = time.perf_counter() - start
        with self.times.guard:
            self.times.seconds[sort].append(took)
            self.times.errors[sort] += status != 200
        if status == 200 and sort.startswith("story"):
            page = (gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body).decode()
            self.links = re.findall(r'href="(/stories/[0-9a-f]{16}/questions/[0-9a-f]+|/articles/[0-9a-f]{16})"', page)


def read(
    port: int, stories: list[str], unknown: list[str], words: list[str], given: argparse.Namespace, think: float
) -> Times:
    """All readers at once, for as long as was asked."""
    times, until = Times(), time.time() + given.seconds
    people = [Reader(port, stories, unknown, words, times) for _ in range(given.readers)]
    span = (think / 2, think * 1.5)
    threads = [threading.Thread(target=p.run, args=(until, span)) for p in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


# -------------------------------------------------------------------------------- beside the readers


def add(where: str, base: Base, stories: list[tuple[int, int]], added: object) -> None:
    """The writer: an article to one story after another, until the process is ended."""
    chance, more = random.Random(5), defaultdict(int)
    with Ledger.open(where) as ledger:
        while True:
            start = time.time()
            number, size = chance.choice(stories)
            more[number] += 1
            write(ledger, base, number, size, more[number])
            added.value += 1  # type: ignore[attr-defined]
            time.sleep(max(0.0, PAUSE - (time.time() - start)))


def write(ledger: Ledger, base: Base, number: int, size: int, more: int) -> None:
    """One article more in a story."""
    story = Story(base, number, size)
    at = size + more - 1
    known, new = [story.key(old) for old in range(at)], story.further(at)
    article = load(Article, new["article"]["record"])
    digest = new["object"]["sha256"]
    capture = replace(load(Capture, new["capture"]["record"]), content=new["content"], sha256=digest)
    ledger.keep(capture, article)
    ledger.keep_claims(article.id, [load(Claim, c["record"]) for c in new["claims"]], made_with="bench")
    ledger.settle([replace(a, story="one") for a in (*ledger.articles(known), article)])


def reckon(where: str, keys: list[str]) -> None:
    """Reckon stories before anybody asks, as the desk does in its quiet hours."""
    from onrecord.web.asked import Asked
    from onrecord.web.config import Config
    from onrecord.web.desk import Desk

    desk = Desk(Config(ledger=where))
    for key in keys:
        for part in ("told", "questions", "articles"):
            stand = desk._stand(Asked(story=key, part=part))
            if stand is None or stand.version != desk.version(key):
                desk.work(Asked(story=key, part=part))


def prepare(where: str, keys: list[str]) -> None:
    """Have the stories reckoned, in a process of its own; those that are kept as they are now cost nothing."""
    start = time.time()
    before = multiprocessing.get_context("spawn").Process(target=reckon, args=(where, keys))
    before.start()
    before.join()
    print(f"{len(keys)} stories reckoned before: {time.time() - start:.0f} s", flush=True)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def serve(where: str, port: int) -> subprocess.Popen[bytes]:
    """The desk, once it answers."""
    made = subprocess.Popen([sys.executable, "-m", "onrecord", "desk", "--ledger", where, "--port", str(port)])
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return made
    raise SystemExit("the desk does not answer")


def chosen(total: int) -> list[tuple[int, int]]:
    """The stories that are reckoned before, the popular ones first: number and size."""
    every, chance = list(enumerate(sizes(total))), random.Random(3)
    large, middle = [s for s in every if s[1] > 140], [s for s in every if 30 <= s[1] <= 100]
    small, rest = [s for s in every if 5 <= s[1] < 30], [s for s in every if s[1] < 30]
    popular = [
        s for some, n in ((large, 3), (middle, 5), (small, POPULAR - 8)) for s in chance.sample(some, min(n, len(some)))
    ]
    others = [s for s in rest if s not in popular]
    return [*popular, *chance.sample(others, min(KEPT - len(popular), len(others)))]


def made(given: argparse.Namespace) -> tuple[str, Base]:
    """The large ledger, made now if it was not before, and what it is made of."""
    base = base_of(small_ledger([str(EXAMPLE), *given.paths], given.folder))
    where = given.ledger or str(given.folder / f"desk-{given.articles}.db")
    with Ledger.open(where) as ledger:
        if not ledger.counts()["articles"]:
            fill(ledger, base, given.articles)
    return where, base


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--think", type=float, nargs="+", default=[2.0, 0.0], help="Seconds between pages; a table each."
    )
    parser.add_argument("--prepare", action="store_true", help="Only make the ledger and reckon the stories.")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "onrecord-bench")
    parser.add_argument("--ledger", help="A database's address, or another file; empty, or filled by this bench.")
    given = parser.parse_args()
    where, base = made(given)
    stories = chosen(given.articles)
    keys = [Story(base, number, size).id for number, size in stories]
    prepare(where, keys)
    if given.prepare:
        return
    context = multiprocessing.get_context("spawn")
    unknown = [Story(base, n, s).id for n, s in enumerate(sizes(given.articles)) if (n, s) not in set(stories)]
    random.Random(4).shuffle(unknown)
    words = [Story(base, n, s).values["w" + name] for n, s in stories for name in sorted(base.names)[:5]]
    port, added = free_port(), context.Value("i", 0)
    desk = serve(where, port)
    writer = context.Process(target=add, args=(where, base, stories, added), daemon=True)
    writer.start()
    try:
        for think in given.think:
            so_far = added.value
            pause = f"{think / 2:.0f} to {think * 1.5:.0f} s" if think else "no time"
            print(f"\n{given.readers} readers, {pause} between pages")
            print("\n| page | requests | median ms | p95 | p99 | longest | errors |\n|---|---|---|---|---|---|---|")
            times = read(port, keys, unknown if think else [], words, given, think)
            print("\n".join(times.rows()))
            print(f"\n{added.value - so_far} articles added meanwhile; load {os.getloadavg()[0]:.1f}", flush=True)
    finally:
        writer.terminate()
        desk.terminate()


if __name__ == "__main__":
    main()
