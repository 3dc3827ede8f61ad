"""What was reckoned before, so that a pile that grows by a little is reconciled by reckoning a little.

Things are compared, figures as well as statements, only where they share a block; what was found in a block, and what
was put together from it, is taken over as long as the block holds the very same things: see
:mod:`onrecord.reconcile.grouping`. What is known of the pile as a whole, such as who is who, is reckoned anew each
time; where that changes a thing, however little, the thing is another one, and what it bears on is worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from onrecord.reconcile.grouping import Grouping, Rules, Run

type Ref = tuple[str, int]


class Thing(Protocol):
    """What is compared: a figure or a statement, named by its claim and its place in it."""

    @property
    def ref(self) -> Ref:
        """What names it."""


class Asked(Mapping[str, str]):
    """A table of names that writes down which were looked up, and what was found."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told = told
        self.answers: dict[str, str | None] = {}

    def __getitem__(self, name: str) -> str:
        found = self.answers[name] = self._told.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("only single names are looked up here")

    def __len__(self) -> int:
        raise TypeError("only single names are looked up here")


class Memory:
    """Things of the last time, by kind, each with a number of its own, and what was found in their blocks."""

    def __init__(self) -> None:
        self._things: dict[str, dict[Ref, Any]] = {}
        self._numbers: dict[str, dict[Ref, int]] = {}
        self._groupings: dict[str, Grouping[Any]] = {}
        self._next = 0
        self._noted: dict[tuple[object, int], tuple[object, Any]] = {}
        self._before: dict[tuple[object, int], tuple[object, Any]] = {}
        self._kept: dict[tuple[object, Hashable], tuple[Any, Any]] = {}
        self._kept_before: dict[tuple[object, Hashable], tuple[Any, Any]] = {}

    def turn(self) -> None:
        """Begin anew: what is not asked for until the next turn is forgotten by the one after it."""
        self._before, self._noted = self._noted, {}
        self._kept_before, self._kept = self._kept, {}

    def noted[K, V](self, kind: object, thing: K, make: Callable[[K], V]) -> V:
        """What follows from one thing alone, of one kind; worked out once as long as the same object comes."""
        key = (kind, id(thing))
        found = self._noted.get(key) or self._before.get(key)
        if found is None or found[0] is not thing:
            found = (thing, make(thing))
        self._noted[key] = found
        value: V = found[1]
        return value

    def made[K, V](self, kind: object, thing: object, given: K, make: Callable[[K], V]) -> V:
        """What is made of all that is given; the same as the last time, as long as the same is given for the thing."""
        known: tuple[K, V] | None = self.noted(kind, thing, lambda _: None)
        if known is None or known[0] != given:
            known = (given, make(given))
            self.note(kind, thing, known)
        return known[1]

    def kept[K, V](self, kind: object, key: Hashable, given: K, make: Callable[[K], V]) -> V:
        """As :meth:`made`, for what goes by a name and is no object that lasts: a story, a person, a pair of ids."""
        place = (kind, key)
        known: tuple[K, V] | None = self._kept.get(place) or self._kept_before.get(place)
        if known is None or known[0] != given:
            known = (given, make(given))
        self._kept[place] = known
        return known[1]

    def answered[K, V](
        self, kind: object, key: Hashable, given: K, told: Mapping[str, str], make: Callable[[K, Asked], V]
    ) -> V:
        """As :meth:`kept`, for what looks up some names among many: the same while these have the same answers."""
        place = (kind, key)
        known: tuple[K, tuple[dict[str, str | None], V]] | None = self._kept.get(place) or self._kept_before.get(place)
        if known is None or known[0] != given or any(told.get(name) != found for name, found in known[1][0].items()):
            asked = Asked(told)
            value = make(given, asked)
            known = (given, (asked.answers, value))
        self._kept[place] = known
        return known[1][1]

    def note(self, kind: object, thing: object, value: object) -> None:
        """Keep something of one thing, of one kind, in place of what was kept of it before."""
        self._noted[kind, id(thing)] = (thing, value)

    def same[T: Thing](self, kind: str, things: Iterable[T]) -> list[T]:
        """The things, each that equals one of the last time given by that one, with all that was worked out of it."""
        before, numbers = self._things.get(kind, {}), self._numbers.get(kind, {})
        kept: list[T] = []
        now: dict[Ref, int] = {}
        for thing in things:
            old: T | None = before.get(thing.ref)
            if old is not None and (old is thing or old == thing):
                kept.append(old)
                now[thing.ref] = numbers[thing.ref]
            else:
                kept.append(thing)
                now[thing.ref] = self._next
                self._next += 1
        self._things[kind], self._numbers[kind] = {t.ref: t for t in kept}, now
        return kept

    def grouped[T: Thing](
        self,
        kind: str,
        things: Sequence[T],
        rules: Rules[T],
        runs: Iterable[Run] = (),
    ) -> list[list[int]]:
        """The groups of two and more of the things, by position, each and all in order.

        Args:
            kind: What sort of things they are; those of one kind are remembered together.
            things: What is compared, as :meth:`same` gives it, in an order that does not depend on that of arrival.
            rules: How two of them are compared.
            runs: Positions of those that stand together whatever is compared.
        """
        grouping = self._groupings.setdefault(kind, Grouping(rules))
        return grouping.groups(things, [self._numbers[kind][t.ref] for t in things], runs)
