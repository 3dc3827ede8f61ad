"""The checker finds again what a line says, and refuses what it does not find."""

from datetime import date
from decimal import Decimal

import pytest

from onrecord.brief.check import Evidence, check
from onrecord.brief.draft import Derived, Draft, Made
from onrecord.model import Cite, Span

QUOTE = "The coast guard under Ilse Brandt counted 1,400 boats; “nobody came back”, Brandt’s deputy said."
RAW = f"Hallow, 3 May 2031. {QUOTE}"


def cite(quote=QUOTE, article="a"):
    at = RAW.find(quote)
    start = max(at, 0)
    return Cite(article=article, path="a.txt", raw=Span(start, start + len(quote)), quote=quote)


def evidence(**more):
    return Evidence(
        raws={"a": RAW},
        labels={"a": ("Hallow Gazette", "Boats of 2031", "Source 1")},
        aliases={"Ilse Brandt": frozenset({"Brandt"}), "Coast Guard of Hallow": frozenset({"the coast guard"})},
        dates=frozenset({date(2031, 5, 3), date(2031, 5, 9)}),
        sums=frozenset({"About 40 a day for 30 days is about 1,200."}),
        scales={"likely": frozenset({Decimal(55), Decimal(80)})},
        words=frozenset({"boats"}),
        **more,
    )


def why(text, *derived, cites=None):
    return check(Draft(text=text, cites=(cite(),) if cites is None else cites, derived=derived), evidence())


def test_a_true_line_passes():
    assert why("Ilse Brandt counted 1,400 boats, in the Hallow Gazette; her deputy said “nobody came back”.") == ()


def test_a_line_without_a_cite_is_refused():
    assert why("Nobody came.", cites=()) == ("it cites nothing",)


def test_a_wrong_number_is_refused():
    assert "1,500" in why("Ilse Brandt counted 1,500 boats.")[0]


@pytest.mark.parametrize("written", ["1,400", "1400", "1.4 thousand"])
def test_a_number_may_be_written_otherwise(written):
    assert why(f"Ilse Brandt counted {written} boats.") == ()


def test_a_number_in_words_is_checked_too():
    assert "twelve" in why("Ilse Brandt counted twelve boats.")[0]


def test_a_vague_number_has_to_stand_in_the_source():
    assert "dozens" in why("Ilse Brandt counted dozens of boats.")[0]


def test_a_number_of_the_article_outside_the_cited_place_is_refused():
    assert why("Ilse Brandt counted 3 boats.") != ()


def test_a_changed_quote_is_refused():
    assert "no cited place" in why("Her deputy said “nobody comes back”.")[0]


def test_a_quote_may_differ_in_white_space_and_apostrophes_only():
    raw = Evidence(raws={"a": "It  isn’t\nover"})
    place = (Cite(article="a", path="a", raw=Span(0, 14), quote="It  isn’t\nover"),)
    assert check(Draft(text="“It isn't over”.", cites=place), raw) == ()


def test_a_quotation_mark_left_open_is_refused():
    assert "fellow" in why("Her deputy said “nobody came back.")[0]


def test_a_cite_that_is_not_at_its_place_is_refused():
    wrong = Cite(article="a", path="a.txt", raw=Span(0, 6), quote="Harrow")
    assert "not at its place" in why("Nobody came.", cites=(wrong,))[0]


def test_a_cite_of_an_article_that_is_not_there_is_refused():
    assert "no such article" in why("Nobody came.", cites=(cite(article="b"),))[0]


@pytest.mark.parametrize(
    "text", ["Counted by Tomas Reve.", "Smithers counted 1,400 boats.", "The Mirror counted 1,400 boats."]
)
def test_an_unfound_name_is_refused(text):
    assert any("name" in reason for reason in why(text))


def test_a_canonical_name_counts_as_found_by_the_words_that_were_resolved_to_it():
    assert why("The Coast Guard of Hallow counted 1,400 boats.") == ()


def test_a_known_name_that_the_cited_article_does_not_hold_is_refused():
    known = Evidence(raws={"a": RAW}, aliases={"Tomas Reve": frozenset({"Reve"})})
    assert check(Draft(text="Tomas Reve counted 1,400 boats.", cites=(cite(),)), known) != ()


def test_the_label_of_a_cited_article_is_a_name_it_holds():
    assert why("In Source 1 and the Hallow Gazette.") == ()


def test_a_possessive_name_is_found():
    assert why("Brandt’s deputy came.") == ()


def test_a_count_must_be_of_as_many_things_as_it_says():
    assert why("Two of them came.", Derived("Two", Made.COUNT, ("a", "b"))) == ()
    assert "count" in why("Two of them came.", Derived("Two", Made.COUNT, ("a", "b", "c")))[0]


def test_a_made_number_must_stand_in_the_line():
    assert "not in the line" in why("They came.", Derived("two", Made.COUNT, ("a", "b")))[0]


def test_a_date_must_be_on_record():
    assert why("On 9 May 2031 they came.", Derived("9 May 2031", Made.DATE, ("2031-05-09",))) == ()
    assert why("On 8 May 2031 they came.", Derived("8 May 2031", Made.DATE, ("2031-05-08",))) != ()
    assert why("On 9 June 2031 they came.", Derived("9 June 2031", Made.DATE, ("2031-05-09",))) != ()


def test_a_sum_must_be_one_that_was_made():
    words = "about 40 a day for 30 days is about 1,200"
    says = "About 40 a day for 30 days is about 1,200."
    assert why(f"It fits: {words}.", Derived(words, Made.SUM, (says,))) == ()
    assert why("It fits: 50 a day.", Derived("50 a day", Made.SUM, (says,))) != ()
    assert why("It fits: 40 a day.", Derived("40 a day", Made.SUM, ("40 a day.",))) != ()


def test_a_likelihood_must_have_the_range_of_its_words():
    assert why("It came (55 to 80 per cent).", Derived("55 to 80 per cent", Made.SCALE, ("likely",))) == ()
    assert why("It came (55 to 90 per cent).", Derived("55 to 90 per cent", Made.SCALE, ("likely",))) != ()
    assert why("It came (55 to 80 per cent).", Derived("55 to 80 per cent", Made.SCALE, ("surely",))) != ()


def test_a_month_that_nothing_dates_is_taken_for_a_name():
    assert why("In July they came.") != ()
