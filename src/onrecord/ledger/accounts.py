"""Who may use the desk: accounts with a role, and the tickets (sessions and tokens) that open it to them.

A password is kept as argon2id writes it, a ticket as its SHA-256 only: who reads the ledger's file cannot sign in with
what is in it. Changes are rows that end.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, func, insert, select, update

from onrecord.errors import UsageError
from onrecord.ledger.tables import accounts, audit, tickets

SHORTEST = (
    12  # characters of a password (NIST SP 800-63B asks for 15 where nothing else guards, 8 beside a second factor)
)
LONGEST = 1024  # characters that are hashed: more would only keep the machine busy
HASHER = PasswordHasher()  # the parameters of RFC 9106 for little memory
NOBODY = HASHER.hash(secrets.token_hex())  # checked for names that do not exist, so that both take the same time


class Role(StrEnum):
    """What an account may do, each also what those before may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Whether this role includes the other."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


class TicketKind(StrEnum):
    """What a ticket is for: a browser that has signed in, or a program."""

    SESSION = "session"
    TOKEN = "token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may use the desk."""

    row: int
    name: str
    role: Role
    made: datetime
    has_password: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One line of the audit log: who did what to what, when, and from which address."""

    at: datetime
    by: str
    action: str
    subject: str
    detail: str
    address: str


def add_account(connection: Connection, name: str, role: Role, password: str | None) -> None:
    """Make an account; without a password it is only for tokens.

    Raises:
        UsageError: The name is taken or empty, or the password too short.
    """
    check_new(connection, name)
    hashed = hashed_password(password) if password is not None else None
    row = insert(accounts).values(name=name.strip(), role=role.value, password=hashed, made=datetime.now(UTC))
    connection.execute(row)


def check_new(connection: Connection, name: str) -> None:
    """Check that an account of this name can be made.

    Raises:
        UsageError: The name is taken, empty, too long, or holds what cannot be printed.
    """
    if not is_name(name):
        raise UsageError("an account needs a name of 1 to 100 letters")
    if find_account(connection, name):
        raise UsageError(f"there is an account {name.strip()!r} already")


def is_name(name: str) -> bool:
    """Whether an account can have this name."""
    return 0 < len(name.strip()) <= 100 and name.strip().isprintable()


def hashed_password(password: str) -> str:
    """The password as argon2id keeps it.

    Raises:
        UsageError: It is too short or too long.
    """
    if len(password) < SHORTEST:
        raise UsageError(f"a password needs at least {SHORTEST} characters")
    if len(password) > LONGEST:
        raise UsageError(f"a password may have at most {LONGEST} characters")
    return HASHER.hash(password.encode("utf-8", "replace"))


def end_account(connection: Connection, name: str) -> bool:
    """End an account and all its tickets; False where there is none."""
    found, now = find_account(connection, name), datetime.now(UTC)
    if found is None:
        return False
    connection.execute(update(accounts).where(accounts.c.row == found.row).values(ended=now))
    open_ones = (tickets.c.account == found.row) & tickets.c.ended.is_(None)
    connection.execute(update(tickets).where(open_ones).values(ended=now))
    return True


def change_password(connection: Connection, account: Account, password: str) -> None:
    """Give an account another password, and end its sessions; its tokens go on.

    Raises:
        UsageError: The password is too short or too long.
    """
    hashed = hashed_password(password)
    connection.execute(update(accounts).where(accounts.c.row == account.row).values(password=hashed))
    signed_in = (tickets.c.account == account.row) & (tickets.c.kind == TicketKind.SESSION.value)
    query = update(tickets).where(signed_in, tickets.c.ended.is_(None))
    connection.execute(query.values(ended=datetime.now(UTC)))


def open_tokens(connection: Connection) -> dict[int, int]:
    """How many tokens that still open something each account has, by its row."""
    good = (tickets.c.kind == TicketKind.TOKEN.value) & tickets.c.ended.is_(None)
    query = select(tickets.c.account, func.count().label("n")).where(good, tickets.c.expires > datetime.now(UTC))
    return {row.account: row.n for row in connection.execute(query.group_by(tickets.c.account))}


def find_account(connection: Connection, name: str) -> Account | None:
    """The living account with this name."""
    query = select(accounts).where(accounts.c.name == name.strip(), accounts.c.ended.is_(None))
    row = connection.execute(query).first() if is_name(name) else None
    return _account(row) if row else None


def list_accounts(connection: Connection) -> tuple[Account, ...]:
    """The living accounts, the oldest first."""
    query = select(accounts).where(accounts.c.ended.is_(None)).order_by(accounts.c.row)
    return tuple(_account(row) for row in connection.execute(query))


def _account(row: object) -> Account:
    r: dict[str, object] = row._mapping  # type: ignore[attr-defined]
    return Account(
        row=int(str(r["row"])),
        name=str(r["name"]),
        role=Role(str(r["role"])),
        made=r["made"],  # type: ignore[arg-type]
        has_password=r["password"] is not None,
    )


def check_password(connection: Connection, name: str, password: str) -> Account | None:
    """The account whose name and password these are; None where they are not, after the same time for any name."""
    query = select(accounts.c.password).where(accounts.c.name == name.strip(), accounts.c.ended.is_(None))
    kept = connection.scalar(query) if is_name(name) else None
    try:
        HASHER.verify(kept or NOBODY, password[: LONGEST + 1].encode("utf-8", "replace"))
    except (VerificationError, InvalidHashError):
        return None
    return find_account(connection, name) if kept else None


def open_ticket(connection: Connection, account: Account, kind: TicketKind, lasting: timedelta) -> str:
    """A new ticket for the account: the secret, which is not kept and cannot be shown again."""
    secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
    connection.execute(
        insert(tickets).values(
            kind=kind.value, sha256=_digest(secret), account=account.row, made=now, expires=now + lasting
        )
    )
    return secret


def holder(connection: Connection, secret: str, kind: TicketKind) -> Account | None:
    """The living account that a ticket is for, if the ticket is good."""
    query = (
        select(accounts)
        .join(tickets, tickets.c.account == accounts.c.row)
        .where(
            tickets.c.sha256 == _digest(secret),
            tickets.c.kind == kind.value,
            tickets.c.ended.is_(None),
            tickets.c.expires > datetime.now(UTC),
            accounts.c.ended.is_(None),
        )
    )
    row = connection.execute(query).first()
    return _account(row) if row else None


def close_ticket(connection: Connection, secret: str) -> None:
    """End a ticket."""
    query = update(tickets).where(tickets.c.sha256 == _digest(secret), tickets.c.ended.is_(None))
    connection.execute(query.values(ended=datetime.now(UTC)))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


# -------------------------------------------------------------------------------- the audit log


def write_audit(connection: Connection, row: AuditRow) -> None:
    """Add a line to the log."""
    connection.execute(
        insert(audit).values(
            at=row.at, by=row.by, action=row.action, subject=row.subject, detail=row.detail, address=row.address
        )
    )


def read_audit(connection: Connection, limit: int) -> tuple[AuditRow, ...]:
    """The newest lines of the log, the newest first."""
    query = select(audit).order_by(audit.c.row.desc()).limit(limit)
    return tuple(
        AuditRow(at=r.at, by=r.by, action=r.action, subject=r.subject, detail=r.detail, address=r.address)
        for r in connection.execute(query)
    )
