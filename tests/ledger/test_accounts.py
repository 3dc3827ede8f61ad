"""Accounts are opened by a password or a ticket, and by nothing that the ledger keeps."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from onrecord.errors import UsageError
from onrecord.ledger import accounts
from onrecord.ledger.accounts import AuditRow, Role, TicketKind
from onrecord.ledger.engine import engine_of
from onrecord.ledger.migrate import migrate

PASSWORD = "seven herons over Oxmoor"
HOUR = timedelta(hours=1)


@pytest.fixture
def connection(where):
    engine = engine_of(where)
    migrate(engine, where)
    with engine.begin() as opened:
        accounts.add_account(opened, "ana", Role.REVIEWER, PASSWORD)
        yield opened
    engine.dispose()


def test_the_right_password_opens_the_account(connection):
    found = accounts.check_password(connection, "ana", PASSWORD)
    assert found is not None
    assert (found.name, found.role, found.has_password) == ("ana", Role.REVIEWER, True)


@pytest.mark.parametrize(
    ("name", "password"), [("ana", "wrong"), ("ana", ""), ("bo", PASSWORD), ("", ""), ("ana", "x" * 5000)]
)
def test_anything_else_does_not(connection, name, password):
    assert accounts.check_password(connection, name, password) is None


def test_neither_password_nor_ticket_stands_in_the_ledger(connection):
    found = accounts.find_account(connection, "ana")
    secret = accounts.open_ticket(connection, found, TicketKind.TOKEN, HOUR)
    rows = [str(r) for table in ("accounts", "tickets") for r in connection.execute(text(f"select * from {table}"))]
    assert not any(PASSWORD in row or secret in row for row in rows)
    assert "$argon2id$" in rows[0]


def test_a_ticket_opens_the_account_until_it_is_closed(connection):
    found = accounts.find_account(connection, "ana")
    secret = accounts.open_ticket(connection, found, TicketKind.SESSION, HOUR)
    assert accounts.holder(connection, secret, TicketKind.SESSION).name == "ana"
    assert accounts.holder(connection, secret, TicketKind.TOKEN) is None
    accounts.close_ticket(connection, secret)
    assert accounts.holder(connection, secret, TicketKind.SESSION) is None


def test_a_ticket_expires(connection):
    found = accounts.find_account(connection, "ana")
    secret = accounts.open_ticket(connection, found, TicketKind.SESSION, timedelta(seconds=-1))
    assert accounts.holder(connection, secret, TicketKind.SESSION) is None


def test_an_account_that_has_ended_opens_nothing_and_its_name_is_free_again(connection):
    secret = accounts.open_ticket(connection, accounts.find_account(connection, "ana"), TicketKind.TOKEN, HOUR)
    assert accounts.end_account(connection, "ana")
    assert accounts.check_password(connection, "ana", PASSWORD) is None
    assert accounts.holder(connection, secret, TicketKind.TOKEN) is None
    accounts.add_account(connection, "ana", Role.READER, None)
    assert [a.role for a in accounts.list_accounts(connection)] == [Role.READER]
    assert accounts.check_password(connection, "ana", "") is None


@pytest.mark.parametrize(("name", "password"), [("ana", PASSWORD), ("", PASSWORD), ("bo", "short"), ("b\no", PASSWORD)])
def test_a_bad_account_is_refused_in_words(connection, name, password):
    with pytest.raises(UsageError, match=r"account|password"):
        accounts.add_account(connection, name, Role.READER, password)


def test_a_role_may_do_what_those_below_it_may():
    assert Role.ADMIN.may(Role.REVIEWER)
    assert Role.REVIEWER.may(Role.REVIEWER)
    assert not Role.READER.may(Role.REVIEWER)


def test_the_audit_log_is_read_newest_first(connection):
    for action in ("sign in", "refuse"):
        row = AuditRow(at=datetime.now(UTC), by="ana", action=action, subject="c1", detail="", address="::1")
        accounts.write_audit(connection, row)
    assert [row.action for row in accounts.read_audit(connection, 10)] == ["refuse", "sign in"]
