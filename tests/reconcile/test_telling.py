"""Which claims show that something was told, and who is a source, on invented words."""

import pytest

from onrecord.model import Article, Attribution, Certainty, Claim, Kind, Mode, Span, Speaker, SpeakerType, TextMap
from onrecord.reconcile.telling import is_collective, is_hearsay, is_source, is_voice, tells


def speaker(name, kind=SpeakerType.ORGANISATION):
    return Speaker(name=name, text=name, span=Span(0, 1), type=kind)


def told(cue, *, mode=Mode.INDIRECT, kind=SpeakerType.ORGANISATION):
    article = Article(id="a", path="a", text=cue or "x", map=TextMap(()), sha256="")
    spans = (Span(0, len(cue)),) if cue else ()
    attribution = Attribution(mode=mode, cue=spans, chain=(speaker("Harbour Office", kind),))
    claim = Claim(
        id="c",
        article="a",
        content=(Span(0, 1),),
        text="",
        kind=Kind.FACT,
        attribution=attribution,
        certainty=Certainty.REPORTED,
    )
    return tells(claim, article)


@pytest.mark.parametrize(
    "cue",
    [
        "said",
        "has reported",
        "according to",
        "announced",
        "admitted",
        "denies",
        "shows",
        "warning",
        "blamed",
        "estimates",
        "",
    ],
    ids=lambda cue: cue or "none",
)
def test_what_was_told_is_handed_on(cue):
    assert told(cue)


@pytest.mark.parametrize("cue", ["wants", "is looking", "refused", "ran to", "remembers", "plans", "to assess"])
def test_what_is_in_a_mind_is_not(cue):
    assert not told(cue)


def test_a_thought_of_somebody_named_was_told_and_one_of_nobody_was_not():
    assert told("expects")
    assert not told("expects", kind=SpeakerType.UNNAMED)


def test_words_in_quotation_marks_were_said():
    assert told("wants", mode=Mode.DIRECT)


@pytest.mark.parametrize(
    ("name", "hearsay"),
    [
        ("local media", True),
        ("Norwegian media", True),
        ("reports", True),
        ("Norwegian state media", False),
        ("Vale Free Press", False),
        ("Harbour Office", False),
    ],
)
def test_many_and_nobody_are_hearsay(name, hearsay):
    assert is_hearsay(speaker(name)) is hearsay


@pytest.mark.parametrize(
    ("words", "many"), [("The latest reports", True), ("an inspection report", False), ("a video", True)]
)
def test_words_without_a_name_may_stand_for_many(words, many):
    assert is_collective(words) is many


@pytest.mark.parametrize(
    ("words", "voice"),
    [("a spokesman for the board", True), ("the board’s press office", True), ("an official of the board", False)],
)
def test_a_voice_speaks_for_its_body(words, voice):
    assert is_voice(words) is voice


def test_a_person_called_one_is_a_source():
    assert is_source(speaker("One", SpeakerType.PERSON))
    assert not is_source(speaker("One", SpeakerType.UNNAMED))
