"""The links of a chain of attribution: which is the last, and whether it names anybody, an office or a state."""

from __future__ import annotations

import re
from functools import cache

from onrecord.model import Claim, Mode, Speaker, SpeakerType
from onrecord.reconcile import lists
from onrecord.reconcile.identities import office_key
from onrecord.reconcile.peoples import STOPS, Peoples, state_in, state_named
from onrecord.values.name import body_state, fold

PAST = frozenset(["former", "ex", "late", "onetime", "retired"])  # whoever holds an office no more speaks for nobody
ACRONYM = re.compile(r"[Tt]he [A-Z]{3,8}s?")  # a body, though nothing else tells what


def last_link(claim: Claim) -> Speaker | None:
    """The first utterer that the article names; None when it speaks itself."""
    if claim.attribution.mode is Mode.NARRATOR or not claim.attribution.path:
        return None
    return claim.attribution.path[-1]


def unnamed(link: Speaker) -> bool:
    """Whether nobody is named: "officials", or papers without an owner ("intelligence assessments")."""
    if link.type is SpeakerType.UNNAMED:
        return ACRONYM.fullmatch(link.text) is None
    words = link.name.split()
    if link.type is SpeakerType.ORGANISATION and len(words) > 1:
        return words[-1].lower() in lists.words("origins", "ownerless")  # "the statistics office" is no statistics
    return not any(w[:1].isupper() for w in words) and bool(
        {w.lower() for w in words} & lists.words("origins", "ownerless")
    )


def by_office(link: Speaker) -> bool:
    """Whether a link may be found by its office: one that a single person has, with its place or body.

    Or one of which a story seldom has two: "the governor" is the one governor that it names.
    """
    asked = office_key(f"{link.name} {link.of or ''}")
    if len(asked) > 1:
        return bool(asked & _sole_offices())
    told = lists.words("origins", "offices_of_a_story")
    return asked <= told and bool(asked) and link.text.lower().startswith(("the ", "its ", "their "))


def side_of(link: Speaker, peoples: Peoples) -> str | None:
    """The state that a speaker is or speaks for: a state, a body of one, or an office with a state's name beside it."""
    whole = state_named(link.name, peoples) if link.type is SpeakerType.STATE or fold(link.name) in peoples else None
    if whole:
        return whole
    body = body_state(link.name)
    if body:
        return body
    words = f"{link.text} {link.name}"
    if {w.strip(STOPS).lower() for w in words.replace("-", " ").split()} & PAST:
        return None
    if not {w.strip(STOPS).lower() for w in words.split()} & lists.words("origins", "official"):
        return None
    return state_in(words, peoples)


@cache
def _sole_offices() -> frozenset[str]:
    return frozenset(fold(word) for word in lists.words("origins", "sole_offices"))
