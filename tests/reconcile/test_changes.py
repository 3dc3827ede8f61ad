"""What changed between two days: which answers, why, and what is new."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.model import ChangeKind, DateSource, Note, NoteKind, Published, Span
from onrecord.reconcile import reconcile
from onrecord.reconcile.changes import Stand, changes
from onrecord.reconcile.past import said_by, standing

SINCE, UNTIL = date(2031, 5, 4), date(2031, 5, 9)
FIRST = "Herald @2031-05-03 !Ana Ruiz: 11 killed ; people ; Port Vale ; story=a"


def told(pile, lines, articles=None):
    """The changes from the end of 4 May to the end of 9 May."""
    made = pile(lines)
    given = made.articles if articles is None else articles(made.articles)

    def stand(day):
        known = standing(given, day)
        said = said_by(made.claims, known, day)
        return Stand(day=day, articles=known, claims=said, questions=reconcile(said, known))

    return changes(stand(SINCE), stand(UNTIL))


def of_kind(found, kind):
    return [c for c in found if c.kind is kind]


def test_nothing_new_is_no_change(pile):
    assert told(pile, [FIRST]) == ()


def test_a_number_that_rose_is_told_with_its_new_origins(pile):
    (change,) = of_kind(
        told(pile, [
            FIRST,
            "Courier @2031-05-06 !Bo Lindqvist: 24 killed ; people ; Port Vale ; story=a",
            "Echo @2031-05-06 !Cem Aydin: 24 killed ; people ; Port Vale ; story=a",
        ]),
        ChangeKind.ANSWER,
    )  # fmt: skip
    assert "Rose from 11 to 24" in change.says
    assert "two new origins" in change.says
    assert {s.what: (s.before, s.after) for s in change.shifts}["best"] == (11, 24)
    assert len(change.claims) == 2


def test_a_figure_that_was_replaced_is_named(pile):
    (change,) = of_kind(
        told(pile, [FIRST, "Courier @2031-05-06 !Ana Ruiz: 24 killed ; people ; Port Vale ; story=a"]),
        ChangeKind.ANSWER,
    )
    assert "11 by Ana Ruiz was replaced by a later figure" in change.says
    assert "Now superseded, before single" in change.says


def test_a_dispute_that_opens_is_named(pile):
    lines = [FIRST, "Courier @2031-05-06 !Finn Oder: disputes 1"]
    (change,) = of_kind(told(pile, lines), ChangeKind.ANSWER)
    assert "disputed by Finn Oder" in change.says
    assert "Now disputed, before single" in change.says


def test_a_conflict_weighs_more_than_a_first_figure(pile):
    found = told(pile, [
        FIRST,
        "Courier @2031-05-04 !Bo Lindqvist: 14 injured ; people ; Stonebridge ; story=b",
        "Courier @2031-05-06 !Bo Lindqvist: 300 cows ; - ; Stonebridge ; story=b",
        "Echo @2031-05-04 !Cem Aydin: 11 killed ; people ; Port Vale ; story=a",
        "Lens @2031-05-05 !Dora Klein: up to 4 killed ; people ; Port Vale ; story=a",
    ])  # fmt: skip
    assert found[0].kind is ChangeKind.ANSWER
    assert "Now conflict" in found[0].says
    assert [c.weight for c in found] == sorted((c.weight for c in found), reverse=True)


def test_a_new_question_says_who_answers_it(pile):
    found = told(pile, [FIRST, "Courier @2031-05-06 !Bo Lindqvist: 300 tents sent ; - ; Port Vale"])
    (change,) = of_kind(found, ChangeKind.QUESTION)
    assert "300" in change.says
    assert "Bo Lindqvist" in change.says


def test_a_new_article_and_a_new_origin_are_told_last(pile):
    found = told(pile, [FIRST, "Courier @2031-05-06 !Bo Lindqvist: 300 tents sent ; - ; Port Vale"])
    assert [c.kind for c in found][-2:] == [ChangeKind.ORIGIN, ChangeKind.ARTICLE]
    assert "Bo Lindqvist is on record for the first time" in found[-2].says


def test_a_correction_is_told_in_the_words_of_the_outlet(pile):
    def corrected(articles):
        words = "Correction: the fire was on Monday."
        note = Note(span=Span(0, len(words)), kind=NoteKind.CORRECTION)
        return [replace(a, text=words, notes=(note,)) if a.publisher == "Courier" else a for a in articles]

    lines = [FIRST, "Courier @2031-05-06 !Ana Ruiz: 11 killed ; people ; Port Vale ; story=a"]
    (change,) = of_kind(told(pile, lines, corrected), ChangeKind.CORRECTION)
    assert change.says == "Courier prints a correction: “Correction: the fire was on Monday.”"


def test_an_article_that_was_changed_since_counts_from_its_change(pile):
    later = Published(start=date(2031, 5, 6), end=date(2031, 5, 6), how=DateSource.METADATA)

    def changed(articles):
        return [replace(a, updated=later) if a.publisher == "Courier" else a for a in articles]

    lines = [FIRST, "Courier @2031-05-04 !Ana Ruiz: 11 killed ; people ; Port Vale ; story=a"]
    (change,) = of_kind(told(pile, lines, changed), ChangeKind.UPDATE)
    assert "was changed on 6 May 2031; how it read before is not known" in change.says


def test_two_questions_that_turn_out_to_be_one_have_merged(pile):
    lines = [
        "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale",
        "Courier @2031-05-03 !Bo Lindqvist: 40 killed ; people",
        "Echo @2031-05-06 !Cem Aydin: 40 killed ; people ; Port Vale",
    ]

    def one_story(articles):
        return [replace(a, story="a") for a in articles]

    made = pile(lines)
    apart = Stand(day=SINCE, articles=made.articles[:2], claims=made.claims[:2],
                  questions=reconcile(made.claims[:2], made.articles[:2]))  # fmt: skip
    assert len(apart.questions) == 2
    joined = one_story(made.articles)
    whole = Stand(day=UNTIL, articles=joined, claims=made.claims, questions=reconcile(made.claims, joined))
    (change,) = of_kind(changes(apart, whole), ChangeKind.MERGED)
    assert set(change.was) == {q.id for q in apart.questions}
    assert "It is now one with what was asked by itself" in change.says


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_the_articles_changes_nothing(pile, reverse):
    lines = [FIRST, "Courier @2031-05-06 !Bo Lindqvist: 24 killed ; people ; Port Vale ; story=a"]
    found = told(pile, lines, (lambda a: list(reversed(a))) if reverse else None)
    assert found == told(pile, lines)


def test_a_question_keeps_its_id_when_later_articles_answer_it_more_fully(pile):
    lines = [
        "Herald @2031-05-03 !Ana Ruiz: 11 killed ; people ; story=a",
        "Courier @2031-05-06 !Bo Lindqvist: 24 killed ; civilians ; Port Vale ; story=a",
        "Echo @2031-05-07 !Cem Aydin: 24 killed ; civilians ; Port Vale ; story=a",
    ]
    (change,) = of_kind(told(pile, lines), ChangeKind.ANSWER)
    assert change.was == ()
