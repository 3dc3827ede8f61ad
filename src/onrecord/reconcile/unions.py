"""Sets of numbers that are put together pair by pair; each goes by the lowest of its numbers."""

from __future__ import annotations


def root(home: list[int], i: int) -> int:
    """The group that ``i`` is in."""
    while home[i] != i:
        home[i] = home[home[i]]
        i = home[i]
    return i


def join(home: list[int], a: int, b: int) -> None:
    """Put two groups together, under the lower number."""
    low, high = sorted((root(home, a), root(home, b)))
    home[high] = low
