from datetime import date

import pytest

from onrecord.clean.anchors import narrow
from onrecord.model import DateSource

BODY = (
    "The harbour council of Port Ellis voted to mend the north pier before the winter storms arrive once again.\n\n"
    "The work will cost 4.2 million crowns, said Mina Okoro, who leads the council, and will last for eleven weeks.\n\n"
    "Fishermen had asked for it since two boats were lost beside the pier during a gale.\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "Sunday, April 6, 2031",
        "6 April 2031",
        "Published: 6 Apr 2031 10:15 BST",
        "Published 10:15 BST, 6 April 2031",
        "Posted on April 6, 2031 at 5:30 PM ET",
        "2031-04-06",
        "2031-04-06T10:15:00Z",
        "Published: 6 Apr 2031 / Updated: 9 Apr 2031",
    ],
)
def test_a_date_line_states_the_day_and_is_taken_off(cleaned, line):
    article = cleaned(f"Pier to be mended at last\n\n{line}\n\n{BODY}")
    assert (article.published.start, article.published.how) == (date(2031, 4, 6), DateSource.STATED)
    assert article.published.evidence == (line,)
    assert line not in article.text


def test_the_day_of_an_update_counts_only_where_there_is_no_other(cleaned):
    both = cleaned(f"Updated: 9 April 2031\nPublished: 6 April 2031\n\n{BODY}")
    assert both.published.start == date(2031, 4, 6)
    assert cleaned(f"Updated: 9 April 2031\n\n{BODY}").published.start == date(2031, 4, 9)


def test_a_date_in_a_sentence_or_a_chronicle_is_no_date_line(cleaned):
    assert cleaned(f"On 6 April 2031 the pier fell.\n\n{BODY}").published is None
    days = "".join(f"{n} April 2031\nThe pier was looked at by {n} men.\n" for n in range(2, 7))
    assert cleaned(BODY + days).published is None


@pytest.mark.parametrize(
    "fields",
    [
        {"published": "2031-04-06T23:30:00Z"},
        {"path": "in/2031-04-06_pier.txt"},
        {"path": "20310406T120000Z_pier.txt"},
        {"url": "https://example.org/2031/04/06/pier"},
    ],
)
def test_metadata_names_the_day(cleaned, fields):
    published = cleaned(BODY, **fields).published
    assert (published.start, published.how) == (date(2031, 4, 6), DateSource.METADATA)


def test_a_month_in_the_metadata_is_a_window(cleaned):
    published = cleaned(BODY, published="2031-04").published
    assert (published.start, published.end, published.precision) == (date(2031, 4, 1), date(2031, 4, 30), "window")


def test_what_the_text_states_comes_before_the_name_of_the_file(cleaned):
    published = cleaned(f"6 April 2031\n\n{BODY}", path="2031-05-01.txt").published
    assert published.start == date(2031, 4, 6)


def test_months_that_run_on_give_a_window(cleaned):
    text = "Losses were heavy in March and April 2029, and the trend has continued into May, officials say."
    published = cleaned(f"{BODY}{text}").published
    assert published.how is DateSource.INFERRED
    assert (published.start, published.end) == (date(2029, 5, 20), date(2029, 6, 30))
    assert published.evidence == ("April 2029", "into May")


def test_a_weekday_with_its_date_tells_the_year(cleaned):
    text = f"{BODY}The pier was built in 2024. The council met again on Friday, April 6."  # a Friday in 2029 only
    published = cleaned(text).published
    assert published.start == date(2029, 4, 6)
    assert published.evidence == ("Friday, April 6",)


def test_a_day_up_to_which_a_figure_is_given_is_a_window(cleaned):
    published = cleaned(f"{BODY}As of 6 April 2029, nine boats were lost.").published
    assert (published.start, published.end) == (date(2029, 4, 6), date(2029, 4, 20))


def test_a_dateline_takes_its_year_from_the_text(cleaned):
    text = f"PORT ELLIS, June 3 (Reuters) - {BODY}The pier fell in April 2029."
    published = cleaned(text).published
    assert (published.start, published.end, published.how) == (date(2029, 6, 3), date(2029, 6, 3), DateSource.INFERRED)


@pytest.mark.parametrize(
    "text",
    [
        "The pier has been closed since the gale of 2022.",
        "It was built in June 2019 and shut in 2022.",
        "The council met on 6 April 2029 for the last time.",
        "He fell ill in January 2020, and again in March.",
        "The work, begun in April 2029, will go on into May.",
        "The council warned in July of more storms.",
    ],
)
def test_background_gives_no_window(cleaned, text):
    assert cleaned(f"{BODY}{text}").published is None


def test_anchors_narrow_a_window():
    start, end = date(2029, 9, 20), date(2029, 12, 31)
    assert narrow("The storms of this autumn were mild.", start, end)[:2] == (start, date(2029, 12, 31))
    assert narrow("The storms of this summer were mild.", start, end)[:2] == (start, date(2029, 9, 30))
    assert narrow("It fell in October.", start, end) == (date(2029, 10, 1), end, ("in October",))
    assert narrow("It fell in March 2030.", start, end) is None
