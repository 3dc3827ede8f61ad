"""Parts and wholes: a part against the whole it belongs to, parts together, shares of a base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from onrecord.model import Basis, Check, Quantity
from onrecord.reconcile import lists
from onrecord.reconcile.arithmetic.group import Group, broadest, capital, counted, scaled
from onrecord.reconcile.items import Item
from onrecord.reconcile.numbers import in_words, plain
from onrecord.reconcile.ranges import allowed, point
from onrecord.reconcile.traits import tied

TOGETHER = "That both count the same people, in the same place and up to the same day."
OVERLAP = "That nobody is counted in two of the parts, and that these are all of them."
NEAR = 400  # characters between a part and the whole it belongs to


def parts(mates: Sequence[Item], home: dict[tuple[str, int], Group]) -> Iterator[tuple[Item, Check]]:
    """Each part of one claim against the whole it is a part of, and the parts of one whole against it together."""
    of_whole: dict[tuple[str, int], list[Item]] = {}
    for part in (i for i in mates if i.figure.part_of_larger and i.family == "count"):
        whole = whole_of(part, mates)
        if whole:
            of_whole.setdefault(whole.ref, []).append(part)
            if not within(part.quantity, whole.quantity):  # that a part fits goes without saying
                says = f"{counted(part)} cannot be a part of {counted(whole)}: it is too large."
                against = (part.ref, whole.ref)
                yield (
                    part,
                    Check(
                        with_=(home[whole.ref].id,), says=capital(says), holds=False, against=against, assumes=TOGETHER
                    ),
                )
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
            Check(
                with_=(whole.claim.id,),
                says=f"{capital(words)} make {plain(total)}, the whole.",
                holds=True,
                assumes=OVERLAP,
            ),
        )
    elif whole.quantity.high is not None:
        beyond = f"more than {in_words(whole.quantity)}: the parts overlap or a figure is wrong"
        says = f"{capital(words)} make {plain(total)}, {beyond}."
        yield whole, Check(with_=(whole.claim.id,), says=says, holds=None, assumes=OVERLAP)


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
                    yield Check(with_=(group.id,), says=capital(says), holds=None, assumes=TOGETHER)


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
        of_it = "That the share is one of this number" + (
            ", and the part the one that the share tells of." if part else "."
        )
        words = capital(f"{share.figure.text} of {in_words(base.quantity)} is {in_words(product)}")
        meets = allowed(product).meets(allowed(part.quantity)) if part else None
        tail = f": {'consistent' if meets else 'not consistent'} with {in_words(part.quantity)}" if part else ""
        against = (share.ref, base.ref, part.ref) if part and not meets else ()
        yield (
            share,
            Check(with_=(home[base.ref].id,), says=f"{words}{tail}.", holds=meets, against=against, assumes=of_it),
        )


def fraction(quantity: Quantity) -> Decimal | None:
    """A share as a number from 0 to 1; None when it is no exact share of a whole."""
    number = point(quantity)
    if number is None or quantity.low is None or quantity.low != quantity.high:
        return None
    percent = (quantity.unit or "").lower() in ("%", "percent", "per cent")
    value = number / 100 if percent else number
    return value if 0 < value <= 1 else None
