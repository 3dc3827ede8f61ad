import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.clean import clean
from onrecord.clean.language import language_of
from onrecord.errors import UnreadableError
from onrecord.model import Capture, Removal, Span

BODY = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive.\n\n"
    "The work will cost 4.2 million crowns, said Mina Okoro, who leads the council, and will last for eleven weeks.\n\n"
    "Fishermen had asked for it since two boats were lost beside the pier during the gale of last November.\n"
)
PIECES = [
    "Advertisement",
    "Share",
    "No comments:",
    "Post a Comment",
    "HomeNewsSportArmyNEWSInternationalPolitics",
    "By Ada Byron",
    "Sunday, April 6, 2031",
    "Published: 6 Apr 2031 10:15 BST",
    "Council Votes To Mend The Pier",
    "The council voted to mend the north pier. The work will last for eleven weeks.",
    "The council voted to mend the north pier. It is said that the work may take longer than eleven weeks.",
    "Another Post: Why The Market Hall Stays Shut",
    "The hall was to open in May but the roof still leaks and nobody can say who will...",
    "by Ada Byron · The HeraldNews of the pier has reached the capital, officials said on Monday.",
    "Read more: The gale of November",
    "»",
    "  ",
    "",
    "\u00a0",
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)), max_size=14).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\r\n", " "]).map(lambda glue: glue.join(parts))
)


def try_clean(text):
    from datetime import UTC, datetime

    capture = Capture(path="a.txt", text=text, sha256="0" * 64, captured=datetime(2031, 6, 1, tzinfo=UTC))
    try:
        return clean(capture)
    except UnreadableError:
        return None


@settings(deadline=None)  # the first text waits for the language model
@given(texts)
def test_every_character_is_kept_or_removed_and_none_is_both(text):
    article = try_clean(text)
    if article is None:
        return
    kept = [Span(p.raw, p.raw + p.length) for p in article.map.pieces]
    parts = sorted([*kept, *(r.raw for r in article.removed)])
    assert [p.start for p in parts] == [0, *(p.end for p in parts[:-1])]
    assert parts[-1].end == len(text)


@given(texts)
def test_the_map_gives_the_text_and_leads_each_character_back(text):
    article = try_clean(text)
    if article is None:
        return
    assert article.map.apply(text) == article.text
    for at in range(len(article.text)):
        (raw,) = article.map.raw(Span(at, at + 1))
        assert raw.of(text) == article.text[at]


@given(texts)
def test_the_title_stands_where_its_span_says(text):
    article = try_clean(text)
    if article and article.title_span:
        assert article.title_span.of(article.text) == article.title


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY + "\nShare\n\nPost a Comment\n",
        BODY + BODY,
        "By Ada Byron\n\n" + BODY,
        "HomeNewsSportArmyNEWSPolitics\n\n" + BODY + "Advertisement",
    ],
)
def test_cleaning_a_cleaned_text_takes_nothing_more(cleaned, text):
    once = cleaned(text)
    assert cleaned(once.text).removed == ()


def test_a_clean_text_stays_as_it_is(cleaned):
    article = cleaned(BODY)
    assert (article.text, article.removed, article.language) == (BODY, (), "en")


def test_the_id_does_not_change_with_the_folder_but_with_the_text(cleaned):
    assert cleaned(BODY, path="x/a.txt").id == cleaned(BODY, path="y/a.txt").id
    assert cleaned(BODY, path="a.txt").id != cleaned(BODY + "More words.", path="a.txt").id
    assert cleaned(BODY, path="a.txt").id != cleaned(BODY, path="b.txt").id


@pytest.mark.parametrize(
    "text", ["Advertisement\nShare\n", "HomeNewsSportArmyNEWSPolitics", "By Ada Byron\nMay 3, 2031"]
)
def test_a_page_without_a_sentence_is_refused(cleaned, text):
    with pytest.raises(UnreadableError, match=r"story\.txt: there is no sentence"):
        cleaned(text)


def test_what_the_container_states_comes_before_what_the_text_says(cleaned):
    article = cleaned(
        "By Ada Byron\n\nMay 3, 2031\n\n" + BODY,
        title="Pier to be mended",
        byline=("Kit Marlowe",),
        publisher="The Harbour Herald",
        published="2031-05-04",
    )
    assert (article.title, article.byline, article.publisher) == (
        "Pier to be mended",
        ("Kit Marlowe",),
        "The Harbour Herald",
    )
    assert article.published.start.isoformat() == "2031-05-04"
    assert {r.why for r in article.removed} == {Removal.METADATA}


def test_a_title_from_the_container_is_found_again_in_the_text(cleaned):
    article = cleaned("Pier to be mended\n\n" + BODY, title="Pier to be Mended")
    assert article.title_span == Span(0, 17)


def test_the_language_is_named():
    assert language_of("Der Rat der Stadt hat am Dienstag beschlossen, die Brücke zu erneuern.") == "de"
    assert language_of("") == "und"


@pytest.mark.parametrize(
    "text", ["Nine people died.", "Minister Helke Vorandt, Tomas Idrel.", "Neun Tote.", "Osk said so in Tarn."]
)
def test_a_text_too_short_to_tell_is_taken_for_english(text):
    assert language_of(text) == "en"


def test_a_foreign_script_is_told_from_few_words():
    assert language_of("Девять человек погибли, заявил министр.") == "ru"
