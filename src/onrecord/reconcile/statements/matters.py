"""Matters: propositions of one deed. Blocks by deed and party first, then scored pairs, then groups in which all fit.

Work grows near linearly with the pile: only propositions that share a deed and a party are compared, each in a large
block with those next to it by day. A block without a name is kept within its story. The result does not depend on the
order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.reconcile.grouping import Key
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.statements.items import Said
from onrecord.reconcile.statements.pairs import ENOUGH, match, reach
from onrecord.reconcile.windows import Near, Window, near, window

SMALL = 30  # in a block of this size every pair is compared
REACH = 10  # in a larger one, each with so many after it by day


class Deeds:
    """How propositions are compared."""

    sample = 20

    def keys(self, thing: Said) -> Iterable[Key]:
        """The blocks of a proposition."""
        return dict.fromkeys(keys(thing))

    def score(self, a: Said, b: Said) -> int | None:
        """How well two propositions fit one matter; None where something forbids it."""
        return match(a, b).value

    def enough(self, score: int, thing: Said) -> bool:  # noqa: ARG002
        """Whether two of this score may stand under one question."""
        return score >= ENOUGH

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def near(self, things: Sequence[Said], block: Sequence[int]) -> Iterator[Near]:
        """In a small block each with all after it, in a large one with a few; only those that the days allow."""
        windows = [self._window(things[i]) for i in block]
        yield from near(block, windows, None if len(block) <= SMALL else REACH)

    def _window(self, said: Said) -> Window:
        return self._memory.noted("window", said, lambda s: window(s.days, reach(s)))


def matters(said: Sequence[Said], memory: Memory | None = None) -> list[tuple[Said, ...]]:
    """The groups of two or more, each in the order of its propositions, and the groups by their first.

    ``memory`` knows those of last time.
    """
    memory = memory or Memory()
    said = memory.same("statements", said)
    groups = memory.grouped("statements", said, Deeds(memory))
    return [tuple(said[i] for i in group) for group in groups]


def keys(said: Said) -> Iterator[tuple[str, ...]]:
    """The blocks that a proposition belongs to: by deed and each party, a mere noun only within its story."""
    story = said.article.story or said.article.id
    for deed in said.deeds:
        for one in said.parties:
            if one.named:
                yield (deed, "name", one.state if one.is_state and one.state else one.key)
            elif one.near:
                yield (deed, "near", one.key, one.near)
            if one.state and not one.is_state:
                yield (deed, "name", one.state)
            if not one.named:
                yield (deed, "story", story, one.key)
