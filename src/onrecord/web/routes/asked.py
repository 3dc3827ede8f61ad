"""What routes ask of a request, in types that say it: the desk, the visitor, a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from onrecord.errors import UsageError
from onrecord.ledger.accounts import Role
from onrecord.web.desk import Desk
from onrecord.web.security import Visitor, check_form, desk_of, needing

TheDesk = Annotated[Desk, Depends(desk_of)]
Reader = Annotated[Visitor, Depends(needing(Role.READER))]
Reviewer = Annotated[Visitor, Depends(needing(Role.REVIEWER))]
Admin = Annotated[Visitor, Depends(needing(Role.ADMIN))]
FORM_CHECKED = [Depends(check_form)]


def day_asked(
    as_of: Annotated[str | None, Query(description="A day: what the record said then.")] = None,
) -> date | None:
    """The day of ``?as_of=``, if one is given.

    Raises:
        UsageError: It is no day.
    """
    try:
        return date.fromisoformat(as_of) if as_of else None
    except ValueError as error:
        raise UsageError(f"as_of={as_of!r} is not a day; write it as 2031-10-20") from error


AsOf = Annotated[date | None, Depends(day_asked)]
