"""The two sides of a matter: who says that it was done and who that it was not, each origin once, with the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Relation, Verdict
from onrecord.reconcile.grades import Standing, names
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.statements.items import Said, speaks_for_itself
from onrecord.reconcile.status import Sides

Ref = tuple[str, int]


@dataclass(slots=True)
class Matter:
    """One matter with the origin of each proposition.

    Attributes:
        repeats: Propositions that say again what their origin said before, with the first of these.
        changed: By origin that says both, what it said last; the others of it do not count.
    """

    said: Sequence[Said]
    origins: Mapping[str, Origin]
    base: str = ""
    repeats: dict[Ref, Said] = field(default_factory=dict)
    outdated: dict[Ref, Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.base = base_of(self.said)
        first: dict[tuple[str, bool, bool], Said] = {}
        for one in self.said:
            key = (self.origin(one).key, self.yes(one), bool(one.aside))
            if key in first:
                self.repeats[one.ref] = first[key]
            else:
                first[key] = one
        self._turn()

    def _turn(self) -> None:
        """Mark what an origin said before it said the opposite on a later day."""
        last: dict[str, Said] = {}
        for one in (s for s in self.said if not s.aside):
            key = self.origin(one).key
            before = last.get(key)
            if before is not None and self.yes(before) != self.yes(one) and later(before, one):
                for old in (s for s in self.said if self.origin(s).key == key and self.yes(s) == self.yes(before)):
                    self.outdated.setdefault(old.ref, one)
            last[key] = one

    def origin(self, said: Said) -> Origin:
        """Who said it first."""
        return self.origins[said.claim.id]

    def yes(self, said: Said) -> bool:
        """Whether it says that the deed was done."""
        return said.deeds.get(self.base, (said.proposition.affirmed, False))[0]

    def counts(self, said: Said) -> bool:
        """Whether it bears on the answer."""
        return not said.aside and said.ref not in self.outdated

    def side(self, *, yes: bool) -> list[Said]:
        """The propositions that count on one side."""
        return [s for s in self.said if self.counts(s) and self.yes(s) == yes]

    def known(self, said: Iterable[Said]) -> dict[str, str]:
        """The known origins of some propositions, by key."""
        found = (self.origin(s) for s in said)
        return {o.key: o.in_prose for o in found if o.known}

    def keys(self, said: Iterable[Said]) -> set[str]:
        """The keys of all origins of some propositions."""
        return {self.origin(s).key for s in said}

    @property
    def own_denials(self) -> list[Said]:
        """Denials in words of their own, and not just challenges to what another said."""
        return [s for s in self.side(yes=False) if s.proposition.answers is None]

    @property
    def contested(self) -> bool:
        """Whether different origins stand on both sides."""
        yes, no = self.keys(self.side(yes=True)), self.keys(self.side(yes=False))
        return bool(yes and no) and len(yes | no) > 1 and bool(yes - no or no - yes)

    @property
    def verdict(self) -> Verdict:
        """What the record says: on a bare challenge *disputed*, where both sides speak *conflict*."""
        if self.contested:
            return Verdict.CONFLICT if self.own_denials else Verdict.DISPUTED
        if self.outdated:
            return Verdict.SUPERSEDED
        counted = [s for s in self.said if self.counts(s)]
        return Verdict.AGREE if len(self.known(counted)) > 1 else Verdict.SINGLE

    def relation(self, said: Said) -> Relation:
        """How one proposition stands to the answer."""
        if said.ref in self.outdated:
            return Relation.UPDATES if said is self.outdated[said.ref] else Relation.SUPPORTS
        if said.ref in self.repeats:
            return Relation.REPEATS
        if self.contested and not self.yes(said) and self.counts(said):
            return Relation.DISPUTES if said.proposition.answers else Relation.CONFLICTS
        return Relation.SUPPORTS

    def standing(self, said: Said) -> Standing:
        """What bears on the credibility of one proposition."""
        first = self.repeats.get(said.ref, said)
        own = self.origin(first)
        mine = [s for s in self.side(yes=self.yes(first)) if self.origin(s).key != own.key]
        against = [s for s in self.side(yes=not self.yes(first)) if self.origin(s).key != own.key]
        bare = [s for s in against if s.proposition.answers]
        worded = [s for s in against if not s.proposition.answers]
        behind = self.known(mine)
        return Standing(
            known=own.known,
            own_voice=own.own_voice,
            behind=names(behind),
            sourced=len(self.known(s for s in mine if not speaks_for_itself(s))),
            against=names(self.known(worded)),
            agreeing=len(self.known(worded)),
            unknown_against=tuple(sorted({self.origin(s).in_prose for s in worded if not self.origin(s).known})),
            disputed_by=tuple(sorted({self.origin(s).in_prose for s in bare})),
            unjudged=unjudged(first),
        )

    def sides(self) -> Sides:
        """Who stands where, for the status of the answer."""
        yes, no = self.side(yes=True), self.side(yes=False)
        behind = yes or no
        against = no if yes else []
        return Sides(
            owners=names({k: n for k, n in self.known(behind).items() if self.owns(behind, k)}),
            behind=names(self.known(behind)),
            voices=names(self.known(s for s in behind if speaks_for_itself(s))),
            unknown=len({self.origin(s).key for s in behind if not self.origin(s).known}),
            against=tuple(sorted({self.origin(s).in_prose for s in against})),
            what="says so",
        )

    def owns(self, behind: Sequence[Said], key: str) -> bool:
        """Whether an origin says of itself that it did it."""
        mine = [s for s in behind if self.origin(s).key == key and self.yes(s)]
        return any(s.agent and (key in (f"name {s.agent.key}", f"state {s.agent.state}")) for s in mine)


def unjudged(said: Said) -> str:
    """Why a proposition cannot be judged at all."""
    if said.aside.startswith("an opinion"):
        return "An opinion is not graded."
    return "It does not say that it was done or was not done." if said.aside else ""


def later(a: Said, b: Said) -> bool:
    """Whether the second was surely published on a later day."""
    return a.days is not None and b.days is not None and b.days[0] > a.days[1]


def base_of(said: Sequence[Said]) -> str:
    """The deed that all tell, as most have it; by alphabet among equals."""
    counts: dict[str, int] = {}
    for one in said:
        for deed in one.deeds:
            counts[deed] = counts.get(deed, 0) + 1
    return min(counts, key=lambda d: (-counts[d], d))
