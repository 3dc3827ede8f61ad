"""What a newer reading of an article found otherwise: the last two readings beside each other, claim by claim.

A claim's id is made of its article and its place, not of the version that read it. So a claim that stands in both
readings is the same claim, and what a person decided of it stays in force; it is *changed* where anything else of it is
read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import batched
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.ledger.records import load_claim
from onrecord.ledger.tables import captures, claims, judgements, readings
from onrecord.model import Claim

PART = 100  # articles whose claims are looked at together


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedClaim:
    """A claim that both readings have at the same place, and that is read otherwise.

    Attributes:
        what: The names of the fields that differ, in the order of the noun.
    """

    before: Claim
    after: Claim
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """An article that was read again: what the older of its last two readings had, and what the newer one has.

    Attributes:
        before, after: What the two were made with.
        made: When the newer one was made, UTC.
        unchanged: How many claims are in both, alike.
        decided: By the id of a claim that changed or is gone, what people's decisions on it that stand are about
            ("review", "settlement", "pair"). Those on a claim that is gone have no effect until it is found again.
    """

    article: str
    path: str
    before: str
    after: str
    made: datetime
    unchanged: int
    changed: tuple[ChangedClaim, ...]
    new: tuple[Claim, ...]
    gone: tuple[Claim, ...]
    decided: dict[str, tuple[str, ...]]

    @property
    def differs(self) -> bool:
        """Whether any claim is not as it was."""
        return bool(self.changed or self.new or self.gone)


def rereadings(connection: Connection, run: int | None = None) -> Iterator[Rereading]:
    """Each article that was read more than once, by its last two readings; with ``run`` only those read in that run."""
    decided = decisions(connection)
    pairs = _pairs(connection, run)
    for part in batched(pairs, PART):
        found = _records(connection, [key for pair in part for key in (pair.older, pair.newer)])
        for pair in part:
            yield _compared(pair, found.get(pair.older, {}), found.get(pair.newer, {}), decided)


def _pairs(connection: Connection, run: int | None) -> Sequence[Any]:
    """The living reading of each article that has an older one, and the last that ended before it."""
    older = (
        select(readings.c.article, func.max(readings.c.id).label("id"))
        .where(readings.c.ended.is_not(None))
        .group_by(readings.c.article)
        .subquery()
    )
    before = readings.alias()
    query = (
        select(
            readings.c.article,
            captures.c.path,
            before.c.id.label("older"),
            readings.c.id.label("newer"),
            before.c.made_with.label("before"),
            readings.c.made_with.label("after"),
            readings.c.made,
        )
        .join(older, older.c.article == readings.c.article)
        .join(before, before.c.id == older.c.id)
        .join(captures, captures.c.id == readings.c.article)
        .where(readings.c.ended.is_(None))
        .order_by(readings.c.article)
    )
    return connection.execute(query if run is None else query.where(readings.c.run == run)).all()


def _records(connection: Connection, keys: Sequence[int]) -> dict[int, dict[str, str]]:
    """The claims of these readings as they are stored: by reading, by id, in the order of the text."""
    found: dict[int, dict[str, str]] = {}
    query = select(claims.c.reading, claims.c.id, claims.c.record).where(claims.c.reading.in_(keys))
    for row in connection.execute(query.order_by(claims.c.row)):
        found.setdefault(row.reading, {})[row.id] = row.record
    return found


def _compared(
    pair: Any, older: dict[str, str], newer: dict[str, str], decided: dict[str, tuple[str, ...]]
) -> Rereading:
    unlike = [key for key in newer if key in older and newer[key] != older[key]]
    both = [_changed(load_claim(older[key]), load_claim(newer[key])) for key in unlike]
    changed = tuple(c for c in both if c.what)  # a field that a newer version added with nothing in it is no change
    gone = tuple(load_claim(older[key]) for key in older if key not in newer)
    touched = {c.after.id for c in changed} | {c.id for c in gone}
    return Rereading(
        article=pair.article,
        path=pair.path,
        before=pair.before,
        after=pair.after,
        made=pair.made,
        unchanged=len(newer.keys() & older.keys()) - len(changed),
        changed=changed,
        new=tuple(load_claim(newer[key]) for key in newer if key not in older),
        gone=gone,
        decided={key: decided[key] for key in sorted(touched & decided.keys())},
    )


def _changed(before: Claim, after: Claim) -> ChangedClaim:
    unlike = tuple(f.name for f in fields(after) if getattr(before, f.name) != getattr(after, f.name))
    return ChangedClaim(before=before, after=after, what=unlike)


def decisions(connection: Connection) -> dict[str, tuple[str, ...]]:
    """By the id of a claim, what the decisions on it that stand are about."""
    query = select(judgements.c.matter, judgements.c.subject).where(judgements.c.ended.is_(None))
    found: dict[str, list[str]] = {}
    for row in connection.execute(query.where(judgements.c.matter != "reliability").order_by(judgements.c.row)):
        for key in row.subject.split():  # a pair names two figures, each as CLAIM:INDEX
            found.setdefault(key.partition(":")[0], []).append(row.matter)
    return {key: tuple(dict.fromkeys(matters)) for key, matters in found.items()}
