from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.clean import clean
from onrecord.model import Capture, CopyKind, Span
from onrecord.stories.copies import Copies
from onrecord.stories.passages import Change, align
from onrecord.stories.reading import numbers, read_words

DAM = (
    "The old dam above Sarn broke before dawn on Monday and water ran into the lower town. "
    "The governor, Ada Roe, said at least 38 people were killed and 120 houses were destroyed. "
    "Rescuers in boats searched the flooded streets through the day, while soldiers closed the bridge at Tollen.\n\n"
    "The railway between Sarn and Port Ellis will stay shut for two weeks, the ministry of transport said.\n"
)
LOCAL = "\nIn Westmouth the ferry took in sixty families from the lower town, the harbour master said on Tuesday.\n"


def overlap(first, second):
    copies = Copies()
    copies.add([first, second])
    return copies.overlaps.get(second.id)


def whole(sentence, text):
    start = text.index(sentence)
    return Span(start, start + len(sentence))


def known(article, found):
    return replace(article, passages=found.passages, overlap=found.kind)


def test_an_updated_number_makes_an_update_whose_changed_sentence_is_its_own(article):
    first = article(DAM, path="a.txt", published="2031-03-03")
    second = article(DAM.replace("38", "40"), path="b.txt", published="2031-03-04")
    found = overlap(first, second)
    assert found.kind is CopyKind.UPDATE
    second = known(second, found)
    changed = whole("at least 40 people were killed", second.text)
    same = whole("Rescuers in boats searched the flooded streets through the day", second.text)
    assert second.taken_from([changed]) == ()
    assert second.taken_from([same]) == (first.id,)


def test_a_number_that_closes_the_text_makes_an_update_too(article):
    first = article(DAM + "\nThe dead number 38.\n", path="a.txt", published="2031-03-03")
    second = article(DAM + "\nThe dead number 40.\n", path="b.txt", published="2031-03-04")
    assert overlap(first, second).kind is CopyKind.UPDATE


def test_a_local_paragraph_is_the_copys_own(article):
    first = article(DAM, path="a.txt", published="2031-03-03")
    second = article(DAM + LOCAL, path="b.txt", published="2031-03-04")
    found = overlap(first, second)
    assert found.kind is CopyKind.PART
    second = known(second, found)
    assert second.taken_from([whole("In Westmouth the ferry took in sixty families", second.text)]) == ()
    assert second.taken_from([whole("The railway between Sarn and Port Ellis", second.text)]) == (first.id,)


def test_an_outlets_own_name_in_the_text_makes_no_update_but_the_passage_is_its_own(article):
    told = DAM.replace("Ada Roe, said", "Ada Roe, told the Sarn Herald,")
    first = article(told, path="a.txt", published="2031-03-03", publisher="Sarn Herald")
    other = article(
        told.replace("Sarn Herald", "Tollen Gazette"), path="b.txt", published="2031-03-04", publisher="Tollen Gazette"
    )
    found = overlap(first, other)
    assert found.kind is CopyKind.NEAR
    assert len(found.passages) > 1


def test_a_number_in_words_is_the_same_number(article):
    first = article(DAM, path="a.txt", published="2031-03-03")
    second = article(DAM.replace("38", "thirty-eight"), path="b.txt", published="2031-03-04")
    assert overlap(first, second).kind is CopyKind.NEAR


def test_a_not_makes_another_statement():
    left, right = read_words(DAM), read_words(DAM.replace("will stay", "will not stay"))
    assert [change for change, _ in align(right, left).changes] == [Change.TURN]


def test_paragraphs_in_another_order_are_found():
    one, two = DAM.strip().split("\n\n")
    found = align(read_words(f"{two}\n\n{one}"), read_words(DAM))
    assert found.covered == len(read_words(DAM))


def test_the_agencys_own_article_is_the_original_of_a_copy_dated_a_day_before(article):
    wire = "SARN (Corvane) - " + DAM
    copy = article(wire, path="a.txt", published="2031-03-03", publisher="Sarn Herald")
    own = article(DAM, path="b.txt", published="2031-03-04", publisher="Reuters")
    assert overlap(own, copy).of == own.id


def test_a_rewritten_report_with_the_agencys_mark_is_a_copy_and_without_it_is_none(article):
    kept, rest = DAM.split("Rescuers")[0], LOCAL
    new = (
        "Families spent the night in the school of Tollen, where the mayor gave out soup and blankets. "
        "Farmers drove their cows up to the hills while it was dark, and some have not come back to their fields. "
        "The smell of oil hangs above the market, and traders sweep the mud from their doors with brooms and planks. "
    )
    first = article("SARN (Corvane) - " + DAM, path="a.txt", published="2031-03-03")
    marked = article("SARN (Corvane) - " + kept + "\n\n" + new + rest, path="b.txt", published="2031-03-04")
    plain = article(kept + "\n\n" + new + rest, path="c.txt", published="2031-03-04")
    assert overlap(first, marked).kind is CopyKind.REWRITE
    assert overlap(first, plain).kind is CopyKind.SHARED


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(5)))
def test_articles_added_one_by_one_in_any_order_stand_as_if_added_together(order):
    texts = [DAM, DAM.replace("38", "40"), DAM + LOCAL, DAM.replace("38", "40") + LOCAL, DAM + "\n"]
    pile = [
        clean(
            Capture(
                path=f"{at}",
                text=text,
                sha256="0" * 64,
                captured=datetime(2035, 1, 1, tzinfo=UTC),
                published=f"2031-03-0{at + 1}",
            )
        )
        for at, text in enumerate(texts)
    ]
    together, single = Copies(), Copies()
    together.add(pile)
    for at in order:
        single.add([pile[at]])
    assert single.overlaps == together.overlaps


def test_numbers_are_read_in_digits_and_in_words():
    assert numbers(["thirty", "eight"]) == numbers(["38"])
    assert numbers(["4.2", "million"]) == numbers(["4,200,000"])
    assert numbers(["two", "hundred"]) == numbers(["200"])
    assert numbers(["five", "boats", "and", "six", "men"]) == numbers(["6", "5"])
