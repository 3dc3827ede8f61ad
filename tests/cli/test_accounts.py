"""Accounts by the command line: who is made, who gets in, and what the log says of it."""

import json
import stat

import pytest
from typer.testing import CliRunner

from onrecord.cli import accounts as verbs
from onrecord.cli import app
from onrecord.ledger import accounts
from onrecord.ledger.accounts import TicketKind
from onrecord.ledger.store import Ledger

WORDS = "seven herons over Oxmoor"


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "story.db"
    Ledger.open(str(path)).close()
    return str(path)


@pytest.fixture
def run(ledger):
    def go(*words, stdin=None):
        return CliRunner().invoke(app, ["account", *words, "--ledger", ledger], input=stdin)

    return go


def held(ledger, ask):
    with Ledger.open(ledger) as opened, opened.reading() as connection:
        return ask(connection)


def log(ledger):
    return [(r.action, r.subject) for r in reversed(held(ledger, lambda c: accounts.read_audit(c, 20)))]


def test_an_account_is_made_with_its_role_and_its_password_lets_it_in(run, ledger):
    done = run("add", "ana", "--role", "reviewer", "--password-stdin", stdin=WORDS + "\n")
    assert done.exit_code == 0, done.stderr
    account = held(ledger, lambda c: accounts.check_password(c, "ana", WORDS))
    assert (account.name, account.role.value) == ("ana", "reviewer")
    assert log(ledger) == [("account made", "ana")]
    assert WORDS not in done.output


def test_a_password_is_asked_for_twice_where_there_is_a_terminal(monkeypatch):
    said = iter([WORDS, "another one than before"])
    monkeypatch.setattr(verbs.getpass, "getpass", lambda _prompt: next(said))
    monkeypatch.setattr(verbs.sys, "stdin", type("Terminal", (), {"isatty": lambda self: True})())
    with pytest.raises(verbs.UsageError, match="not the same"):
        verbs.asked(from_stdin=False)


@pytest.mark.parametrize(
    ("words", "stdin", "says"),
    [
        (("add", "ana"), None, "no terminal"),
        (("add", "ana", "--password-stdin"), "short\n", "at least 12"),
        (("add", "ana", "--password-stdin"), "", "at least 12"),
        (("add", "ana", "--password-stdin"), "x" * 2000, "at most 1024"),
        (("add", "ana", "--password-stdin", "--no-password"), WORDS, "not both"),
        (("add", " ", "--no-password"), None, "a name of 1 to 100"),
        (("add", "a\tb", "--no-password"), None, "a name of 1 to 100"),
        (("add", "x" * 101, "--no-password"), None, "a name of 1 to 100"),
        (("end", "ana"), None, "no such account"),
        (("token", "ana"), None, "no such account"),
        (("password", "ana", "--password-stdin"), WORDS, "no such account"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line_and_nothing_is_written(run, ledger, words, stdin, says):
    done = run(*words, stdin=stdin)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert held(ledger, accounts.list_accounts) == ()
    assert log(ledger) == []


def test_a_name_is_taken_once_and_free_again_when_the_account_has_ended(run):
    assert run("add", "ana", "--no-password").exit_code == 0
    again = run("add", "ana ", "--no-password")
    assert again.exit_code == 2
    assert "already" in again.stderr
    assert run("end", "ana").exit_code == 0
    assert run("add", "ana", "--no-password").exit_code == 0


def test_a_token_is_printed_once_and_only_its_hash_is_kept(run, ledger, tmp_path):
    run("add", "bot", "--no-password")
    done = run("token", "bot", "--days", "2")
    secret = done.stdout.strip()
    assert len(secret) >= 40
    assert held(ledger, lambda c: accounts.holder(c, secret, TicketKind.TOKEN)).name == "bot"
    assert all(secret.encode() not in f.read_bytes() for f in tmp_path.iterdir() if stat.S_ISREG(f.stat().st_mode))
    assert secret not in done.stderr


def test_the_list_says_who_there_is_and_what_opens_the_desk_to_them(run):
    run("add", "ana", "--role", "admin", "--password-stdin", stdin=WORDS)
    run("add", "bot", "--no-password")
    run("token", "bot")
    run("token", "bot")
    records = [json.loads(line) for line in run("list").stdout.splitlines()]
    assert [(r["name"], r["role"], r["password"], r["tokens"]) for r in records] == [
        ("ana", "admin", True, 0),
        ("bot", "reader", False, 2),
    ]


def test_ending_an_account_ends_its_tokens_and_stays_in_the_log(run, ledger):
    run("add", "bot", "--no-password")
    secret = run("token", "bot").stdout.strip()
    assert run("end", "bot").exit_code == 0
    assert held(ledger, lambda c: accounts.holder(c, secret, TicketKind.TOKEN)) is None
    assert log(ledger) == [("account made", "bot"), ("token made", "bot"), ("account ended", "bot")]


def test_another_password_ends_the_sessions_and_the_old_one(run, ledger):
    from datetime import timedelta

    run("add", "ana", "--password-stdin", stdin=WORDS)
    with Ledger.open(ledger) as opened, opened.writing() as connection:
        account = accounts.find_account(connection, "ana")
        session = accounts.open_ticket(connection, account, TicketKind.SESSION, timedelta(hours=1))
    assert run("password", "ana", "--password-stdin", stdin="nine otters under Halm").exit_code == 0
    assert held(ledger, lambda c: accounts.holder(c, session, TicketKind.SESSION)) is None
    assert held(ledger, lambda c: accounts.check_password(c, "ana", WORDS)) is None
    assert held(ledger, lambda c: accounts.check_password(c, "ana", "nine otters under Halm")).name == "ana"


@pytest.mark.parametrize("name", ["", "\0", "a\0b", "\ud800", "x" * 10_000])
def test_a_name_that_none_can_have_and_a_password_in_no_encoding_let_nobody_in(run, ledger, name):
    run("add", "ana", "--password-stdin", stdin=WORDS)
    assert held(ledger, lambda c: accounts.check_password(c, name, WORDS)) is None
    assert held(ledger, lambda c: accounts.check_password(c, "ana", "\ud800" * 20)) is None


def test_a_ledger_that_is_not_there_is_not_made(tmp_path):
    missing = tmp_path / "missing.db"
    done = CliRunner().invoke(app, ["account", "list", "--ledger", str(missing)])
    assert done.exit_code == 2
    assert not missing.exists()
