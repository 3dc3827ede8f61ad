from datetime import date

from onrecord.model import DateSource
from onrecord.stories import gather
from onrecord.stories.figures import figures_of, shared_figures

DATED = (
    "The government of Norland has sent up to 7,500 soldiers to Port Ellis after the flood, General Osk said in Tarn. "
    "The men from Norland help the coastguard at Port Ellis and will stay for some weeks, as General Osk said.\n"
)
SHARES = (
    "There are now 7,500 soldiers in the town. The people of Port Ellis have met the men from Norland with bread, and "
    "even General Osk was seen with a spade. He did not say when Norland would call them back from Port Ellis.\n"
)
THEME = (
    "Norland has an army of 61,000 troops, and General Osk leads it. After the flood at Port Ellis the men of Norland "
    "helped with sandbags, and General Osk was praised. The coastguard at Port Ellis said it was glad of Norland.\n"
)


def dates(*articles):
    return {a.path: a.published for a in gather(articles)}


def test_an_undated_article_with_a_shared_figure_lies_in_the_weeks_around_its_neighbour(article):
    found = dates(article(DATED, path="a.txt", published="2031-04-22"), article(SHARES, path="b.txt"))["b.txt"]
    assert (found.start, found.end) == (date(2031, 4, 12), date(2031, 5, 2))
    assert (found.how, found.precision) == (DateSource.INFERRED, "window")
    assert "7,500 soldiers" in found.evidence[0]
    assert "a.txt of 2031-04-22" in found.evidence[0]


def test_the_same_subject_alone_dates_nothing(article):
    found = dates(article(DATED, path="a.txt", published="2031-04-22"), article(THEME, path="b.txt"))
    assert found["b.txt"] is None


def test_a_figure_on_another_matter_dates_nothing(article):
    other = "The brewery of Hollin sold 7,500 soldiers of tin last year, said Tom Reed, who owns it.\n"
    found = dates(article(DATED, path="a.txt", published="2031-04-22"), article(other, path="b.txt"))
    assert found["b.txt"] is None


def test_a_figure_that_is_given_for_months_is_background(article):
    pile = [
        article(DATED, path="a.txt", published="2031-01-22"),
        article(DATED + "The flood has left the town.\n" * 9, path="b.txt", published="2031-09-22"),
        article(SHARES, path="c.txt"),
    ]
    assert dates(*pile)["c.txt"] is None


def test_of_two_neighbours_the_one_that_shares_more_counts(article):
    pile = [
        article(DATED, path="a.txt", published="2031-04-02"),
        article(DATED + "They have filled 88,000 sandbags.\n", path="b.txt", published="2031-04-22"),
        article(SHARES + "They have filled 88,000 sandbags.\n", path="c.txt"),
    ]
    assert dates(*pile)["c.txt"].start == date(2031, 4, 12)


def test_a_shared_figure_between_unlike_articles_dates_nothing(article):
    other = (
        "A collector paints tin figures by hand in his kitchen, sells them at fairs abroad and keeps a list of buyers. "
        "His wife, a teacher of music, would rather have the kitchen back, but visitors bring cake and old stories. "
        "The colours come from a workshop that once made toys, dolls and wooden horses for half the children of Tarn. "
        "Museums have asked for the best pieces, a bank has offered to insure them, and a film was made last spring. "
        "Guests are led past shelves of knights, foxes and a cattle market. "
        "In winter the couple close the door, light the stove and melt old cutlery for the moulds. "
        "The pride of the house are 7,500 soldiers of Norland, cast after a sketch that General Osk drew in Port Ellis"
    )
    found = dates(article(DATED, path="a.txt", published="2031-04-22"), article(other, path="b.txt"))
    assert found["b.txt"] is None


def test_a_month_spoken_of_as_past_narrows_the_window(article):
    text = SHARES + "The flood came in April and took two boats.\n"
    found = dates(article(DATED, path="a.txt", published="2031-04-06"), article(text, path="b.txt"))["b.txt"]
    assert found.start == date(2031, 4, 1)
    assert "in April" in found.evidence


def test_a_later_date_in_the_text_speaks_against_the_neighbour(article):
    text = SHARES + "The flood of June 2032 was worse.\n"
    found = dates(article(DATED, path="a.txt", published="2031-04-12"), article(text, path="b.txt"))["b.txt"]
    assert found is None


def test_a_date_inferred_from_a_neighbour_is_no_evidence_for_another(article):
    bridge = SHARES + "They have filled 88,000 sandbags in Port Ellis, and General Osk counted them for Norland.\n"
    last = "Norland is proud of its 88,000 sandbags, said General Osk of Norland, who left Port Ellis for home.\n"
    pile = [article(DATED, path="a", published="2031-04-12"), article(bridge, path="b"), article(last, path="c")]
    found = dates(*pile)
    assert found["b"] is not None
    assert found["c"] is None


def test_figures_are_numbers_with_what_they_count():
    text = (
        "In 2031 up to 7,500 Norland soldiers, 1.2 million crowns, 12 men, 45 percent of 61,000 people, a 300-year-old "
        "pier, 40 km of coast, $3 million and 90 boats. Seventy-six drowned, two hundred and sixty villagers fled."
    )
    assert [(f.number, f.counted, f.words) for f in figures_of(text)] == [
        ("7500", {"norland", "soldier"}, "7,500 Norland soldiers"),
        ("1200000", {"crown"}, "1.2 million crowns"),
        ("61000", set(), "61,000"),
        ("$3000000", {"money"}, "$3 million"),
        ("90", {"boat"}, "90 boats"),
        ("76", {"drown"}, "Seventy-six drowned"),
        ("260", {"villager", "fled"}, "two hundred and sixty villagers fled"),
    ]


def test_the_same_number_of_another_thing_is_shared_only_as_a_number():
    left = figures_of("They lost 612 tanks and 40 boats, and 30 carts.")
    specific, every = shared_figures(left, figures_of("They sent 612 citizens; 40 boats sank. The 30 oaks fell."))
    assert specific == {"40": "40 boats"}
    assert every == {"612": "612 tanks", "40": "40 boats"}


def test_several_shared_numbers_date_a_digest_in_other_words(article):
    report = "General Osk of Norland said at Port Ellis that 76 people are dead and thirty-eight are missing.\n" * 2
    digest = "The toll at Port Ellis has risen to 76, with 38 still missing, according to General Osk of Norland.\n"
    found = dates(article(report, path="a.txt", published="2031-04-22"), article(digest, path="b.txt"))["b.txt"]
    assert found.start <= date(2031, 4, 22) <= found.end


def test_a_dateline_without_a_year_is_a_day_where_a_neighbour_tells_the_weeks(article):
    text = f"PORT ELLIS, April 20 (Corvane) — {SHARES}"
    found = dates(article(DATED, path="a.txt", published="2031-04-22"), article(text, path="b.txt"))["b.txt"]
    assert (found.start, found.end, found.precision) == (date(2031, 4, 20), date(2031, 4, 20), "day")
    assert found.how is DateSource.INFERRED
    assert found.evidence[0] == "PORT ELLIS, April 20 (Corvane)"
