"""A process beside the desk that reckons: pages are answered while it works, and it works ahead when nothing is asked.

Reconciling a story and writing its brief takes from a fraction of a second to half a minute. What is reckoned is kept
in the ledger, so that it is done once for each version of a story, whoever asks and however often the desk starts.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from dataclasses import replace
from multiprocessing.connection import Connection
from threading import Condition, Event, Thread
from time import monotonic

from onrecord.errors import LedgerError, OnrecordError
from onrecord.web.asked import Asked
from onrecord.web.config import Config

QUIET = 2.0  # seconds without a question after which it works ahead
REST = 20.0  # seconds until it looks again for work ahead, where it found none
KIND = 5  # by how much it gives way to the pages


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
    """The process, and the line of what it is to do."""

    def __init__(self, config: Config) -> None:
        self.config = replace(config, apart=False)
        self._jobs: dict[Asked, Job] = {}
        self._line: deque[Job] = deque()
        self._changed = Condition()
        self._closing = False
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._rest = 0.0
        self._thread = Thread(target=self._run, name="onrecord worker", daemon=True)
        self._thread.start()

    def ask(self, asked: Asked) -> Job:
        """The job for this; the one under way, if there is one."""
        with self._changed:
            if asked not in self._jobs:
                self._jobs[asked] = Job(asked)
                self._line.append(self._jobs[asked])
                self._changed.notify()
            return self._jobs[asked]

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
        """The next thing to do; None: work ahead."""
        with self._changed:
            while not self._line and not self._closing:
                if not self._changed.wait(max(QUIET, self._rest - monotonic())):
                    return None
            return None if self._closing else self._line.popleft()

    def _sent(self, asked: Asked | None) -> object:
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=work, args=(self.config, theirs), daemon=True)
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


def work(config: Config, pipe: Connection) -> None:
    """What the process does: take what is asked, keep it in the ledger, say that it is there."""
    from onrecord.web.desk import Desk

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which ends this process
    if hasattr(os, "nice"):
        os.nice(KIND)
    desk = Desk(config)
    while True:
        try:
            asked: Asked | None = pipe.recv()
        except EOFError:
            return
        try:
            if asked is None:
                nothing_left = desk.work_ahead()
            else:
                nothing_left = False
                desk.work(asked)
            pipe.send(nothing_left)
        except OnrecordError as error:
            pipe.send(error)
