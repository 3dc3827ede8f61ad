"""What changed between two days, as records and to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from onrecord.export.records import number
from onrecord.model import Change

Record = dict[str, Any]


def change_record(change: Change) -> Record:
    """One change as the command line prints it."""
    return {
        "kind": change.kind.value,
        "says": change.says,
        "weight": change.weight,
        "question": change.question,
        "text": change.text or None,
        "was": list(change.was),
        "shifts": [{"what": s.what, "before": plain(s.before), "after": plain(s.after)} for s in change.shifts],
        "claims": list(change.claims),
        "article": change.article,
    }


def plain(value: str | Decimal | int | None) -> str | int | float | None:
    """A field's value as JSON has it."""
    return number(value) if isinstance(value, Decimal) else str(value) if isinstance(value, str) else value


def to_text(changes: Iterable[Change]) -> Iterator[str]:
    """The changes to read, a line each under the heads of their sorts, in the order of weight."""
    by_kind: dict[str, list[Change]] = {}
    for change in changes:
        by_kind.setdefault(change.kind.value, []).append(change)
    for kind, some in by_kind.items():
        yield f"{kind.capitalize()} ({len(some)})\n"
        yield from (f"  - {change.says}\n" for change in some)
        yield "\n"
