"""Deciding with others at the same time: what somebody else decided since one looked is not overwritten unseen.

Whoever decides says what stood when the page was made (its stamp). Where something else stands by now, nothing is
written, and what stands is given back to be looked at. A decision and its line of the audit log are one transaction.
A source is one however its name is spelt ("the Herald", "Herald"): a rating ends one that stands under another
spelling.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from onrecord.ledger.accounts import AuditRow, write_audit
from onrecord.ledger.judgements import end_judgement, read_judgements, write_judgement
from onrecord.ledger.store import Ledger
from onrecord.ledger.tables import claims, judgements, readings
from onrecord.model import Judgement, Matter
from onrecord.values.name import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """How it went.

    Attributes:
        done: False where something else stood than was seen; nothing was written then.
        stands: What stands on the subject now.
    """

    done: bool
    stands: Judgement | None


def stamp(standing: Judgement | None) -> str:
    """What names the judgement that stands on a subject; empty where none does."""
    return standing.made.isoformat() if standing and standing.made else ""


def standing(connection: Connection, matter: Matter, subject: str) -> Judgement | None:
    """The judgement that stands on the subject; on a source under whatever spelling it was given."""
    if matter is not Matter.RELIABILITY:
        return next(read_judgements(connection, matter, subject=subject, at=None, history=False), None)
    key, found = fold(subject), read_judgements(connection, matter, at=None, history=False)
    return next((j for j in found if fold(j.subject) == key), None)


def decide(ledger: Ledger, made: Judgement, audit: AuditRow, *, seen: str | None = None) -> Decided:
    """Write a judgement down, with its line of the audit log; ``seen`` is the stamp of what stood, None for whatever.

    Raises:
        LedgerError: The ledger cannot be written.
    """
    run = ledger.run
    with ledger.writing() as connection:
        before = standing(connection, made.matter, made.subject)
        if seen is not None and seen != stamp(before):
            return Decided(done=False, stands=before)
        _write(connection, run, made, audit)
        return Decided(done=True, stands=standing(connection, made.matter, made.subject))


def decide_all(ledger: Ledger, made: Iterable[tuple[Judgement, AuditRow]]) -> None:
    """Write judgements down, each with its line of the audit log: all of them or, where something goes wrong, none.

    Raises:
        LedgerError: The ledger cannot be written.
    """
    run = ledger.run
    with ledger.writing() as connection:
        for judgement, audit in made:
            _write(connection, run, judgement, audit)


def _write(connection: Connection, run: int, made: Judgement, audit: AuditRow) -> None:
    before = standing(connection, made.matter, made.subject)
    if before is not None and before.subject != made.subject:
        end_judgement(connection, made.matter, before.subject, datetime.now(UTC))
    write_judgement(connection, run, made)
    write_audit(connection, audit)


def take_back(ledger: Ledger, matter: Matter, subject: str, audit: AuditRow, *, seen: str | None = None) -> Decided:
    """End what stands on the subject, with a line of the audit log; the row stays, with its dates."""
    with ledger.writing() as connection:
        before = standing(connection, matter, subject)
        if before is None or (seen is not None and seen != stamp(before)):
            return Decided(done=False, stands=before)
        end_judgement(connection, matter, before.subject, datetime.now(UTC))
        write_audit(connection, audit)
        return Decided(done=True, stands=None)


def history(connection: Connection, matter: Matter, subject: str) -> tuple[Judgement, ...]:
    """All that was ever decided on the subject, the oldest first."""
    return tuple(read_judgements(connection, matter, subject=subject, at=None, history=True))


def orphans(connection: Connection) -> tuple[tuple[Judgement, str], ...]:
    """The reviews that stand on claims which no living reading has, each with the words that the claim had."""
    living = select(claims.c.id).join(readings).where(readings.c.ended.is_(None), claims.c.id == judgements.c.subject)
    query = select(judgements.c.subject).where(
        judgements.c.matter == Matter.REVIEW.value, judgements.c.ended.is_(None), ~living.exists()
    )
    lost = set(connection.scalars(query))
    if not lost:
        return ()
    words = {r.id: r.text for r in connection.execute(select(claims.c.id, claims.c.text).where(claims.c.id.in_(lost)))}
    found = read_judgements(connection, Matter.REVIEW, at=None, history=False)
    return tuple((j, words.get(j.subject, "")) for j in found if j.subject in lost)
