"""Who is asking, and what they may: sessions, tokens, roles, the guard against forged forms, and safe headers.

Bound to loopback the desk has one user, who needs no account; on any other address nothing is shown without one. In
either case a form must carry the word that the page gave it (CSRF), and a request must call the desk by a name it
knows, so that a page elsewhere can neither post to it nor read it.
"""

from __future__ import annotations

import hmac
import secrets
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Depends, HTTPException, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from onrecord.ledger import accounts
from onrecord.ledger.accounts import Account, AuditRow, Role, TicketKind
from onrecord.web.config import Config
from onrecord.web.desk import Desk
from onrecord.web.page import refused
from onrecord.web.worker import PATIENCE

SESSION, FORM = "onrecord_session", "onrecord_form"
HEADERS = {
    # Scripts only from our own files, none in pages; charts are drawings with styles of their own.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LONGEST_ADDRESS = 2000  # characters of an address that a visitor is led back to after signing in
SOON = 3.0  # seconds after which a page says what it waits for; it then loads itself again
TRIES, WITHIN = 5, 60.0  # failed sign-ins an address or a name may make in so many seconds


class SignInError(Exception):
    """A page was asked for by somebody who has to sign in first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who is asking.

    Attributes:
        form: The word that this visitor's forms must carry.
        by_token: Whether it is a program with a token, whose requests no page elsewhere can forge.
    """

    name: str
    role: Role
    form: str
    by_token: bool = False
    alone: bool = False


def desk_of(request: Request) -> Desk:
    """The desk that the application serves."""
    desk: Desk = request.app.state.desk
    return desk


def visitor_of(request: Request) -> Visitor:
    """Who is asking.

    Raises:
        SignInError: Nobody is signed in, and the desk is not for one person alone.
    """
    desk = desk_of(request)
    form = request.cookies.get(FORM, "") or request.state.form
    if found := _by_token(desk, request):
        return Visitor(name=found.name, role=found.role, form=form, by_token=True)
    if desk.config.alone:
        return Visitor(name="", role=Role.ADMIN, form=form, alone=True)
    secret = request.cookies.get(SESSION)
    if secret:
        with desk.ledger.reading() as connection:
            account = accounts.holder(connection, secret, TicketKind.SESSION)
        if account:
            return Visitor(name=account.name, role=account.role, form=form)
    raise SignInError


def _by_token(desk: Desk, request: Request) -> Account | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret:
        return None
    with desk.ledger.reading() as connection:
        account = accounts.holder(connection, secret.strip(), TicketKind.TOKEN)
    if account is None:
        wrong = "this token opens nothing: it is unknown, ended or expired"
        raise HTTPException(401, wrong, {"WWW-Authenticate": 'Bearer error="invalid_token"'})
    return account


def needing(role: Role) -> Callable[..., Visitor]:
    """A dependency that lets through whoever may do what the role may."""

    def guard(visitor: Annotated[Visitor, Depends(visitor_of)]) -> Visitor:
        if not visitor.role.may(role):
            raise HTTPException(403, f"this is for a {role.value}; you are a {visitor.role.value}")
        return visitor

    return guard


async def check_form(request: Request) -> None:
    """That a form, or a script of ours, carries the visitor's word; a program with a token needs none.

    Raises:
        HTTPException: 403: it does not.
    """
    if request.headers.get("Authorization", "").lower().startswith("bearer "):
        return
    given = request.headers.get("X-Form-Word") or str((await request.form()).get("form_word", ""))
    kept = request.cookies.get(FORM, "")
    if not kept or not hmac.compare_digest(given.encode(errors="replace"), kept.encode(errors="replace")):
        raise HTTPException(403, "this form was not made by the desk, or is from before you signed in: load it again")


def set_cookie(response: Response, name: str, value: str, config: Config, *, lasting: bool = True) -> None:
    """A cookie that scripts cannot read and that no other site's request carries."""
    age = int(config.session.total_seconds()) if lasting else None
    response.set_cookie(name, value, max_age=age, httponly=True, samesite="strict", secure=config.https, path="/")


def note(request: Request, visitor: Visitor | str, action: str, *, subject: str = "", detail: str = "") -> None:
    """Write a line of the audit log."""
    row = audit_row(request, visitor, action, subject, detail)
    with desk_of(request).ledger.writing() as connection:
        accounts.write_audit(connection, row)


def audit_row(request: Request, visitor: Visitor | str, action: str, subject: str, detail: str) -> AuditRow:
    """The line of the audit log for what a visitor, or whoever calls himself so, did."""
    by = visitor if isinstance(visitor, str) else visitor.name
    address = request.client.host if request.client else ""
    return AuditRow(at=datetime.now(UTC), by=by, action=action, subject=subject, detail=detail, address=address)


async def guarded(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """Every response gets the safe headers, every visitor the word for his forms."""
    request.state.form = request.cookies.get(FORM) or secrets.token_urlsafe(24)
    if request.method == "GET" and not request.url.path.startswith("/api/") and "HX-Request" not in request.headers:
        PATIENCE.set(SOON)
    response = await go_on(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
        if FORM not in request.cookies:
            set_cookie(response, FORM, request.state.form, request.app.state.desk.config)
    return response


def to_sign_in(request: Request) -> Response:
    """Where somebody who has to sign in is led: pages to the form and back, the rest to a plain refusal."""
    if request.url.path.startswith("/api/"):
        detail = {"detail": "sign in, or send a token: Authorization: Bearer TOKEN"}
        return JSONResponse(detail, 401, {"WWW-Authenticate": "Bearer"})
    if request.method not in ("GET", "HEAD"):  # what was sent cannot be sent on: nothing is to be lost in silence
        return refused(request, 401, "You are not signed in, or no longer. Nothing was changed: sign in and try again.")
    path, query = quote(request.url.path), request.url.query
    asked = f"{path}?{query}" if query and len(path) + len(query) < LONGEST_ADDRESS else path
    return RedirectResponse(f"/sign-in?{urlencode({'then': asked}, safe='/')}", 303)


class Tries:
    """How often signing in failed lately, by address and by name, so that passwords cannot be tried out."""

    def __init__(self) -> None:
        self._failed: dict[str, deque[float]] = {}

    def wait(self, *keys: str) -> int:
        """The seconds to wait before the next try; 0 where there is none to wait."""
        now = monotonic()
        waits = [0.0]
        for key in keys:
            recent = self._failed.get(key, deque())
            while recent and now - recent[0] > WITHIN:
                recent.popleft()
            if len(recent) >= TRIES:
                waits.append(WITHIN - (now - recent[0]))
        return int(max(waits)) + (max(waits) > 0)

    def failed(self, *keys: str) -> None:
        """Remember a failed try."""
        if len(self._failed) > 10_000:  # what nobody asks for again would pile up
            self._failed.clear()
        for key in keys:
            self._failed.setdefault(key, deque(maxlen=TRIES)).append(monotonic())
