"""Status: how an answer stands, in the plain words that conflict recorders use beside a figure.

*Acknowledged*: the party itself whose losses or doing it is says so. *Multi-source*: two independent known origins at
the least, as Iraq Body Count asks before a record is more than provisional. *Single-source*: anything less.
*Contested*: known origins exclude each other, or somebody challenges what another stands by. *Discounted*: all that is
left is denied, or challenged with nobody known who stands by it, or by more than stand by it. After Airwars' grades
of incidents and the methods of Iraq Body Count.

A denial alone discounts nothing: else every party could have a toll struck off by denying it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from onrecord.model import Basis, Certainty, Kind, Relation, Status
from onrecord.reconcile import lists
from onrecord.reconcile.grades import Evidence, named, names
from onrecord.reconcile.items import Item, Scope
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.people import fights, some_of
from onrecord.reconcile.ranges import VAGUE, ratio, same, vague
from onrecord.reconcile.roles import DENIED, Roles, known_origins
from onrecord.values.name import fold

TWO = 2  # so many independent known origins make more than a provisional record


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who stands where on one answer, by name; of a figure or of a statement.

    Attributes:
        owners: Parties that say so of their own losses or doing.
        behind: Known origins that say so, each once.
        voices: Those of them that are outlets which name no source.
        unknown: How many origins that are not known say so.
        against: Whoever denies or challenges it.
        rivals: Origins whose answers exclude each other.
        alike: Whether those behind it give the same number, or differ and can all hold.
        apart: Whether their numbers lie too far apart for one to bear out another, though all can hold.
        what: What they give, as it stands after a name: "gives it"; for a forecast "forecasts it".
    """

    owners: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    unknown: int = 0
    against: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    alike: bool = True
    apart: bool = False
    what: str = "gives it"


def status_of(sides: Sides) -> tuple[Status, str]:
    """The status of an answer and the reason for it in a sentence."""
    if len(sides.rivals) > 1:
        own = f"; {named(sides.owners)} gives its own" if sides.owners else ""
        return Status.CONTESTED, f"{capital(named(sides.rivals))} exclude each other{own}."
    if sides.against:
        return challenged(sides)
    if not sides.behind and not sides.unknown:
        return Status.DISCOUNTED, "Nobody in the record says that it is so."
    if sides.owners:
        whose = "its own losses or doing" if len(sides.owners) == 1 else "their own losses or doing"
        return Status.ACKNOWLEDGED, f"{capital(named(sides.owners))} says so of {whose}."
    if len(sides.behind) >= TWO and not sides.apart:
        return Status.MULTI_SOURCE, several(sides)
    return Status.SINGLE_SOURCE, single(sides)


def challenged(sides: Sides) -> tuple[Status, str]:
    """The status of what somebody denies or challenges."""
    doubters = capital(named(sides.against))
    deny = "disputes" if len(sides.against) == 1 else "dispute"
    if not sides.behind:
        nobody = "nobody known stands by it" if sides.unknown else "nobody in the record says that it is so"
        return Status.DISCOUNTED, f"{doubters} {deny} it, and {nobody}."
    keep = "says so" if len(sides.behind) == 1 else "say so"
    if len(sides.against) >= TWO and len(sides.against) > len(sides.behind):
        return Status.DISCOUNTED, f"{doubters} {deny} it; only {named(sides.behind)} {keep}."
    return Status.CONTESTED, f"{doubters} {deny} it; {named(sides.behind)} {keep}."


def several(sides: Sides) -> str:
    """Who the independent origins are, and which of them name no source."""
    number = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}.get(len(sides.behind), str(len(sides.behind)))
    differing = "" if sides.alike else ", whose figures differ and can all hold"
    line = f"{number} independent origins{differing}: {named(sides.behind)}"
    if not sides.voices:
        return f"{line}."
    if len(sides.voices) == len(sides.behind):
        return f"{line}, none of which names a source."
    return f"{line}; {named(sides.voices)} {'names' if len(sides.voices) == 1 else 'name'} no source."


def single(sides: Sides) -> str:
    """Who alone it rests on."""
    if not sides.behind:
        return "No known origin: who first said it cannot be told."
    if len(sides.behind) >= TWO:
        return f"What {named(sides.behind)} give can all hold and lies too far apart for one to bear out another."
    voice = ", which names no source" if sides.voices else ""
    more = ", beside origins that are not known" if sides.unknown else ""
    return f"Only {named(sides.behind)} {sides.what}{voice}{more}."


# -------------------------------------------------------------------------------- figures


def figures_status(evidence: Evidence, silent: Sequence[Origin]) -> tuple[Status, str]:
    """The status of a question of figures; ``silent``: who challenges them without a number of their own."""
    return status_of(sides_of(evidence, silent))


def sides_of(evidence: Evidence, silent: Sequence[Origin]) -> Sides:
    """Who stands where on the answer to a question of figures."""
    roles = evidence.roles
    asserted = [i for i in roles.items if says_so(i, roles)]
    challenged_ = [i for i in asserted if i.ref in roles.challenged]
    left = [i for i in asserted if i.ref not in roles.challenged]
    keepers = known_origins(challenged_)
    rests = challenged_ if challenged_ and (keepers or not left) else carried(left, roles)
    pairs = [(a, b) for a, b in combinations(rests, 2) if a.origin.known and b.origin.known]
    others = [(a, b) for a, b in pairs if a.origin.key != b.origin.key]
    return Sides(
        owners=names({i.origin.key: i.origin.in_prose for i in rests if acknowledges(i)}),
        behind=names(known_origins(i for i in rests if not i.borrowed)) or names(known_origins(rests)),
        voices=names(known_origins(i for i in rests if i.origin.own_voice)),
        unknown=len({i.origin.key for i in rests if not i.origin.known}),
        against=opponents(evidence, challenged_, silent) if rests is challenged_ or not asserted else (),
        rivals=tuple(sorted({i.origin.in_prose for pair in roles.clashes for i in pair})),
        alike=all(same(a.quantity, b.quantity) for a, b in pairs),
        apart=bool(others) and all(ratio(a.quantity, b.quantity) > VAGUE for a, b in others),
        what=manner(rests),
    )


def says_so(item: Item, roles: Roles) -> bool:
    """Whether an item says that something is so."""
    role = roles.of[item.ref]
    return role.relation not in (Relation.DISPUTES, Relation.REPEATS) and role.rank != DENIED


def carried(items: Sequence[Item], roles: Roles) -> list[Item]:
    """Those that the answer rests on; the parts where nothing else is there, and anything where nothing is counted."""
    whole = {i.ref for i in roles.counted()} or {i.ref for i in roles.counted(parts=True)}
    return [i for i in items if i.ref in whole] or list(items)


def opponents(evidence: Evidence, items: Iterable[Item], silent: Sequence[Origin]) -> tuple[str, ...]:
    """Whoever denies or challenges it, each origin once."""
    roles = evidence.roles
    found = {name for item in items for name in evidence.challengers(item)}
    denied = [i for i in roles.items if roles.of[i.ref].rank == DENIED or roles.of[i.ref].relation is Relation.DISPUTES]
    if not found:
        found = {o.in_prose for o in silent} | {i.origin.in_prose for i in denied}
    return tuple(sorted(found))


def manner(items: Sequence[Item]) -> str:
    """What the items do, after a name: give a number, forecast one, suppose one."""
    if items and all(i.claim.kind is Kind.FORECAST or i.claim.certainty is Certainty.FORECAST for i in items):
        return "forecasts it"
    if items and all(i.claim.kind is Kind.OPINION for i in items):
        return "gives it, as an opinion"
    if items and all(i.claim.certainty is Certainty.CONDITIONAL for i in items):
        return "gives it, on a condition"
    return "gives it"


def acknowledges(item: Item) -> bool:
    """Whether an item is a party's own word on its own losses or doing."""
    if item.unsettled or not item.origin.known or vague(item.quantity):
        return False
    if item.scope is Scope.SLOW or item.figure.basis is Basis.SHARE:
        return False
    if item.who and speaks_for(item.origin, item.who):
        return own_affair(item)
    return admits(item) and not item.origin.own_voice and (item.who is None or not (item.state and item.origin.side))


def speaks_for(origin: Origin, who: str) -> bool:
    """Whether an origin is the party counted, or its organ."""
    return origin.side == who or fold(origin.name) == fold(who) or origin.key == f"name {fold(who)}"


def own_affair(item: Item) -> bool:
    """Whether the figure is of what its party lost or did; a state's civilians are its victims' toll, no admission."""
    endings = tuple(lists.words("grades", "done_endings"))
    if item.measure in lists.words("grades", "done") or item.measure.endswith(endings):
        return not suffered(item)
    if not item.state:
        return lists.cumulative(item.measure) or item.scope is Scope.EVENT
    return item.measure in lists.words("grades", "lost") or fights(some_of(item.figure))


def suffered(item: Item) -> bool:
    """Whether the words name something that was done to the party: "fired at Norland"."""
    words = re.findall(r"\w+", item.claim.text.lower())
    aimed, at_whom = lists.words("grades", "aimed"), lists.words("grades", "at_whom")
    return any(first in aimed and then in at_whom for first, then in pairwise(words))


def admits(item: Item) -> bool:
    """Whether the words own up to it: a cue ("admitted"), or responsibility that is taken."""
    text = item.article.text
    cue = {w for span in item.claim.attribution.cue for w in re.findall(r"\w+", span.of(text).lower())}
    if cue & lists.words("grades", "admissions"):
        return True
    words = set(re.findall(r"\w+", item.claim.text.lower())) | cue
    return bool(words & lists.words("grades", "owning") and words & lists.words("grades", "owning_verbs"))


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]
