"""Arithmetic: sums that tie figures to each other. All in Decimals, with the bounds of every figure respected.

A check holds (True), cannot hold (False), or cannot be settled by the record (None): a sum that rests on an assumption
may confirm but never refute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from onrecord.model import Basis, Bound, Certainty, Check, Kind, Quantity, Relation, TimeSpan
from onrecord.reconcile import lists
from onrecord.reconcile.items import Item, Scope, generic
from onrecord.reconcile.numbers import day, in_words, plain, span
from onrecord.reconcile.pairs import tied
from onrecord.reconcile.periods import since
from onrecord.reconcile.ranges import allowed, point, vague
from onrecord.reconcile.roles import Roles, as_of, later
from onrecord.values.name import fold

DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4375"), "year": Decimal("365.25")}
NEAR = 400  # characters between a part and the whole it belongs to
MOST = 3  # so many figures of a question enter the sums


@dataclass(frozen=True, slots=True)
class Group:
    """A question as arithmetic sees it: its id, its items and their roles."""

    id: str
    items: Sequence[Item]
    roles: Roles

    @property
    def first(self) -> Item:
        """The item that stands for the measure, who and reach."""
        return self.items[0]

    def figures(self) -> list[Item]:
        """A few counted figures, each number once, and none that is vague."""
        seen: dict[Decimal | None, Item] = {}
        for item in (i for i in self.roles.counted() if not vague(i.quantity)):
            seen.setdefault(point(item.quantity), item)
        return list(seen.values())[:MOST]


def checks(groups: Sequence[Group]) -> dict[str, tuple[Check, ...]]:
    """The checks of each question, by its id."""
    home = {item.ref: group for group in groups for item in group.items}
    by_side: dict[tuple[str, str], list[Group]] = {}
    by_claim: dict[str, list[Item]] = {}
    for group in groups:
        by_side.setdefault((broadest(group.first.group), fold(group.first.who or "")), []).append(group)
        for item in group.items:
            by_claim.setdefault(item.claim.id, []).append(item)
    found: dict[str, list[Check]] = {group.id: [] for group in groups}
    for group in groups:
        kin = by_side[(broadest(group.first.group), fold(group.first.who or ""))]
        found[group.id] += [*rates(group, kin), *narrower(group, kin), *increments(group), *falls(group)]
    for group, check in flows(groups):
        found[group.id].append(check)
    for mates in by_claim.values():
        for item, check in [*parts(mates, home), *shares(mates, home)]:
            found[home[item.ref].id].append(check)
    return {key: tuple(dict.fromkeys(made)) for key, made in found.items()}


def broadest(measure: str) -> str:
    """The broadest measure that this one is a part of."""
    above = lists.broader(measure)
    return broadest(above) if above else lists.meeting_groups().get(measure, measure)


# -------------------------------------------------------------------------------- rate and total


def rates(total: Group, kin: Iterable[Group]) -> Iterator[Check]:
    """A rate, times the days of the total's period, against the total."""
    if total.first.scope is not Scope.PERIOD or total.first.family != "count":
        return
    for rate in kin:
        if rate.first.figure.basis is Basis.RATE and rate.first.group == total.first.group:
            for r in rate.figures():
                for t in total.figures():
                    if r.period is not None or (r.article.id == t.article.id and not generic(t.who)):
                        yield from rate_check(rate.id, r, t)


def rate_check(rate_id: str, rate: Item, total: Item) -> Iterator[Check]:
    """One rate against one total; nothing when the unit of time is not known."""
    period, unit = total.period, DAYS.get(rate.figure.per or "")
    if unit is None or period is None or period.start is None or period.end is None:
        return
    if one_sided_alike(rate.quantity, total.quantity):  # two lower bounds can never refute each other
        return
    days = (period.end - period.start).days + 1
    count = round_units(Decimal(days) / unit, rate.figure.per or "")
    meets = allowed(rate.quantity).times(count).meets(allowed(total.quantity))
    if_held = assumption(rate.period, period)
    words = f"{in_words(rate.quantity)} a {rate.figure.per} for {plain(count)} {rate.figure.per}s is "
    sum_ = f"{in_words(scaled(rate.quantity, count))}: {'consistent' if meets else 'not consistent'} with "
    says = capital(f"{words}{sum_}{in_words(total.quantity)}{if_held}.")
    yield Check(with_=(rate_id,), says=says, holds=True if meets else (None if if_held else False))


def flows(groups: Sequence[Group]) -> Iterator[tuple[Group, Check]]:
    """A rate of people who arrived since a day, against how many the same passage says there are in all."""
    rates_of: dict[str, list[tuple[Group, Item]]] = {}
    for group in groups:
        for item in group.items:
            if item.figure.basis is Basis.RATE and item.present and of_people(item) and flow_start(item):
                rates_of.setdefault(item.article.id, []).append((group, item))
    for group in groups if rates_of else ():
        for total in group.items:
            for rate_group, rate in rates_of.get(total.article.id, ()):
                check = flow_check(rate_group.id, rate, total)
                if check:
                    yield group, check


def of_people(item: Item) -> bool:
    """Whether people who came or went are counted."""
    words = {*item.measure.split(), *(item.quantity.unit or "").lower().split()}
    return bool(words & lists.words("meeting", "travellers"))


def fills(rate: Item, total: Item) -> bool:
    """Whether those whom the rate counts become part of the total: arrivals of the sheltered, not of the displaced."""
    if rate.group == total.group or total.measure in lists.words("meeting", "flows"):
        return of_people(total) or total.measure in lists.words("meeting", "flows")
    return of_people(total) and total.measure not in lists.words("meeting", "event")


def flow_start(item: Item) -> date | None:
    """The day since which a rate or a total runs up to the day of publication."""
    return since(item.period, item.article)


def flow_check(rate_id: str, rate: Item, total: Item) -> Check | None:
    """One rate against one total of the same passage; where the total gives no first day it may only confirm."""
    start, period, unit = flow_start(rate), rate.period, DAYS.get(rate.figure.per or "")
    apart = abs(rate.figure.span.start - total.figure.span.start)
    if total.scope is Scope.PERIOD and total.group == rate.group:
        return None  # checked by its own period
    open_end = total.quantity.low is None or total.quantity.high is None
    plainly = not open_end and total.family == "count" and total.present and fills(rate, total)
    larger = (point(total.quantity) or 0) > (point(rate.quantity) or 0)
    if not (start and period and unit and plainly and larger) or apart > NEAR or vague(total.quantity):
        return None
    if one_sided_alike(rate.quantity, total.quantity):
        return None
    end = period.end or (rate.days or (start, start))[1]
    days = (end - start).days + 1
    made = scaled(rate.quantity, Decimal(days) / unit)
    meets = allowed(made).meets(allowed(total.quantity))
    if not meets and flow_start(total) != start and not since_said(total, start):
        return None
    words = f"{in_words(rate.quantity)} people a {rate.figure.per} over the {days} days since {day(start)}"
    judged = "which fits" if meets else "which does not fit"
    says = f"{words} make {in_words(made)}, {judged} {counted(total)}."
    return Check(with_=(rate_id,), says=capital(says), holds=meets)


def since_said(item: Item, start: date) -> bool:
    """Whether the words of the claim count from this day: "since 1 March"."""
    words = item.claim.text.lower()
    return any(
        f"since {when}" in words for when in (f"{start.day} {start:%B}".lower(), f"{start:%B} {start.day}".lower())
    )


def counted(item: Item) -> str:
    """A number with what it counts: "12 children", "58 killed"; money and measures bring their unit along."""
    noun = "" if item.family == "share" else (item.quantity.unit or "").split(" ")[-1]
    number = in_words(item.quantity)
    if noun and number.endswith(noun):
        return number
    return f"{number} {noun or item.measure}"


def one_sided_alike(a: Quantity, b: Quantity) -> bool:
    """Whether both are open at the same end."""
    return (a.low is None and b.low is None) or (a.high is None and b.high is None)


def round_units(count: Decimal, per: str) -> Decimal:
    """Days and weeks to a tenth, months and years to the nearest whole where that is close."""
    whole = count.quantize(Decimal(1))
    close = per in ("month", "year") and abs(count - whole) < Decimal("0.1")
    return whole if close or count == whole else count.quantize(Decimal("0.1"))


def assumption(given: TimeSpan | None, period: TimeSpan) -> str:
    """What must be assumed of a rate for it to hold in ``period``; empty when its own period covers that."""
    if given is None or given.start is None or given.end is None:
        return f", if the rate held throughout {span(period)}"
    if period.start and period.end and given.start <= period.start and period.end <= given.end:
        return ""
    return f", if the rate given for {span(given)} also held in {span(period)}"


def scaled(quantity: Quantity, factor: Decimal) -> Quantity:
    """The quantity times ``factor``, with the same bound."""
    low, high = quantity.low, quantity.high
    return Quantity(
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
        bound=quantity.bound,
        unit=quantity.unit,
    )


# -------------------------------------------------------------------------------- parts and wholes


def parts(mates: Sequence[Item], home: dict[tuple[str, int], Group]) -> Iterator[tuple[Item, Check]]:
    """Each part of one claim against the whole it is a part of, and the parts of one whole against it together."""
    of_whole: dict[tuple[str, int], list[Item]] = {}
    for part in (i for i in mates if i.figure.part_of_larger and i.family == "count"):
        whole = whole_of(part, mates)
        if whole:
            of_whole.setdefault(whole.ref, []).append(part)
            if not within(part.quantity, whole.quantity):  # that a part fits goes without saying
                says = f"{counted(part)} cannot be a part of {counted(whole)}: it is too large."
                yield part, Check(with_=(home[whole.ref].id,), says=capital(says), holds=False)
    for ref, found in of_whole.items():
        whole = next(i for i in mates if i.ref == ref)
        if len(found) > 1:
            yield from together(whole, found)


def together(whole: Item, found: Sequence[Item]) -> Iterator[tuple[Item, Check]]:
    """The sum of the parts against the whole; said only when it equals or exceeds it, for parts may overlap."""
    numbers = [n for i in found if (n := point(i.quantity)) is not None]
    total, most = sum(numbers, Decimal(0)), point(whole.quantity)
    if most is None or total < most:
        return
    words = " and ".join(in_words(i.quantity) for i in found)
    if total == most:
        yield (
            whole,
            Check(with_=(whole.claim.id,), says=f"{capital(words)} make {plain(total)}, the whole.", holds=True),
        )
    elif whole.quantity.high is not None:
        beyond = f"more than {in_words(whole.quantity)}: the parts overlap or a figure is wrong"
        says = f"{capital(words)} make {plain(total)}, {beyond}."
        yield whole, Check(with_=(whole.claim.id,), says=says, holds=None)


def whole_of(part: Item, mates: Sequence[Item]) -> Item | None:
    """The nearest figure of the same claim that the part can be a part of."""
    able = [
        i
        for i in mates
        if not i.figure.part_of_larger
        and i.family == "count"
        and i.figure.basis is not Basis.INCREMENT
        and broadest(i.group) == broadest(part.group)
        and abs(i.figure.span.start - part.figure.span.start) <= NEAR
    ]
    return min(able, key=lambda i: abs(i.figure.span.start - part.figure.span.start), default=None)


def within(part: Quantity, whole: Quantity) -> bool:
    """Whether a part can be as large as it is said to be."""
    least, most = allowed(part).low, allowed(whole).high
    return least is None or most is None or least <= most


def narrower(broad: Group, kin: Iterable[Group]) -> Iterator[Check]:
    """Counts that are part of a broader one ("killed" of "casualties") against it, of the same reach and place."""
    whole = broad.first
    for group in kin:
        item = group.first
        alike = (item.scope, item.family, item.where or whole.where) == (whole.scope, whole.family, whole.where)
        sure = tied(item, whole) or item.origin.key == whole.origin.key
        if not alike or not sure or lists.broader(item.measure) != whole.measure:
            continue
        for part in group.figures()[:1]:
            for figure in broad.figures()[:1]:
                if not within(part.quantity, figure.quantity):
                    says = f"{counted(part)} is more than {counted(figure)}, of which it should be a part."
                    yield Check(with_=(group.id,), says=capital(says), holds=None)


# -------------------------------------------------------------------------------- increments, series, shares


def increments(group: Group) -> Iterator[Check]:
    """An addition and the level it is added to, against a later figure where there is one."""
    if not lists.listed(group.first.measure):
        return
    for added in group.items:
        if vague(added.quantity):
            continue
        if added.figure.basis is not Basis.INCREMENT or group.roles.of[added.ref].relation is Relation.REPEATS:
            continue
        base = base_of(added, group.items)
        if base:
            yield increment_check(base, added, group)


def base_of(added: Item, items: Sequence[Item]) -> Item | None:
    """The last level before it in the same article that something is added to."""
    levels = [
        i
        for i in items
        if i.article.id == added.article.id and i.present and i.figure.span.start < added.figure.span.start
    ]
    return max(levels, key=lambda i: i.figure.span.start, default=None)


def increment_check(base: Item, added: Item, group: Group) -> Check:
    """The sum, and whether a later figure bears it out."""
    total = added_up(base.quantity, added.quantity)
    due = added.period.end if added.period else None
    words = f"{in_words(base.quantity)} and another {in_words(added.quantity)} make {in_words(total)}"
    words += f" by {day(due)}" if due else ""
    since = [i for i in group.roles.counted() if later(i, added) and (due is None or ((w := as_of(i)) and w[0] >= due))]
    if not since:
        forecast = added.claim.kind is Kind.FORECAST or added.claim.certainty is Certainty.FORECAST
        tail = ", if it comes true; no later figure shows it yet" if forecast else "; no later figure shows it yet"
        return Check(with_=(base.claim.id, added.claim.id), says=capital(f"{words}{tail}."), holds=None)
    newest = max(since, key=lambda i: i.order)
    meets = allowed(total).meets(allowed(newest.quantity))
    says = f"{words}: {'consistent' if meets else 'not consistent'} with the later {in_words(newest.quantity)}."
    return Check(with_=(base.claim.id, added.claim.id, newest.claim.id), says=capital(says), holds=meets)


def added_up(a: Quantity, b: Quantity) -> Quantity:
    """The sum of two quantities, with the looser bound of the two."""
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    bound = next((q.bound for q in (a, b) if q.bound is not Bound.EXACT), Bound.EXACT)
    return Quantity(low=low, high=high, bound=bound, unit=a.unit)


def falls(group: Group) -> Iterator[Check]:
    """A count that can only grow and yet falls, as one origin gives it."""
    if not lists.cumulative(group.first.measure) or group.first.family != "count":
        return
    series: dict[str, list[Item]] = {}
    for item in group.items:
        if item.present:
            series.setdefault(item.origin.key, []).append(item)
    for items in series.values():
        for old, new in pairwise(sorted(items, key=lambda i: (as_of(i) or (i.order[0],) * 2, i.order))):
            top, bottom = allowed(new.quantity).high, allowed(old.quantity).low
            if later(new, old) and top is not None and bottom is not None and top < bottom:
                words = f"{capital(counted(old))} fell to {in_words(new.quantity)}, as {new.origin.name} gives it"
                says = f"{words}: a count that can only grow was corrected, or the two do not count the same."
                yield Check(with_=(old.claim.id, new.claim.id), says=says, holds=False)


def shares(mates: Sequence[Item], home: dict[tuple[str, int], Group]) -> Iterator[tuple[Item, Check]]:
    """A share of a base given in the same claim; against a part of that base where the claim gives one."""
    for share in (i for i in mates if i.family == "share"):
        factor = fraction(share.quantity)
        base = next((i for i in mates if i.family == "count" and i.present and i.group == share.group), None)
        if factor is None or base is None:
            continue
        product = scaled(base.quantity, factor)
        part = next(
            (i for i in mates if i.figure.part_of_larger and i.family == "count" and i.group == base.group), None
        )
        words = capital(f"{share.figure.text} of {in_words(base.quantity)} is {in_words(product)}")
        meets = allowed(product).meets(allowed(part.quantity)) if part else None
        tail = f": {'consistent' if meets else 'not consistent'} with {in_words(part.quantity)}" if part else ""
        yield share, Check(with_=(home[base.ref].id,), says=f"{words}{tail}.", holds=meets)


def fraction(quantity: Quantity) -> Decimal | None:
    """A share as a number from 0 to 1; None when it is no exact share of a whole."""
    number = point(quantity)
    if number is None or quantity.low is None or quantity.low != quantity.high:
        return None
    percent = (quantity.unit or "").lower() in ("%", "percent", "per cent")
    value = number / 100 if percent else number
    return value if 0 < value <= 1 else None


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]
