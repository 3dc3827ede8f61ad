"""The forecasts of the whole ledger, by how they stand, a page at a time: by the index of their last days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal_column, or_, select

from onrecord.ledger.tables import claims, judgements, readings
from onrecord.model import Matter, Standing

MOST = 1000  # forecasts of one standing that are counted: more are not read through either
FORECAST: ColumnElement[str] = literal_column(
    "'forecast'"
)  # no bound value: the index of forecasts is used where its words stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A claim that speaks of what is to come, and the article that it stands in."""

    claim: str
    article: str


def coming(
    connection: Connection, standing: Standing, today: date, soon: date, *, limit: int, offset: int = 0
) -> tuple[Coming, ...]:
    """The forecasts that stand so: those due soonest first, of those past their day the latest, the newest of the rest.

    Args:
        connection: To read by.
        standing: How they stand; settled are those that a person settled.
        today: The day that this is reckoned from.
        soon: The last day that is near.
        limit: How many at the most.
        offset: How many before them are left out.
    """
    found: list[Coming] = []
    for part in parts(standing, today, soon):
        if len(found) < limit:
            rows = connection.execute(part.limit(limit - len(found)).offset(offset)).all()
            found += (Coming(claim=r.id, article=r.article) for r in rows)
            offset = 0 if rows else max(0, offset - _count(connection, part))
    return tuple(found)


def count_coming(connection: Connection, standing: Standing, today: date, soon: date) -> int:
    """How many forecasts stand so, :data:`MOST` at the most."""
    return min(MOST, sum(_count(connection, part) for part in parts(standing, today, soon)))


def _count(connection: Connection, part: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(part.order_by(None).limit(MOST).subquery())) or 0


def parts(standing: Standing, today: date, soon: date) -> Iterator[Select[Any]]:
    """The queries whose rows, one after the other, are the forecasts that stand so."""
    due, row = claims.c.due, claims.c.row
    settled = exists().where(
        judgements.c.matter == Matter.SETTLEMENT.value,
        judgements.c.subject == claims.c.id,
        judgements.c.ended.is_(None),
    )
    speaks = or_(claims.c.kind == FORECAST, claims.c.certainty == FORECAST)
    query = (
        select(claims.c.id, readings.c.article)
        .join(readings, readings.c.id == claims.c.reading)
        .where(speaks, readings.c.ended.is_(None))
    )
    if standing is Standing.SETTLED:
        decided = and_(judgements.c.subject == claims.c.id, judgements.c.matter == Matter.SETTLEMENT.value)
        yield query.join(judgements, and_(decided, judgements.c.ended.is_(None))).order_by(judgements.c.row.desc())
    elif standing is Standing.PAST:
        yield query.where(due < today, ~settled).order_by(due.desc(), row.desc())
    elif standing is Standing.DUE:
        yield query.where(due >= today, due <= soon, ~settled).order_by(due, row)
    else:
        yield query.where(due > soon, ~settled).order_by(due, row)
        yield query.where(due.is_(None), ~settled).order_by(row.desc())
