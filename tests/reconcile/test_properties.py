"""What holds for any pile: order does not matter, ranges are in order, no figure is lost or doubled."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reconcile import reconcile
from onrecord.reconcile.rules import RULES

OUTLETS = ["Herald", "Courier", "Echo", "Lens"]
DAYS = ["", " @2031-05-03", " @2031-05-04", " @2031-05-03..2031-05-20", " @2033-01-01"]
WHO = ["people", "-", "Iceland", "Portugal", "children"]
PLACES = ["Port Vale", "-", "Portugal", "Stonebridge"]
MEASURES = ["killed", "casualties", "troops lost", "troops sent", "population", "aid (money)"]
EXTRAS = [
    "", "kind=forecast", "kind=opinion", "denied=1", "part=1", "basis=rate per=day", "basis=total period=2031-04",
    "basis=share", "story=a", "certainty=conditional",
]  # fmt: skip
SPEAKERS = ["-", "!Ana Ruiz", "!Ruiz", "?officials", "*Iceland", "Courier", "Herald"]
EXTRA_LINES = [
    "!Ana Ruiz: 40 killed ; people ; Port Vale", "*Iceland: 7 tanks lost ; Portugal ; Portugal",
    "-: 3 casualties ; people ; Stonebridge ; story=b", "!Ruiz: 450000 population ; - ; Portugal",
]  # fmt: skip
RATED = ["Ana Ruiz", "Iceland", "Herald", "Lens"]
BOUNDS = ["", "about ", "at least ", "up to ", "nearly ", "another "]


@st.composite
def lines(draw):
    days = {outlet: draw(st.sampled_from(DAYS)) for outlet in OUTLETS}
    made = []
    for n in range(draw(st.integers(1, 9))):
        outlet = draw(st.sampled_from(OUTLETS))
        low = draw(st.sampled_from([3, 5, 40, 1000, 1200, 450000]))
        number = f"{low}-{low * draw(st.sampled_from([2, 10]))}" if draw(st.integers(0, 5)) == 0 else str(low)
        bound = draw(st.sampled_from(BOUNDS)) if "-" not in number else ""
        rest = [draw(st.sampled_from(MEASURES)), draw(st.sampled_from(WHO)), draw(st.sampled_from(PLACES))]
        extra = draw(st.sampled_from(EXTRAS))
        if n and draw(st.integers(0, 4)) == 0:
            extra = f"kind=dispute disputes={draw(st.integers(1, n))}"
        who = draw(st.sampled_from(SPEAKERS))
        made.append(f"{outlet}{days[outlet]} {who}: {bound}{number} {' ; '.join(rest)} ; {extra}".rstrip(" ;"))
    return made


@given(lines(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_order_of_arrival_changes_nothing(pile, written, rng: random.Random):
    given_pile = pile(written)
    claims, articles = list(given_pile.claims), list(given_pile.articles)
    first = reconcile(claims, articles)
    rng.shuffle(claims)
    rng.shuffle(articles)
    assert reconcile(claims, articles) == first


@given(lines(), st.sampled_from(list(RULES)), st.dictionaries(st.sampled_from(RATED), st.sampled_from("ABCDEF")))
@settings(max_examples=300, deadline=None)
def test_low_best_and_high_are_in_order_by_every_rule(pile, written, rule, ratings):
    made = pile(written)
    for q in reconcile(made.claims, made.articles, rule=rule, ratings=ratings):
        known = [n for n in (q.low, q.best, q.high) if n is not None]
        assert known == sorted(known), (q.low, q.best, q.high)
        assert q.rule == rule


@given(lines())
@settings(max_examples=100, deadline=None)
def test_low_and_high_are_the_same_by_every_rule(pile, written):
    made = pile(written)
    by_rule = [reconcile(made.claims, made.articles, rule=rule) for rule in RULES]
    ranges = [[(q.id, q.low, q.high, q.verdict) for q in found] for found in by_rule]
    assert all(found == ranges[0] for found in ranges)


@given(lines())
@settings(max_examples=100, deadline=None)
def test_whatever_is_left_out_has_its_reason(pile, written):
    made = pile(written)
    for q in reconcile(made.claims, made.articles):
        assert all(e.why for e in q.entries if not e.counted)
        assert all(e.relation != "repeats" for e in q.left_out)


@given(lines())
@settings(max_examples=150, deadline=None)
def test_every_figure_is_in_exactly_one_question(pile, written):
    made = pile(written)
    questions = reconcile(made.claims, made.articles)
    found = sorted((e.claim, e.figure) for q in questions for e in q.entries if e.figure is not None)
    assert found == sorted((c.id, n) for c in made.claims for n in range(len(c.figures)))


@given(lines())
@settings(max_examples=100, deadline=None)
def test_ids_are_unique_and_grades_keep_the_rules(pile, written):
    made = pile(written)
    questions = reconcile(made.claims, made.articles)
    assert len({q.id for q in questions}) == len(questions)
    for q in questions:
        assert all(e.reliability == "F" for e in q.entries)
        assert q.origins > 1 or all(e.credibility != "1" for e in q.entries)
        assert q.text.endswith("?")
        assert q.why or q.verdict == "single"


@given(lines())
@settings(max_examples=150, deadline=None)
def test_every_link_has_its_counterpart(pile, written):
    made = pile(written)
    found = {q.id: q for q in reconcile(made.claims, made.articles)}
    for q in found.values():
        assert len(q.related) <= 8
        for link in q.related:
            assert link.question != q.id
            back = [r for r in found[link.question].related if r.question == q.id]
            assert [(r.how, r.why) for r in back] == [(link.how.back, link.why)]


@given(lines(), st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_a_question_that_later_articles_do_not_touch_keeps_its_id(pile, written, seed):
    made = pile(written)
    later = pile([*written, *(f"Later{n} @2034-06-0{n + 1} {EXTRA_LINES[n]}" for n in range(seed))])
    before = reconcile(made.claims, made.articles)
    after = reconcile(later.claims, later.articles)
    home = {frozenset((e.claim, e.figure) for e in q.entries): q.id for q in after}
    dated = {c.id for c in made.claims if any(a.id == c.article and a.published for a in made.articles)}
    for q in before:
        figures = frozenset((e.claim, e.figure) for e in q.entries)
        if any(e.claim in dated for e in q.entries):  # what has no date may be older or younger than what comes
            assert home.get(figures, q.id) == q.id
