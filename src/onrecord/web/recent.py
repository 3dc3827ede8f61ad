"""What takes long to list, as it was a moment ago: looked up again when it is older than looking it up is worth.

Nobody waits for a list that was looked up before: it is shown as it was, and looked up again beside the readers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock, Thread
from time import monotonic
from typing import Any

from onrecord.errors import LedgerError

QUICK = 0.1  # seconds: what takes no longer is looked up every time
WORTH = 20  # times as long as it took to look up, a thing is shown again
OLDEST = 10.0  # seconds, whatever it took
MOST = 200  # things that are remembered


@dataclass(slots=True)
class _Thing:
    value: Any = None
    since: float = float("-inf")  # when it was begun to be looked up
    until: float = 0.0
    slow: bool = False
    lock: Lock = field(default_factory=Lock)  # held by whoever looks it up


class Recent:
    """Values by key; what makes a value must not lean on the reader who asks first, on his connection least of all."""

    def __init__(self) -> None:
        self._things: dict[Hashable, _Thing] = {}
        self._guard = Lock()

    def get[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of the key, made by ``make`` where it is not there; as it was, where making it takes long."""
        with self._guard:
            if len(self._things) > MOST:
                self._things.clear()
            thing = self._things.setdefault(key, _Thing())
        if thing.slow:
            old: T = thing.value
            if monotonic() >= thing.until and thing.lock.acquire(blocking=False):
                Thread(target=self._again, args=(thing, make), name="onrecord list", daemon=True).start()
            return old
        came = monotonic()
        with thing.lock:
            if thing.since <= came:  # else another began to look it up since, and it is as new as one could wish
                self._look(thing, make)
            made: T = thing.value
            return made

    def _look(self, thing: _Thing, make: Callable[[], object]) -> None:
        start = monotonic()
        value = make()
        took = monotonic() - start
        lasts = min(OLDEST, WORTH * took) if took > QUICK else 0.0
        thing.value, thing.since, thing.until, thing.slow = value, start, monotonic() + lasts, took > QUICK

    def _again(self, thing: _Thing, make: Callable[[], object]) -> None:
        try:
            self._look(thing, make)
        except LedgerError:  # it is shown as it was; whoever comes next tries again
            return
        finally:
            thing.lock.release()
