"""Quantities in another unit, by pint, with decimals."""

import subprocess
import sys
from decimal import Decimal

import pytest

from onrecord.model import Bound, Quantity
from onrecord.values.quantity.conversion import convert, dimension, standard
from onrecord.values.quantity.lexicon import table


def of(number, unit, **more):
    return Quantity(low=Decimal(number), high=Decimal(number), unit=unit, **more)


@pytest.mark.parametrize(
    ("number", "unit", "wanted", "result"),
    [
        ("12", "miles", "km", "19.312128"),
        ("10", "feet", "metres", "3.048"),
        ("30", "knots", "km/h", "55.56"),
        ("100", "kph", "mph", "62.1371192237"),
        ("5", "°F", "°C", "-15"),
        ("0", "degrees Celsius", "degrees Fahrenheit", "32"),
        ("40", "hectares", "square metres", "400000"),
        ("2", "square miles", "sq km", "5.17997622067"),
        ("3", "bcm", "cubic metres", "3000000000"),
        ("1", "GWh", "kilowatt hours", "1000000"),
        ("2.5", "tonnes", "kg", "2500"),
        ("10", "stone", "kilos", "63.5029318"),
        ("36", "hours", "days", "1.5"),
    ],
)
def test_measure_is_converted(number, unit, wanted, result):
    assert convert(of(number, unit), wanted).low == Decimal(result)


def test_two_lengths_can_be_set_side_by_side():
    miles, kilometres = standard(of(12, "miles")), standard(of(19, "km"))
    assert miles.unit == kilometres.unit == "metre"
    assert abs(miles.low - kilometres.low) / kilometres.low < Decimal("0.02")


def test_bound_and_open_end_stay():
    found = convert(Quantity(low=Decimal(3), high=None, bound=Bound.MORE_THAN, unit="miles"), "metres")
    assert (found.low, found.high, found.bound, found.unit) == (Decimal("4828.032"), None, Bound.MORE_THAN, "metre")


def test_unit_that_is_there_already_keeps_its_digits():
    assert convert(of("19.10", "km"), "kilometres").low == Decimal("19.10")


@pytest.mark.parametrize(("unit", "wanted"), [("km", "kg"), ("tons", "kg"), ("soldiers", "km"), ("km", "leagues")])
def test_what_cannot_be_converted_is_an_error(unit, wanted):
    with pytest.raises(ValueError, match="cannot convert"):
        convert(of(1, unit), wanted)


@pytest.mark.parametrize("unit", ["tons", "gallons", "degrees", "soldiers", None])
def test_word_that_does_not_tell_its_size_has_no_standard(unit):
    assert standard(of(1, unit)) is None
    assert dimension(unit) is None


@pytest.mark.parametrize("sort", sorted(table("conversions.toml")))
def test_every_unit_of_a_sort_can_be_brought_to_its_standard(sort):
    group = table("conversions.toml")[sort]
    for unit in group["units"]:
        found = standard(of(7, unit))
        assert found.unit == group["to"]
        assert convert(found, unit).low == pytest.approx(Decimal(7), rel=Decimal("1e-9"))


def test_pint_is_not_loaded_before_something_is_converted():
    program = "import sys, onrecord.values.quantity.conversion; print('pint' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
