"""The rules by which the best figure is chosen, each on a small record of its own."""

import pytest

from onrecord.errors import UsageError
from onrecord.reconcile import reconcile

# three origins of one day, one later; 30 is the lowest, 41 has two of four, 58 is the latest, 60 the highest
TOLL = [
    "Herald @2031-05-03 !Ana Ruiz: 41 killed ; people ; Port Vale ; story=a",
    "Courier @2031-05-03 !Bo Lindqvist: 41 killed ; people ; Port Vale ; story=a",
    "Echo @2031-05-03 !Cem Aydin: 60 killed ; people ; Port Vale ; story=a",
    "Lens @2031-05-03 !Dora Klein: 30 killed ; people ; Port Vale ; story=a",
]


def best(pile, lines, rule, **ratings):
    made = pile(lines)
    (question,) = reconcile(made.claims, made.articles, rule=rule, ratings=ratings.get("ratings"))
    return question


@pytest.mark.parametrize(
    ("rule", "number"),
    [("supported", 41), ("majority", None), ("latest", 41), ("conservative", 30), ("highest", 60), ("reliable", 41)],
)
def test_each_rule_chooses_its_own_best_figure(pile, rule, number):
    question = best(pile, TOLL, rule)
    assert (question.low, question.best, question.high) == (30, number, 60)
    assert question.rule == rule


@pytest.mark.parametrize("rule", ["majority", "latest", "conservative", "highest", "reliable"])
def test_a_rule_that_was_asked_for_says_what_it_did(pile, rule):
    assert any("rule of" in why or "conservative rule" in why for why in best(pile, TOLL, rule).why)


def test_more_than_half_of_the_origins_are_a_majority(pile):
    question = best(pile, TOLL[:3], "majority")
    assert question.best == 41
    assert "2 of 3 origins give it" in " ".join(question.why)


def test_one_origin_that_says_a_number_twice_is_no_majority(pile):
    again = "Echo @2031-05-03 !Ana Ruiz: 41 killed ; people ; Port Vale ; story=a"
    assert best(pile, [TOLL[0], again, TOLL[3]], "majority").best is None


def test_the_latest_is_taken_with_its_day(pile):
    later = "Gazette @2031-05-05 !Eva Moss: 55 killed ; people ; Port Vale ; story=a"
    question = best(pile, [*TOLL, later], "latest")
    assert question.best == 55
    assert "5 May 2031" in " ".join(question.why)


def test_a_latest_figure_that_is_a_cap_gives_no_best_figure(pile):
    cap = "Gazette @2031-05-05 !Eva Moss: up to 50 killed ; people ; Port Vale ; story=a"
    assert best(pile, [TOLL[0], cap], "latest").best is None


def test_the_source_that_the_user_rates_highest_decides(pile):
    question = best(pile, TOLL, "reliable", ratings={"Cem Aydin": "B", "Ana Ruiz": "C"})
    assert question.best == 60
    assert "Cem Aydin, rated B" in " ".join(question.why)


def test_a_source_nobody_can_judge_goes_before_an_unreliable_one(pile):
    ratings = {"Cem Aydin": "E", "Ana Ruiz": "D", "Bo Lindqvist": "D"}
    assert best(pile, TOLL, "reliable", ratings=ratings).best == 30


def test_an_outlet_is_rated_for_what_it_says_itself_and_not_for_what_it_carries(pile):
    own = "Lens @2031-05-03 - : 52 killed ; people ; Port Vale ; story=a"
    assert best(pile, TOLL, "reliable", ratings={"Echo": "A"}).best == 41
    assert best(pile, [*TOLL[:3], own], "reliable", ratings={"Lens": "A"}).best == 52


def test_a_disputed_figure_is_no_best_by_any_rule(pile):
    lines = [*TOLL, "Lens @2031-05-04 !Finn Oder: disputes 3"]
    for rule in ("conservative", "highest", "latest", "majority", "reliable"):
        question = best(pile, lines, rule)
        assert question.best != 60
        assert question.high == 41
        assert any("isputed by Finn Oder" in e.why for e in question.left_out)


def test_a_rule_that_there_is_not_is_named(pile):
    made = pile(TOLL)
    with pytest.raises(UsageError, match="nonsense"):
        reconcile(made.claims, made.articles, rule="nonsense")


@pytest.mark.parametrize(
    ("rule", "number"), [("supported", None), ("latest", None), ("conservative", 50), ("highest", 120)]
)
def test_no_number_is_made_of_a_range(pile, rule, number):
    question = best(pile, ["Herald @2031-05-03 !Ana Ruiz: 50-120 killed ; people ; Port Vale"], rule)
    assert (question.low, question.best, question.high) == (50, number, 120)
    assert number or any("No number within it was said" in why for why in question.why)


def test_a_number_within_a_range_is_the_best_beside_it(pile):
    lines = [
        "Herald @2031-05-03 !Ana Ruiz: 40-60 killed ; people ; Port Vale ; story=a",
        "Courier @2031-05-03 !Bo Lindqvist: 52 killed ; people ; Port Vale ; story=a",
    ]
    question = best(pile, lines, "supported")
    assert (question.low, question.best, question.high) == (40, 52, 60)
