"""Figures of one measure in several units: brought to one, so that they answer one question."""

import subprocess
import sys
from decimal import Decimal

import pytest

from onrecord.model import Verdict
from onrecord.reconcile import reconcile

MILES = "Herald @2031-05-03 Road Office: 12 road closed (miles) ; - ; Ostrel ; unit=miles story=a"
KM = "Courier @2031-05-03 Rescue Union: {} road closed (km) ; - ; Ostrel ; unit=km story=a"
MORE_KM = "Gazette @2031-05-03 Water Board: 19 road closed (km) ; - ; Ostrel ; unit=km story=a"


def asked(pile, *lines):
    made = pile(lines)
    return reconcile(made.claims, made.articles)


def test_miles_and_kilometres_stand_in_one_question_and_agree(pile):
    (question,) = asked(pile, MILES, KM.format(19), MORE_KM)
    assert question.measure == "road closed (km)"
    assert question.verdict is Verdict.AGREE
    assert question.best == Decimal(19)


def test_lengths_that_differ_do_not_agree_by_their_number(pile):
    questions = asked(pile, MILES, KM.format(12))
    assert all(question.verdict is not Verdict.AGREE for question in questions)


@pytest.mark.parametrize("unit", ["tonnes", "litres"])
def test_units_that_do_not_measure_the_same_stay_apart(pile, unit):
    other = f"Courier @2031-05-03 Rescue Union: 12 road closed ({unit}) ; - ; Ostrel ; unit={unit} story=a"
    assert len(asked(pile, MILES, other)) == 2


def test_the_library_of_units_is_loaded_only_to_convert():
    code = "import sys, onrecord.reconcile.units; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
