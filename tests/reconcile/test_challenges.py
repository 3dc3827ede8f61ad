"""Challenges: which figures a claim that disputes another one bears on."""

import pytest

from onrecord.reconcile import reconcile

DEAD = "Herald @2031-05-03 !Ana Ruiz: 60000 killed ; people ; Port Vale ; story=a"
SOLDIERS = "Herald @2031-05-03 !Ana Ruiz: 9 killed ; Iceland ; - ; unit=soldiers story=a"


def verdicts(pile, *lines):
    made = pile(lines)
    return [q.verdict.value for q in reconcile(made.claims, made.articles)]


def test_a_toll_that_is_challenged_is_no_toll_of_soldiers(pile):
    assert verdicts(pile, SOLDIERS, "Herald !Bo Lindqvist: disputes 1 ; words=the_toll_downstream story=a") == [
        "single"
    ]


def test_a_toll_that_is_challenged_is_one_of_people(pile):
    assert verdicts(pile, DEAD, "Herald !Bo Lindqvist: disputes 1 ; words=the_toll_downstream story=a") == ["disputed"]


def test_nobody_challenges_a_figure_of_their_own(pile):
    assert verdicts(pile, DEAD, "Herald !Ana Ruiz: disputes 1 ; words=the_toll_was_wrong story=a") == ["single"]


@pytest.mark.parametrize(
    "words", ["neither_confirmed_nor_denied_the_figure", "has_not_disputed_the_toll", "declined_to_deny_the_claim"]
)
def test_who_does_not_deny_challenges_nothing(pile, words):
    assert verdicts(pile, DEAD, f"Herald !Bo Lindqvist: disputes 1 ; words={words} story=a") == ["single"]


def test_a_challenge_that_names_the_speaker_bears_on_his_figures_of_that_article(pile):
    motive = "Herald @2031-05-03 !Ana Ruiz: 3 boats sent ; story=a"
    challenge = "Herald Daily Lens: disputes 2 ; words=Ruiz’s_statements_were_unfounded story=a"
    assert verdicts(pile, DEAD, motive, challenge) == ["disputed", "disputed"]


def test_a_challenge_to_one_number_leaves_the_others_in_conflict(pile):
    others = [
        "Courier @2031-05-03 !Bo Lindqvist: 58 killed ; people ; Port Vale ; story=a",
        "Echo @2031-05-03 !Cy Moreau: 90 killed ; people ; Port Vale ; story=a",
    ]
    assert verdicts(pile, DEAD, *others, "Herald Daily Lens: disputes 1 ; story=a") == ["conflict"]
    assert verdicts(pile, *others) == ["conflict"]
