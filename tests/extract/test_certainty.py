"""How sure a claim is made to sound, and what sort of claim it is."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from onrecord.extract.certainty import judge
from onrecord.model import Attribution, DateSource, Mode, Published, Span, Speaker, SpeakerType
from onrecord.values.time import read_times

CASES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "hedges.csv").open(encoding="utf-8")))
SUNDAY = Published(start=date(2024, 10, 20), end=date(2024, 10, 20), how=DateSource.STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as the judge sees it."""

    content: tuple[Span, ...]
    attribution: Attribution
    cue_lemma: str
    denies: bool = False
    doubts: bool = False


def unmarked(marked):
    """The text without its brackets, and the spans that stood in them."""
    text, spans, start = "", [], 0
    for char in marked:
        if char == "[":
            start = len(text)
        elif char == "]":
            spans.append(Span(start, len(text)))
        else:
            text += char
    return text, tuple(spans)


def said(text, content, cell):
    """The statement that a cell describes: lemma/cue/speaker/type/mode/denies."""
    if not cell:
        return None
    lemma, cue, speaker, kind, mode, *denies = cell.split("/")
    at, by = text.index(cue), text.find(speaker)
    chain = (
        (Speaker(name=speaker, text=speaker, span=Span(by, by + len(speaker)), type=SpeakerType(kind)),)
        if speaker
        else ()
    )
    attribution = Attribution(mode=Mode(mode), cue=(Span(at, at + len(cue)),), chain=chain)
    return Said(content=content, attribution=attribution, cue_lemma=lemma, denies=bool(denies))


def judged(nlp, marked, cell="", *, published=SUNDAY, piece=False):
    text, content = unmarked(marked)
    return text, judge(
        nlp(text),
        content,
        statement=said(text, content, cell),
        times=read_times(text, published),
        published=published,
        opinion_piece=piece,
    )


SURE = [case for case in CASES if case["tier"] != "hard"]
HARD = [case for case in CASES if case["tier"] == "hard"]
HARD_FLOOR = 7  # of the hard claims; what fails is listed by the test


@pytest.fixture(scope="module")
def parsed(nlp):
    """The claims of the table, parsed together."""
    texts = [unmarked(case["text"])[0] for case in CASES]
    return dict(zip(texts, nlp.pipe(texts), strict=True))


def as_judged(parsed, case):
    """The judgement in the words of the table, and whether each hedge stands at its place."""
    text, found = judged(parsed.__getitem__, case["text"], case["statement"], piece=bool(case["piece"]))
    return {
        "kind": found.kind.value,
        "certainty": found.certainty.value,
        "affirmed": "yes" if found.affirmed else "no",
        "hedges": [h.text for h in found.hedges if h.span.of(text) == h.text],
        "likelihood": found.likelihood.words if found.likelihood else "",
        "due": str(found.due or ""),
    }


def as_told(case):
    hedges = [hedge.strip() for hedge in case["hedges"].split(",") if hedge]
    return {key: case[key] for key in ("kind", "certainty", "affirmed", "likelihood", "due")} | {"hedges": hedges}


@pytest.mark.parametrize("case", SURE, ids=[f"{c['text']}{' (opinion)' * bool(c['piece'])}" for c in SURE])
def test_a_claim_is_judged_as_the_table_says(parsed, case):
    assert as_judged(parsed, case) == as_told(case)


def test_hard_claims_judged_rightly_are_as_many_as_before(parsed):
    failed = [case["text"] for case in HARD if as_judged(parsed, case) != as_told(case)]
    assert len(HARD) - len(failed) >= HARD_FLOOR, f"not judged rightly: {failed}"


def test_the_table_names_each_claim_once_and_its_tier():
    keys = [(case["text"], case["statement"], case["piece"]) for case in CASES]
    assert len(keys) == len(set(keys))
    assert {case["tier"] for case in CASES} == {"basic", "common", "hard"}


def test_likelihood_has_the_range_of_its_row(nlp):
    _, found = judged(nlp, "[The dam will almost certainly burst.]")
    assert (found.likelihood.low, found.likelihood.high) == (0.95, 0.99)


def test_a_forecast_in_relative_words_has_no_due_date_without_a_day_of_publication(nlp):
    _, found = judged(nlp, "[The dam will burst by the end of the year.]", published=None)
    assert (found.kind, found.due) == ("forecast", None)


def test_a_forecast_with_a_full_date_has_its_due_date_without_a_day_of_publication(nlp):
    _, found = judged(nlp, "[The dam will burst by the end of 2031.]", published=None)
    assert found.due == date(2031, 12, 31)


def test_a_fact_has_no_due_date(nlp):
    _, found = judged(nlp, "[The dam burst in 2021.]")
    assert (found.kind, found.due) == ("fact", None)


def test_a_forecast_in_one_of_three_sentences_does_not_make_the_whole_a_forecast(nlp):
    _, found = judged(nlp, "[The dam is old. Its gates are rusty. It will burst.]")
    assert found.kind == "fact"


def test_a_cue_that_doubts_makes_a_dispute(nlp):
    text, content = unmarked("The paper challenged [the count of the dead].")
    doubting = Said(content=content, attribution=Attribution(mode=Mode.INDIRECT), cue_lemma="challenge", doubts=True)
    found = judge(nlp(text), content, statement=doubting, times=(), published=None, opinion_piece=False)
    assert found.kind == "dispute"


def test_a_content_without_a_verb_is_a_fact(nlp):
    _, found = judged(nlp, "The mayor praised [the courage of the crew].", "praise/praised/mayor/person/indirect")
    assert (found.kind, found.certainty) == ("fact", "reported")


def test_a_content_of_marks_alone_is_judged_a_fact(nlp):
    _, found = judged(nlp, "The river rose [—] and fell.")
    assert (found.kind, found.certainty, found.affirmed) == ("fact", "asserted", True)
