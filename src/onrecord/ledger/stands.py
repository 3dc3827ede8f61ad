"""What was reckoned of a story, kept beside it for one version of it, so that it need not be reckoned again.

Nothing here is a source: whatever is asked for and not here, or of another version, is reckoned from the story's rows.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger.tables import stands

MOST = 60  # parts kept of one story: whoever asks for day after day does not fill the ledger
LEVEL = 1  # of packing: records shrink to a sixth, and higher levels take longer than they save


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One thing as it was reckoned.

    Attributes:
        part: What it is: "brief", "questions", with what else was asked for.
        version: Of the story that it was reckoned for.
    """

    part: str
    version: str
    made: datetime
    packed: bytes

    def read(self, noun: Any) -> Any:
        """The thing itself, of the type ``noun``; None where it was kept by a version that knew it otherwise."""
        try:
            return _adapter(noun).validate_json(zlib.decompress(self.packed))
        except (ValidationError, zlib.error):
            return None


def pack(noun: Any, thing: object) -> bytes:
    """A thing of the type ``noun``, as it is kept."""
    return zlib.compress(_adapter(noun).dump_json(thing), LEVEL)


def ready_to_read(noun: Any) -> None:
    """Work out how things of this type are read, which takes a while and is done once a process."""
    _adapter(noun)


@cache
def _adapter(noun: Any) -> TypeAdapter[Any]:
    return TypeAdapter(noun)


def read_stand(connection: Connection, story: str, part: str) -> Stand | None:
    """What is kept of a part of a story, of whichever version."""
    query = select(stands).where(stands.c.story == story, stands.c.part == part)
    row = connection.execute(query).first()
    if row is None:
        return None
    return Stand(part=row.part, version=row.version, made=row.made, packed=row.packed)


def read_stands(connection: Connection, stories: Collection[str], part: str) -> dict[str, Stand]:
    """What is kept of a part of several stories, by story."""
    query = select(stands).where(stands.c.story.in_(sorted(stories)), stands.c.part == part)
    return {
        row.story: Stand(part=row.part, version=row.version, made=row.made, packed=row.packed)
        for row in connection.execute(query)
    }


def stand_version(connection: Connection, story: str, part: str) -> str | None:
    """Of which version a part of a story is kept; None where it is not."""
    return connection.scalar(select(stands.c.version).where(stands.c.story == story, stands.c.part == part))


def write_stand(connection: Connection, story: str, part: str, version: str, packed: bytes) -> None:
    """Keep a part of a story; what was kept of it before goes."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    values = {"version": version, "made": datetime.now(UTC), "packed": packed}
    row = insert(stands).values(story=story, part=part, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["story", "part"], set_=values))
    mine = stands.c.story == story
    oldest = select(stands.c.part).where(mine).order_by(stands.c.made.desc(), stands.c.part).offset(MOST).limit(MOST)
    if over := list(connection.scalars(oldest)):
        connection.execute(delete(stands).where(mine, stands.c.part.in_(over)))


def versions(connection: Connection, part: str) -> dict[str, str]:
    """By story, the version that a part is kept of."""
    query = select(stands.c.story, stands.c.version).where(stands.c.part == part)
    return {row.story: row.version for row in connection.execute(query)}


def drop_stands(connection: Connection) -> int:
    """Throw all of it away; the number of things that were kept."""
    return connection.execute(delete(stands)).rowcount
