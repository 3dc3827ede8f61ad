"""The nouns as the ledger writes them down: JSON, whole, and checked when it is read back."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from onrecord.errors import LedgerError
from onrecord.model import Claim


@cache
def adapter(noun: type) -> TypeAdapter[Any]:
    """What writes and reads a noun; made once, since that takes long."""
    return TypeAdapter(noun)


def dump(noun: type, value: object) -> str:
    """The noun as JSON."""
    return adapter(noun).dump_json(value).decode("utf-8")


def load(noun: type, record: str) -> Any:
    """The noun that was written down.

    Raises:
        LedgerError: It is none.
    """
    try:
        return adapter(noun).validate_json(record)
    except ValidationError as error:
        raise LedgerError(f"the ledger is damaged: a record of it is no {noun.__name__.lower()}") from error


def load_claim(record: str) -> Claim:
    """A claim that was written down."""
    found: Claim = load(Claim, record)
    return found
