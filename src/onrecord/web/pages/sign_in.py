"""The form to sign in by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from onrecord.web.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage(Page):
    """Name, password, and where to go afterwards."""

    template: ClassVar[str] = "sign_in.html.j2"
    then: str
    form_word: str
    wrong: str = ""
    name: str = ""
