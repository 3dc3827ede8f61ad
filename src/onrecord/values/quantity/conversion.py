"""Quantities in another unit: "12 miles" in kilometres, so that it can be set beside "19 km". The arithmetic is pint's.

Only units whose name alone tells their size are converted (``data/conversions.toml``): "tons" and "gallons" are not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import Quantity
from onrecord.values.quantity.lexicon import table, unit_names

if TYPE_CHECKING:
    from pint import UnitRegistry

_DIGITS = Context(prec=12)  # far more than any figure in print has, and short of where division leaves noise


@dataclass(frozen=True, slots=True)
class _Convertible:
    """A unit that can be converted: what it measures, and pint's name for it."""

    dimension: str
    name: str
    pint: str


def convert(quantity: Quantity, unit: str) -> Quantity:
    """The quantity in another unit, exact to twelve digits; its bound stays.

    Args:
        quantity: A quantity with a unit, in any way of writing it ("mi", "miles").
        unit: The unit to convert to, likewise ("km", "kilometres").

    Raises:
        ValueError: One of the two is no unit whose size its name tells, or they do not measure the same.
    """
    source, target = _known(quantity.unit or ""), _known(unit)
    if source is None or target is None or source.dimension != target.dimension:
        raise ValueError(f"cannot convert {quantity.unit!r} to {unit!r}")
    return replace(
        quantity,
        low=_converted(quantity.low, source, target),
        high=_converted(quantity.high, source, target),
        unit=target.name,
    )


def standard(quantity: Quantity) -> Quantity | None:
    """The quantity in the one unit of its sort, in which all can be compared (lengths in metres); None without one.

    Mind that "pounds" are taken for a weight: ask for measures, not for money.
    """
    source = _known(quantity.unit or "")
    return convert(quantity, table("conversions.toml")[source.dimension]["to"]) if source else None


def dimension(unit: str | None) -> str | None:
    """What a unit measures: "length" for "km" and for "miles"; None where its name does not tell its size."""
    known = _known(unit or "")
    return known.dimension if known else None


@cache
def _known(unit: str) -> _Convertible | None:
    """The unit behind a way of writing it, singular or plural."""
    names = {**unit_names("measure"), **unit_names("time")}
    every = {**names, **{name: name for name in _convertible()}}
    for written in (unit, unit.lower(), unit.removesuffix("s"), unit.lower().removesuffix("s")):
        if (name := every.get(written)) in _convertible():
            return _convertible()[name]
    return None


@cache
def _convertible() -> dict[str, _Convertible]:
    groups = table("conversions.toml").items()
    return {name: _Convertible(what, name, pint) for what, group in groups for name, pint in group["units"].items()}


def _converted(number: Decimal | None, source: _Convertible, target: _Convertible) -> Decimal | None:
    if number is None or source == target:
        return number
    units = _registry()
    exact = units.Quantity(number, source.pint).to(target.pint).magnitude
    short = _DIGITS.create_decimal(Decimal(exact)).normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


@cache
def _registry() -> UnitRegistry[Decimal]:
    """Pint's units over decimals; it takes half a second to load, and most runs convert nothing."""
    from pint import UnitRegistry

    return UnitRegistry(non_int_type=Decimal)
