"""The list of stories is kept with every change of one, and is what their articles give, in both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from onrecord.ledger import lookup, shelf, stories
from onrecord.ledger.cards import (
    count_stories,
    counted,
    latest_first,
    one_line,
    recount,
    story_cards,
    story_ids,
    story_title,
    story_titles,
)
from onrecord.ledger.store import Ledger
from onrecord.ledger.tables import cards
from onrecord.model import Article, Attribution, Capture, Certainty, Claim, DateSource, Kind, Mode, Published, Span
from onrecord.model import TextMap as Map

TEXT = "Two ferries sank off Oxmoor."
DAYS = {"a1": 3, "a2": 1, "a3": None, "a4": 3, "a5": 9, "a6": None}
KEYS = tuple(DAYS)


def article(key, title="-"):
    day = DAYS[key] and date(2031, 5, DAYS[key])
    return Article(
        id=key,
        path=f"{key}.txt",
        text=TEXT,
        map=Map.keeping([Span(0, len(TEXT))]),
        sha256="0" * 64,
        title=f"Ferries, by {key}" if title == "-" else title,
        published=Published(start=day, end=day, how=DateSource.STATED) if day else None,
    )


def claim(key):
    told = Attribution(mode=Mode.NARRATOR, chain=())
    where = (Span(0, 28),)
    return Claim(
        id=f"c{key}",
        article=key,
        content=where,
        text=TEXT,
        kind=Kind.FACT,
        attribution=told,
        certainty=Certainty.REPORTED,
    )


def keep(ledger, *keys, **given):
    for key in keys:
        one = article(key, **given)
        caught = datetime(2031, 5, 9, tzinfo=UTC)
        ledger.keep(Capture(path=one.path, text=TEXT, sha256=one.sha256, captured=caught), one)


def settle(ledger, *groups):
    """Put the articles of each group in one story; the ids of the stories, group by group."""
    placed = [replace(article(key), story=f"story {at}") for at, group in enumerate(groups) for key in group]
    found = {a.id: a.story for a in ledger.settle(placed)}
    return [found[group[0]] for group in groups]


def listed(ledger):
    with ledger.reading() as connection:
        return [(c.id, c.articles, c.first, c.last, c.title) for c in story_cards(connection, limit=9)]


def from_articles(ledger):
    """The rows that the articles give, as they would be made anew."""
    with ledger.reading() as connection:
        every = [row.id for row in ledger.stories()]
        return sorted(tuple(row) for row in connection.execute(counted(every)))


def kept(ledger):
    with ledger.reading() as connection:
        rows = connection.execute(select(*(cards.c[n] for n in ("story", "articles", "first", "last", "title"))))
        return sorted(tuple(row) for row in rows)


@pytest.fixture
def ledger(where):
    with Ledger.open(where) as opened:
        keep(opened, *KEYS)
        yield opened


def test_stories_are_listed_with_the_latest_first_the_larger_of_a_day_before_the_smaller_and_undated_ones_last(ledger):
    old, undated, new = settle(ledger, ("a2", "a1"), ("a3",), ("a4", "a6", "a5"))
    assert listed(ledger) == [
        (new, 3, date(2031, 5, 3), date(2031, 5, 9), "Ferries, by a4"),
        (old, 2, date(2031, 5, 1), date(2031, 5, 3), "Ferries, by a2"),
        (undated, 1, None, None, "Ferries, by a3"),
    ]
    with ledger.reading() as connection:
        assert count_stories(connection) == 3
        assert [c.id for c in story_cards(connection, limit=1, offset=1)] == [old]
        assert latest_first(connection, {undated, old, "none"}) == [old, undated]
        assert latest_first(connection, ()) == []


def test_a_story_is_called_after_its_earliest_article_that_has_a_title_else_by_the_first_words(where):
    with Ledger.open(where) as ledger:
        keep(ledger, "a1", "a2", "a3", title=None)
        keep(ledger, "a4")
        bare, told = settle(ledger, ("a1",), ("a2", "a3", "a4"))
        with ledger.reading() as connection:
            assert story_titles(connection, [bare, told, "none"]) == {bare: TEXT, told: "Ferries, by a4"}
            assert story_title(connection, "none") == "Untitled"


def test_the_row_of_a_story_that_went_into_another_is_gone_and_the_others_has_its_articles(ledger):
    one, other = settle(ledger, ("a1", "a2"), ("a5",))
    (whole,) = settle(ledger, ("a1", "a2", "a5"))
    assert {one, other} > {whole}
    assert [(key, n) for key, n, *_ in listed(ledger)] == [(whole, 3)]
    with ledger.reading() as connection:
        rows = lookup.kin(connection, whole)
    assert {row.id: row.merged_into for row in rows} == {whole: None, ({one, other} - {whole}).pop(): whole}


def test_a_row_can_be_made_again_at_any_time(ledger):
    settle(ledger, ("a1", "a2"), ("a3", "a5"))
    before = kept(ledger)
    with ledger.writing() as connection:
        recount(connection, [row.id for row in ledger.stories()])
    assert kept(ledger) == before


def test_stories_are_found_by_the_days_of_their_articles(ledger):
    old, undated, new = settle(ledger, ("a2",), ("a3",), ("a5", "a1"))
    with ledger.reading() as connection:

        def between(since=None, until=None):
            return story_ids(connection, since=since, until=until, limit=9, offset=0)

        assert between() == ((new, old, undated), 3)
        assert between(since=date(2031, 5, 2)) == ((new,), 1)
        assert between(until=date(2031, 5, 2)) == ((old,), 1)
        assert between(date(2031, 5, 1), date(2031, 5, 3)) == ((new, old), 2)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 2), min_size=len(KEYS), max_size=len(KEYS)), min_size=1, max_size=4))
def test_however_stories_part_and_meet_the_list_is_what_their_articles_give(rounds):
    with Ledger.open(":memory:") as ledger:
        keep(ledger, *KEYS)
        for places in rounds:
            groups = [tuple(k for k, at in zip(KEYS, places, strict=True) if at == n) for n in range(3)]
            settle(ledger, *(g for g in groups if g))
            assert kept(ledger) == from_articles(ledger)


def test_the_stories_of_a_few_articles_are_looked_up_as_those_of_many_are(ledger, monkeypatch):
    settle(ledger, ("a1", "a2"), ("a3",))
    with ledger.reading() as connection:
        few = stories.homes(connection, ["a1", "a3", "a5"])
        monkeypatch.setattr(stories, "MANY", 1)
        assert stories.homes(connection, ["a1", "a3", "a5"]) == few
        assert few.keys() == {"a1", "a3"}


# -------------------------------------------------------------------------------- what happened since


def test_it_is_known_which_stories_an_article_came_to_left_or_was_read_anew_in(ledger):
    one, other, third = settle(ledger, ("a1", "a2"), ("a3", "a4"), ("a5",))
    with ledger.reading() as connection:
        start = shelf.mark_of(connection)
        assert shelf.touched_since(connection, start) == frozenset()
    ledger.keep_claims("a5", [claim("a5")], made_with="1")
    with ledger.reading() as connection:
        assert shelf.touched_since(connection, start) == {third}
        start = shelf.mark_of(connection)
    settle(ledger, ("a1",), ("a2", "a3", "a4"))
    with ledger.reading() as connection:
        assert shelf.touched_since(connection, start) == {one, other}
        assert shelf.mark_of(connection) != start


def test_an_empty_ledger_has_a_mark_since_which_all_that_comes_is_new(where):
    with Ledger.open(where) as ledger:
        with ledger.reading() as connection:
            start = shelf.mark_of(connection)
        keep(ledger, "a1")
        (one,) = settle(ledger, ("a1",))
        with ledger.reading() as connection:
            assert shelf.touched_since(connection, start) == {one}


def test_claims_are_found_by_their_ids_in_the_order_of_their_articles_and_none_that_is_not_read_so_any_more(ledger):
    for key in ("a2", "a1", "a3"):
        ledger.keep_claims(key, [claim(key)], made_with="1")
    ledger.keep_claims("a3", [], made_with="2")
    with ledger.reading() as connection:
        found = lookup.living_claims(connection, ["ca3", "ca2", "ca1", "none"])
    assert [c.id for c in found] == ["ca1", "ca2"]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Two ferries sank", "Two ferries sank"),
        (" Two ferries sank off Oxmoor \n\nThe harbour master said", "Two ferries sank off Oxmoor"),
        ("OXMOOR —\n\nTwo ferries sank.\nThe harbour master said", "OXMOOR — Two ferries sank."),
        ("sank " * 30, "sank " * 23 + "sank…"),
        ("two ferries, " * 12, "two ferries, " * 8 + "two ferries…"),
    ],
)
def test_what_stands_for_a_title_is_one_line_cut_at_a_word(title, line):
    assert one_line(title) == line
