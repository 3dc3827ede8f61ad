from datetime import date

import pytest

from onrecord.clean.fields import is_outlet, read_fields
from onrecord.model import DateSource, Removal

BODY = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive.\n\n"
    "The work will cost 4.2 million crowns, said Mina Okoro, who leads the council, and will last for eleven weeks.\n\n"
    "Fishermen had asked for it since two boats were lost beside the pier during a gale.\n"
)
TITLE = "Pier to be mended at last"
DAY = date(2031, 4, 6)


@pytest.mark.parametrize(
    ("block", "names", "outlet", "day"),
    [
        (f"The Harbour Lamp\nSunday, April 6, 2031\n{TITLE}", (), "The Harbour Lamp", DAY),
        (f"{TITLE}\nThe Harbour Mail", (), "The Harbour Mail", None),
        (f"{TITLE}\nBy Ada Byron | Harbour Gazette | Published 6 April 2031", ("Ada Byron",), "Harbour Gazette", DAY),
        (
            f"{TITLE}\nThe Harbour Lamp · Sunday 6 April 2031 · from Ada Byron in Ellis",
            ("Ada Byron",),
            "The Harbour Lamp",
            DAY,
        ),
        (f"{TITLE}\nThe Harbour Review, 6 April 2031", (), "The Harbour Review", DAY),
        (f"{TITLE}\nBy Ada Byron, The Harbour Lantern\nELLIS HEAD, 6 April 2031", ("Ada Byron",), None, DAY),
        (f"{TITLE}\nPosted on April 6, 2031 by Ada Byron", ("Ada Byron",), None, DAY),
        (f"April 6, 2031\n{TITLE}\nBy Ada Byron, The Harbour Courier", ("Ada Byron",), "The Harbour Courier", DAY),
        (f"OPINION\n{TITLE}\nAda Byron\nSunday, 6 April 2031", ("Ada Byron",), None, DAY),
        (f"{TITLE}\nAda Byron", ("Ada Byron",), None, None),
        (f"{TITLE}\nAn Echo investigation, by Ada Byron and Kit Marlowe", ("Ada Byron", "Kit Marlowe"), None, None),
        (f"{TITLE}\nBy Ada Byron for The Tide, 6 April 2031", ("Ada Byron",), "The Tide", DAY),
    ],
)
def test_the_lines_above_the_text_are_read_in_any_order(cleaned, block, names, outlet, day):
    article = cleaned(f"{block}\n{BODY}")
    assert (article.title, article.byline) == (TITLE, names)
    assert article.publisher == outlet or outlet is None
    assert (
        (article.published.start, article.published.how) == (day, DateSource.STATED) if day else not article.published
    )
    assert article.text == f"{TITLE}\n{BODY}"
    assert {r.why for r in article.removed} == {Removal.METADATA}


@pytest.mark.parametrize(
    "line",
    [
        "The council met on 6 April 2031",
        "How many times must a pier fall?",
        "Storm Review Finds Nine Faults",
        "By Tuesday the pier was gone",
        "Okoro: we knew, and said so",
    ],
)
def test_a_line_that_says_anything_else_is_no_header_line(line):
    fields = read_fields(line)
    assert fields is None or not (fields.strong or fields.outlets)


def test_a_name_that_the_text_speaks_of_is_no_author(cleaned):
    assert cleaned(f"{TITLE}\nMina Okoro\n{BODY}").byline == ()


def test_the_label_of_an_opinion_piece_is_taken_off_and_heeded(cleaned):
    article = cleaned(f"OPINION\n{TITLE}\n{BODY}")
    assert (article.kind.value, article.title) == ("opinion", TITLE)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("The Harbour Lamp", True), ("The Times", True), ("World News", False), ("Harbour Pier", False)],
)
def test_an_outlet_is_told_by_the_words_of_its_name(words, expected):
    assert is_outlet(words) is expected


def test_an_outlet_that_the_article_calls_by_name_is_its_own(cleaned):
    told = (
        "A report seen by The Harbour Echo lists the faults. He told the Echo so, and gave the Echo a list of them.\n"
    )
    assert cleaned(f"{TITLE}\n{BODY}{told}").publisher == "The Harbour Echo"
    assert cleaned(f"{TITLE}\n{BODY}He told the Harbour Echo that it was so.\n").publisher is None


def test_a_menu_with_spaces_is_cut(cleaned):
    menu = "Home News District News Weather River Levels Roads Obituaries Jobs Contact\nSearch for:\n"
    article = cleaned(f"{menu}{TITLE}\n{BODY}")
    assert article.text == f"{TITLE}\n{BODY}"
    assert {r.why for r in article.removed} == {Removal.BOILERPLATE}


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to give you the best experience on our website.",
        "Get the best of the Lamp in your inbox every morning.",
        "Enter your email address to join our mailing list",
    ],
)
def test_notices_and_prompts_of_the_page_are_cut(cleaned, line):
    assert line not in cleaned(f"{TITLE}\n{BODY}{line}\n").text


def test_of_title_and_standfirst_below_a_menu_the_first_is_the_title(cleaned):
    entries = "\n".join(f"Entry {n}" for n in range(12))
    standfirst = "Council of Port Ellis votes to mend north pier before winter storms"
    text = BODY.replace("voted on Tuesday", "voted on Tuesday, after many hours of talk and three breaks for tea,")
    page = f"{entries}\nNorth pier will be mended before winter\n{standfirst}\nBy Ada Byron\n{text}"
    assert cleaned(page).title == "North pier will be mended before winter"
