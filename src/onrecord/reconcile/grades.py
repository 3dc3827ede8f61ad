"""Grades of credibility, by the Admiralty code (AJP-2.1): of the item, never of its source, which is the user's.

1 confirmed by other independent sources; 2 probably true; 3 possibly true; 4 doubtful; 5 improbable; 6 cannot
be judged. The digit weighs independent origins: how many others give the same, how many exclude it or challenge it, and
whether a sum shows that it cannot be. One origin alone is never 1 or 2, however many articles print it; nor does
an origin count whose independence is not known; and what outlets say in their own voice, without a source, confirms
nothing beyond 2. Who the source is, how softly it is put, and what the article thinks of it have no part in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Basis, Certainty, Check, Kind, Relation
from onrecord.reconcile.items import Item, contradict
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.ranges import equal, same, vague
from onrecord.reconcile.roles import DENIED, HOLLOW, LATER, LOOSE, PART, Ref, Roles, known_origins
from onrecord.reconcile.series import moved_on, unsourced
from onrecord.reconcile.wording import the

CONFIRMED = 2  # so many other independent origins confirm
NAMED = 3  # so many of them are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What bears on the credibility of one item, whatever it says: a figure or a statement.

    Attributes:
        known: Whether its origin is known, and so can be told from the others.
        own_voice: Whether an outlet says it itself and names nobody.
        behind: Other known origins that say the same, by name.
        sourced: How many of these are no outlet that speaks for itself.
        beside: Other known origins whose answers can hold beside it.
        against: Known origins whose answers exclude it.
        agreeing: How many of these agree with one another; rivals of one another are no majority.
        unknown_against: Origins that are not known and whose answers exclude it.
        disputed_by: Who says that it is wrong.
        sums: What fails of it by arithmetic, in sentences.
        unjudged: Why it cannot be judged at all; empty where it can.
    """

    known: bool = True
    own_voice: bool = False
    behind: tuple[str, ...] = ()
    sourced: int = 0
    beside: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    agreeing: int = 1
    unknown_against: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    unjudged: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """The digit and the reason for it in a sentence or two."""

    digit: str
    reason: str


def judge(standing: Standing) -> Grade:
    """The grade that the code gives to what stands so."""
    if standing.unjudged:
        return Grade("6", standing.unjudged)
    opposed = standing.against or standing.unknown_against or standing.disputed_by
    if opposed or standing.sums:
        return Grade(str(doubt(standing)), " ".join((*objections(standing), *backing(standing))))
    if not standing.behind:
        return Grade("3" if standing.known else "6", alone(standing))
    if not standing.known and len(standing.behind) < CONFIRMED:
        return Grade("3", f"{' '.join(backing(standing))} Whether this source is another one is not known.")
    sure = standing.known and standing.sourced >= CONFIRMED
    return Grade("1" if sure else "2", " ".join(backing(standing)))


def doubt(standing: Standing) -> int:
    """3 to 5, for what somebody excludes or challenges, or a sum refutes: origins against are set off those behind.

    The code has 3 for what agrees with some of the record, 4 for what is doubtful, 5 for what the rest contradicts.
    """
    rivals = standing.agreeing if standing.against else int(bool(standing.unknown_against))
    against = max(rivals, len(standing.disputed_by))
    behind = len(standing.behind) - (not standing.known and bool(standing.behind))
    refuted = bool(standing.sums)
    if standing.disputed_by and standing.against and behind <= against:
        return 5
    if against > behind + 1:
        return 5
    if behind > against:
        return 4 if refuted and behind < CONFIRMED else 3
    return 5 if refuted and against else 4


def objections(standing: Standing) -> Iterator[str]:
    """What stands against it, a sentence each."""
    if standing.disputed_by:
        yield f"Disputed by {named(standing.disputed_by)}."
    if standing.against or standing.unknown_against:
        yield f"Contradicted by {named((*standing.against, *standing.unknown_against))}."
    yield from standing.sums


def backing(standing: Standing) -> Iterator[str]:
    """Who else says it; nothing where nobody does."""
    if standing.behind:
        outlets = len(standing.behind) - standing.sourced
        tail = ""
        if outlets:
            some = "" if outlets == len(standing.behind) else "some of them "
            tail = f", {some}without naming a source"
        yield f"Also given by {named(standing.behind)}{tail}."


def alone(standing: Standing) -> str:
    """The reason for the grade of what nobody else says and nobody contradicts."""
    if not standing.known and standing.own_voice:
        return "The article names neither source nor publisher, and no other origin gives it."
    if not standing.known:
        return "Who first said it is not known, and no other origin gives it."
    if standing.beside:
        return f"Not confirmed by another origin; what {named(standing.beside, 'or')} says can hold beside it."
    return "Not confirmed by another origin, and not contradicted."


# -------------------------------------------------------------------------------- figures


@dataclass(slots=True)
class Evidence:
    """What a question holds for and against each of its figures.

    Attributes:
        roles: Its figures and how they stand to the answer.
        origins: The origin of every claim, those that challenge among them.
        sums: By figure, the sums that fail and count against it.
    """

    roles: Roles
    origins: Mapping[str, Origin]
    sums: Mapping[Ref, Sequence[Check]] = field(default_factory=dict)
    clashing: dict[Ref, list[Item]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for a, b in self.roles.clashes:
            self.clashing.setdefault(a.ref, []).append(b)
            self.clashing.setdefault(b.ref, []).append(a)

    def standing(self, item: Item) -> Standing:
        """What bears on the credibility of one figure; of a repeat, what bears on the figure that it repeats."""
        item = self.roles.repeated.get(item.ref, item)
        behind, against = corroborating(item, self.roles), self.excluding(item)
        sourced = known_origins(i for i in behind if not i.origin.own_voice)
        others = known_origins(i for i in beside(item, self.roles) if i.ref not in self.roles.challenged)
        excluded = known_origins(against)
        same_number = known_origins(behind)
        return Standing(
            known=item.origin.known and not (item.borrowed and same_number),
            own_voice=item.origin.own_voice,
            behind=names(same_number),
            sourced=len(sourced),
            beside=()
            if vague(item.quantity)
            else names({k: n for k, n in others.items() if k not in excluded and k not in same_number}),
            against=names(excluded),
            agreeing=agreeing(against),
            unknown_against=tuple(sorted({i.origin.in_prose for i in against if not i.origin.known})),
            disputed_by=self.challengers(item) if item.present else (),
            sums=tuple(dict.fromkeys(check.says for check in self.refuting(item))),
            unjudged=unjudged(item, self.roles),
        )

    def refuting(self, item: Item) -> Iterator[Check]:
        """The sums that count against a figure: its own, and those of two claims that refute its number for another."""
        yield from self.sums.get(item.ref, ())
        for other in self.roles.items if self.sums else ():
            checks = self.sums.get(other.ref)  # asked first: few figures have any, and a series has thousands
            if checks and equal(other.quantity, item.quantity) and other.family == item.family:
                yield from (c for c in checks if len({claim for claim, _ in c.against}) > 1)

    def excluding(self, item: Item) -> list[Item]:
        """Whose figures exclude it; of one that has been overtaken, those that it was at odds with already."""
        if item.ref in self.roles.challenged and item.present:
            return [i for i in self.roles.counted() if i.origin.key != item.origin.key and at_odds(i, item)]
        newer = self.roles.superseded.get(item.ref)
        if newer is None:
            return self.clashing.get(item.ref, [])
        return [i for i in self.clashing.get(newer.ref, ()) if at_odds(i, item)]

    def challengers(self, item: Item) -> tuple[str, ...]:
        """Who says of the number that it is wrong, by name."""
        if item.ref not in self.roles.challenged:
            return ()
        found = {
            o.origin.key: o.origin.in_prose
            for o in self.roles.disputing
            if equal(o.quantity, item.quantity) and o.origin.key != item.origin.key
        }
        for aimed in self.roles.aimed_at:
            theirs = aimed.origin.key == item.origin.key or aimed.article.id == item.article.id or unsourced(item)
            if theirs and equal(aimed.quantity, item.quantity):
                for claim in self.roles.disputers[aimed.claim.id]:
                    origin = self.origins[claim.id]
                    found.setdefault(origin.key, origin.in_prose)
        return names(found)


def unjudged(item: Item, roles: Roles) -> str:
    """Why a figure cannot be judged; empty where it can."""
    role = roles.of[item.ref]
    if role.relation is Relation.DISPUTES:
        return "A challenge is not graded by number."
    if role.rank == DENIED:
        return "Nobody in the record says that it is so."
    if role.rank in (LOOSE, LATER) or item.unsettled:
        return unsettled(item)
    return ""


def unsettled(item: Item) -> str:
    """Why what is no plain present figure cannot be judged."""
    if item.claim.kind is Kind.OPINION:
        return "An opinion is not judged."
    if item.claim.certainty is Certainty.CONDITIONAL:
        return "What holds on a condition cannot be judged."
    if item.figure.basis is Basis.INCREMENT and item.claim.kind is not Kind.FORECAST:
        return "An addition is not judged by itself."
    return "What lies ahead cannot be judged yet."


def at_odds(a: Item, b: Item) -> bool:
    """Whether two figures exclude each other and neither is a later state of the other; a cap never moves."""
    caps = a.quantity.low is None or b.quantity.low is None
    return contradict(a, b) and (caps or not (moved_on(a, b) or moved_on(b, a)))


def agreeing(items: Sequence[Item]) -> int:
    """How many known origins among these give one number, at the most; 1 where each gives its own."""
    known = [i for i in items if i.origin.known]
    return max((len({j.origin.key for j in known if same(i.quantity, j.quantity)}) for i in known), default=1)


def failed(checks: Iterable[Check]) -> dict[Ref, list[Check]]:
    """By figure, the sums that fail and count against it."""
    found: dict[Ref, list[Check]] = {}
    for check in checks:
        for ref in check.against if check.holds is False else ():
            found.setdefault(ref, []).append(check)
    return found


def corroborating(item: Item, roles: Roles) -> list[Item]:
    """Items of other origins that say the same number; a part is borne out by the same part alone."""
    if roles.of[item.ref].rank == PART:
        return [i for i in others(item, roles) if same_part(i, item, roles) and same(i.quantity, item.quantity)]
    able = beside(item, roles)
    if item.ref not in roles.challenged:  # what is challenged itself bears nobody out
        able = [i for i in able if i.ref not in roles.challenged]
    return [i for i in able if same(i.quantity, item.quantity)]


def same_part(a: Item, b: Item, roles: Roles) -> bool:
    """Whether two parts are said to be of the same people: "12 children", by both."""
    parts = roles.of[a.ref].rank == roles.of[b.ref].rank == PART
    return parts and bool(a.quantity.unit) and (a.some, a.quantity.unit) == (b.some, b.quantity.unit)


def beside(item: Item, roles: Roles) -> list[Item]:
    """Items of other origins that answer the question as a whole and can hold beside this one."""
    return [i for i in others(item, roles) if roles.of[i.ref].rank != PART and not contradict(i, item)]


def others(item: Item, roles: Roles) -> list[Item]:
    """Items of other origins that say that something is so; what only takes up a speaker's number is nobody's word."""
    if not roles.telling:
        weak = (DENIED, LATER, LOOSE, HOLLOW)
        aside = (Relation.DISPUTES, Relation.REPEATS)
        for i in roles.items:
            if not i.borrowed and roles.of[i.ref].rank not in weak and roles.of[i.ref].relation not in aside:
                roles.telling.setdefault(i.origin.key, []).append(i)
    return [i for key, theirs in roles.telling.items() if key != item.origin.key for i in theirs]


def names(origins: Mapping[str, str]) -> tuple[str, ...]:
    """The names of origins by key, each once, by alphabet."""
    return tuple(sorted(set(origins.values())))


def named(origins: Sequence[str], word: str = "and") -> str:
    """Names in prose, the first few of them."""
    shown = [the(name) for name in origins[:NAMED]]
    rest = len(origins) - len(shown)
    last = f"{rest} more" if rest else shown.pop()
    return f"{', '.join(shown)} {word} {last}" if shown else last


def listed(names: Iterable[str]) -> str:
    """Names as a list in prose."""
    ordered = sorted(set(names))
    return ordered[0] if len(ordered) == 1 else ", ".join(ordered[:-1]) + " and " + ordered[-1]
