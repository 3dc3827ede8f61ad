"""The sentences that say why: few, the weightiest first, each number once."""

from onrecord.reconcile import reconcile
from onrecord.reconcile.reasons import MOST

RIVALS = [
    "Herald @2031-05-05 !Ana Ruiz: up to 30 killed ; people ; Port Vale ; story=a",
    "Courier @2031-05-05 !Bo Lindqvist: 94 killed ; people ; Port Vale ; story=a",
    "Echo @2031-05-05 !Cy Moreau: at least 160 killed ; people ; Port Vale ; story=a",
]


def only(pile, *lines):
    made = pile(lines)
    (question,) = reconcile(made.claims, made.articles)
    return question


def test_three_that_clash_are_told_in_one_sentence(pile):
    first, *_ = only(pile, *RIVALS).why
    assert first == (
        "94 by Bo Lindqvist lies between up to 30 by Ana Ruiz and at least 160 by Cy Moreau: "
        "no two of them can both hold."
    )


def test_an_editor_reads_five_sentences_at_most(pile):
    more = [
        "Globe @2031-05-05 ?Officials: 5-50 killed ; people ; Port Vale ; story=a",
        "Times @2031-05-05 !Di Sato: 300 killed ; people ; Port Vale ; story=a kind=forecast",
        "Post @2031-05-05 !Ed Brandt: 12 killed ; people ; Port Vale ; story=a part=1",
        "Vox @2031-05-05 Yell: 25 deaths ; people ; Port Vale ; story=a",
        "Yell @2031-05-05 Vox: 25 deaths ; people ; Port Vale ; story=a",
        "Star @2031-05-05 !Fay Holm: 500 killed ; people ; Port Vale ; story=a kind=opinion",
    ]
    assert len(only(pile, *RIVALS, *more).why) == MOST


def test_a_series_of_one_origin_names_it_once_and_goes_by_day(pile):
    why = only(
        pile,
        "Globe !Bo Lindqvist: 58 killed ; people ; Port Vale ; story=a",
        "Herald @2031-05-05 !Bo Lindqvist: 58 killed ; people ; Port Vale ; story=a",
        "Courier @2031-05-10 !Bo Lindqvist: 76 killed ; people ; Port Vale ; story=a",
        "Echo @2031-05-03 !Bo Lindqvist: 41 killed ; people ; Port Vale ; story=a",
    ).why
    assert why[0] == (
        "The figure was brought up to date by Bo Lindqvist: "
        "41 (3 May 2031), then 58 (5 May 2031), then 76 (10 May 2031)."
    )


def test_rivals_in_a_fight_never_bring_each_other_up_to_date(pile):
    question = only(
        pile,
        "Herald @2031-05-05 !Ana Ruiz: 14 killed ; Hill Front ; - ; unit=fighters story=a",
        "Courier @2031-05-10 !Bo Lindqvist: 45 killed ; Hill Front ; - ; unit=fighters story=a",
    )
    assert question.verdict == "conflict"
    assert question.why[0] == "14 by Ana Ruiz lies below 45 by Bo Lindqvist: both cannot hold."


def test_a_source_whose_name_says_nothing_is_just_unnamed(pile):
    why = only(pile, "Herald @2031-05-05 ?A video: 14 killed ; people ; Port Vale").why
    assert why[0] == "One origin only: 14 by an unnamed source in Herald."


def test_what_is_given_for_a_day_to_come_is_no_present_figure(pile):
    question = only(
        pile,
        "Herald @2031-05-05 !Ana Ruiz: 6000 sheltered ; people ; Port Vale ; story=a",
        "Herald @2031-05-05 !Bo Lindqvist: 20000 sheltered ; people ; Port Vale ; story=a period=..2031-05-31",
    )
    assert (question.verdict, question.best) == ("single", 6000)


def test_a_toll_without_a_place_is_asked_for_where_its_story_is(pile):
    lines = [
        "Herald @2031-05-05 !Ana Ruiz: 14 killed ; people ; Port Vale ; story=a",
        "Courier @2031-05-05 !Ana Ruiz: 14 killed ; people ; Port Vale ; story=a",
        "Herald @2031-05-05 !Ana Ruiz: 30 injured ; people ; - ; story=a",
    ]
    made = pile(lines)
    texts = {q.text for q in reconcile(made.claims, made.articles)}
    assert texts == {"How many people were killed in Port Vale?", "How many people were injured in Port Vale?"}
