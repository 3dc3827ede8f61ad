"""The judgements of the ledger: who decided what about a source or a forecast, since when, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from onrecord.ledger.tables import judgements
from onrecord.model import Judgement, Matter


def write_judgement(connection: Connection, run: int, made: Judgement) -> None:
    """Write a judgement down; the one that stood on the same subject ends at the same moment."""
    now = datetime.now(UTC)
    end_judgement(connection, made.matter, made.subject, now)
    connection.execute(
        insert(judgements).values(
            matter=made.matter.value,
            subject=made.subject,
            value=made.value,
            because=made.because,
            by=made.by,
            run=run,
            made=now,
        )
    )


def end_judgement(connection: Connection, matter: Matter, subject: str, now: datetime) -> bool:
    """End what stands on the subject; False where nothing did."""
    rows = judgements.c
    living = (rows.matter == matter.value) & (rows.subject == subject) & rows.ended.is_(None)
    return connection.execute(update(judgements).where(living).values(ended=now)).rowcount > 0


def read_judgements(
    connection: Connection, matter: Matter | None, *, at: datetime | None, history: bool, subject: str | None = None
) -> Iterator[Judgement]:
    """The judgements that stand, or that stood at the moment ``at``, or all that ever were; the oldest first."""
    rows = judgements.c
    query = select(judgements).order_by(rows.row)
    if matter is not None:
        query = query.where(rows.matter == matter.value)
    if subject is not None:
        query = query.where(rows.subject == subject)
    if at is not None:
        query = query.where(rows.made <= at, rows.ended.is_(None) | (rows.ended > at))
    elif not history:
        query = query.where(rows.ended.is_(None))
    yield from map(judgement_of, connection.execute(query))


def judgement_of(row: Any) -> Judgement:
    """A row of the table as the noun."""
    return Judgement(
        matter=Matter(row.matter),
        subject=row.subject,
        value=row.value,
        because=row.because,
        by=row.by,
        made=row.made,
        ended=row.ended,
    )
