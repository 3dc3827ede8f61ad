"""Processes beside the desk that reckon: pages are answered while they work, and they work ahead when nothing is asked.

Reconciling a story and writing its brief takes from a fraction of a second to half a minute. What is reckoned is kept
in the ledger, so that it is done once for each version of a story, whoever asks and however often the desk starts.

There are two of them. One does what somebody waits for and nothing else. The other brings up to date what is shown as
it was, and works ahead; it gives way to all else, so that whoever opens a story that nobody asked for before waits for
that one alone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from contextvars import ContextVar
from dataclasses import replace
from multiprocessing.connection import Connection
from threading import Condition, Event, Lock, Thread
from time import monotonic

from onrecord.errors import LedgerError, OnrecordError
from onrecord.web.asked import Asked
from onrecord.web.config import Config

QUIET = 2.0  # seconds without a question after which it works ahead
REST = 20.0  # seconds until it looks again for work ahead, where it found none
PROMPT, PATIENT = 5, 15  # by how much each gives way: to the pages, and to all else


PATIENCE: ContextVar[float] = ContextVar("patience", default=120.0)  # seconds that whoever asks now waits for an answer


class NotYetError(LedgerError):
    """What is asked for is still being worked on: it is there when it is asked for again in a while."""


class Job:
    """One thing to be reckoned."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.since = asked, monotonic()
        self.error: OnrecordError | None = None
        self._done = Event()

    def finish(self, error: OnrecordError | None = None) -> None:
        """It is done and kept, or cannot be done."""
        self.error = error
        self._done.set()

    def wait(self, within: float) -> bool:
        """Whether it is done ``within`` so many seconds of when it was first asked for.

        Raises:
            OnrecordError: It cannot be done.
        """
        if not self._done.wait(max(0.0, self.since + within - monotonic())):
            return False
        if self.error is not None:
            raise self.error
        return True


class Worker:
    """Both processes, and which of them does what."""

    def __init__(self, config: Config) -> None:
        alone = replace(config, apart=False)
        self._prompt, self._patient = Lane(alone, PROMPT), Lane(alone, PATIENT, ahead=True)
        self._guard = Lock()

    def ask(self, asked: Asked, *, waiting: bool = True) -> Job:
        """The job for this, of which there is never more than one; ``waiting``: whether somebody waits for it."""
        with self._guard:
            job = self._prompt.job(asked)
            if job is not None:
                return job
            if not waiting:
                return self._patient.job(asked) or self._patient.add(Job(asked))
            under_way = self._patient.taken(asked)
            return under_way or self._prompt.add(self._patient.given_up(asked) or Job(asked))

    def close(self) -> None:
        """End both; what they have in hand is dropped, for nothing that they do is lost."""
        self._prompt.close()
        self._patient.close()


class Lane:
    """One process, and the line of what it is to do; ``ahead``: whether it works ahead when the line is empty."""

    def __init__(self, config: Config, kind: int, *, ahead: bool = False) -> None:
        self.config, self.kind, self.ahead = config, kind, ahead
        self._jobs: dict[Asked, Job] = {}
        self._line: deque[Job] = deque()
        self._changed = Condition()
        self._closing = False
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._rest = 0.0
        self._thread = Thread(target=self._run, name="onrecord worker", daemon=True)
        self._thread.start()

    def job(self, asked: Asked) -> Job | None:
        """The job for this, in the line or under way."""
        with self._changed:
            return self._jobs.get(asked)

    def taken(self, asked: Asked) -> Job | None:
        """The job for this that is under way."""
        with self._changed:
            job = self._jobs.get(asked)
            return job if job is not None and job not in self._line else None

    def given_up(self, asked: Asked) -> Job | None:
        """The job for this, taken out of the line where it stands in it."""
        with self._changed:
            job = self._jobs.get(asked)
            if job is None or job not in self._line:
                return None
            self._line.remove(job)
            return self._jobs.pop(asked)

    def add(self, job: Job) -> Job:
        """Put a job in the line."""
        with self._changed:
            self._jobs[job.asked] = job
            self._line.append(job)
            self._changed.notify()
        return job

    def close(self) -> None:
        """End it; what it has in hand is dropped, for nothing that it does is lost."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._stop()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._closing:
            job = self._next()
            if self._closing:
                return
            error: OnrecordError | None = None
            nothing = True
            try:
                nothing = bool(self._sent(job.asked if job else None))
            except OnrecordError as told:
                error = told
            except (EOFError, OSError):  # the process is gone, killed perhaps for its memory
                self._stop()
                error = LedgerError("this could not be reckoned: the process that does it was ended")
            if job:
                with self._changed:
                    del self._jobs[job.asked]
                job.finish(error)
            else:
                self._rest = monotonic() + (REST if nothing else 0)

    def _next(self) -> Job | None:
        """The next thing to do; None: work ahead, or no more than be ready."""
        with self._changed:
            while not self._line and not self._closing:
                quiet = max(QUIET, self._rest - monotonic()) if self.ahead or self._process is None else None
                if not self._changed.wait(quiet):
                    return None
            return None if self._closing else self._line.popleft()

    def _sent(self, asked: Asked | None) -> object:
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            given = (self.config, theirs, self.kind, self.ahead)
            self._process = context.Process(target=work, args=given, daemon=True)
            self._process.start()
            theirs.close()
        if self._pipe is None:
            raise EOFError
        self._pipe.send(asked)
        answer = self._pipe.recv()
        if isinstance(answer, OnrecordError):
            raise answer
        return answer

    def _stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.join(5)
        self._process = None


def work(config: Config, pipe: Connection, kind: int, ahead: bool) -> None:
    """What a process does: take what is asked, keep it in the ledger, say that it is there."""
    from onrecord.web.desk import Desk, be_ready

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which ends this process
    if hasattr(os, "nice"):
        os.nice(kind)
    desk = Desk(config)
    if not ahead:
        be_ready()
    while True:
        try:
            asked: Asked | None = pipe.recv()
        except EOFError:
            return
        try:
            if asked is None:
                nothing_left = desk.work_ahead() if ahead else True
            else:
                nothing_left = False
                desk.work(asked)
            pipe.send(nothing_left)
        except OnrecordError as error:
            pipe.send(error)
