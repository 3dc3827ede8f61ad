import pytest

BODY = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive.\n\n"
    "The work will cost 4.2 million crowns, said Mina Okoro, who leads the council, and will last for eleven weeks.\n\n"
)

LONG = BODY.replace("voted on Tuesday", "voted on Tuesday, after many hours of talk and three breaks for tea,")


@pytest.mark.parametrize(
    ("line", "names", "outlet"),
    [
        ("By Ada Byron", ("Ada Byron",), None),
        ("by Ada Byron and Kit Marlowe", ("Ada Byron", "Kit Marlowe"), None),
        ("By ADA BYRON, Staff Writer", ("Ada Byron",), None),
        (
            "By Ada M. Byron, Jean-Luc O'Neill and Maria de la Cruz",
            ("Ada M. Byron", "Jean-Luc O'Neill", "Maria de la Cruz"),
            None,
        ),
        ("Story by Ada Byron", ("Ada Byron",), None),
        ("Written by: Ada Byron", ("Ada Byron",), None),
        ("By Ada Byron, Harbour Correspondent", ("Ada Byron",), None),
        ("by Ada Byron · The Harbour Herald", ("Ada Byron",), "The Harbour Herald"),
        ("By Ada Byron | Herald Online", ("Ada Byron",), "Herald Online"),
    ],
)
def test_a_byline_of_its_own_is_read_and_taken_off(cleaned, line, names, outlet):
    article = cleaned(f"Pier to be mended at last\n\n{line}\n\n{BODY}")
    assert (article.byline, article.publisher) == (names, outlet)
    assert article.text == f"Pier to be mended at last\n\n{BODY}"


def test_a_byline_glued_to_the_text_is_cut_at_the_joint(cleaned):
    article = cleaned(f"by Ada Byron · The HeraldNews of the pier has reached the capital.\n{BODY}")
    assert (article.byline, article.publisher) == (("Ada Byron",), "The Herald")
    assert article.text.startswith("News of the pier")


def test_a_name_glued_to_the_text_is_cut_at_the_joint(cleaned):
    article = cleaned(f"By Ada ByronThe council has voted to mend the pier.\n{BODY}")
    assert article.byline == ("Ada Byron",)
    assert article.text.startswith("The council has voted")


@pytest.mark.parametrize(
    "line",
    ["By Tuesday the pier was gone.", "By Ada Byron's account the pier was gone.", "By noon, Port Ellis was dark"],
)
def test_a_sentence_that_begins_with_by_is_no_byline(cleaned, line):
    article = cleaned(f"{BODY}{line}\n")
    assert (article.byline, line in article.text) == ((), True)


@pytest.mark.parametrize(
    "title",
    [
        "Pier to be mended at last",
        "Council Votes To Mend The North Pier",
        "Will the pier stand? The council thinks so",
        "PIER TO BE MENDED AT LAST",
    ],
)
def test_the_first_line_is_the_title_if_it_is_a_heading(cleaned, title):
    article = cleaned(f"{title}\n\n{BODY}")
    assert (article.title, article.title_span.of(article.text)) == (title, title)


def test_a_title_below_menu_and_date_line_is_found(cleaned):
    article = cleaned(f"HomeNewsSportArmyNEWSPolitics\n\nApril 6, 2031\n\nPier to be mended at last\n\n{BODY}")
    assert article.title == "Pier to be mended at last"
    assert article.text.startswith("Pier to be mended")


def test_a_paragraph_is_no_title(cleaned):
    assert cleaned(BODY).title is None
    assert cleaned("The council met on Tuesday.\n\n" + BODY).title is None
    assert cleaned("Here is what was said:\n\n" + BODY).title is None


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"PORT ELLIS, Oct 20 (Reuters) - {BODY}", "Reuters"),
        (f"PORT ELLIS (AP) — {BODY}", "AP"),
        (f"{BODY}\n© 2031 The Harbour Herald. All rights reserved.", "The Harbour Herald"),
        (f"Tide Latest NewsHomeNEWSSportPoliticsArmy\n\n{BODY}", "Tide Latest News"),
        (f"HomeNewsSportPoliticsArmy\n\n{BODY}", None),
        (BODY, None),
    ],
)
def test_the_publisher_is_read_from_the_page(cleaned, text, publisher):
    assert cleaned(text).publisher == publisher


def test_the_host_of_the_address_is_the_last_resort(cleaned):
    assert cleaned(BODY, url="https://www.example.org/pier").publisher == "example.org"
    assert cleaned(f"PORT ELLIS (AP) — {BODY}", url="https://www.example.org/pier").publisher == "AP"


def test_the_dateline_stays_in_the_text(cleaned):
    assert cleaned(f"PORT ELLIS, Oct 20 (Reuters) - {BODY}").text.startswith("PORT ELLIS, Oct 20 (Reuters)")


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Byron published 6 April 2031",
        "by Ada Byron Apr. 6, 2031 1:15 pm",
        "By Ada Byron - Harbour Herald - Sunday, April 6, 2031",
    ],
)
def test_a_byline_with_a_date_gives_both(cleaned, line):
    article = cleaned(f"Pier to be mended at last\n\n{line}\n\n{BODY}")
    assert article.byline == ("Ada Byron",)
    assert article.published.start.isoformat() == "2031-04-06"
    assert line not in article.text


def test_a_byline_below_a_long_menu_is_found(cleaned):
    entries = "\n".join(f"Entry of the menu {n}" for n in range(20))
    assert cleaned(f"{entries}\nBy Ada Byron\n{BODY}").byline == ("Ada Byron",)


def test_a_title_above_a_byline_below_a_long_menu_is_found(cleaned):
    entries = "\n".join(f"Entry {n}" for n in range(20))
    article = cleaned(f"{entries}\nPier to be mended at last\nBy Ada Byron\n{LONG}")
    assert article.title == "Pier to be mended at last"


def test_a_subhead_above_a_byline_at_the_foot_is_no_title(cleaned):
    article = cleaned(f"{LONG}What comes next\n\n{LONG.replace('Tuesday', 'Monday')}Reporting from Ada Byron\n")
    assert (article.title, article.byline) == (None, ("Ada Byron",))
