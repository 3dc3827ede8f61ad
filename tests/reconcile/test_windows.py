"""Windows: what lies too far apart in time is not looked at, and that changes no answer."""

import gc
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reconcile import reconcile
from onrecord.reconcile.unhurried import unhurried
from onrecord.reconcile.windows import near, window

OUTLETS = ["Herald", "Courier", "Echo", "Lens", "Post", "Globe"]
DAYS = [
    "",
    " @2031-05-03",
    " @2031-05-20",
    " @2031-06-25",
    " @2031-09-01..2031-10-10",
    " @2032-02-01",
    " @2032-08-01",
    " @2038-01-01",
]
WHAT = [
    "killed ; people ; Port Vale",
    "troops lost ; Iceland ; -",
    "troops sent ; Iceland ; -",
    "army size ; Iceland ; -",
]
EXTRAS = [
    "",
    "story=a",
    "period=2031-05-02",
    "basis=total period=..2031-05-01",
    "basis=total period=..2032-07-01",
    "basis=rate per=day",
    "basis=total period=2031-04",
]


@st.composite
def lines(draw):
    """Lines of the notation, on days that lie close together and far apart."""
    days = {outlet: draw(st.sampled_from(DAYS)) for outlet in OUTLETS}
    made = []
    for _ in range(draw(st.integers(2, 12))):
        outlet, what, extra = (draw(st.sampled_from(some)) for some in (OUTLETS, WHAT, EXTRAS))
        number = draw(st.sampled_from([40, 41, 1200, 1210, 1500]))
        made.append(f"{outlet}{days[outlet]} -: {number} {what} ; {extra}".rstrip(" ;"))
    return made


def everybody(block, windows, reach=None):
    """What would be compared if days were of no account."""
    for n in range(len(block) - 1):
        yield block[n], block[n + 1 : None if reach is None else n + 1 + reach]


@given(lines())
@settings(max_examples=150, deadline=None)
def test_what_a_window_leaves_out_would_have_changed_nothing(pile, written):
    made = pile(written)
    looked_at = reconcile(made.claims, made.articles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.reconcile.clusters.near", everybody)
        assert reconcile(made.claims, made.articles) == looked_at


def day(number):
    return (date(2031, 1, number), date(2031, 1, number))


def test_a_window_holds_those_that_begin_before_it_ends_and_all_without_a_day():
    windows = [window(day(1), 5), window(day(4), 5), window(day(7), 5), window(None, 5)]
    assert dict(near([10, 11, 12, 13], windows)) == {10: [11, 13], 11: [12, 13], 12: [13]}


def test_those_that_name_their_own_day_meet_however_late_they_were_published():
    windows = [window(day(1), 2, free=True), window(day(9), 2), window(day(20), 2, free=True)]
    assert dict(near([0, 1, 2], windows)) == {0: [2]}


def test_in_a_large_block_only_the_next_few_are_looked_at():
    windows = [window(day(1), 30)] * 4
    assert dict(near([0, 1, 2, 3], windows, 2)) == {0: [1, 2], 1: [2, 3], 2: [3]}


def test_the_search_for_circles_goes_on_afterwards_also_where_something_fails():
    def fail():
        with unhurried():
            raise ValueError(f"searching: {gc.isenabled()}")

    assert gc.isenabled()
    with pytest.raises(ValueError, match="searching: False"):
        fail()
    assert gc.isenabled()
