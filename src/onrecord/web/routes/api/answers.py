"""How the API answers: records as they are, lists a page at a time, and what is wrong in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypedDict
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import Response

from onrecord.web.routes.api.asked import Paging

type Record = dict[str, Any]


class Problem(TypedDict):
    """What is wrong, in words."""

    detail: str


class Listed[T](TypedDict):
    """A part of a list.

    ``total`` counts the whole list, and ``next`` is the address of the part that follows, null in the last one; the
    same address stands in the header ``Link`` with ``rel="next"``.
    """

    items: list[T]
    total: int
    next: str | None


REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "There is no token or session, or it is unknown, ended or expired."},
    403: {"model": Problem, "description": "The account's role does not allow it, or the request may be forged."},
    404: {"model": Problem, "description": "The ledger has nothing by this id, or nothing of it from that day."},
    422: {"model": Problem, "description": "The request is not as it should be; the words say where."},
    503: {"model": Problem, "description": "The ledger cannot be read or written now."},
}


def answered(made: object, code: int = 200, headers: dict[str, str] | None = None) -> Response:
    """The record as the command line writes it."""
    body = json.dumps(made, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, code, headers, media_type="application/json")


def listed[T](request: Request, asked: Paging, found: Sequence[T], record: Callable[[T], Record]) -> Response:
    """The part of the list that was asked for, as records."""
    part = found[asked.offset : asked.offset + asked.limit]
    return parted(request, asked, [record(one) for one in part], len(found))


def parted(request: Request, asked: Paging, items: list[Record], total: int) -> Response:
    """A part of a list that was cut already, with the way to the next one."""
    following = asked.offset + asked.limit
    address = further(request, following) if following < total else None
    headers = {"Link": f'<{address}>; rel="next"'} if address else None
    return answered({"items": items, "total": total, "next": address}, headers=headers)


def further(request: Request, offset: int) -> str:
    """The address of the part that starts at ``offset``, without a host: behind a proxy ours would be wrong."""
    asked = [(k, v) for k, v in request.query_params.multi_items() if k != "offset"]
    return f"{quote(request.scope['path'])}?{urlencode([*asked, ('offset', str(offset))])}"
