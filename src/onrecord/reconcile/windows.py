"""Windows: of the things of a block, in order of their days, those that are near enough to one to be compared with it.

What lies too far apart in time is forbidden whatever else is said, so that it need never be looked at. A window is
therefore never narrower than what the rules of comparing allow: it changes no answer, only how soon it is there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

ALWAYS = date.max.toordinal()

type Near = tuple[int, Sequence[int]]  # a position, and those after it that it is compared with


@dataclass(frozen=True, slots=True)
class Window:
    """When a thing begins, and until when another may begin to be compared with it.

    Attributes:
        start: The first day on which it can have been published, as an ordinal; the last of all days if unknown.
        until: The last day on which a later one may begin.
        free: Whether it meets others that are free, however far away.
    """

    start: int
    until: int
    free: bool = False

    def reaches(self, later: Window) -> bool:
        """Whether a thing that stands later in the order may be compared with this one."""
        return later.start <= self.until or later.start == ALWAYS or (self.free and later.free)


def window(days: tuple[date, date] | None, reach: int | None, *, free: bool = False) -> Window:
    """The window of a thing that was published on these days, to others at most so many days later; None: to all."""
    if days is None:
        return Window(ALWAYS, ALWAYS, free)
    until = ALWAYS if reach is None else min(days[1].toordinal() + reach, ALWAYS)
    return Window(days[0].toordinal(), until, free)


def near(block: Sequence[int], windows: Sequence[Window], reach: int | None = None) -> Iterator[Near]:
    """For each of a block, in order of days, those after it within its window; of the next ``reach`` ones only.

    Args:
        block: Positions, in order.
        windows: The windows of the things at these positions.
        reach: So many after a thing are looked at; None for all.
    """
    starts = [w.start for w in windows]
    size = len(block)
    dated = bisect_right(starts, ALWAYS - 1)
    free = any(w.free for w in windows)
    for n in range(size - 1):
        last = size if reach is None else min(n + 1 + reach, size)
        one = windows[n]
        end = last if one.until == ALWAYS else bisect_right(starts, one.until, n + 1, last)
        if end >= min(dated, last):
            found = block[n + 1 : last]
        else:
            far = [block[k] for k in range(end, min(dated, last)) if windows[k].free] if free and one.free else []
            found = [*block[n + 1 : end], *far, *block[dated:last]]
        if found:
            yield block[n], found
