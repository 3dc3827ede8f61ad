"""What was reckoned lately, in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

KEPT = 400  # answers that stay in memory


class Kept:
    """What was reckoned lately, by key; the same thing is never reckoned twice at once."""

    def __init__(self, size: int = KEPT) -> None:
        self.size = size
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._locks: dict[Hashable, Lock] = {}
        self._guard = Lock()

    def known(self, key: Hashable) -> Any:
        """The value of the key; None where it is not there."""
        with self._guard:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def get[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of the key, made by ``make`` if it is not there."""
        with self._guard:
            if key in self._values:
                self._values.move_to_end(key)
                value: T = self._values[key]
                return value
            lock = self._locks.setdefault(key, Lock())
        with lock:
            with self._guard:
                if key in self._values:
                    again: T = self._values[key]
                    return again
            try:
                made = make()
            finally:
                with self._guard:
                    self._locks.pop(key, None)
            with self._guard:
                self._values[key] = made
                while len(self._values) > self.size:
                    self._values.popitem(last=False)
            return made
