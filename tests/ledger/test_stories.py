"""The stories of a ledger are those of one run, keep their ids, and have their history written down."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.clean import clean
from onrecord.ledger.store import Ledger
from onrecord.model import Capture
from onrecord.stories import gather

TEXTS = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive.",
    "Port Ellis is to mend its north pier for 4.2 million crowns, the harbour council decided after long debate.",
    "Harbour council leader Mina Okoro said the north pier of Port Ellis would be mended in eleven weeks.",
    "Voters in Norland chose a new parliament on Sunday and gave the Green Alliance of Petra Lind most seats.",
    "The Green Alliance won the Norland election; Petra Lind said she would form a government with the Centre party.",
    "Petra Lind’s Green Alliance is ahead in Norland after the election, and the Centre party is ready for talks.",
    "A gale sank two boats off Port Ellis on Monday and tore the roof from the market hall, the coastguard said.",
    "The market hall of Port Ellis lost its roof in the gale; two boats sank, and the coastguard saved nine people.",
)


def pair(at):
    capture = Capture(path=f"{at}.txt", text=TEXTS[at], sha256="0" * 64, captured=datetime(2035, 1, 1, tzinfo=UTC))
    return capture, clean(capture)


def added(ledger, numbers):
    """What one run of the command does: keep these, gather all, settle the stories."""
    for at in numbers:
        ledger.keep(*pair(at))
    return ledger.settle(gather(ledger.articles()))


def groups(articles):
    found = {}
    for article in articles:
        found.setdefault(article.story, set()).add(article.path)
    return sorted(map(sorted, found.values()))


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(TEXTS))), st.lists(st.integers(1, len(TEXTS) - 1), max_size=4, unique=True))
def test_articles_added_in_any_order_and_in_several_runs_give_the_stories_of_one_run(order, cuts):
    whole = groups(gather([pair(at)[1] for at in range(len(TEXTS))]))
    with tempfile.TemporaryDirectory() as folder, Ledger.open(str(Path(folder) / "story.db")) as ledger:
        edges = [0, *sorted(cuts), len(order)]
        before = set()
        for start, end in pairwise(edges):
            now = added(ledger, order[start:end])
            rows = {row.id: row for row in ledger.stories()}
            living = {a.story for a in now}
            assert before <= rows.keys()
            assert all(rows[gone].merged_into and rows[gone].ended for gone in before - living)
            assert {key for key, row in rows.items() if row.articles} == living
            before = living
        assert groups(now) == whole


def test_a_story_keeps_its_id_when_an_article_is_added():
    with Ledger.open(":memory:") as ledger:
        first = {a.path: a.story for a in added(ledger, (0, 1, 3))}
        later = {a.path: a.story for a in added(ledger, (2, 4))}
        assert {path: later[path] for path in first} == first


def test_stories_that_turn_out_to_be_one_are_merged_and_the_merge_is_dated():
    with Ledger.open(":memory:") as ledger:
        apart = added(ledger, (0, 3))
        ledger.settle([replace(a, story="one") for a in apart])
        old, young = ledger.stories()
        assert young.merged_into == old.id
        assert young.ended
        assert not young.articles
        assert len(old.articles) == 2


def test_settling_again_what_has_not_changed_writes_nothing():
    with Ledger.open(":memory:") as ledger:
        added(ledger, range(len(TEXTS)))
        before = ledger.stories()
        assert added(ledger, ()) == added(ledger, ())
        assert ledger.stories() == before
