"""How a source fared: what others bore out, excluded, disputed or overtook, and whom an outlet leans on."""

import random

from onrecord.reconcile import reconcile
from onrecord.reconcile.record import records

TOLL = "killed ; people ; Port Vale"


def fared(pile, lines, ratings=None):
    made = pile(lines)
    questions = reconcile(made.claims, made.articles)
    return {r.name: r for r in records(made.claims, made.articles, questions, ratings=ratings)}


def test_who_says_the_same_bears_a_source_out(pile):
    found = fared(pile, [f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}", f"Courier @2031-05-03 !Bo Lindqvist: 40 {TOLL}"])
    assert len(found["Ana Ruiz"].corroborated) == 1
    assert found["Ana Ruiz"].corroborated == found["Bo Lindqvist"].corroborated
    assert found["Ana Ruiz"].borne_out == ()


def test_only_the_first_is_borne_out_later(pile):
    found = fared(pile, [f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}", f"Courier @2031-05-05 !Bo Lindqvist: 40 {TOLL}"])
    assert len(found["Ana Ruiz"].borne_out) == 1
    assert found["Bo Lindqvist"].borne_out == ()


def test_rivals_are_noted_of_both(pile):
    found = fared(pile, [f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}", f"Courier @2031-05-03 !Bo Lindqvist: 70 {TOLL}"])
    assert len(found["Ana Ruiz"].contradicted) == len(found["Bo Lindqvist"].contradicted) == 1


def test_a_challenge_is_noted_of_whom_it_challenges(pile):
    found = fared(pile, [f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}", "Courier @2031-05-03 !Bo Lindqvist: disputes 1"])
    assert len(found["Ana Ruiz"].disputed) == 1
    assert found["Bo Lindqvist"].disputed == ()


def test_its_own_newer_figure_is_no_defeat(pile):
    found = fared(pile, [f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}", f"Courier @2031-05-06 !Ana Ruiz: 55 {TOLL}"])
    assert len(found["Ana Ruiz"].updated) == 1
    assert found["Ana Ruiz"].overtaken == ()


def test_a_newer_figure_of_another_overtakes(pile):
    story = " ; story=a"
    lines = [
        f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}{story}",
        f"Courier @2031-05-06 !Bo Lindqvist: 55 {TOLL}{story}",
    ]
    assert len(fared(pile, lines)["Ana Ruiz"].overtaken) == 1


def test_an_outlet_has_how_often_it_names_its_source(pile):
    lines = [
        f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}",
        "Herald @2031-05-03 ?officials: 12 injured ; people ; Port Vale",
        "Herald @2031-05-03 -: 3 missing ; people ; Port Vale",
        "Herald @2031-05-03 -: 9 rescued ; people ; Port Vale",
    ]
    herald = fared(pile, lines)["Herald"]
    assert (herald.named, herald.unnamed, herald.own_voice) == (1, 1, 2)
    assert herald.published == 1


def test_what_an_outlet_copied_is_not_laid_on_it(pile):
    lines = [f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}", f"Courier @2031-05-04 !Ana Ruiz: 40 {TOLL} ; copy=Herald"]
    courier = fared(pile, lines)["Courier"]
    assert (courier.named, courier.published) == (0, 1)


def test_the_record_sets_no_letter_and_shows_the_one_given(pile):
    lines = [f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}", f"Courier @2031-05-03 !Bo Lindqvist: 70 {TOLL}"]
    assert {r.reliability for r in fared(pile, lines).values()} == {"F"}
    assert fared(pile, lines, {"Ana Ruiz": "B"})["Ana Ruiz"].reliability == "B"


def test_the_first_and_the_last_day_are_those_of_the_articles_that_carry_it(pile):
    found = fared(pile, [f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}", f"Courier @2031-05-06 !Ana Ruiz: 55 {TOLL}"])
    assert (found["Ana Ruiz"].first.day, found["Ana Ruiz"].last.day) == (3, 6)


def test_the_order_of_arrival_changes_no_record(pile):
    made = pile(
        [
            f"Herald @2031-05-03 !Ana Ruiz: 40 {TOLL}",
            f"Courier @2031-05-06 !Bo Lindqvist: 55 {TOLL}",
            f"Echo @2031-05-06 ?officials: 12 {TOLL}",
        ]
    )
    claims, articles = list(made.claims), list(made.articles)
    before = records(claims, articles, reconcile(claims, articles))
    random.Random(5).shuffle(claims)
    random.Random(6).shuffle(articles)
    assert records(claims, articles, reconcile(claims, articles)) == before
