"""Loaded words: noted with their place and what they do, and only where they judge."""

import pytest

from onrecord.extract.loaded import find_loaded
from onrecord.model import Slant, Span


def noted(nlp, text):
    doc = nlp(text)
    return [(w.text, w.slant.value) for w in find_loaded(doc, (Span(0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The regime jailed forty teachers.", [("regime", "labelling")]),
        ("The minister called the strikers terrorists.", [("terrorists", "labelling")]),
        ("A terrorist group held the bridge.", [("terrorist", "labelling")]),
        ("The brutal raid shocked the town.", [("brutal", "intensifying")]),
        ("It was a massive defeat, utterly avoidable.", [("massive", "intensifying"), ("utterly", "intensifying")]),
        ("Prices skyrocketed in Veldania.", [("skyrocketed", "intensifying")]),
        ("The so-called election was held in May.", [("so-called", "belittling")]),
        ("The vote was a farce.", [("farce", "belittling")]),
        ("The self-proclaimed mayor spoke.", [("self-proclaimed", "belittling")]),
        ("The raid caused collateral damage.", [("collateral damage", "euphemism")]),
        ("The army neutralised forty fighters.", [("neutralised", "euphemism")]),
        ("The plant reported negative growth.", [("negative growth", "euphemism")]),
    ],
)
def test_loaded_word_is_noted_with_what_it_does(nlp, text, found):
    assert noted(nlp, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The army attacked the town and killed forty soldiers.",
        "The new tax regime starts in May.",
        "A historic building burned down.",
        "An explosive device was found in the token booth.",
        "The militants withdrew from the radical flank.",
        "The Massive Attack concert was sold out.",
    ],
)
def test_plain_word_is_not_noted(nlp, text):
    assert noted(nlp, text) == []


def test_phrase_goes_before_the_word_in_it(nlp):
    assert noted(nlp, "They wanted regime change.") == [("regime change", "euphemism")]


def test_only_the_words_of_the_claim_are_noted(nlp):
    text = "The brutal man said the vote was a farce."
    (found,) = find_loaded(nlp(text), (Span(text.index("the vote"), len(text)),))
    assert (found.text, found.slant, found.span.of(text)) == ("farce", Slant.BELITTLING, "farce")
