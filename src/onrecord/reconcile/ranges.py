"""Ranges of numbers: what a quantity allows, whether two can both hold, whether two say the same.

Rounding is read off the number itself: "450,000" has its last significant digit in the ten thousands, so that it stands
for anything within half of that, though never for more than :data:`ROUNDING_CAP`. "About" and "nearly" allow ten
per cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from onrecord.model import Bound, Quantity

LOOSE = Decimal("0.10")  # what "about" and "nearly" allow
ROUNDING_CAP = Decimal("0.05")  # "2,000" is not 2,500, round as it is
VAGUE = 4  # a range whose ends differ by so many times is a manner of speaking
LOWER = (Bound.AT_LEAST, Bound.MORE_THAN)
UPPER = (Bound.AT_MOST, Bound.LESS_THAN)
APPROXIMATE = (Bound.ABOUT, Bound.NEARLY)


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``, both included; an open end is None."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Range) -> bool:
        """Whether some number lies in both."""
        return _below(self.low, other.high) and _below(other.low, self.high)

    def times(self, factor: Decimal) -> Range:
        """Both ends multiplied by a positive number."""
        return Range(None if self.low is None else self.low * factor, None if self.high is None else self.high * factor)


def _below(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high


def stated(quantity: Quantity) -> Range:
    """The range in the words of the text: "up to 10,000" is open below."""
    return Range(quantity.low, quantity.high)


def point(quantity: Quantity) -> Decimal | None:
    """The one number the text gives: the bound of a one-sided figure, the middle of a range."""
    low, high = quantity.low, quantity.high
    if low is None or high is None:
        return high if low is None else low
    return low if low == high else (low + high) / 2


@lru_cache(maxsize=65_536)
def rounding(number: Decimal) -> Decimal:
    """How far the true number may lie from a rounded one: half a unit of its last significant digit, at most 5 %."""
    exponent = number.normalize().as_tuple().exponent
    if number == 0 or not isinstance(exponent, int) or exponent == 0:
        return Decimal(0)
    return min(Decimal(10) ** exponent / 2, abs(number) * ROUNDING_CAP)


@lru_cache(maxsize=65_536)  # a figure is held against many others
def allowed(quantity: Quantity) -> Range:
    """The range in which the true number may lie if the figure is right, with rounding and looseness counted in."""
    low, high = quantity.low, quantity.high
    if quantity.bound in APPROXIMATE:
        low = None if low is None else low * (1 - LOOSE)
        if quantity.bound is Bound.ABOUT:
            high = None if high is None else high * (1 + LOOSE)
        return Range(low, high)
    return Range(None if low is None else low - rounding(low), None if high is None else high + rounding(high))


def vague(quantity: Quantity) -> bool:
    """Whether the number is hardly one: "tens of thousands" is a range whose ends lie far apart."""
    low, high = quantity.low, quantity.high
    return low is not None and high is not None and high >= VAGUE * low and high > low


def clash(a: Quantity, b: Quantity, slack: Decimal = Decimal(0)) -> bool:
    """Whether the two cannot both hold of the same thing, even with rounding; vague numbers clash with nothing.

    ``slack`` is a further share by which either may be off, where all numbers are estimates.
    """
    return not vague(a) and not vague(b) and not widened(allowed(a), slack).meets(widened(allowed(b), slack))


def widened(range_: Range, slack: Decimal) -> Range:
    """The range with both ends moved out by a share of themselves."""
    low = None if range_.low is None else range_.low * (1 - slack)
    return Range(low, None if range_.high is None else range_.high * (1 + slack))


def same(a: Quantity, b: Quantity) -> bool:
    """Whether the two say the same number: equal within rounding, or within ten per cent where one is approximate."""
    if {a.bound, b.bound} & set(LOWER) and {a.bound, b.bound} & set(UPPER):
        return False
    if Bound.RANGE in (a.bound, b.bound):
        return (a.low, a.high) == (b.low, b.high)
    left, right = point(a), point(b)
    if left is None or right is None:
        return False
    loose = {a.bound, b.bound} & set(APPROXIMATE)
    gap = LOOSE * max(abs(left), abs(right)) if loose else max(rounding(left), rounding(right))
    one_sided = {a.bound, b.bound} & {*LOWER, *UPPER}
    return left == right if one_sided and not loose else abs(left - right) <= gap


def equal(a: Quantity, b: Quantity) -> bool:
    """Whether the two give the very same numbers, whatever their bounds."""
    return point(a) == point(b) and (a.bound is Bound.RANGE) == (b.bound is Bound.RANGE)


def ratio(a: Quantity, b: Quantity) -> Decimal:
    """How many times the larger is the smaller; 1 where one of them is nothing."""
    left, right = point(a), point(b)
    if not left or not right:
        return Decimal(1)
    small, large = sorted((abs(left), abs(right)))
    return large / small
