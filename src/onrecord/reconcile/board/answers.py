"""How a later figure answers a forecast: true, false, or not to be told.

A forecast names a number, a bound and a last day. A later figure of the same thing, said to be so and challenged by
nobody, answers it:

- *At least, more than*: true once a figure of a day in time is as large. False once the last day has passed and the
  figure of that time is smaller.
- *At most, less than*: false once a figure of a day in time is larger. True once the last day has passed and the
  figure of that time keeps to it. "Up to 12,000" also says that something like it will come: below half of it a
  person must judge.
- *A number*: true when the figure of the last day is that number, as far as rounding goes, or, of what is to be
  reached, as large. False once the last day has passed and the figure of that time is another.

The figure of that time is one that stands for the last day or a few days after it. A count that only grows excludes a
number on any later day, when it is smaller even then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from onrecord.model import Bound, Quantity
from onrecord.reconcile import lists
from onrecord.reconcile.board.sorts import has_words
from onrecord.reconcile.items import Item
from onrecord.reconcile.numbers import day, in_words
from onrecord.reconcile.ranges import APPROXIMATE, LOWER, UPPER, Range, allowed
from onrecord.reconcile.series import as_of

GRACE = timedelta(days=7)  # by which the figure of the last day may be later than it
SHARE = 2  # "up to" a number is kept to by half of it


@dataclass(frozen=True, slots=True)
class Asked:
    """What a forecast asks of later figures.

    Attributes:
        after: The last day on which the forecast can have been made; only figures of later days answer it.
        begins: The first day of the time it speaks of, where it says one ("in July").
        due: Its last day; None where it has none.
        today: The day of the board.
    """

    item: Item
    after: date
    begins: date | None
    due: date | None
    today: date

    @property
    def last(self) -> date:
        """The last day; the end of time where it has none."""
        return self.due or date.max

    @property
    def over(self) -> bool:
        """Whether the last day has passed."""
        return self.due is not None and self.today > self.due

    @property
    def reached(self) -> bool:
        """Whether it speaks of a number that is reached on the way, and not of one at which a count ends."""
        return self.item.quantity.bound in LOWER or has_words("reached", self.item.claim.text)

    @property
    def grows(self) -> bool:
        """Whether it is a count that can only grow."""
        return lists.cumulative(self.item.measure) and self.item.family == "count"


def answer(asked: Asked, found: Item) -> tuple[bool, str] | None:
    """Whether a figure of the same thing shows the forecast to be true or false, and why; None when it cannot tell."""
    days = as_of(found)
    if days is None or days[0] <= asked.after or (asked.begins and days[0] < asked.begins):
        return None
    quantity, number = asked.item.quantity, allowed(found.quantity)
    if quantity.bound in LOWER:
        held = _lower(asked, quantity, found, days)
    elif quantity.bound in UPPER:
        held = _upper(asked, quantity, number, days)
    else:
        held = _number(asked, quantity, number, days)
    return None if held is None else (held, _reason(asked, found, days, held))


def _in_time(asked: Asked, days: tuple[date, date]) -> bool:
    return days[1] <= asked.last


def _of_that_time(asked: Asked, days: tuple[date, date]) -> bool:
    """Whether a figure stands for the last day, or one of the few after it, now that this day has passed."""
    return asked.over and asked.last <= days[0] and days[1] <= asked.last + GRACE


def _lower(asked: Asked, quantity: Quantity, found: Item, days: tuple[date, date]) -> bool | None:
    wanted, low, high = quantity.low, _surely(found), allowed(found.quantity).high
    if wanted is None:
        return None
    strict = quantity.bound is Bound.MORE_THAN and found.quantity.bound is not Bound.MORE_THAN
    if _in_time(asked, days) and low is not None and (low > wanted if strict else low >= wanted):
        return True
    late = asked.over and asked.grows and days[0] >= asked.last
    return False if (late or _of_that_time(asked, days)) and high is not None and high < wanted else None


def _surely(found: Item) -> Decimal | None:
    """The number that is reached if a figure is right: what it states, less what "about" and "nearly" leave open."""
    loose = found.quantity.bound in APPROXIMATE
    return allowed(found.quantity).low if loose else found.quantity.low


def _upper(asked: Asked, quantity: Quantity, number: Range, days: tuple[date, date]) -> bool | None:
    wanted, ceiling = quantity.high, allowed(quantity).high
    if wanted is None or ceiling is None:
        return None
    if _in_time(asked, days) and number.low is not None and number.low > ceiling:
        return False
    late = asked.over and asked.grows and days[0] >= asked.last
    if not (late or _of_that_time(asked, days)) or number.high is None or number.high > wanted:
        return None
    only_cap = not has_words("up_to", asked.item.figure.text)
    like_it = only_cap or (number.low is not None and number.low * SHARE >= wanted)
    return True if like_it else None


def _number(asked: Asked, quantity: Quantity, number: Range, days: tuple[date, date]) -> bool | None:
    wanted = allowed(quantity)
    if number.low is None or number.high is None or wanted.low is None or wanted.high is None:
        return None
    enough = number.low > wanted.high if has_words("passed", asked.item.claim.text) else number.low >= wanted.low
    if asked.reached and enough and _in_time(asked, days):
        return True
    if _of_that_time(asked, days) or days[0] == days[1] == asked.last:
        if number.meets(wanted):
            return True
        return False if asked.over and not number.low > wanted.high else None
    if asked.over and asked.grows and days[0] >= asked.last and number.high < wanted.low:
        return False
    return None


def _reason(asked: Asked, found: Item, days: tuple[date, date], held: bool) -> str:
    when = day(days[1]) if days[0] == days[1] else f"{day(days[0])} to {day(days[1])}"
    given = f"{found.origin.in_prose} gives {in_words(found.quantity)} as of {when}"
    by = f" by {day(asked.due)}" if asked.due else ""
    return f"{given}, which {'bears out' if held else 'excludes'} {in_words(asked.item.quantity)}{by}."
