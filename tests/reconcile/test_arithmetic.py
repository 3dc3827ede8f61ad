"""What every sum assumes is said, and what is larger than its whole is noticed across questions."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reconcile import reconcile


def sums(pile, lines):
    made = pile(lines)
    return [c for q in reconcile(made.claims, made.articles) for c in q.arithmetic]


def test_a_rate_over_the_days_of_a_total_assumes_that_it_held(pile):
    (check,) = sums(pile, [
        "Herald @2031-12-03 *Iceland: 4000 casualties ; Portugal ; - ; basis=total period=2031-10",
        "Courier @2031-12-03 *Iceland: 130 casualties ; Portugal ; - ; basis=rate per=day period=2031-09",
    ])  # fmt: skip
    assert check.holds is True
    assert check.assumes == "That the rate held on all 31 days of October 2031, and that both count the same."


def test_a_rate_of_the_same_days_assumes_only_that_both_count_the_same(pile):
    (check,) = sums(pile, [
        "Herald @2031-12-03 *Iceland: 9000 casualties ; Portugal ; - ; basis=total period=2031-10",
        "Courier @2031-12-03 *Iceland: 130 casualties ; Portugal ; - ; basis=rate per=day period=2031-10",
    ])  # fmt: skip
    assert check.holds is False
    assert "mean of all 31 days" in check.assumes


def test_more_children_than_people_cannot_be_told_from_here(pile):
    (check,) = sums(pile, [
        "Herald @2031-05-03 !Ana Ruiz: 52 killed ; people ; Port Vale ; story=a unit=children",
        "Courier @2031-05-03 !Bo Lindqvist: 40 killed ; people ; Port Vale ; story=a",
    ])  # fmt: skip
    assert check.says == "52 children is more than 40 killed, of which it should be a part."
    assert check.holds is None
    assert "Children are some of all who are counted." in check.assumes


def test_a_month_that_is_larger_than_its_year_is_noticed(pile):
    (check,) = sums(pile, [
        "Herald @2031-12-03 *Iceland: 60000 casualties ; Portugal ; - ; basis=total period=2031-10",
        "Courier @2032-01-03 *Iceland: 50000 casualties ; Portugal ; - ; basis=total period=2031-01-01..2031-12-31",
    ])  # fmt: skip
    assert "60,000 casualties is more than 50,000 casualties" in check.says


def test_a_part_that_fits_goes_without_saying(pile):
    assert not sums(pile, [
        "Herald @2031-12-03 *Iceland: 4000 casualties ; Portugal ; - ; basis=total period=2031-10",
        "Courier @2032-01-03 *Iceland: 50000 casualties ; Portugal ; - ; basis=total period=2031-01-01..2031-12-31",
    ])  # fmt: skip


@given(st.lists(st.sampled_from([
    "Herald @2031-12-03 *Iceland: 4000 casualties ; Portugal ; - ; basis=total period=2031-10",
    "Courier @2031-12-03 *Iceland: 130 casualties ; Portugal ; - ; basis=rate per=day period=2031-10",
    "Echo @2031-12-03 *Iceland: another 500 casualties ; Portugal ; - ; basis=increment",
    "Echo @2031-12-03 *Iceland: 9000 casualties ; Portugal ; - ; basis=total",
    "Lens @2031-12-09 *Iceland: 8000 casualties ; Portugal ; - ; basis=total",
    "Lens @2031-12-09 *Iceland: 8100 killed ; Portugal ; - ; basis=total",
    "Lens @2031-12-09 *Iceland: 52 killed ; people ; Port Vale ; unit=children story=a",
    "Lens @2031-12-09 *Iceland: 40 killed ; people ; Port Vale ; story=a",
]), min_size=2, unique=True))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_every_sum_says_what_it_used_and_what_it_assumes(pile, lines):
    made = pile(lines)
    questions = reconcile(made.claims, made.articles)
    ids = {q.id for q in questions} | {c.id for c in made.claims}
    for check in (c for q in questions for c in q.arithmetic):
        assert check.assumes.startswith("That ")
        assert check.assumes.endswith(".")
        assert check.says.endswith(".")
        assert check.with_
        assert set(check.with_) <= ids
