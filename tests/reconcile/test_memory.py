"""What is remembered changes no answer: a pile that grew, in any portions, has the questions of the whole."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.model import Certainty
from onrecord.reconcile import reconcile
from onrecord.reconcile.growing import Reconciler
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.unions import connected

OUTLETS = ["Herald", "Courier", "Echo", "Lens", "Post"]
DAYS = ["", " @2031-05-03", " @2031-05-04", " @2031-06-03..2031-06-20"]
WHO = ["-", "!Ana Ruiz", "!Ruiz", "?officials", "*Iceland", "Courier", "Herald"]
WHAT = ["killed ; people ; Port Vale", "killed ; - ; Portugal", "killed ; Iceland ; -", "troops lost ; Iceland ; -"]
WHAT += ["casualties ; Portugal ; -", "troops sent ; Iceland ; Portugal", "injured ; children ; Port Vale"]


@st.composite
def lines(draw):
    """Lines of the notation, many of which speak of the same."""
    days = {outlet: draw(st.sampled_from(DAYS)) for outlet in OUTLETS}
    made = []
    for n in range(draw(st.integers(1, 12))):
        outlet, who, what = (draw(st.sampled_from(some)) for some in (OUTLETS, WHO, WHAT))
        number = draw(st.sampled_from([3, 40, 41, 1200, 1300, 1500, 45000]))
        more = f"kind=dispute disputes={draw(st.integers(1, n))}" if n and draw(st.integers(0, 5)) == 0 else ""
        more = more or draw(
            st.sampled_from(["", "", "story=a", "basis=total period=..2031-05-01", "basis=rate per=day"])
        )
        made.append(f"{outlet}{days[outlet]} {who}: {number} {what} ; {more}".rstrip(" ;"))
    return made


def portions(pile, rng):
    """The articles of a pile in a random order, a few at a time, each with its claims."""
    articles = list(pile.articles)
    rng.shuffle(articles)
    while articles:
        some = [articles.pop() for _ in range(rng.randint(1, len(articles)))]
        ids = {a.id for a in some}
        claims = [c for c in pile.claims if c.article in ids]
        rng.shuffle(claims)
        yield claims, some


@given(lines(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_pile_that_grows_has_the_questions_of_the_whole_at_every_step(pile, written, rng: random.Random):
    growing, claims, articles = Reconciler(), [], []
    for some_claims, some_articles in portions(pile(written), rng):
        claims += some_claims
        articles += some_articles
        assert growing.update(some_claims, some_articles) == reconcile(claims, articles)


@given(lines(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_claims_that_are_taken_back_or_mended_leave_no_trace(pile, written, rng: random.Random):
    made, growing = pile(written), Reconciler()
    growing.update(made.claims, made.articles)
    left = [replace(c, certainty=Certainty.CONDITIONAL) if rng.random() < 0.3 else c for c in made.claims]
    left = [c for c in left if rng.random() < 0.7]
    read_again = {c.article for c in left}
    standing = [c for c in made.claims if c.article not in read_again]
    assert growing.update(left, ()) == reconcile([*left, *standing], made.articles)
    assert growing.update(made.claims, ()) == reconcile(made.claims, made.articles)


@given(lines(), lines())
@settings(max_examples=40, deadline=None)
def test_what_is_remembered_of_one_pile_changes_nothing_of_another(pile, first, second):
    memory = Memory()
    for written in (first, second, first):
        made = pile(written)
        assert reconcile(made.claims, made.articles, memory=memory) == reconcile(made.claims, made.articles)


def test_an_article_that_comes_again_takes_the_place_of_the_old_one(pile):
    made = pile(["Herald @2031-05-03 -: 40 killed ; people ; Port Vale", "Courier @2031-05-04 -: 41 killed ; people"])
    growing = Reconciler()
    growing.update(made.claims, made.articles)
    told = tuple(replace(a, story="one") for a in made.articles)
    assert growing.update((), told) == reconcile(made.claims, told)


def test_a_claim_of_no_article_is_refused_and_nothing_is_added(pile):
    made = pile(["Herald @2031-05-03 -: 40 killed ; people ; Port Vale"])
    growing = Reconciler()
    with pytest.raises(UsageError, match="belongs to none of the articles"):
        growing.update(made.claims, ())
    assert growing.questions() == ()


def test_a_chain_of_sets_ties_numbers_to_one_another():
    assert connected([[5, 1], [1, 3], [2, 6], [4]]) == [[5, 1, 3], [2, 6], [4]]


@given(lines(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_blocks_too_large_to_compare_all_with_all_are_remembered_as_well(pile, written, rng: random.Random):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.reconcile.clusters.SMALL", 3)
        patch.setattr("onrecord.reconcile.clusters.REACH", 2)
        growing, claims, articles = Reconciler(), [], []
        for some_claims, some_articles in portions(pile(written), rng):
            claims += some_claims
            articles += some_articles
            assert growing.update(some_claims, some_articles) == reconcile(claims, articles)
