"""Questions of one matter that differ in scope are linked from both ends, and never merged."""

from dataclasses import replace

import pytest

from onrecord.model import How
from onrecord.reconcile import reconcile

# two lines; what the question of the second is to that of the first; a piece of the sentence that says why
CASES = {
    "casualties are wider than the killed": (
        "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale ; story=a",
        "Courier @2031-05-03 !Ana Ruiz: 90 casualties ; people ; Port Vale ; story=a",
        How.WIDER, "takes in the killed, the injured",
    ),
    "all the people are the whole of the children": (
        "Herald @2031-05-03 !Ana Ruiz: 12 killed ; people ; Port Vale ; story=a unit=children",
        "Courier @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale ; story=a",
        How.WHOLE, "Children are some of all",
    ),
    "a state is wider than its city": (
        "Herald @2031-05-03 *Iceland: 300 tanks lost ; Portugal ; Lisbon",
        "Courier @2031-05-03 !Ana Ruiz: 900 tanks lost ; Portugal ; Portugal",
        How.WIDER, "Lisbon lies in Portugal",
    ),
    "a year is wider than one of its months": (
        "Herald @2031-12-03 *Iceland: 4000 casualties ; Portugal ; - ; basis=total period=2031-10",
        "Courier @2032-01-03 *Iceland: 50000 casualties ; Portugal ; - ; basis=total period=2031-01-01..2031-12-31",
        How.WIDER, "October 2031 lies within 2031",
    ),
    "all losses so far are the whole of those of one month": (
        "Herald @2031-12-03 *Iceland: 4000 casualties ; Portugal ; - ; basis=total period=2031-10",
        "Courier @2031-12-03 *Iceland: 600000 casualties ; Portugal ; - ; basis=total",
        How.WHOLE, "The count for October 2031 is a part",
    ),
    "the next month is later": (
        "Herald @2031-12-03 *Iceland: 4000 casualties ; Portugal ; - ; basis=total period=2031-10",
        "Courier @2031-12-03 *Iceland: 5000 casualties ; Portugal ; - ; basis=total period=2031-11",
        How.LATER, "October 2031 and for November 2031",
    ),
    "a rate stands beside its total": (
        "Herald @2031-12-03 *Iceland: 4000 casualties ; Portugal ; - ; basis=total period=2031-10",
        "Courier @2031-12-03 *Iceland: 130 casualties ; Portugal ; - ; basis=rate per=day period=2031-10",
        How.RATE, "by the day (October 2031)",
    ),
    "those who serve are not those who were sent": (
        "Herald @2031-05-03 *Iceland: 10000 troops sent ; Iceland ; Portugal",
        "Courier @2031-05-03 *Iceland: 120000 active military personnel ; Iceland",
        How.DEFINITION, "some of those who serve",
    ),
    "the losses of two states are two sides of one thing": (
        "Herald @2031-12-03 *Iceland: 4000 casualties ; Portugal ; - ; basis=total story=a",
        "Herald @2031-12-03 *Portugal: 9000 casualties ; Iceland ; - ; basis=total story=a",
        How.OTHER_SIDE, "for Iceland and for Portugal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_questions_of_one_matter_are_linked(pile, name):
    *written, how, why = CASES[name]
    made = pile(written)
    by_claim = {e.claim: q for q in reconcile(made.claims, made.articles) for e in q.entries}
    first, second = (by_claim[ref[0]] for ref in made.refs)
    assert [(r.how, r.question) for r in first.related] == [(how, second.id)]
    assert [(r.how, r.question) for r in second.related] == [(how.back, first.id)]
    assert why in first.related[0].why or why.replace("Iceland and for Portugal", "Portugal and for Iceland") in (
        first.related[0].why
    )


def test_a_part_of_a_place_is_learned_where_an_article_says_so(pile):
    made = pile([
        "Herald @2031-05-03 *Iceland: 300 tanks lost ; Portugal ; Port Vale",
        "Courier @2031-05-03 *Iceland: 900 tanks lost ; Portugal ; Norwick",
    ])  # fmt: skip
    assert not any(q.related for q in reconcile(made.claims, made.articles))
    told = [replace(a, text="The front ran through Port Vale, in Norwick, for weeks.") for a in made.articles]
    assert {r.how for q in reconcile(made.claims, told) for r in q.related} == {How.WIDER, How.NARROWER}


def test_two_stories_are_not_linked_by_their_measure_alone(pile):
    made = pile([
        "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale ; story=a",
        "Courier @2031-05-03 !Bo Lindqvist: 90 casualties ; people ; Stonebridge ; story=b",
    ])  # fmt: skip
    assert not any(q.related for q in reconcile(made.claims, made.articles))


def test_an_old_event_told_again_in_the_same_story_is_not_linked_to_the_new_one(pile):
    made = pile([
        "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; - ; story=a period=2029-04-18..2029-04-18",
        "Herald @2031-05-03 !Ana Ruiz: 12 missing ; people ; - ; story=a",
    ])  # fmt: skip
    assert not any(q.related for q in reconcile(made.claims, made.articles))
