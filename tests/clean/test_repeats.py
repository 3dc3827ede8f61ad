import time

from onrecord.clean.lines import split_lines
from onrecord.clean.repeats import find_repeats
from onrecord.model import Removal

FIRST = "The harbour council voted on Tuesday to mend the north pier. The work will last for eleven weeks."
SECOND = "“We have waited long enough for this,” said Mina Okoro, who leads the council."
THIRD = "Two boats were lost beside the pier in the gale of last November."


def taken(text):
    return [r.raw.of(text) for r in find_repeats(split_lines(text))]


def test_an_article_printed_twice_is_cut_after_the_first():
    once = f"{FIRST}\n{SECOND}\n\n{THIRD}\n"
    assert taken(once + once) == [once]


def test_the_second_printing_may_be_broken_into_other_lines():
    text = f"{FIRST}\n{SECOND}\n{THIRD}\n{FIRST} {SECOND} {THIRD}"
    assert taken(text) == [f"{FIRST} {SECOND} {THIRD}"]


def test_a_second_printing_glued_to_the_first_is_cut():
    text = f"{FIRST} {THIRD}{FIRST} {THIRD}"
    assert taken(text) == [f"{FIRST} {THIRD}"]


def test_a_paragraph_that_comes_again_is_cut_with_its_break():
    assert taken(f"{FIRST}\n{SECOND}\n{FIRST}\n{THIRD}") == [f"{FIRST}\n"]


def test_a_pulled_quotation_that_stands_in_a_paragraph_is_cut():
    pulled = "“We have waited long enough for this,” said Mina Okoro, who leads the council."
    text = f"{FIRST} {pulled} Nobody voted against it.\n{pulled}\n{THIRD}"
    assert taken(text) == [f"{pulled}\n"]


def test_a_summary_point_in_the_words_of_the_story_is_cut():
    point = "The harbour council voted on Tuesday to mend the north pier."
    assert taken(f"• {point}\n{THIRD}\n{FIRST}") == [f"• {point}\n"]


def test_short_lines_and_single_sentences_may_come_again():
    assert taken(f"Yes.\n{FIRST}\nYes.\n{SECOND}") == []
    assert taken(f"{FIRST}\n{SECOND} The work will last for eleven weeks. {THIRD}") == []


def test_sentences_cut_out_of_a_line_leave_the_line_break():
    text = f"{FIRST} {THIRD}\nNobody spoke. {FIRST} {THIRD}\nThe end came at nine."
    (cut,) = find_repeats(split_lines(text))
    left = text[: cut.raw.start] + text[cut.raw.end :]
    assert left == f"{FIRST} {THIRD}\nNobody spoke. \nThe end came at nine."
    assert cut.why is Removal.REPEAT


def test_a_row_of_very_many_dots_takes_no_time():
    started = time.process_time()
    find_repeats(split_lines("Rain fell." + "." * 50_000))
    assert time.process_time() - started < 2
