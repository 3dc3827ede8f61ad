"""Matters: propositions of one deed. Blocks by deed and party first, then scored pairs, then groups in which all fit.

Work grows near linearly with the pile: only propositions that share a deed and a party are compared, each in a large
block with those next to it by day. A block without a name is kept within its story. The result does not depend on the
order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.reconcile.memory import Memory, Pairs
from onrecord.reconcile.statements.items import Said
from onrecord.reconcile.statements.pairs import Match, match

SMALL = 60  # in a block of this size every pair is compared
REACH = 20  # in a larger one, each with so many after it by day
SAMPLE = 20  # so many members of a group stand for it
MOST_APART = 3  # of a group's pairs, one in so many may fall short without being forbidden

Pair = tuple[int, int]


def matters(said: Sequence[Said], memory: Memory | None = None) -> list[tuple[Said, ...]]:
    """The groups of two or more, each in the order of its propositions, and the groups by their first.

    ``memory`` knows those of last time.
    """
    memory = memory or Memory()
    said = memory.same("statements", said)
    groups = memory.grouped("statements", said, blocks(said), match, groups_of)
    return [tuple(said[i] for i in group) for group in groups]


def groups_of(pairs: Pairs[Said, Match]) -> list[list[int]]:
    """The groups of two or more by the positions of their propositions."""
    candidates = {pair for block in blocks(pairs.things) for pair in within(block)}
    scored = [(found.value or 0, pair) for pair in candidates if (found := pairs[pair]).enough]
    groups = {i: [i] for pair in scored for i in pair[1]}
    home = {i: i for i in groups}
    for _, (a, b) in sorted(scored, key=lambda s: (-s[0], s[1])):
        left, right = sorted((home[a], home[b]))
        if left != right and may_join(groups[left], groups[right], pairs):
            groups[left] = sorted(groups[left] + groups.pop(right))
            for i in groups[left]:
                home[i] = left
    return [members for _, members in sorted(groups.items()) if len(members) > 1]


def may_join(left: Sequence[int], right: Sequence[int], pairs: Pairs[Said, Match]) -> bool:
    """Whether no pair across the two groups is forbidden, and most fit well enough."""
    across = [(min(a, b), max(a, b)) for a in sample(left) for b in sample(right)]
    short = 0
    for pair in across:
        found = pairs[pair]
        if found.value is None:
            return False
        short += not found.enough
    return short * MOST_APART <= len(across)


def sample(members: Sequence[int]) -> Sequence[int]:
    """All of a small group; of a large one, members evenly spread over it with the first and the last."""
    if len(members) <= SAMPLE:
        return members
    return sorted({members[i * (len(members) - 1) // (SAMPLE - 1)] for i in range(SAMPLE)})


def blocks(said: Sequence[Said]) -> Iterable[list[int]]:
    """Propositions that share a key, by position; only these are ever compared."""
    found: dict[tuple[str, ...], list[int]] = {}
    for i, one in enumerate(said):
        for key in keys(one):
            found.setdefault(key, []).append(i)
    return found.values()


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


def within(block: Sequence[int]) -> Iterator[Pair]:
    """The pairs of a block that are worth comparing."""
    reach = len(block) if len(block) <= SMALL else REACH
    for n, a in enumerate(block):
        for b in block[n + 1 : n + 1 + reach]:
            yield (a, b)
