"""A passage of bare letters is given back as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.letters import as_written, bare

SIGNS = "\x02\x03"
LETTERS = st.text(alphabet="aAäé\u0301nñ 한ß.", max_size=30)


def test_letters_lose_their_marks_and_nothing_else():
    assert bare("Värnholm, Nuñez, Łódź, straße 40") == "Varnholm, Nunez, Łodz, straße 40"


def test_a_passage_that_is_not_in_the_text_stays_as_it_is():
    assert as_written("\x02varn\x03", "Zoë", SIGNS) == "\x02varn\x03"


@given(text=LETTERS, start=st.integers(0, 30), length=st.integers(0, 30), sign=st.integers(0, 30))
def test_what_comes_back_stands_in_the_text_and_has_the_signs_of_the_passage(text, start, length, sign):
    cut = bare(text)[start : start + length]
    passage = cut[:sign] + SIGNS[0] + cut[sign:]
    found = as_written(passage, text, SIGNS)
    assert found.count(SIGNS[0]) == 1
    letters = found.replace(SIGNS[0], "")
    assert cut in bare(letters)  # one letter of the text may stand for several bare ones
    assert letters in text or letters == cut


@given(text=LETTERS)
def test_the_whole_text_comes_back_as_it_is(text):
    if not text.startswith("\u0301"):  # a mark without a letter is no letter
        assert as_written(bare(text), text, SIGNS) == text
