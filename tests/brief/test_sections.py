"""The sections of a brief on an invented pile: what each says, and on what it rests."""

from datetime import date

import pytest

from onrecord.model import Certainty, Hedge, Kind, Likelihood, SectionName, SpeakerType, Verdict


def texts(brief, name):
    return [line.text for s in brief.sections if s.name is name for line in s.lines]


@pytest.fixture
def brief(portmere):
    return portmere.brief()


def test_nothing_of_the_invented_pile_is_refused(brief):
    assert brief.refused == ()


def test_the_sections_stand_in_their_order(brief):
    assert [s.name for s in brief.sections] == list(SectionName)


def test_the_summary_says_what_the_pile_holds_then_its_most_telling_disagreement(brief):
    first, second, *_ = texts(brief, SectionName.SUMMARY)
    assert "three articles" in first
    assert "1,400" in second
    assert "more than 2,000" in second


def test_the_summary_has_three_to_six_sentences(brief):
    assert 3 <= len(texts(brief, SectionName.SUMMARY)) <= 6


def test_a_conflict_names_both_sides_and_who_challenges_them(brief):
    (line,) = texts(brief, SectionName.DISPUTED)
    for words in ("Harbour Watch", "officials in Portmere", "Tomas Reve", "“a number from thin air”"):
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
    assert "(Ilse Brandt, in Gull, “may”)" in texts(story.brief(), SectionName.FIGURES)[0]


def test_figures_begin_with_the_most_contested(brief):
    assert "in conflict" in texts(brief, SectionName.FIGURES)[0]


def test_figures_of_one_source_stand_together(brief):
    single = [t for t in texts(brief, SectionName.FIGURES) if t.startswith("From a single source")]
    assert len(single) == 1
    assert "1,180" in single[0]
    assert "about 40" in single[0]


def test_a_sum_that_fits_is_an_insight(brief):
    assert any("about 40 a day for 30 days" in t for t in texts(brief, SectionName.INSIGHTS))


def test_upper_limits_are_an_insight(brief):
    assert any("All but one of the three figures" in t for t in texts(brief, SectionName.INSIGHTS))


def test_an_article_that_draws_on_another_of_the_pile_is_an_insight(brief):
    line = next(t for t in texts(brief, SectionName.INSIGHTS) if "draws on" in t)
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
    assert "on a condition" in texts(story.brief(), SectionName.OUTLOOK)[0]


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
    assert "can be checked" in line
    assert "31 May 2031" in line


def test_the_timeline_is_in_order_of_days(brief):
    lines = texts(brief, SectionName.TIMELINE)
    assert lines[0].startswith("March 2031")
    assert all(line.startswith("April 2031") for line in lines[1:])


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
    article = portmere.articles[0]
    portmere.claim(
        article,
        "according to the coast guard",
        chain=(("Zebulon Crane", "coast guard", SpeakerType.PERSON),),
        kind=Kind.FORECAST,
        certainty=Certainty.FORECAST,
        due=date(2031, 6, 1),
    )
    portmere.claims[-1] = portmere.claims[-1].__class__(
        **{f: getattr(portmere.claims[-1], f) for f in portmere.claims[-1].__slots__ if f != "text"},
        text="the coast guard will sink all the boats",
    )
    brief = portmere.brief()
    assert any("no cited place" in r.why for r in brief.refused)
    assert not any("sink all the boats" in t for s in brief.sections for line in s.lines for t in (line.text,))


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
