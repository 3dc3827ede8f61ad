"""Sets of numbers, put together pair by pair; ``home`` has for each number one nearer to what stands for its set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def root(home: dict[int, int], number: int) -> int:
    """What stands for the set that a number is in; of one that is new, itself."""
    above = home.setdefault(number, number)
    while above != number:
        home[number] = home[above]
        number, above = above, home[above]
    return number


def join(home: dict[int, int], a: int, b: int) -> None:
    """Put two sets together, under the lower number."""
    low, high = sorted((root(home, a), root(home, b)))
    home[high] = low


def connected(sets: Iterable[Sequence[int]]) -> list[list[int]]:
    """The numbers that a chain of sets ties to one another, by the order in which they come."""
    home: dict[int, int] = {}
    for some in sets:
        first = root(home, some[0])
        for other in some[1:]:
            if home.get(other) == first:
                continue
            last = root(home, other)
            if first != last:
                home[last] = first
    found: dict[int, list[int]] = {}
    for number in home:
        found.setdefault(root(home, number), []).append(number)
    return list(found.values())
