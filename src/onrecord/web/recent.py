"""What takes long to list, as it was a moment ago: looked up again when it is older than looking it up is worth."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any

QUICK = 0.1  # seconds: what takes no longer is looked up every time
WORTH = 20  # times as long as it took to look up, a thing is shown again
OLDEST = 10.0  # seconds, whatever it took
MOST = 200  # things that are remembered


@dataclass(slots=True)
class _Thing:
    value: Any = None
    until: float = 0.0
    known: bool = False
    lock: Lock = field(default_factory=Lock)


class Recent:
    """Values by key. While one reader looks a thing up again, the others get what it was."""

    def __init__(self) -> None:
        self._things: dict[Hashable, _Thing] = {}
        self._guard = Lock()

    def get[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of the key, made by ``make`` where it is not there or too old."""
        with self._guard:
            if len(self._things) > MOST:
                self._things.clear()
            thing = self._things.setdefault(key, _Thing())
        if monotonic() < thing.until or not thing.lock.acquire(blocking=not thing.known):
            old: T = thing.value
            return old
        try:
            start = monotonic()
            if start < thing.until:  # another made it while this one waited
                made: T = thing.value
            else:
                made = make()
                took = monotonic() - start
                lasts = min(OLDEST, WORTH * took) if took > QUICK else 0.0
                thing.value, thing.until, thing.known = made, start + took + lasts, took > QUICK
        finally:
            thing.lock.release()
        return made
