"""Not too fast: one request at a time to a host, and pauses between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock


class Pace:
    """When each host may be asked again.

    Args:
        clock, sleep: The time, in seconds.
    """

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._ready: dict[str, float] = {}
        self._turns: dict[str, Lock] = {}

    def ready(self, host: str) -> float:
        """When the host may be asked, by the clock."""
        return self._ready.get(host, 0.0)

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """Wait until it is our turn to ask the host, and let it rest for ``delay`` seconds afterwards."""
        with self._turns.setdefault(host, Lock()):
            left = self.ready(host) - self._clock()
            if left > 0:
                self._sleep(left)
            try:
                yield
            finally:
                self.rest(host, delay)

    def rest(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long from now on; never shorter than was said before."""
        self._ready[host] = max(self.ready(host), self._clock() + seconds)


def asked_wait(value: str) -> float | None:
    """The seconds of a ``Retry-After`` header (RFC 9110, 10.2.3): a number, or a date; None if it says nothing."""
    if value.isdecimal():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
