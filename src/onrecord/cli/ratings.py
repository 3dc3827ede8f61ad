"""How the user rates sources, for the verbs that answer: from a table, or from the ledger."""

from __future__ import annotations

from datetime import date

from onrecord.cli.work import decided
from onrecord.errors import UsageError


def ratings_given(ledger: str | None, table: str | None, day: date | None) -> dict[str, str]:
    """The letters by the name of the source, from a table, else from the ledger as they stood at the end of ``day``.

    Raises:
        UsageError: Both are given, or the table is wrong.
    """
    from onrecord.ledger.ratings import by_name, read_ratings

    if table is not None and ledger is not None:
        raise UsageError("--ratings is for work without a ledger; put the table into it: onrecord rate --from FILE")
    if table is not None:
        return by_name(read_ratings(table))
    from onrecord.model import Matter

    return by_name(decided(ledger, day, Matter.RELIABILITY))
