"""Propositions: who did what to whom, on the sentences of ``tests/cases/propositions.csv``, and where each stands."""

import csv
from datetime import date
from pathlib import Path

import pytest

from onrecord.extract.claims import claims_of
from onrecord.extract.language import parse
from onrecord.model import Article, DateSource, Mood, Published, TextMap, content_id

TABLE = Path(__file__).resolve().parents[1] / "cases" / "propositions.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def article(text):
    return Article(
        id=content_id(text),
        path="case.txt",
        text=text,
        map=TextMap(()),
        sha256="",
        publisher="The Herald",
        published=Published(start=date(2031, 5, 3), end=date(2031, 5, 3), how=DateSource.STATED),
        language="en",
    )


@pytest.fixture(scope="module")
def read():
    """The claims of a text."""

    def claims(text):
        return claims_of(article(text), next(iter(parse([text]))))

    return claims


def note(said):
    """A proposition in the notation of the table: "not send[open] : Norway : soldier : Iceland"."""
    mood = "" if said.mood is Mood.ACTUAL else f"[{said.mood}]"
    names = [term.name if term else "-" for term in (said.agent, said.patient, said.place)]
    while names and names[-1] == "-":
        names.pop()
    return " : ".join([f"{'' if said.affirmed else 'not '}{said.action}{mood}", *names])


@pytest.mark.parametrize("row", CASES, ids=[r["case"] for r in CASES])
def test_a_sentence_says_who_did_what_to_whom(row, read):
    said = [note(p) for claim in read(row["text"]) for p in claim.says]
    assert " ; ".join(said) == row["says"]


def test_the_table_is_large_enough():
    assert len(CASES) >= 120


def test_every_part_points_at_its_characters(read):
    text = "Norwegian troops shelled the port of Lower Drass on Monday."
    (claim,) = read(text)
    (said,) = claim.says
    assert said.span.of(text) == "shelled"
    assert said.agent.span.of(text) == said.agent.text == "Norwegian troops"
    assert said.agent.of == "Norway"
    assert said.patient.span.of(text) == "the port"


def test_the_day_of_a_deed_is_that_of_its_words(read):
    (claim,) = read("Norway shelled the port of Lower Drass on 1 May 2031.")
    assert claim.says[0].when.start == claim.says[0].when.end == date(2031, 5, 1)


def test_a_denial_without_content_denies_what_it_challenges(read):
    claims = read("The ministry said Iceland's air force bombed the port. Iceland rejected the accusation as baseless.")
    told, denial = claims[0], claims[-1]
    assert [note(p) for p in denial.says] == ["not bomb : force : port"]
    assert denial.says[0].answers == told.id
    assert denial.says[0].span == told.says[0].span


def test_whoever_disputes_a_number_does_not_deny_the_deed(read):
    text = "The ministry said Iceland's air force killed 40 people. Iceland said the toll was exaggerated."
    assert all(p.affirmed for claim in read(text) for p in claim.says)


def test_words_that_tell_what_something_is_like_tell_them_apart(read):
    (claim,) = read("The railway bridge at Norwick collapsed.")
    assert claim.says[0].patient.kinds == ("railway",)
    assert claim.says[0].patient.of == "Norwick"


def test_a_very_long_sentence_is_read_without_blowing_up(read):
    text = "The militia struck " + ", ".join(["the bridge and the dam which the army built"] * 200) + "."
    claims = read(text)
    assert all(len(c.says) <= 9 for c in claims)
