"""The entities of an article by the words of their names, so that a name need not be compared with all of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.values.name import name_keys

if TYPE_CHECKING:
    from onrecord.extract.actors.cast import Entity


class Register:
    """Entities in the order in which they were entered, found by any form of their name."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}  # id of an entity -> its number
        self._by_key: defaultdict[str, dict[int, Entity]] = defaultdict(dict)
        self._next = 0
        self._entered: set[tuple[int, str]] = set()

    def enter(self, entity: Entity, name: str) -> None:
        """Note that the entity bears a name, besides those noted before."""
        number = self._numbers.setdefault(id(entity), self._next)
        self._next = max(self._next, number + 1)
        if (number, name) in self._entered:
            return
        self._entered.add((number, name))
        for key in name_keys(name):
            self._by_key[key][number] = entity

    def strike(self, entity: Entity) -> None:
        """Forget the entity."""
        number = self._numbers.pop(id(entity))
        for bearers in self._by_key.values():
            bearers.pop(number, None)

    def near(self, name: str) -> list[Entity]:
        """The entities with a name that ``same_name`` may find to be the same as ``name``, in order of entry."""
        found: dict[int, Entity] = {}
        for key in name_keys(name):
            found.update(self._by_key.get(key, {}))
        return [found[number] for number in sorted(found)]
