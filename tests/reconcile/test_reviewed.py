"""What a person refuses is left out, what a person mends is changed, and the source's words stay."""

from dataclasses import replace
from decimal import Decimal

import pytest

from onrecord.errors import UsageError
from onrecord.model import Judgement, Matter, Review, ReviewVerdict, pair_subject
from onrecord.reconcile import reconcile
from onrecord.reconcile.reviewed import changed, kept_words, read_review, reviewed, reviews_of, with_review

LINES = (
    "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale",
    "Courier @2031-05-03 !Bo Lindqvist: 90 killed ; people ; Port Vale",
)


def mended(**changes):
    return Review(verdict=ReviewVerdict.MENDED, changes=tuple((k.replace("__", "."), v) for k, v in changes.items()))


def test_a_refused_claim_is_left_out_of_the_answer(pile):
    given = pile(LINES)
    refused = Review(verdict=ReviewVerdict.REFUSED)
    left = reviewed(given.claims, {given.claims[1].id: refused})
    (question,) = reconcile(left, given.articles)
    assert (question.verdict, question.high) == ("single", 40)


def test_a_mended_number_counts_as_mended_and_the_words_stay(pile):
    given = pile(LINES)
    left = reviewed(given.claims, {given.claims[1].id: mended(figures__0__low="40", figures__0__high="40")})
    assert left[1].text == given.claims[1].text
    assert left[1].figures[0].text == given.claims[1].figures[0].text
    (question,) = reconcile(left, given.articles)
    assert question.verdict == "agree"


@pytest.mark.parametrize("verdict", [ReviewVerdict.ACCEPTED, ReviewVerdict.UNSURE])
def test_an_accepted_or_doubted_claim_counts_as_it_was_read(pile, verdict):
    given = pile(LINES)
    assert reviewed(given.claims, {given.claims[0].id: Review(verdict=verdict)}) == given.claims


def test_a_claim_that_disputes_a_refused_one_disputes_it_no_more(pile):
    given = pile(LINES)
    first, second = given.claims
    disputing = replace(second, disputes=(first.id,))
    (left,) = reviewed((first, disputing), {first.id: Review(verdict=ReviewVerdict.REFUSED)})
    assert left.disputes == ()


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("speaker", "Ana Lind", lambda c: c.attribution.chain[-1].name == "Ana Lind"),
        ("speaker", "", lambda c: c.attribution.mode == "narrator" and not c.attribution.path),
        ("kind", "opinion", lambda c: c.kind == "opinion"),
        ("certainty", "hedged", lambda c: c.certainty == "hedged"),
        ("affirmed", "false", lambda c: not c.affirmed),
        ("due", "2031-06-01", lambda c: c.due.month == 6),
        ("figures.0.measure", "injured", lambda c: c.figures[0].measure == "injured"),
        ("figures.0.who", "", lambda c: c.figures[0].who is None),
        ("figures.0.bound", "at least", lambda c: c.figures[0].quantity.bound == "at least"),
        ("figures.0.high", "", lambda c: c.figures[0].quantity.high is None),
        ("figures.0.low", "12.5", lambda c: c.figures[0].quantity.low == Decimal("12.5")),
        ("figures.0.basis", "total", lambda c: c.figures[0].basis == "total"),
    ],
)
def test_a_field_is_mended(pile, name, value, read):
    assert read(changed(pile(LINES).claims[0], name, value))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "other words"),
        ("figures.9.measure", "killed"),
        ("figures.0.span", "1"),
        ("figures.x.low", "1"),
        ("figures.0.low", "forty"),
        ("figures.0.low", "NaN"),
        ("figures.0.measure", " "),
        ("kind", "rumour"),
        ("affirmed", "perhaps"),
        ("due", "soon"),
    ],
)
def test_what_cannot_be_mended_is_refused_in_words(pile, name, value):
    with pytest.raises(UsageError, match=name.split(".")[0]):
        changed(pile(LINES).claims[0], name, value)


def test_both_ends_can_move_together_and_must_stay_in_order(pile):
    claim = pile(LINES).claims[0]
    up = with_review(claim, mended(figures__0__low="90", figures__0__high="95"))
    assert (up.figures[0].quantity.low, up.figures[0].quantity.high) == (90, 95)
    with pytest.raises(UsageError, match="above its high end"):
        with_review(claim, mended(figures__0__low="90"))


def test_a_review_is_read_back_as_it_was_kept():
    review = mended(speaker="Zoë", figures__0__low="4")
    kept = Judgement(matter=Matter.REVIEW, subject="c1", value=kept_words(review))
    assert reviews_of([kept, replace(kept, matter=Matter.PAIR, value="same")]) == {"c1": review}


@pytest.mark.parametrize(
    "value", ["", "accepted", "[]", "{}", '{"verdict": "perhaps"}', '{"verdict": "mended", "changes": 3}']
)
def test_words_that_are_no_review_are_an_error(value):
    with pytest.raises(UsageError, match="not a review"):
        read_review(value)


def test_a_pair_has_one_subject_whichever_comes_first():
    assert pair_subject(("a", 1), ("b", 0)) == pair_subject(("b", 0), ("a", 1)) == "a:1 b:0"
