"""The forecasts of the whole ledger, read once and then only what is new: what a board over all stories is made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from sqlalchemy import Connection, func, select

from onrecord.ledger.tables import claims, readings
from onrecord.values.name import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One claim that speaks of what is to come.

    Attributes:
        key: What it says, by whom and by when, folded: the same words in several articles have one key.
        due: The last day by which it should come true.
    """

    row: int
    reading: int
    claim: str
    article: str
    key: tuple[str, str, date | None]
    due: date | None


class Board:
    """The living forecasts of a ledger. Rows are only ever added and ended, so that what was read is not read again."""

    def __init__(self) -> None:
        self._found: dict[int, list[Coming]] = {}  # by reading
        self._last = 0
        self._ended: datetime | None = None
        self._guard = Lock()

    def claims(self, connection: Connection) -> tuple[Coming, ...]:
        """All that stand now, in the order in which they were read."""
        with self._guard:
            last = connection.scalar(select(func.max(claims.c.row))) or 0
            ended = connection.scalar(select(func.max(readings.c.ended)))
            for one in forecasts_after(connection, self._last, last):
                self._found.setdefault(one.reading, []).append(one)
            if ended != self._ended:
                gone = select(readings.c.id).where(readings.c.ended.is_not(None))
                gone = gone.where(readings.c.ended >= self._ended) if self._ended else gone
                for key in connection.scalars(gone):
                    self._found.pop(key, None)
            self._last, self._ended = last, ended
            return tuple(one for some in self._found.values() for one in some)


def forecasts_after(connection: Connection, after: int, last: int) -> Iterator[Coming]:
    """The forecasts whose rows lie after one row and not after another, of readings that have not ended."""
    if last <= after:
        return
    speaks = (claims.c.kind == "forecast") | (claims.c.certainty == "forecast")
    query = (
        select(claims.c.row, claims.c.reading, claims.c.id, claims.c.record, readings.c.article)
        .join(readings, readings.c.id == claims.c.reading)
        .where(claims.c.row > after, claims.c.row <= last, speaks, readings.c.ended.is_(None))
        .order_by(claims.c.row)
    )
    for row in connection.execute(query):
        record = json.loads(row.record)
        chain = record["attribution"]["chain"]
        due = date.fromisoformat(record["due"]) if record.get("due") else None
        who = fold(chain[-1]["name"]) if chain else row.article  # in an article's own voice it is of that article
        key = (who, " ".join(record["text"].lower().split()), due)
        yield Coming(row=row.row, reading=row.reading, claim=row.id, article=row.article, key=key, due=due)
