"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.ledger import accounts
from onrecord.ledger.accounts import TicketKind
from onrecord.web.page import shown
from onrecord.web.pages.sign_in import SignInPage
from onrecord.web.routes.asked import FORM_CHECKED, TheDesk
from onrecord.web.security import FORM, LONGEST_ADDRESS, SESSION, note, set_cookie

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def form(request: Request, then: Annotated[str, Query(max_length=LONGEST_ADDRESS)] = "/") -> Response:
    """The form."""
    page = SignInPage(heading="Sign in", then=inside(then), form_word=request.state.form)
    return shown(page, request, None)


@router.post("/sign-in", dependencies=FORM_CHECKED)
def sign_in(
    request: Request,
    desk: TheDesk,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2000)],
    then: Annotated[str, Form(max_length=LONGEST_ADDRESS)] = "/",
) -> Response:
    """Open a session, or say what is wrong; never whether it was the name or the password."""
    tries, address = request.app.state.tries, request.client.host if request.client else ""
    keys = (f"from {address}", f"as {name.strip().lower()}")
    if wait := tries.wait(*keys):
        return again(request, then, name, f"Too many tries. Wait {wait} seconds.", status=429)
    with desk.ledger.reading() as connection:
        account = accounts.check_password(connection, name, password)
    if account is None:
        tries.failed(*keys)
        note(request, name.strip()[:100], "sign in refused")
        return again(request, then, name, "No account has this name and password.", status=401)
    with desk.ledger.writing() as connection:
        secret = accounts.open_ticket(connection, account, TicketKind.SESSION, desk.config.session)
    note(request, account.name, "sign in")
    response = RedirectResponse(inside(then), 303)
    set_cookie(response, SESSION, secret, desk.config)
    response.delete_cookie(FORM)  # a new word for the forms of whoever is now signed in
    return response


@router.post("/sign-out", dependencies=FORM_CHECKED)
def sign_out(request: Request, desk: TheDesk) -> Response:
    """Close the session."""
    if secret := request.cookies.get(SESSION):
        with desk.ledger.writing() as connection:
            accounts.close_ticket(connection, secret)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(SESSION)
    response.delete_cookie(FORM)
    return response


def again(request: Request, then: str, name: str, wrong: str, *, status: int) -> Response:
    """The form once more, with what was wrong."""
    page = SignInPage(heading="Sign in", then=inside(then), form_word=request.state.form, wrong=wrong, name=name)
    return shown(page, request, None, status=status)


def inside(then: str) -> str:
    """An address of the desk itself; its front page for any other."""
    plain = then.startswith("/") and not then.startswith(("//", "/\\")) and then.isprintable()
    return then if plain else "/"
