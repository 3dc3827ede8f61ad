"""What was reckoned of a story is kept for one version of it, and never without limit."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from onrecord.ledger.stands import MOST, drop_stands, pack, read_stand, versions, write_stand
from onrecord.ledger.store import Ledger
from onrecord.ledger.tables import stories


@pytest.fixture
def connection(where):
    with Ledger.open(where) as ledger:
        run = ledger.start("test")
        with ledger.writing() as opened:
            rows = [{"id": key, "run": run, "made": datetime.now(UTC)} for key in ("s1", "s2")]
            opened.execute(insert(stories), rows)
            yield opened


def test_what_is_kept_comes_back_with_its_version(connection):
    write_stand(connection, "s1", "told", "v1", pack(tuple[int, ...], (1, 2)))
    kept = read_stand(connection, "s1", "told")
    assert kept.version == "v1"
    assert kept.read(tuple[int, ...]) == (1, 2)
    assert read_stand(connection, "s2", "told") is None


def test_a_newer_version_takes_the_place_of_the_older(connection):
    for version, thing in (("v1", (1,)), ("v2", (2,))):
        write_stand(connection, "s1", "told", version, pack(tuple[int, ...], thing))
    assert versions(connection, "told") == {"s1": "v2"}
    assert read_stand(connection, "s1", "told").read(tuple[int, ...]) == (2,)


def test_what_is_damaged_or_was_kept_otherwise_is_none(connection):
    write_stand(connection, "s1", "told", "v1", b"no zlib")
    write_stand(connection, "s1", "brief", "v1", pack(str, "words"))
    assert read_stand(connection, "s1", "told").read(int) is None
    assert read_stand(connection, "s1", "brief").read(int) is None


def test_of_many_days_asked_for_the_latest_are_kept_and_other_stories_are_left_alone(connection):
    write_stand(connection, "s2", "told", "v1", pack(int, 1))
    for day in range(MOST + 9):
        write_stand(connection, "s1", f"brief as of day {day:03}", "v1", pack(int, day))
    assert read_stand(connection, "s1", f"brief as of day {MOST + 8:03}") is not None
    assert read_stand(connection, "s1", "brief as of day 000") is None
    assert read_stand(connection, "s2", "told") is not None
    assert drop_stands(connection) == MOST + 1
