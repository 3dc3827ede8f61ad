"""From what a person names to a pile of pages: each address once, the hosts in turn, the lists followed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from onrecord.errors import RefusedError, UnreachableError
from onrecord.ingest.fetch.address import printable, shown, target_of
from onrecord.ingest.fetch.jobs import Job, Queue
from onrecord.ingest.fetch.kinds import Kind, kind_of, list_kind
from onrecord.ingest.fetch.lists import lines, links
from onrecord.ingest.fetch.options import Options
from onrecord.ingest.fetch.pace import Pace
from onrecord.ingest.fetch.packing import opened
from onrecord.ingest.fetch.pile import Pile
from onrecord.ingest.fetch.visit import Visit, Visitor
from onrecord.ingest.fetch.wire import Wire
from onrecord.model import Issue

STAGE = "fetch"
STDIN = "-"
PATIENCE = 3  # pages of one host in a row that could not be had, before the rest of that host is left out


@dataclass(slots=True)
class Tally:
    """What came of it: pages written, pages that were there already as they are, addresses that gave none."""

    kept: int = 0
    unchanged: int = 0
    failed: int = 0


def fetch(
    names: Sequence[str], out: Path, options: Options, issues: list[Issue], tally: Tally | None = None
) -> Iterator[str]:
    """Fetch what ``names`` name and add it to the archive ``out``; yields each address as it is done with.

    Args:
        names: Addresses of pages, feeds and sitemaps; files with one address a line (or a saved feed or sitemap);
            ``-`` for such a list on standard input.
        out: The WARC file, ``.warc`` or ``.warc.gz``; one that exists is added to, and pages that it holds are asked
            for only if they have changed.
        options: How to fetch, and within which limits.
        issues: What was not fetched is added here, with its reason; nothing is raised for it.
        tally: Counts along.

    Raises:
        UsageError: The archive cannot be written or added to.
    """
    fetching = Fetching(out, options, issues, tally or Tally())
    try:
        fetching.add_named(names)
        yield from fetching.run()
    finally:
        fetching.close()


class Fetching:
    """One run."""

    def __init__(self, out: Path, options: Options, issues: list[Issue], tally: Tally) -> None:
        self._options = options
        self._issues = issues
        self._tally = tally
        self._pile = Pile(out, options.agent)
        self._wire = Wire(options)
        self._stopped = Event()
        self._pace = Pace(options.clock, options.sleep or self._stopped.wait)
        self._visitor = Visitor(options, self._wire, self._pace)
        self._queue = Queue(self._pace)
        self._seen: set[str] = set()
        self._done: set[str] = set()
        self._missed: Counter[str] = Counter()
        self._pages = 0
        self._lists = 0

    def close(self) -> None:
        """End connections and files; whoever still waits or reads is stopped by it."""
        self._stopped.set()
        self._wire.close()
        self._pile.close()

    # ---------------------------------------------------------------------------- what is named

    def add_named(self, names: Sequence[str]) -> None:
        """Queue what a person named."""
        for name in names:
            if name == STDIN:
                data = sys.stdin.buffer.read(self._options.limits.listing + 1) if sys.stdin else b""
                self._add_file("standard input", data)
            elif "://" in name:
                self._add(name, Job(allow_private=self._options.allow_private))
            else:
                self._add_local(name)

    def _add_local(self, name: str) -> None:
        try:
            with Path(name).open("rb") as stream:
                data = stream.read(self._options.limits.listing + 1)
        except (OSError, ValueError):
            self._fail(name, "this is neither a web address (https://…) nor a file with addresses")
            return
        self._add_file(name, data)

    def _add_file(self, name: str, data: bytes) -> None:
        """The addresses in a file: a saved feed or sitemap, or one address a line."""
        like = Job(allow_private=self._options.allow_private)
        limit = self._options.limits.listing
        try:
            content = opened(data, limit)
            kind = list_kind(content)
            text = content.decode("utf-8-sig", "replace")
            found = list(links(kind, content) if kind else lines(text))
        except RefusedError as error:
            self._fail(name, error.message)
            return
        if not found:
            self._fail(name, "there is no address in it")
        for address in found:
            self._add(address, like)

    def _add(self, address: str, like: Job, base: str = "") -> None:
        """Queue an address, once."""
        try:
            target = target_of(address, base=base, allow_private=like.allow_private)
        except RefusedError as error:
            self._fail(error.where, error.message, like.via)
            return
        if target.url in self._seen:
            return
        self._seen.add(target.url)
        self._queue.add(replace(like, target=target))

    # ---------------------------------------------------------------------------- the work

    def run(self) -> Iterator[str]:
        """Go to every address, several hosts at a time, each host by one; yields each address as it is done with."""
        crew = ThreadPoolExecutor(self._options.workers, thread_name_prefix="fetch")
        running: dict[Future[Visit], Job] = {}
        try:
            while self._hand_out(crew, running) or running:
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    job = running.pop(future)
                    if self._settle(job, future):
                        yield job.target.url
        finally:
            self.close()
            crew.shutdown(cancel_futures=True)
        if self._queue:
            self._too_many()

    def _hand_out(self, crew: ThreadPoolExecutor, running: dict[Future[Visit], Job]) -> bool:
        """Give work to those who have none; whether there was any to give."""
        given = False
        while len(running) < self._options.workers and self._pages < self._options.limits.pages:
            job = self._queue.take({j.target.host for j in running.values()})
            if job is None:
                break
            self._pages += 1
            running[crew.submit(self._visit, job)] = job
            given = True
        return given

    def _visit(self, job: Job) -> Visit:
        return self._visitor.visit(job.target, self._pile.conditions, allow_private=job.allow_private)

    def _settle(self, job: Job, future: Future[Visit]) -> bool:
        """Do with what a visit brought what is to be done; whether the address is done with."""
        try:
            self._take(job, future.result())
        except RefusedError as error:
            self._fail(error.where or job.target.url, error.message, job.via)
        except UnreachableError as error:
            if self._again(job, error):
                return False
            self._fail(error.where or job.target.url, error.message + self._rest_asked(error), job.via)
            self._miss(job.target.host, error)
        else:
            self._missed.pop(job.target.host, None)
        return True

    def _take(self, job: Job, visit: Visit) -> None:
        """Keep a page, follow a list.

        Raises:
            RefusedError: It is neither.
        """
        last = visit.last
        if last.target.url in self._done:
            self._pages -= 1  # two addresses lead to one page
            return
        self._done.add(last.target.url)
        if last.head.status == 304:
            self._keep(job, visit)
            return
        try:
            content = opened(last.content, self._options.limits.listing)
            kind = kind_of(last.head.media_type, content)
            if kind is Kind.PAGE:
                self._keep(job, visit)
            else:
                self._follow(job, visit, kind, content)
        except RefusedError as error:
            raise RefusedError(error.message, last.target.url) from error

    def _keep(self, job: Job, visit: Visit) -> None:
        if self._pile.keep(visit, job.via):
            self._tally.kept += 1
        else:
            self._tally.unchanged += 1

    def _follow(self, job: Job, visit: Visit, kind: Kind, content: bytes) -> None:
        """Queue the addresses of a feed or a sitemap."""
        limits = self._options.limits
        if job.depth >= limits.nesting:
            raise RefusedError(f"this {kind} lies in {limits.nesting} lists already; it is not followed further")
        self._lists += 1
        self._pages -= 1
        if self._lists > limits.lists:
            raise RefusedError(f"{limits.lists} feeds and sitemaps were followed, which are the most in one run")
        url = visit.last.target.url
        inside = job.allow_private and visit.last.inside
        like = Job(via=url, depth=job.depth + 1, allow_private=inside)
        for number, address in enumerate(links(kind, content)):
            if number >= limits.pages:
                raise RefusedError(f"it names more than {limits.pages:,} addresses; the first so many are fetched")
            self._add(address, like, base=url)

    def _again(self, job: Job, error: UnreachableError) -> bool:
        """Whether the job is queued once more, after the rest that the server asks for or that is seemly."""
        limits = self._options.limits
        rest = error.after if error.after is not None else 2.0**job.tries
        if not error.again or job.tries + 1 >= limits.tries or self._rest_asked(error):
            return False
        self._pace.rest(job.target.host, rest)
        self._queue.add(replace(job, tries=job.tries + 1))
        self._pages -= 1
        return True

    def _rest_asked(self, error: UnreachableError) -> str:
        """The rest that a server asks for, in words, where it is too long to wait for."""
        too_long = error.after is not None and error.after > self._options.limits.wait
        return f"; it asks to be left alone for {error.after:,.0f} seconds" if too_long else ""

    def _miss(self, host: str, error: UnreachableError) -> None:
        """Count a page that could not be had; the rest of a host that gives none at all is left out."""
        self._missed[host] += error.again
        if self._missed[host] < PATIENCE:
            return
        if left := self._queue.drop(host):
            self._tally.failed += left
            message = f"not tried: {PATIENCE} pages of {host} in a row could not be had"
            self._issues.append(Issue(stage=STAGE, where=f"{left:,} more addresses", message=message))

    def _too_many(self) -> None:
        left = len(self._queue)
        most = f"{self._options.limits.pages:,} pages are the most of one run"
        self._issues.append(
            Issue(stage=STAGE, where=f"{left:,} addresses", message=f"not fetched: {most} (--max-pages)")
        )

    def _fail(self, where: str, message: str, via: str = "") -> None:
        self._tally.failed += 1
        named = f" (named by {shown(via)})" if via else ""
        self._issues.append(Issue(stage=STAGE, where=shown(where), message=printable(message) + named))
