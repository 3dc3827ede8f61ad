"""The sections of a brief on an invented pile: what each says, and on what it rests."""

from datetime import date

import pytest

from onrecord.model import Basis, Certainty, Hedge, Kind, Likelihood, SectionName, SpeakerType, TimeSpan, Verdict


def texts(brief, name):
    return [line.text for s in brief.sections if s.name is name for line in s.lines]


@pytest.fixture
def brief(portmere):
    return portmere.brief()


def test_nothing_of_the_invented_pile_is_refused(brief):
    assert brief.refused == ()


def test_the_sections_stand_in_their_order(brief):
    assert [s.name for s in brief.sections] == list(SectionName)


def test_the_summary_says_what_happened_then_how_much_there_is_then_its_most_telling_disagreement(brief):
    happened, first, second, *_ = texts(brief, SectionName.SUMMARY)
    assert "“" in happened
    assert "three articles" in first
    assert "1,400" in second
    assert "more than 2,000" in second


def test_the_summary_has_three_to_seven_sentences(brief):
    assert 3 <= len(texts(brief, SectionName.SUMMARY)) <= 7


def test_a_conflict_names_both_sides_and_who_challenges_them(brief):
    (line,) = texts(brief, SectionName.DISPUTED)
    for words in ("Harbour Watch", "officials in Portmere", "The valley two weeks on", "a number from thin air"):
        assert words in line


def test_a_chain_is_named_link_by_link(story):
    article = story.article("a.txt", "The Gull, citing Ilse Brandt, put the boats lost at 1,400.", day=date(2031, 5, 3))
    claim = story.claim(
        article,
        "put the boats lost at 1,400",
        chain=(("Gull", "Gull", SpeakerType.ORGANISATION), ("Ilse Brandt", "Ilse Brandt", SpeakerType.PERSON)),
        figures=({"text": "1,400", "low": 1400, "high": 1400, "measure": "boats lost"},),
    )
    story.question(Verdict.SINGLE, [claim], low=1400, high=1400)
    assert "Gull, citing Ilse Brandt" in " ".join(texts(story.brief(), SectionName.FIGURES))


def test_a_hedge_is_kept_in_the_words_it_was_said_in(story):
    article = story.article(
        "a.txt", "1,400 boats may be lost, Ilse Brandt said.", day=date(2031, 5, 3), publisher="Gull"
    )
    claim = story.claim(
        article,
        "1,400 boats may be lost",
        chain=(("Ilse Brandt", "Ilse Brandt", SpeakerType.PERSON),),
        figures=({"text": "1,400 boats", "low": 1400, "high": 1400, "measure": "boats lost"},),
        certainty=Certainty.POSSIBLE,
        hedges=(Hedge(text="may", span=story.place(article, "may")),),
    )
    story.question(Verdict.SINGLE, [claim], low=1400, high=1400)
    assert "“1,400 boats may be lost” (Ilse Brandt, in Gull)" in texts(story.brief(), SectionName.FIGURES)[0]


def test_figures_begin_with_the_most_contested(brief):
    assert "in conflict" in texts(brief, SectionName.FIGURES)[0]


def test_figures_of_one_source_stand_together(brief):
    single = [t for t in texts(brief, SectionName.FIGURES) if "from a single source" in t]
    assert len(single) == 1
    assert "1,180" in single[0]
    assert "about 40" in single[0]


def test_a_sum_that_fits_is_an_insight(brief):
    assert any("about 40 a day for 30 days" in t for t in texts(brief, SectionName.INSIGHTS))


def test_upper_limits_are_an_insight(brief):
    assert any("All but one of the three figures" in t for t in texts(brief, SectionName.INSIGHTS))


def test_an_article_that_draws_on_another_of_the_pile_is_an_insight(brief):
    line = next(t for t in texts(brief, SectionName.INSIGHTS) if "lean on others" in t)
    assert "The Courier" in line
    assert "Portmere Herald" in line


def test_comment_and_missing_dates_are_an_insight(brief):
    line = next(t for t in texts(brief, SectionName.INSIGHTS) if "comment" in t)
    assert "one is comment" in line
    assert "no date" in line


def test_an_outlook_says_by_when_how_likely_and_in_whose_words(brief):
    first = texts(brief, SectionName.OUTLOOK)[0]
    for words in ("31 December 2031", "ministry", "likely", "55 to 80 per cent"):
        assert words in first


def test_a_likelihood_without_a_date_has_its_range(brief):
    assert any("very unlikely" in t and "5 to 20 per cent" in t for t in texts(brief, SectionName.OUTLOOK))


def test_a_conditional_forecast_is_marked(story):
    article = story.article("a.txt", "If it rains the dam will break, Ilse Brandt said.", day=date(2031, 5, 3))
    story.claim(
        article,
        "If it rains the dam will break",
        chain=(("Ilse Brandt", "Ilse Brandt", SpeakerType.PERSON),),
        kind=Kind.FORECAST,
        certainty=Certainty.CONDITIONAL,
    )
    assert "On a condition" in texts(story.brief(), SectionName.OUTLOOK)[0]


def test_a_forecast_whose_day_has_passed_is_said_to_be_open_to_a_check(story):
    first = story.article("a.txt", "The dam will likely break in May, Ilse Brandt said.", day=date(2031, 5, 3))
    story.article("b.txt", "The dam still stood in the autumn.", day=date(2031, 10, 3))
    story.claim(
        first,
        "The dam will likely break in May",
        chain=(("Ilse Brandt", "Ilse Brandt", SpeakerType.PERSON),),
        kind=Kind.FORECAST,
        certainty=Certainty.FORECAST,
        likelihood=Likelihood(words="likely", low=0.55, high=0.8),
        due=date(2031, 5, 31),
    )
    line = texts(story.brief(), SectionName.OUTLOOK)[0]
    assert "the record does not say whether it came true" in line
    assert "31 May 2031" in line


def test_the_timeline_is_in_order_of_days(brief):
    lines = texts(brief, SectionName.TIMELINE)
    assert lines[0].startswith("March 2031")
    assert lines[-1].startswith("2 May 2031")


def test_a_claim_without_a_day_is_not_in_the_timeline(brief):
    assert not any("thin air" in t for t in texts(brief, SectionName.TIMELINE))


def test_sources_give_date_kind_and_what_was_left_out(brief):
    herald, courier, ledger = texts(brief, SectionName.SOURCES)
    assert "by Ada Quill" in herald
    assert "29 April 2031 (stated in the text)" in herald
    assert "page furniture" in herald
    assert courier.startswith("The Courier")
    assert "undated, written between 1 May and 20 May 2031" in ledger
    assert "“two weeks on”" in ledger
    assert "opinion" in ledger


def test_a_copy_is_counted_once_and_said_to_be_one(story):
    text = "Ilse Brandt said 1,400 boats were lost in the bay on Monday."
    first = story.article("a.txt", text, day=date(2031, 5, 3), publisher="The Gull")
    second = story.article("b.txt", text + " ", day=date(2031, 5, 4), publisher="The Tern", copies_of=first.id)
    chain = (("Ilse Brandt", "Ilse Brandt", SpeakerType.PERSON),)
    figures = ({"text": "1,400 boats", "low": 1400, "high": 1400, "measure": "boats lost"},)
    claims = [story.claim(a, "1,400 boats were lost", chain=chain, figures=figures) for a in (first, second)]
    story.question(Verdict.AGREE, claims, low=1400, high=1400)
    brief = story.brief()
    assert any("is a copy" in t and "The Tern" in t for t in texts(brief, SectionName.INSIGHTS))
    assert "not counted again" in texts(brief, SectionName.SOURCES)[1]
    assert not any("The Tern" in t for t in texts(brief, SectionName.FIGURES))


def test_one_origin_seen_through_many_outlets_is_an_insight(story):
    claims = []
    for n, paper in enumerate(("Gull", "Tern", "Plover"), 1):
        article = story.article(f"{n}.txt", "Ilse Brandt said 1,400 boats sank.", day=date(2031, 5, n), publisher=paper)
        figure = {"text": "1,400 boats", "low": 1400, "high": 1400, "measure": "boats sunk"}
        chain = (("Ilse Brandt", "Ilse Brandt", SpeakerType.PERSON),)
        claims.append(story.claim(article, "1,400 boats sank", chain=chain, figures=(figure,)))
    story.question(Verdict.AGREE, claims, low=1400, high=1400)
    lines = texts(story.brief(), SectionName.INSIGHTS)
    assert any("a single origin, Ilse Brandt" in t and "Gull, Tern and Plover" in t for t in lines)


def test_figures_that_all_stand_in_one_article_are_an_insight(story):
    article = story.article(
        "a.txt", "Ilse Brandt saw 14 boats. Ada Quill saw 19 boats.", day=date(2031, 5, 1), publisher="Gull"
    )
    claims = [
        story.claim(
            article,
            f"saw {n} boats",
            chain=((name, name, SpeakerType.PERSON),),
            figures=({"text": f"{n} boats", "low": n, "high": n, "measure": "boats seen"},),
        )
        for n, name in ((14, "Ilse Brandt"), (19, "Ada Quill"))
    ]
    story.question(Verdict.CONFLICT, claims, low=14, high=19)
    assert any("single article, in Gull" in t for t in texts(story.brief(), SectionName.INSIGHTS))


def test_an_article_far_older_than_the_rest_is_an_insight(story):
    for path, year in (("a.txt", 2029), ("b.txt", 2031), ("c.txt", 2031)):
        story.article(
            path, f"A note on the {path[0]} boats.", day=date(year, 5, 3), publisher=f"Paper {path[0].upper()}"
        )
    assert any("Paper A is years older" in t for t in texts(story.brief(), SectionName.INSIGHTS))


def test_a_governments_count_of_anothers_losses_is_an_insight(story):
    article = story.article(
        "a.txt", "Norway has lost 1,400 boats, Lisbon said.", day=date(2031, 5, 3), publisher="The Gull"
    )
    claim = story.claim(
        article,
        "Norway has lost 1,400 boats",
        chain=(("Portugal", "Lisbon", SpeakerType.STATE),),
        figures=({"text": "1,400 boats", "low": 1400, "high": 1400, "measure": "boats lost", "who": "Norway"},),
    )
    story.question(Verdict.SINGLE, [claim], low=1400, high=1400)
    line = next(t for t in texts(story.brief(), SectionName.INSIGHTS) if "government" in t)
    assert "Norway’s losses as Lisbon (in The Gull) gives them (1,400 boats)" in line


def test_one_number_for_two_things_is_an_insight(story):
    article = story.article("a.txt", "The port has 4,000 berths. The town has 4,000 dogs.", day=date(2031, 5, 3))
    claims = [
        story.claim(article, words, figures=({"text": text, "low": 4000, "high": 4000, "measure": measure},))
        for words, text, measure in (
            ("The port has 4,000 berths", "4,000 berths", "berths"),
            ("The town has 4,000 dogs", "4,000 dogs", "dogs"),
        )
    ]
    for claim in claims:
        story.question(Verdict.SINGLE, [claim], low=4000, high=4000)
    assert any("4,000 stands for two things" in t for t in texts(story.brief(), SectionName.INSIGHTS))


def test_a_line_the_sources_do_not_bear_out_is_refused_with_its_reason(portmere):
    ledger = portmere.articles[2]
    portmere.raws[ledger.id] = portmere.raws[ledger.id].replace("1,200", "1,300")
    brief = portmere.brief()
    assert any("no cited place" in r.why for r in brief.refused)
    assert not any("1,200 by Tomas Reve" in t for t in texts(brief, SectionName.FIGURES))


def test_the_title_names_what_most_articles_open_with(story):
    for path, words in (("a.txt", "The Hallow Dam gave way."), ("b.txt", "Crews went to the Hallow Dam on Monday.")):
        story.article(path, words, day=date(2031, 5, 3), publisher=f"Paper {path[0].upper()}")
    assert story.brief().title == "Hallow Dam: what is on record"


def test_a_count_that_rises_from_day_to_day_is_told_as_a_series(story):
    claims = []
    for day, n in ((3, 41), (5, 58), (9, 94)):
        words = f"Ilse Brandt said {n} people were killed by the flood."
        article = story.article(f"{day}.txt", words, day=date(2031, 5, day), publisher=f"Paper {day}")
        figure = {"text": f"{n} people", "low": n, "high": n, "measure": "killed"}
        chain = (("Ilse Brandt", "Ilse Brandt", SpeakerType.PERSON),)
        claims.append(story.claim(article, f"{n} people were killed by the flood", chain=chain, figures=(figure,)))
    story.question(Verdict.SUPERSEDED, claims, low=94, high=94)
    line = next(t for t in texts(story.brief(), SectionName.FIGURES) if "rose" in t)
    assert "rose from 41 on 3 May 2031 to 58 on 5 May 2031 and 94 on 9 May 2031, by the count of Ilse Brandt" in line


def test_a_toll_of_one_days_event_stands_for_the_days_it_was_told_on(story):
    claims, saturday = [], TimeSpan(start=date(2031, 5, 3), end=date(2031, 5, 3))
    for day, n in ((5, 41), (7, 58)):
        words = f"Ilse Brandt said {n} people were killed by the flood of 3 May."
        article = story.article(f"{day}.txt", words, day=date(2031, 5, day), publisher=f"Paper {day}")
        figure = {"text": f"{n} people", "low": n, "high": n, "measure": "killed", "basis": Basis.TOTAL}
        chain = (("Ilse Brandt", "Ilse Brandt", SpeakerType.PERSON),)
        what = f"{n} people were killed by the flood of 3 May"
        claims.append(story.claim(article, what, chain=chain, figures=(figure | {"period": saturday},)))
    story.question(Verdict.SUPERSEDED, claims, low=58, high=58)
    line = next(t for t in texts(story.brief(), SectionName.FIGURES) if "rose" in t)
    assert "rose from 41 on 5 May 2031 to 58 on 7 May 2031" in line


def test_a_measure_that_is_only_a_unit_is_told_in_the_sources_own_words(story):
    article = story.article("a.txt", "The new ministry cost $61 million to build.", day=date(2031, 5, 3))
    figure = {"text": "$61 million", "low": 61000000, "high": 61000000, "measure": "ministry (money)"}
    claim = story.claim(article, "The new ministry cost $61 million to build", figures=(figure,))
    story.question(Verdict.SINGLE, [claim], low=61000000, high=61000000)
    (line,) = texts(story.brief(), SectionName.FIGURES)
    assert "“The new ministry cost $61 million to build”" in line


def test_what_was_neither_confirmed_nor_denied_is_no_dispute(story):
    article = story.article("a.txt", "The ministry neither confirmed nor denied the report.", day=date(2031, 5, 3))
    story.claim(
        article,
        "neither confirmed nor denied the report",
        chain=(("the ministry", "The ministry", SpeakerType.ORGANISATION),),
        kind=Kind.DISPUTE,
    )
    assert texts(story.brief(), SectionName.DISPUTED) == []


def test_a_denial_is_quoted_with_its_object(story):
    article = story.article("a.txt", "The Harbour Watch denied any part in the leak.", day=date(2031, 5, 3))
    story.claim(
        article,
        "any part in the leak",
        chain=(("Harbour Watch", "Harbour Watch", SpeakerType.ORGANISATION),),
        kind=Kind.DISPUTE,
    )
    (line,) = texts(story.brief(), SectionName.DISPUTED)
    assert "“The Harbour Watch denied any part in the leak”" in line


def test_articles_that_cite_each_other_are_told_as_a_circle(story):
    org = SpeakerType.ORGANISATION
    gull = story.article("a.txt", "The Tern counted 4,000 boats.", day=date(2031, 5, 3), publisher="The Gull")
    tern = story.article("b.txt", "The Gull counted 4,000 boats.", day=date(2031, 5, 3), publisher="The Tern")
    for article, name in ((gull, "The Tern"), (tern, "The Gull")):
        figure = {"text": "4,000 boats", "low": 4000, "high": 4000, "measure": "boats counted"}
        story.claim(article, "counted 4,000 boats", chain=((name, name, org),), figures=(figure,))
    story.question(Verdict.AGREE, story.claims, low=4000, high=4000)
    lines = texts(story.brief(), SectionName.INSIGHTS)
    assert any("goes in a circle" in t for t in lines)
    assert any("nobody in the record says who counted 4,000 boats" in t.lower() for t in lines)


def test_a_line_cites_no_more_than_three_places_when_three_bear_it_out(brief):
    lines = [x for s in brief.sections if s.name is not SectionName.SOURCES for x in s.lines]
    assert all(len(x.cites) <= 4 for x in lines)
    assert sum(len(x.cites) > 3 for x in lines) * 4 < len(lines)


def test_of_a_large_pile_only_the_articles_cited_are_listed(story):
    for n in range(45):
        story.article(f"{n}.txt", f"A note on the boats of harbour {n}.", day=date(2031, 5, 3), publisher=f"Paper {n}")
    *shown, last = texts(story.brief(), SectionName.SOURCES)
    assert 0 < len(shown) < 45
    assert last == f"{45 - len(shown)} further articles read and not cited."


def test_an_empty_pile_has_an_empty_brief(story):
    brief = story.brief()
    assert all(not s.lines for s in brief.sections)
    assert brief.as_of is None
    assert brief.chart == ""


def test_the_title_can_be_given(portmere):
    assert portmere.brief(title="The dam").title == "The dam"
