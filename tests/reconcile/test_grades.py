"""Grades of credibility and the plain status: the case tables, and what holds for any pile."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Certainty, Stance, Status
from onrecord.reconcile import reconcile
from onrecord.reconcile.grades import Standing, judge
from onrecord.reconcile.status import Sides, status_of

CASES = Path(__file__).parents[1] / "cases"


def rows(name):
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(pile, row):
    """The question that the line in question answers, and its entry there."""
    made = pile(row["lines"].splitlines())
    ref = made.refs[int(row["line"]) - 1]
    for question in reconcile(made.claims, made.articles):
        for entry in question.entries:
            if (entry.claim, entry.figure) == ref:
                return question, entry
    raise AssertionError("no question holds the figure")


@pytest.mark.parametrize("row", rows("grades"), ids=lambda row: row["case"])
def test_a_figure_has_the_grade_that_the_code_gives_it_and_says_why(row, pile):
    _, entry = asked(pile, row)
    assert entry.credibility == row["digit"], entry.why
    assert row["word"] in entry.why


@pytest.mark.parametrize("row", rows("status"), ids=lambda row: row["case"])
def test_an_answer_has_its_plain_status_and_says_why(row, pile):
    question, _ = asked(pile, row)
    assert question.status == row["status"], question.status_why
    assert row["word"] in question.status_why


# -------------------------------------------------------------------------------- what holds for any item

NAMES = st.lists(st.sampled_from(["Ana Ruiz", "Bo Lindqvist", "Cem Aydin", "Di Okafor", "Herald"]), unique=True).map(
    tuple
)


@st.composite
def standings(draw):
    behind, against = draw(NAMES), draw(NAMES)
    return Standing(
        known=draw(st.booleans()),
        own_voice=draw(st.booleans()),
        behind=behind,
        sourced=draw(st.integers(0, len(behind))),
        beside=draw(NAMES),
        against=against,
        agreeing=draw(st.integers(1, max(1, len(against)))),
        unknown_against=draw(st.sampled_from([(), ("an unnamed source",)])),
        disputed_by=draw(NAMES),
        sums=draw(st.sampled_from([(), ("Two and two make five.",)])),
        unjudged=draw(st.sampled_from(["", "", "", "An opinion is not judged."])),
    )


def objected(standing):
    return any((standing.against, standing.unknown_against, standing.disputed_by, standing.sums))


@given(standings())
def test_a_grade_is_a_digit_with_a_sentence(standing):
    grade = judge(standing)
    assert grade.digit in "123456"
    assert grade.reason.endswith(".")
    assert grade.reason[0].isupper()


@given(standings())
def test_nothing_is_confirmed_but_by_two_other_independent_sources_and_without_objection(standing):
    if judge(standing).digit == "1":
        assert standing.known
        assert standing.sourced >= 2
        assert not objected(standing)


@given(standings())
def test_what_is_objected_to_is_never_probable(standing):
    if objected(standing) and not standing.unjudged:
        assert judge(standing).digit in "345"


@given(standings())
def test_another_independent_source_behind_it_never_makes_an_item_worse(standing):
    more = replace(standing, behind=(*standing.behind, "Eva Holm"), sourced=standing.sourced + 1)
    if not standing.unjudged:
        assert judge(more).digit <= judge(standing).digit


@given(standings())
def test_another_who_disputes_it_never_makes_an_item_better(standing):
    more = replace(standing, disputed_by=(*standing.disputed_by, "Eva Holm"))
    known = judge(standing).digit != "6"
    if known:
        assert judge(more).digit >= judge(standing).digit


SIDES = st.builds(
    Sides,
    owners=NAMES,
    behind=NAMES,
    unknown=st.integers(0, 2),
    against=NAMES,
    rivals=NAMES,
    alike=st.booleans(),
)


@given(SIDES)
def test_a_status_says_why_in_a_sentence(sides):
    status, why = status_of(sides)
    assert status in set(Status)
    assert why.endswith(".")


@given(SIDES)
def test_more_than_one_source_takes_two_known_origins_and_nobody_against(sides):
    status, _ = status_of(sides)
    if status is Status.MULTI_SOURCE:
        assert len(sides.behind) >= 2
        assert not sides.against
        assert len(sides.rivals) < 2


# -------------------------------------------------------------------------------- what grades do not look at

TOLL = [
    "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale",
    "Courier @2031-05-03 !Bo Lindqvist: 40 killed ; people ; Port Vale",
    "Echo @2031-05-03 ?officials: 70 killed ; people ; Port Vale",
    "Lens @2031-05-03 -: 40 killed ; people ; Port Vale",
]


@given(
    st.lists(st.sampled_from(list(Stance)), min_size=4, max_size=4),
    st.lists(
        st.sampled_from([Certainty.ASSERTED, Certainty.REPORTED, Certainty.HEDGED, Certainty.POSSIBLE]),
        min_size=4,
        max_size=4,
    ),
)
@settings(deadline=None, max_examples=40)
def test_neither_hedges_nor_the_stance_of_an_article_change_a_grade(pile, stances, certainties):
    made = pile(TOLL)
    claims = [
        replace(c, attribution=replace(c.attribution, stance=s), certainty=how)
        for c, s, how in zip(made.claims, stances, certainties, strict=True)
    ]
    before, after = reconcile(made.claims, made.articles), reconcile(claims, made.articles)
    assert [(e.credibility, e.why) for q in before for e in q.entries] == [
        (e.credibility, e.why) for q in after for e in q.entries
    ]
    assert [q.status for q in before] == [q.status for q in after]


@given(st.dictionaries(st.sampled_from(["Ana Ruiz", "Ruiz", "Herald", "Lens", "Echo"]), st.sampled_from("ABCDEF")))
@settings(deadline=None, max_examples=40)
def test_how_a_source_is_rated_changes_nothing_but_its_letter(pile, ratings):
    made = pile(TOLL)
    plain = reconcile(made.claims, made.articles)
    rated = reconcile(made.claims, made.articles, ratings=ratings)
    bare = [replace(q, entries=tuple(replace(e, reliability="F") for e in q.entries)) for q in rated]
    assert tuple(bare) == plain


def test_a_sum_that_fails_is_said_of_both_figures(pile):
    lines = [
        "Herald @2031-05-03 *Iceland: 100 casualties ; Portugal ; - ; basis=rate per=day period=2031-04",
        "Herald @2031-05-03 !Ana Ruiz: 9000 casualties ; Portugal ; - ; basis=total period=2031-04",
    ]
    made = pile(lines)
    whys = [e.why for q in reconcile(made.claims, made.articles) for e in q.entries]
    assert all("not consistent" in why for why in whys)
    assert len(whys) == 2


def test_an_entry_names_those_who_bear_it_out_and_those_who_do_not(pile):
    made = pile([*TOLL[:2], "Echo @2031-05-03 !Cem Aydin: 70 killed ; people ; Port Vale"])
    (question,) = reconcile(made.claims, made.articles)
    first = next(e for e in question.entries if e.origin == "Ana Ruiz")
    assert first.corroborated_by == ("Bo Lindqvist",)
    assert first.contradicted_by == ("Cem Aydin",)
    assert first.group == "name ana ruiz"
