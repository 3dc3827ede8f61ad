"""Figures that people put together or keep apart stand so, whatever comparing finds, and it is told."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.model import Judgement, Matter, pair_subject
from onrecord.reconcile import reconcile
from onrecord.reconcile.decided import claim_of, pairings, read_ref, read_subject

from .conftest import make_pile

ONE = (
    "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale ; story=a",
    "Courier @2031-05-03 !Bo Lindqvist: 45 killed ; people ; Port Vale ; story=a",
    "Mirror @2031-05-03 !Cy Moor: 41 killed ; people ; Port Vale ; story=a",
)
TWO = (
    "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale",
    "Courier @2031-05-03 !Bo Lindqvist: 90 killed ; people ; Oxmoor",
    "Mirror @2031-05-03 !Cy Moor: 3 injured ; people ; Oxmoor",
)


def decided(a, b, value, *, second=0, by="Dee", because="Same street."):
    made = datetime(2031, 6, 1, 12, 0, second, tzinfo=UTC)
    return Judgement(matter=Matter.PAIR, subject=pair_subject(a, b), value=value, by=by, because=because, made=made)


def groups(questions):
    return {frozenset((e.claim, e.figure) for e in q.entries if e.figure is not None) for q in questions}


def home(questions, ref):
    return next(q for q in questions if any((e.claim, e.figure) == ref for e in q.entries))


def test_two_figures_that_a_person_puts_together_answer_one_question(pile):
    pile = pile(TWO)
    a, b, _ = pile.refs
    assert home(reconcile(pile.claims, pile.articles), a).low == 40
    question = home(reconcile(pile.claims, pile.articles, pairs=[decided(a, b, "same")]), b)
    assert (question.low, question.high) == (40, 90)
    assert (
        "Dee put 40 by Ana Ruiz and 90 by Bo Lindqvist under one question on 1 June 2031 (“Same street”)."
        in question.why
    )


def test_two_figures_that_a_person_keeps_apart_answer_two(pile):
    pile = pile(ONE)
    a, b, c = pile.refs
    assert len(reconcile(pile.claims, pile.articles)) == 1
    apart = reconcile(pile.claims, pile.articles, pairs=[decided(a, b, "different", by="")])
    assert len(apart) == 2
    assert home(apart, a) is home(apart, c)
    for ref in (a, b):
        assert any(
            s.startswith("A reviewer set 40 by Ana Ruiz apart from 45 by Bo Lindqvist") for s in home(apart, ref).why
        )


def test_keeping_apart_wins_over_a_chain_of_putting_together_and_is_told(pile):
    pile = pile((*TWO, "Globe @2033-01-02 !Ed Lund: 7 killed ; people ; Norwick"))
    a, b, _, d = pile.refs
    chain = [decided(a, b, "same"), decided(b, d, "same", second=1), decided(a, d, "different", second=2, by="Ida")]
    found = reconcile(pile.claims, pile.articles, pairs=chain)
    assert home(found, a) is home(found, b)
    assert home(found, d) is not home(found, a)
    assert any(
        "this is not followed: Ida keeps 40 by Ana Ruiz apart from 7 by Ed Lund" in s for s in home(found, d).why
    )


def test_what_was_grouped_with_two_that_are_put_together_comes_along(pile):
    pile = pile((*TWO[:2], "Globe @2031-05-03 !Ed Lund: 90 killed ; people ; Oxmoor"))
    a, b, c = pile.refs
    found = reconcile(pile.claims, pile.articles, pairs=[decided(a, b, "same")])
    assert home(found, c) is home(found, a)


def test_a_share_and_a_count_are_never_put_together(pile):
    pile = pile(
        (
            "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale",
            "Courier @2031-05-03 !Bo: 12% unemployment ; Oxmoor",
        )
    )
    a, b = pile.refs
    found = reconcile(pile.claims, pile.articles, pairs=[decided(a, b, "same")])
    assert home(found, a) is not home(found, b)
    assert "this is not followed: one is a count and the other a share" in " ".join(home(found, a).why)


def test_decisions_on_figures_that_are_not_there_wait(pile):
    pile = pile(ONE)
    gone = decided(pile.refs[0], ("0000000000000000", 0), "different")
    assert reconcile(pile.claims, pile.articles, pairs=[gone]) == reconcile(pile.claims, pile.articles)


LINES = (
    *ONE,
    *TWO,
    "Globe @2031-05-04 !Ed Lund: 91 killed ; people ; Oxmoor",
    "Post @2031-05-04 !Flo Bay: 40 killed ; people ; Port Vale ; story=a",
)
NUMBERED = tuple(line.replace(" @", f"#{n} @", 1) for n, line in enumerate(LINES))
PILE = make_pile(NUMBERED)
PAIRS = tuple(combinations(range(len(NUMBERED)), 2))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PAIRS), st.booleans()), max_size=7, unique_by=lambda d: d[0]), st.randoms())
def test_no_order_of_arrival_changes_the_result_and_nothing_kept_apart_stands_together(chosen, chance):
    made = [
        decided(PILE.refs[a], PILE.refs[b], "same" if same else "different", second=n)
        for n, ((a, b), same) in enumerate(chosen)
    ]
    found = reconcile(PILE.claims, PILE.articles, pairs=made)
    claims, articles, again = list(PILE.claims), list(PILE.articles), list(made)
    for some in (claims, articles, again):
        chance.shuffle(some)
    assert reconcile(claims, articles, pairs=again) == found
    members = groups(found)
    assert sum(map(len, members)) == len(PILE.refs)
    for one in pairings(made):
        together = any({one.left, one.right} <= group for group in members)
        told = " ".join(home(found, one.left).why)
        assert not (together and not one.same)
        assert together or not one.same or "this is not followed" in told


def test_the_memory_of_an_earlier_time_does_not_keep_what_was_taken_back(pile):
    from onrecord.reconcile.memory import Memory

    pile, memory = pile(ONE), Memory()
    a, b, _ = pile.refs
    before = reconcile(pile.claims, pile.articles, memory=memory)
    assert reconcile(pile.claims, pile.articles, memory=memory, pairs=[decided(a, b, "different")]) != before
    assert reconcile(pile.claims, pile.articles, memory=memory) == before


@pytest.mark.parametrize("words", ["", "abc", "abc:", ":0", "abc:x", "abc:-1", "abc:²", "abc:99999"])
def test_words_that_name_no_figure_are_an_error(words):
    with pytest.raises(UsageError, match="not a figure"):
        read_ref(words)


@pytest.mark.parametrize("subject", ["", "a:0", "a:0 a:0", "a:0 b:0 c:0"])
def test_words_that_name_no_pair_are_an_error(subject):
    with pytest.raises(UsageError, match="not a pair"):
        read_subject(subject)


def test_other_judgements_are_no_pairings():
    assert pairings([Judgement(matter=Matter.REVIEW, subject="a", value="{}")]) == ()


def test_a_pairing_without_a_moment_comes_last():
    new, old = decided(("a", 0), ("b", 0), "same"), decided(("c", 0), ("d", 0), "same")
    assert [p.left for p in pairings([replace(new, made=None), old])] == [("c", 0), ("a", 0)]


def test_shuffled_decisions_are_one(pile):
    pile = pile(TWO)
    a, b, c = pile.refs
    made = [decided(a, b, "same"), decided(a, c, "different")]
    random.Random(3).shuffle(made)
    assert reconcile(pile.claims, pile.articles, pairs=made) == reconcile(pile.claims, pile.articles, pairs=made[::-1])


@pytest.mark.parametrize(
    ("words", "ref"), [("abc:0", ("abc", 0)), ("abc:says:2", ("abc:says", 2))], ids=["figure", "statement"]
)
def test_a_figure_and_a_statement_are_named(words, ref):
    assert read_ref(words) == ref
    assert claim_of(ref) == "abc"


def test_a_figure_and_a_statement_are_no_pair():
    with pytest.raises(UsageError, match="two of a sort"):
        read_subject("abc:0 abd:says:0")


def test_the_subject_of_two_statements_is_the_same_whichever_comes_first():
    left, right = read_ref("b:says:0"), read_ref("a:says:1")
    assert pair_subject(left, right) == pair_subject(right, left) == "a:says:1 b:says:0"
