"""The trained reader: what it is given, what is made of its scores, and what comes out on plain sentences."""

import numpy as np
import pytest

from onrecord.extract.speech.learned.decode import IMPOSSIBLE, LABELS, best_labels, link, stretches
from onrecord.extract.speech.learned.encode import (
    LONGEST_PIECE,
    OPENS,
    QUOTED,
    SHAPES,
    WINDOW,
    windows,
    words_of,
)
from onrecord.extract.speech.learned.reader import model, read_attributions


@pytest.fixture(scope="module")
def words(nlp):
    """The words of a text as the reader sees them, with its table of names."""
    return lambda text: words_of(nlp(text), model().grammar)


def said(doc, role):
    """The texts of one role in all attributions of a document."""
    return [" … ".join(s.of(doc.text) for s in getattr(a, role)) for a in read_attributions(doc)]


# -------------------------------------------------------------------------------- what it is given


def test_every_word_keeps_its_place_in_the_text(words):
    text = "The Vale’s mayor\nsaid: “Nobody   left.”"
    spans = words(text).spans
    assert [text[a:b] for a, b in spans] == [
        "The",
        "Vale",
        "’",
        "s",
        "mayor",
        "said",
        ":",
        "“",
        "Nobody",
        "left",
        ".",
        "”",
    ]


def test_pieces_belong_to_their_words(words):
    read = words("Unfathomableness spread.")
    assert len(read) == 3
    assert read.first[0] == 0
    assert read.first[-1] == len(read.pieces)
    assert read.first[1] > 1  # the long word has several pieces


def test_a_word_of_a_thousand_letters_keeps_a_few_pieces_and_its_span(words):
    read = words("x" * 90 + " " + "é" * 1000 + " end")
    assert max(np.diff(read.first)) <= LONGEST_PIECE
    assert list(read.spans[-1]) == [1092, 1095]


def test_how_words_are_written(words):
    shapes = [SHAPES[i] for i in words("the Vale UN 4th ,").features[:, 0]]
    assert shapes == ["lower", "title", "upper", "digit", "mark"]


def test_quotation_marks_open_and_close_and_end_with_the_paragraph(words):
    quoted = [QUOTED[i] for i in words('a "b" c “d\ne').features[:, 1]]
    assert quoted == ["outside", "opening", "inside", "closing", "outside", "opening", "inside", "outside"]


def test_sentences_and_paragraphs_open(words):
    opens = [OPENS[i] for i in words("It rained. He left.\nShe stayed.").features[:, 2]]
    assert [o for o in opens if o != "nothing"] == ["paragraph", "sentence", "paragraph"]


def test_windows_cover_all_words_once_and_end_where_a_paragraph_opens(words):
    paragraph = (
        "The mayor of the small town said on Monday that the new bridge would open before the end of the year. " * 4
    )
    read = words("\n".join([paragraph.strip()] * 12))
    found = list(windows(read))
    assert [a for a, _ in found[1:]] == [b for _, b in found[:-1]]
    assert (found[0][0], found[-1][1]) == (0, len(read))
    assert all(read.first[b] - read.first[a] <= WINDOW for a, b in found)
    assert all(read.features[a, 2] == OPENS.index("paragraph") for a, _ in found)


def test_a_text_without_a_full_stop_is_cut_all_the_same(words):
    read = words("river " * 2000)
    assert all(read.first[b] - read.first[a] <= WINDOW for a, b in windows(read))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\u200b", "“", "日本語のニュース"])
def test_texts_without_attributions_give_none(nlp, text):
    assert read_attributions(nlp(text)) == ()


# -------------------------------------------------------------------------------- from scores to attributions


def scores(*labels):
    """Emissions that favour these labels."""
    out = np.zeros((len(labels), len(LABELS)), np.float32)
    out[np.arange(len(labels)), [LABELS.index(x) for x in labels]] = 5
    return out


def hangs(count, **on):
    """Parent scores of so many words: w3=1 makes word 3 hang on word 1; all others on nothing."""
    out = np.full((count, count + 1), -9, np.float32)
    out[:, 0] = -1
    for word, parent in on.items():
        out[int(word[1:]), parent + 1] = 0
    return out


def test_a_further_word_never_opens_a_stretch():
    found = best_labels(scores("O", "I-cue", "O"), model().start, model().follow)
    for before, label in zip([0, *found], found, strict=False):
        if LABELS[label].startswith("I-"):
            assert LABELS[before][2:] == LABELS[label][2:]


def test_the_grammar_that_ships_forbids_what_cannot_be():
    assert model().follow[LABELS.index("O"), LABELS.index("I-content")] <= IMPOSSIBLE / 2
    assert model().follow[LABELS.index("B-cue"), LABELS.index("I-cue")] > IMPOSSIBLE / 2


def test_stretches_follow_the_labels():
    labels = np.array([LABELS.index(x) for x in ("B-source", "I-source", "B-cue", "O", "B-content", "B-content")])
    assert stretches(labels) == [(0, 0, 2), (1, 2, 3), (2, 4, 5), (2, 5, 6)]


def test_content_hangs_on_its_cue_and_the_cue_on_its_source():
    found = [(0, 0, 1), (1, 1, 2), (2, 2, 4), (0, 4, 5), (1, 5, 6), (2, 6, 7)]
    first, second = link(found, hangs(7, w1=0, w2=1, w3=1, w5=4, w6=5))
    assert (first.source, first.cue, first.content) == ([(0, 1)], [(1, 2)], [(2, 4)])
    assert (second.source, second.cue, second.content) == ([(4, 5)], [(5, 6)], [(6, 7)])


def test_both_halves_of_a_broken_quotation_are_one_content():
    found = [(2, 0, 2), (0, 2, 3), (1, 3, 4), (2, 4, 6)]
    (one,) = link(found, hangs(6, w0=3, w1=3, w3=2, w4=3, w5=3))
    assert one.content == [(0, 2), (4, 6)]


def test_two_cues_share_a_source():
    found = [(0, 0, 1), (1, 1, 2), (2, 2, 3), (1, 3, 4), (2, 4, 5)]
    assert [m.source for m in link(found, hangs(5, w1=0, w2=1, w3=0, w4=3))] == [[(0, 1)], [(0, 1)]]


def test_a_cue_in_two_pieces_is_one():
    found = [(1, 0, 1), (0, 1, 2), (1, 2, 3), (2, 3, 4)]  # "has" she "said"
    (one,) = link(found, hangs(4, w0=1, w2=0, w3=0))
    assert one.cue == [(0, 1), (2, 3)]
    assert one.source == [(1, 2)]


def test_a_content_may_hang_on_a_source_or_on_nothing():
    alone, headed = sorted(link([(2, 0, 1), (0, 2, 3), (2, 4, 5)], hangs(5, w4=2)), key=lambda m: m.content)
    assert (alone.source, alone.cue) == ([], [])
    assert (headed.source, headed.cue) == ([(2, 3)], [])


def test_cues_that_hang_on_each_other_are_one():
    (one,) = link([(1, 0, 1), (1, 1, 2), (2, 2, 3)], hangs(3, w0=1, w1=0, w2=1))
    assert one.cue == [(0, 1), (1, 2)]


# -------------------------------------------------------------------------------- what comes out


def test_reported_speech(nlp):
    doc = nlp("The harbour master said that the ferry would not sail before noon.")
    assert said(doc, "source") == ["The harbour master"]
    assert said(doc, "cue") == ["said"]
    assert said(doc, "content") == ["that the ferry would not sail before noon"]


def test_a_quotation_around_its_cue(nlp):
    doc = nlp("“We are not leaving,” said Irma Vost, who keeps the shop. “This is our street.”")
    assert said(doc, "cue") == ["said"]
    assert "We are not leaving" in said(doc, "content")[0]
    assert "This is our street" in said(doc, "content")[0]


def test_according_to(nlp):
    doc = nlp("According to the port authority, eleven boats sank in the storm on Friday night.")
    assert said(doc, "source") == ["the port authority"]
    assert said(doc, "cue") == ["According to"]


def test_a_plain_report_attributes_nothing(nlp):
    assert (
        read_attributions(nlp("The storm sank eleven boats on Friday night. The road to the harbour is closed.")) == ()
    )


def test_the_same_text_gives_the_same_attributions_wherever_it_stands(nlp):
    one = "The harbour master said that the ferry would not sail before noon."
    many = nlp("\n".join([one] * 40))
    assert said(many, "cue") == ["said"] * 40
