"""The record of a day: what had surely been published by then, a live blog by its entries."""

from dataclasses import replace
from datetime import UTC, date, datetime

from onrecord.model import DatedEntry, DateSource, Published, Span
from onrecord.reconcile import reconcile
from onrecord.reconcile.past import said_by, standing

BLOG = [
    "Blog @2031-05-03 !Ana Ruiz: 11 killed ; people ; Port Vale",
    "Blog @2031-05-03 !Ana Ruiz: 24 killed ; people ; Port Vale",
]


def on(day):
    return Published(start=day, end=day, how=DateSource.METADATA)


def live(article):
    """The blog with an entry of 3 May around its first claim, and one of 6 May around its second."""
    entries = (
        DatedEntry(span=Span(50, 180), published=on(date(2031, 5, 3))),
        DatedEntry(span=Span(180, 300), published=on(date(2031, 5, 6))),
    )
    return replace(article, entries=entries)


def test_a_live_blog_is_there_with_the_entries_of_that_day_and_before(pile):
    made = pile(BLOG)
    blog = [live(a) for a in made.articles]
    (question,) = reconcile(made.claims, blog, as_of=date(2031, 5, 4))
    assert (question.verdict, question.best) == ("single", 11)
    assert len(said_by(made.claims, standing(blog, date(2031, 5, 4)), date(2031, 5, 4))) == 1


def test_an_entry_of_a_later_day_brings_the_earlier_one_up_to_date(pile):
    made = pile(BLOG)
    (question,) = reconcile(made.claims, [live(a) for a in made.articles])
    assert (question.verdict, question.best) == ("superseded", 24)


def test_a_text_that_was_changed_later_does_not_count_for_the_day_before(pile):
    (article,) = pile(BLOG[:1]).articles
    changed = replace(article, updated=on(date(2031, 5, 6)))
    assert standing([changed], date(2031, 5, 5)) == ()
    assert standing([changed], date(2031, 5, 6)) == (changed,)


def test_of_two_captures_of_one_address_the_one_taken_by_that_day_is_read(pile):
    (article,) = pile(BLOG[:1]).articles
    first, second = (
        replace(article, id=name, url="https://herald.example/a", captured=datetime(2031, 5, day, tzinfo=UTC))
        for name, day in (("first", 4), ("second", 8))
    )
    assert [a.id for a in standing([first, second], date(2031, 5, 5))] == ["first"]
    assert [a.id for a in standing([first, second], date(2031, 5, 8))] == ["first", "second"]


def test_an_article_that_was_fetched_years_later_still_counts_from_its_day(pile):
    (article,) = pile(BLOG[:1]).articles
    fetched = replace(article, url="https://herald.example/a", captured=datetime(2033, 1, 1, tzinfo=UTC))
    assert standing([fetched], date(2031, 5, 5)) == (fetched,)
