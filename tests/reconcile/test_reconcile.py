"""Reconciling: what a question says besides its verdict."""

from datetime import date

import pytest

from onrecord.errors import UsageError
from onrecord.reconcile import reconcile

TOLL = [
    "Herald @2031-05-03 !Ana Ruiz: 29 killed ; people ; Port Vale",
    "Courier @2031-05-03 !Bo Lindqvist: 29 killed ; people ; Port Vale",
    "Echo @2031-05-03 !Cy Moreau: 29 killed ; people ; Port Vale",
]
WAR = [
    "Herald @2031-05-03 ?intelligence assessments: 450000 casualties ; Iceland ; Portugal",
    "Courier @2031-05-04 *Portugal: more than 600000 troops lost ; Iceland ; Portugal",
]


def questions(pile, lines, **options):
    made = pile(lines)
    return reconcile(made.claims, made.articles, **options)


def only(pile, lines, **options):
    (question,) = questions(pile, lines, **options)
    return question


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "5 killed ; people ; Port Vale ; period=2031-05-02",
            "How many people were killed in Port Vale on 2 May 2031?",
        ),
        ("5000 troops sent ; North Korea ; Russia", "How many North Korean troops have been sent to Russia?"),
        ("12 rockets sent ; United States ; Chile", "How many rockets has the United States sent to Chile?"),
        ("90000 casualties ; Iceland ; Portugal", "How many casualties has Iceland suffered in Portugal?"),
        ("8860 tanks lost ; Iceland ; Portugal", "How many tanks has Iceland lost in Portugal?"),
        (
            "40000 casualties ; Iceland ; - ; basis=total period=2031-10",
            "How many casualties has Iceland suffered in October 2031?",
        ),
        ("900 casualties ; Iceland ; - ; basis=rate per=day", "How many casualties a day has Iceland suffered?"),
        ("1200000 active military personnel ; Iceland", "How many active military personnel does Iceland have?"),
        ("5000000 population ; Norway", "How many people live in Norway?"),
        ("another 500 troops sent ; Iceland", "How many more Icelandic troops have been sent?"),
        ("2000 workers sent ; Norway ; Chile", "How many Norwegian workers have been sent to Chile?"),
        ("70 houses destroyed ; - ; Port Vale", "How many houses have been destroyed in Port Vale?"),
        ("9 killed ; Iceland ; - ; unit=soldiers", "How many Icelandic soldiers were killed?"),
        ("9 killed ; Hill Front ; - ; unit=fighters", "How many Hill Front fighters were killed?"),
        ("9 killed ; Grey Dam ; - ; unit=people", "How many people were killed?"),
        ("900 USD damage (money) ; - ; Port Vale", "How much is the damage in Port Vale put at?"),
        ("900 USD money ; Relief Office", "What sum of money is named for the Relief Office?"),
        ("60 people sweeped", "How many people were swept?"),
        ("4 bus sent", "How many buses have been sent?"),
        ("900 households without power", "How many households without power are reported?"),
        ("51% percentage ; - ; - ; basis=share", "What share is given?"),
        ("51% share of company ; - ; - ; basis=share", "What share of the company is reported?"),
        ("40% change in budget ; - ; - ; basis=share", "By what share did the budget change?"),
        (
            "25% asked (money) ; Relief Office ; - ; basis=share",
            "What share of the money asked for by the Relief Office is reported?",
        ),
        ("40% votes ; Norway ; - ; basis=share", "What share of Norwegian votes is reported?"),
    ],
)
def test_a_question_is_asked_in_plain_english(pile, line, text):
    assert only(pile, [f"Herald @2031-05-03 !Ana Ruiz: {line}"]).text == text


def test_why_says_who_says_what_and_which_lies_below(pile):
    why = " ".join(only(pile, WAR).why)
    assert "450,000 by an unnamed source (“intelligence assessments”) in Herald" in why
    assert "lies below more than 600,000 by Portugal" in why


def test_why_says_that_definitions_differ(pile):
    why = " ".join(only(pile, WAR).why)
    assert "“casualties” and “troops lost” may not count the same: casualties take in the injured" in why


def test_why_says_that_a_party_counts_its_enemys_losses(pile):
    assert "Portugal is a party to the war and counts losses of its enemy." in only(pile, WAR).why


def test_why_says_that_a_side_counts_its_own_losses(pile):
    question = only(pile, ["Herald @2031-05-03 *Iceland: 900 troops lost ; Iceland ; Portugal"])
    assert "Iceland counts losses of its own side." in question.why


def test_why_says_that_articles_are_years_apart(pile):
    lines = [
        "Herald @2031-05-03 !Ana Ruiz: about 1.3 active military personnel ; Iceland",
        "Courier @2033-05-03 !Bo Lindqvist: 1.3 active military personnel ; Iceland",
    ]
    assert "The articles are 2 years apart." in only(pile, lines).why


def test_an_unnamed_source_is_no_independent_origin(pile):
    question = only(pile, WAR)
    assert [(e.origin, e.independent) for e in question.entries] == [
        ("unnamed (“intelligence assessments”) in Herald", False),
        ("Portugal", True),
    ]
    assert any("independence cannot be judged" in line for line in question.why)


def test_circular_citing_is_said(pile):
    lines = [
        "Herald @2031-05-03 Courier: 29 killed ; people ; Port Vale",
        "Courier @2031-05-03 Herald: 29 killed ; people ; Port Vale",
    ]
    question = only(pile, lines)
    assert "Courier and Herald cite each other for it, so that where it was first said is not known." in question.why
    assert not any(e.independent for e in question.entries)


def test_two_other_sources_confirm_and_one_makes_probable(pile):
    assert {e.credibility for e in only(pile, TOLL).entries} == {"1"}
    assert {e.credibility for e in only(pile, TOLL[:2]).entries} == {"2"}
    assert {e.credibility for e in only(pile, TOLL[:1]).entries} == {"3"}


def test_what_outlets_say_in_their_own_voice_never_confirms(pile):
    lines = [f"{outlet} @2031-05-03 - : 29 killed ; people ; Port Vale" for outlet in ("Herald", "Courier", "Echo")]
    assert {e.credibility for e in only(pile, lines).entries} == {"2"}


def test_of_figures_that_exclude_each_other_the_odd_one_out_is_improbable_and_the_other_possible(pile):
    odd = "Lens @2031-05-03 !Di Okafor: 45 killed ; people ; Port Vale"
    grades = {e.origin: e.credibility for e in only(pile, [*TOLL, odd]).entries}
    assert grades["Di Okafor"] == "5"
    assert grades["Ana Ruiz"] == "3"


def test_the_reason_for_a_grade_stands_in_the_entry(pile):
    (entry,) = only(pile, TOLL[:1]).entries
    assert entry.why == "Not confirmed by another origin, and not contradicted."


def test_the_best_figure_is_what_most_origins_give(pile):
    odd = "Lens @2031-05-03 !Di Okafor: 45 killed ; people ; Port Vale"
    question = only(pile, [*TOLL, odd])
    assert (question.best, question.verdict) == (29, "conflict")
    assert "The best figure is the one that most origins give or allow." in question.why


def test_a_conflict_without_a_majority_has_no_best_figure(pile):
    assert only(pile, WAR).best is None


def test_the_latest_of_a_rising_toll_is_an_update(pile):
    lines = [TOLL[0], "Courier @2031-05-05 !Bo Lindqvist: 45 killed ; people ; Port Vale"]
    question = only(pile, lines)
    assert [(e.relation, e.counted) for e in question.entries] == [("supports", False), ("updates", True)]
    assert question.best == 45
    assert "29 by Ana Ruiz (3 May 2031), then 45 by Bo Lindqvist (5 May 2031)" in " ".join(question.why)


def test_initial_reports_are_older_than_what_is_set_against_them(pile):
    lines = [
        "Herald @2031-05-03 ?Initial reports: 29 killed ; people ; Port Vale",
        "Herald @2031-05-03 !Ana Ruiz: 45 killed ; people ; Port Vale",
    ]
    question = only(pile, lines)
    assert (question.verdict, question.low, question.high) == ("superseded", 45, 45)


def test_the_rate_and_its_assumption_are_spelt_out(pile):
    lines = [
        "Herald @2031-11-03 !Ana Ruiz: about 40000 casualties ; Iceland ; - ; basis=total period=2031-10",
        "Herald @2031-11-03 !Bo Lindqvist: more than 1200 casualties ; Iceland ; - ; basis=rate per=day "
        "period=2031-08-01..2031-09-30",
    ]
    total = next(q for q in questions(pile, lines) if q.basis == "total")
    (check,) = total.arithmetic
    assert check.says == (
        "More than 1,200 a day for 31 days is more than 37,200: consistent with about 40,000, "
        "if the rate given for August to September 2031 also held in October 2031."
    )


def test_a_challenge_enters_without_a_figure(pile):
    question = only(pile, [TOLL[0], "Herald @2031-05-03 Daily Lens: disputes 1"])
    entry = question.entries[-1]
    assert (entry.figure, entry.relation, entry.origin, entry.counted) == (None, "disputes", "Daily Lens", False)
    assert "Daily Lens disputes 29 by Ana Ruiz." in question.why


def test_only_what_was_surely_published_by_the_day_is_used(pile):
    lines = [
        TOLL[0],
        "Courier @2031-05-01..2031-05-09 !Bo Lindqvist: 29 killed ; people ; Port Vale",
        "Echo !Cy Moreau: 29 killed ; people ; Port Vale",
    ]
    assert len(only(pile, lines, as_of=date(2031, 5, 5)).entries) == 1
    assert questions(pile, lines, as_of=date(2031, 5, 2)) == ()
    assert len(only(pile, lines, as_of=date(2031, 5, 9)).entries) == 2


def test_new_articles_on_the_same_matter_leave_the_id_as_it_is(pile):
    alone = only(pile, TOLL[:1])
    assert only(pile, TOLL).id == alone.id
    later = "Lens @2031-05-05 !Di Okafor: 45 killed ; people ; Port Vale"
    assert only(pile, [*TOLL, later]).id == alone.id


def test_a_claim_without_its_article_is_an_error(pile):
    made = pile(TOLL)
    with pytest.raises(UsageError, match="belongs to none of the articles"):
        reconcile(made.claims, made.articles[:1])


def test_no_claims_give_no_questions():
    assert reconcile((), ()) == ()


def test_a_challenge_meets_the_same_number_in_the_same_article(pile):
    lines = [
        "Herald @2031-05-03 State Radio: more than 100000 volunteers offered ; Iceland",
        "Herald @2031-05-03 !Ana Ruiz: 100000 volunteers offered ; Iceland",
        "Herald @2031-05-03 Daily Lens: disputes 2",
    ]
    question = only(pile, lines)
    assert (question.verdict, question.low, question.high) == ("disputed", 100000, None)
    assert [e.credibility for e in question.entries[:2]] == ["4", "4"]


def test_one_person_is_asked_for_in_the_plural(pile):
    made = pile(["Herald @2031-05-03 !Ana Ruiz: 1 killed ; civilians ; Port Vale ; unit=boy"])
    (question,) = reconcile(made.claims, made.articles)
    assert question.text == "How many boys were killed in Port Vale?"


def test_children_are_never_held_against_all_the_people(pile):
    lines = [TOLL[0], "Courier @2031-05-03 !Bo Lindqvist: 12 killed ; civilians ; Port Vale ; unit=children"]
    assert [q.verdict for q in questions(pile, lines)] == ["single", "single"]


def test_what_is_left_over_beside_another_number_is_a_part(pile):
    lines = [
        "Herald @2031-05-03 - : at least 1 killed ; civilians ; Port Vale ; unit=person",
        "Herald @2031-05-03 - : 15 killed ; civilians ; Port Vale ; unit=others",
    ]
    question = only(pile, lines)
    assert (question.verdict, question.low) == ("single", 1)


RISING = [
    "Herald @2031-05-03 Rescue Service: at least 41 killed ; people ; story=a",
    "Courier @2031-05-08 Hill Front: at least 160 killed ; people ; story=a",
    "Echo @2031-05-08 !Kaspar Holm: 50-120 killed ; people ; story=a",
    "Lens @2031-05-16 Rescue Service: 94 killed ; people ; story=a",
]


def test_in_a_conflict_the_best_is_what_most_origins_give_or_allow(pile):
    question = only(pile, RISING)
    assert (question.verdict, question.low, question.best, question.high) == ("conflict", 50, 94, None)
    assert "The best figure is the one that most origins give or allow." in question.why


def test_a_lower_bound_allows_nothing_beyond_itself(pile):
    assert only(pile, [RISING[0], RISING[1], RISING[3]]).best is None


def test_the_best_of_a_lower_bound_alone_is_its_number(pile):
    rising = ["Herald @2031-05-03 - : nine killed".replace("nine", "9") + " ; people ; story=a"]
    rising.append("Courier @2031-05-05 Rescue Service: at least 14 killed ; people ; story=a")
    question = only(pile, rising)
    assert (question.verdict, question.best, question.high) == ("superseded", 14, None)


def test_an_upper_bound_alone_has_no_best_figure(pile):
    assert only(pile, ["Herald @2031-05-03 - : up to 900 killed ; people ; story=a"]).best is None


def test_circular_citing_alone_has_no_independent_origin(pile):
    lines = [
        "Herald @2031-05-03 Courier: 29 killed ; people ; Port Vale",
        "Courier @2031-05-03 Herald: 29 killed ; people ; Port Vale",
    ]
    assert "No independent origin is known at all." in only(pile, lines).why


def test_a_period_that_is_just_the_day_of_publication_is_not_said(pile):
    line = (
        "Herald @2031-05-03 !Ana Ruiz: 900 killed ; people ; Port Vale ; period=2031-05-03 words=the_toll_rose_to_900"
    )
    assert only(pile, [line]).text == "How many people were killed in Port Vale?"
