"""Lists over a whole ledger, in both databases: forecasts by how they stand, outlets, who is quoted, what runs did."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from onrecord.ledger import log, quoted
from onrecord.ledger.coming import coming, count_coming
from onrecord.ledger.store import Ledger
from onrecord.model import (
    Article,
    Attribution,
    Capture,
    Certainty,
    Claim,
    DateSource,
    Judgement,
    Kind,
    Matter,
    Mode,
    Published,
    Span,
    Speaker,
    SpeakerType,
    Standing,
    TextMap,
)

TODAY, SOON = date(2031, 5, 10), date(2031, 5, 24)
TEXT = "Ana Ruiz said the bridge at Oxmoor would open. Correction: the bridge is at Norwick."
DUES = (date(2031, 5, 1), date(2031, 5, 9), date(2031, 5, 10), date(2031, 5, 24), date(2031, 5, 25), None, None)


def article(key):
    return Article(
        id=key,
        path=f"{key}.txt",
        text=TEXT,
        map=TextMap.keeping([Span(0, len(TEXT))]),
        sha256="0" * 64,
        publisher="The Oxmoor Bell" if key != "a7" else "Norwick Post",
        published=Published(start=date(2031, 5, 1), end=date(2031, 5, 1), how=DateSource.STATED),
    )


def forecast(key, due, who="Ana Ruiz"):
    speaker = Speaker(name=who, text=who, span=Span(0, 8), type=SpeakerType.PERSON)
    return Claim(
        id=f"c{key}",
        article=key,
        content=(Span(14, 46),),
        text=Span(14, 46).of(TEXT),
        kind=Kind.FORECAST,
        attribution=Attribution(mode=Mode.INDIRECT, chain=(speaker,)),
        certainty=Certainty.FORECAST,
        due=due,
    )


@pytest.fixture
def ledger(where):
    """Seven articles, each with one forecast."""
    with Ledger.open(where) as opened:
        opened.start("add news")
        for number, due in enumerate(DUES, 1):
            one = article(f"a{number}")
            read = datetime(2031, 5, 2, tzinfo=UTC)
            opened.keep(Capture(path=one.path, text=TEXT, sha256=one.sha256, captured=read), one)
            opened.keep_claims(one.id, [forecast(one.id, due)], made_with="1")
        yield opened


def stand(ledger, standing, limit=10, offset=0):
    with ledger.reading() as connection:
        found = coming(connection, standing, TODAY, SOON, limit=limit, offset=offset)
        assert count_coming(connection, standing, TODAY, SOON) >= len(found)
    return [one.article for one in found]


def test_forecasts_stand_by_their_last_day(ledger):
    assert stand(ledger, Standing.PAST) == ["a2", "a1"]
    assert stand(ledger, Standing.DUE) == ["a3", "a4"]
    assert stand(ledger, Standing.OPEN) == ["a5", "a7", "a6"]
    assert stand(ledger, Standing.SETTLED) == []


@pytest.mark.parametrize(("limit", "offset"), [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2), (3, 3), (5, 9)])
def test_pages_run_on_from_those_with_a_day_to_those_without(ledger, limit, offset):
    assert stand(ledger, Standing.OPEN, limit, offset) == ["a5", "a7", "a6"][offset : offset + limit]


def test_what_is_settled_stands_nowhere_else_until_it_is_undone(ledger):
    ledger.judge(Judgement(matter=Matter.SETTLEMENT, subject="ca2", value="true", because="It opened."))
    assert stand(ledger, Standing.PAST) == ["a1"]
    assert stand(ledger, Standing.SETTLED) == ["a2"]
    ledger.withdraw(Matter.SETTLEMENT, "ca2")
    assert stand(ledger, Standing.PAST) == ["a2", "a1"]


def test_what_is_read_again_stands_as_it_is_read_now(ledger):
    ledger.keep_claims("a1", [forecast("a1", date(2031, 5, 20))], made_with="2")
    ledger.keep_claims("a2", [], made_with="2")
    assert stand(ledger, Standing.PAST) == []
    assert stand(ledger, Standing.DUE) == ["a3", "a1", "a4"]


def test_outlets_and_those_quoted_are_counted(ledger):
    with ledger.reading() as connection:
        assert [(o.name, o.articles) for o in quoted.outlets(connection)] == [
            ("The Oxmoor Bell", 6),
            ("Norwick Post", 1),
        ]
        assert [(q.name, q.claims, q.articles) for q in quoted.quoted(connection)] == [("Ana Ruiz", 7, 7)]
        assert quoted.count_published(connection, "The Oxmoor Bell") == 6
        assert [p.id for p in quoted.published(connection, "The Oxmoor Bell", limit=2, offset=1)] == ["a2", "a3"]


def test_what_somebody_said_is_found_by_just_this_name(ledger):
    ledger.keep_claims("a7", [forecast("a7", None, who="Ana Ruiz Ferrer")], made_with="2")
    with ledger.reading() as connection:
        said, more = quoted.said_by(connection, "Ana Ruiz", most=50)
        other, _ = quoted.said_by(connection, "ana ruiz ferrer", most=50)
        nobody, _ = quoted.said_by(connection, '"', most=50)
    assert sorted(s.article for s in said) == ["a1", "a2", "a3", "a4", "a5", "a6"]
    assert [s.article for s in other] == ["a7"]
    assert (more, nobody) == (False, ())


def test_a_run_tells_what_it_brought_and_what_is_new_since_a_moment(ledger):
    before = datetime.now(UTC) - timedelta(minutes=1)
    ledger.settle([replace(article(f"a{n}"), story="s1") for n in range(1, 8)])
    with ledger.reading() as connection:
        (row,) = log.run_rows(connection, log.run_ids(connection))
        news = log.news(connection, before)
        assert log.news(connection, datetime.now(UTC) + timedelta(minutes=1)).articles == 0
        assert log.versions(connection) == (row.version,)
    assert (row.command, row.articles, row.reread, row.made_in_all, row.merged) == ("add news", 7, 0, 1, ())
    assert (news.articles, news.stories[0][1], news.decisions) == (7, 7, 0)


def test_decisions_are_told_also_when_they_have_ended_the_newest_first(ledger):
    for letter in "BC":
        ledger.judge(Judgement(matter=Matter.RELIABILITY, subject="Ana Ruiz", value=letter, because="So.", by="Ida"))
    with ledger.reading() as connection:
        found, total = log.decisions(connection, limit=1, offset=0)
        older, _ = log.decisions(connection, limit=1, offset=1)
    assert (total, found[0].value, found[0].ended, older[0].value) == (2, "C", None, "B")
    assert older[0].ended is not None


def test_articles_with_words_of_a_correction_are_found(ledger):
    with ledger.reading() as connection:
        assert set(log.perhaps_corrected(connection)) == {f"a{n}" for n in range(1, 8)}
