"""Words are found in claims and articles, in either database, whatever a person types."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger.search import read_terms
from onrecord.ledger.store import Ledger
from onrecord.model import (
    Article,
    Attribution,
    Capture,
    Certainty,
    Claim,
    DateSource,
    Kind,
    Mode,
    Published,
    Span,
    Speaker,
    SpeakerType,
    TextMap,
)

TEXTS = {
    "a1": "The mayor, Ana Ruiz, said forty boats had sunk off Oxmoor.",
    "a2": "The boat builders of Oxmoor went on strike over pay.",
    "a3": "Zoë Lind denied that the bridge at Värnholm had been shelled.",
}
SPEAKERS = {"a1": "Ana Ruiz", "a2": None, "a3": "Zoë Lind"}


def kept(ledger, key, words):
    span = Span(0, len(words))
    capture = Capture(path=f"{key}.txt", text=words, sha256="0" * 64, captured=datetime(2031, 5, 4, tzinfo=UTC))
    day = date(2031, 5, 3)
    article = Article(
        id=key,
        path=capture.path,
        text=words,
        map=TextMap.keeping([span]),
        sha256="0" * 64,
        title=f"Title {key}",
        published=Published(start=day, end=day, how=DateSource.STATED),
    )
    ledger.keep(capture, article)
    name = SPEAKERS.get(key)
    at = words.find(name) if name else -1
    chain = (Speaker(name=name, text=name, span=Span(at, at + len(name)), type=SpeakerType.PERSON),) if at >= 0 else ()
    attribution = Attribution(mode=Mode.INDIRECT if name else Mode.NARRATOR, chain=chain)
    claim = Claim(
        id=Claim.make_id(key, (span,)),
        article=key,
        content=(span,),
        text=words,
        kind=Kind.FACT,
        attribution=attribution,
        certainty=Certainty.REPORTED,
    )
    ledger.keep_claims(key, [claim], made_with="one")
    return claim


@pytest.fixture
def ledger(where):
    with Ledger.open(where) as opened:
        for key, words in TEXTS.items():
            kept(opened, key, words)
        yield opened


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("boats", {"a1", "a2"}),
        ("boat oxmoor", {"a1", "a2"}),
        ("boats sunk", {"a1"}),
        ('"forty boats"', {"a1"}),
        ('"boats forty"', set()),
        ("oxmoor -strike", {"a1"}),
        ("varnholm", {"a3"}),
        ("Värnholm", {"a3"}),
        ("värnhölm", {"a3"}),
        ('"zoe lind"', {"a3"}),
        ("speaker:zoe", {"a3"}),
        ("värn*", {"a3"}),
        ("va\u0308rnholm", {"a3"}),
        ("óxmoor boats", {"a1", "a2"}),
        ("oxmoor -sträike", {"a1", "a2"}),
        ("oxmoor -strìke", {"a1"}),
        ("shel*", {"a3"}),
        ("speaker:ruiz", {"a1"}),
        ('speaker:"zoë lind" bridge', {"a3"}),
        ("speaker:mayor", set()),
        ("OXMOOR", {"a1", "a2"}),
    ],
)
def test_claims_with_the_words_are_found(ledger, words, found):
    assert {hit.article for hit in ledger.search(words).hits} == found


def test_a_hit_says_where_it_is_from_and_what_in_it_was_found(ledger):
    (hit,) = ledger.search("sunk").hits
    assert (hit.kind, hit.path, hit.title, hit.published) == ("claim", "a1.txt", "Title a1", date(2031, 5, 3))
    assert [hit.passage[s:e] for s, e in hit.marks] == ["sunk"]


@pytest.mark.parametrize("kind", ["claim", "article"])
def test_a_passage_has_the_letters_as_they_are_written_and_the_marks_where_the_words_stand(ledger, kind):
    (hit,) = ledger.search("varnholm zoe", kind=kind).hits
    assert hit.passage == TEXTS["a3"]
    assert [hit.passage[s:e] for s, e in hit.marks] == ["Zoë", "Värnholm"]


def test_letters_that_were_typed_with_marks_beside_them_are_shown_with_them(ledger):
    kept(ledger, "a4", "Zoe\u0308 Lind went to 한국 and to Łódź; 40 bo\u0301ats did not.")
    (hit,) = ledger.search("boats Łódz").hits
    assert [hit.passage[s:e] for s, e in hit.marks] == ["Łódź", "bo\u0301ats"]
    assert hit.passage.startswith("Zoe\u0308 Lind went to 한국")


def test_articles_are_found_by_title_and_text(ledger):
    assert {h.article for h in ledger.search("title strike", kind="article").hits} == {"a2"}


def test_what_an_older_reading_claimed_is_not_found(ledger):
    (claim,) = ledger.claims(["a2"])
    ledger.keep_claims("a2", [replace(claim, text="The builders went home.")], made_with="two")
    assert ledger.search("strike").hits == ()
    assert len(ledger.search("builders home").hits) == 1


def test_hits_come_page_by_page(ledger):
    first, second = (ledger.search("oxmoor", limit=1, offset=n) for n in (0, 1))
    assert first.total == second.total == 2
    assert first.hits[0].article != second.hits[0].article


@pytest.mark.parametrize("words", ["", "   ", "-strike", '""', "*", "()"])
def test_a_search_for_nothing_is_refused(ledger, words):
    with pytest.raises(UsageError, match="nothing to look for"):
        ledger.search(words)


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "boats OR",
        "NEAR(a b)",
        "a:b",
        "it's",
        "x' OR '1'='1",
        "boats)",
        "(boats",
        "50%",
        "a & b | !c",
        "\\",
        "speaker:",
        "boats\0",
    ],
)
def test_what_is_typed_is_never_an_error_of_the_database(ledger, words):
    assert looked_for(ledger, words) in (None, "nothing to look for: name at least one word that is to occur")


def looked_for(ledger, words):
    """What a search complains of, if anything."""
    try:
        ledger.search(words)
    except UsageError as error:
        return str(error)
    return None


@pytest.fixture(scope="module")
def one_article():
    with Ledger.open(":memory:") as opened:
        kept(opened, "a1", TEXTS["a1"])
        yield opened


@settings(max_examples=150, deadline=None)
@given(words=st.text(max_size=40))
def test_any_words_can_be_looked_for(one_article, words):
    try:
        one_article.search(words)
    except UsageError:
        assert all(term.absent for term in _terms(words))


def _terms(words):
    try:
        return read_terms(words)
    except UsageError:
        return ()


def test_of_very_many_the_newest_come_first(monkeypatch):
    monkeypatch.setattr("onrecord.ledger.search.MANY", 20)
    with Ledger.open(":memory:") as ledger:
        for n in range(25):
            kept(ledger, f"{n:04}", "Rain fell.")
        found = ledger.search("rain", limit=2)
        assert (found.total, [h.article for h in found.hits]) == (20, ["0024", "0023"])
