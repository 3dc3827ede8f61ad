"""The guard of requests that write: no page elsewhere may make a browser send one.

A program with a token cannot be made to do anything by a page. Without a token the request must carry the visitor's
word, or be one that a browser never sends from another site without asking first: JSON by its media type, or a DELETE,
and then not marked by the browser as coming from elsewhere.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request

from onrecord.web.routes.asked import Reviewer
from onrecord.web.security import FORM

JSON = "application/json"


def writing(request: Request, visitor: Reviewer) -> None:
    """Refuse what may be forged.

    Raises:
        HTTPException: 415: the body is no JSON. 403: the request may come from a page elsewhere.
    """
    media = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and media != JSON:
        raise HTTPException(415, f"send JSON, marked as such: Content-Type: {JSON}")
    if visitor.by_token or has_word(request):
        return
    if not from_here(request):
        raise HTTPException(403, "this request comes from a page elsewhere")


def has_word(request: Request) -> bool:
    """Whether it carries the word that the desk gave this visitor."""
    given, kept = request.headers.get("X-Form-Word", ""), request.cookies.get(FORM, "")
    return bool(kept) and hmac.compare_digest(given.encode(), kept.encode())


def from_here(request: Request) -> bool:
    """Whether no browser says that another site is behind it."""
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("Host", "")


WRITING = [Depends(writing)]
