"""Wording: a question as an editor would put it, from measure, who, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Basis, TimeSpan
from onrecord.reconcile import lists
from onrecord.reconcile.items import Scope, generic
from onrecord.reconcile.numbers import span
from onrecord.values.name import named
from onrecord.values.states import rows

SHARE, MONEY = " (share)", " (money)"
SLOW_PEOPLE = ("population", "inhabitants", "residents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a question asks about; ``some`` is the counted noun where not everybody is counted ("children")."""

    measure: str
    who: str | None
    where: str | None
    basis: Basis
    per: str | None
    period: TimeSpan | None
    scope: Scope
    measured: bool = False
    some: str = ""


def question_text(s: Subject) -> str:
    """The question in plain English, with its question mark."""
    if s.basis is Basis.SHARE or s.measured:
        whose = f"{adjective(s.who)} " if _side(s) else ""
        if s.basis is Basis.SHARE:
            what = s.measure.removesuffix(SHARE).removeprefix("share of ")
            place = _in(s).replace(" in ", " to ", 1) if what.endswith(" sent") else _in(s)
            return f"What share of {whose}{what}{place} is reported{_when(s)}?"
        return f"How much {whose}{s.measure.removesuffix(MONEY)} is reported{_to_or_in(s)}{_when(s)}?"
    more = "more " if s.basis is Basis.INCREMENT else ""
    rate = f" a {s.per}" if s.basis is Basis.RATE and s.per else ""
    return f"How many {more}{_asked(s, rate)}?"


def _asked(s: Subject, rate: str) -> str:
    if s.scope is Scope.SLOW:
        return _slow(s)
    if s.measure in lists.words("wording", "done_to_people"):
        return _people(s, rate)
    if s.measure == "hostages":
        return f"hostages were taken{_in(s)}{_when(s)}"
    if s.measure == "casualties":
        if _side(s):
            return f"casualties{rate} has {the(s.who)} suffered{_in(s)}{_when(s)}"
        return f"casualties{rate} were there{_among(s)}{_in(s)}{_when(s)}"
    what, _, done = s.measure.rpartition(" ")
    if done in ("sent", "lost", "offered") and what:
        return _given(s, what, done, rate)
    return _things(s, rate)


def _slow(s: Subject) -> str:
    owner = s.who if not generic(s.who) else s.where
    if s.measure in SLOW_PEOPLE:
        return f"people live in {the(owner)}" if owner else "people live there"
    return f"{s.measure} does {the(owner)} have" if owner else f"{s.measure} are there{_in(s)}"


def _people(s: Subject, rate: str) -> str:
    if _side(s):
        people, verb = f"people on the {adjective(s.who)} side", "have been"
    else:
        people, verb = (s.who or "people").lower() if generic(s.who) else str(s.who), "were"
        people = lists.plural(s.some) if s.some else people
    if s.measure in lists.words("wording", "states_of_people"):
        verb = "are"
    return f"{people} {verb} {s.measure}{rate}{_in(s)}{_when(s)}"


def _given(s: Subject, what: str, done: str, rate: str) -> str:
    to = f" to {the(s.where)}" if s.where and s.where != s.who else ""
    at = to if done != "lost" else _in(s)
    people = what.split()[-1] in lists.words("wording", "people_sent")
    if people and done == "sent":
        whose = f"{adjective(s.who)} " if _side(s) else ""
        return f"{whose}{what}{rate} have been sent{at}{_when(s)}"
    if s.who and not generic(s.who):
        return f"{what}{rate} has {the(s.who)} {done}{at}{_when(s)}"
    return f"{what}{rate} have been {done}{at}{_when(s)}"


def _things(s: Subject, rate: str) -> str:
    endings = lists.words("wording", "done_to_things")
    done = next((e for e in sorted(endings, key=len, reverse=True) if s.measure.endswith(f" {e}")), "")
    whose = f"{adjective(s.who)} " if _side(s) else ""
    if done:
        return f"{whose}{s.measure.removesuffix(f' {done}')}{rate} have been {done}{_in(s)}{_when(s)}"
    tail = "" if _side(s) else _among(s)
    return f"{whose}{s.measure}{rate} are there{tail}{_in(s)}{_when(s)}"


def _side(s: Subject) -> bool:
    return bool(s.who and named(s.who))


def _among(s: Subject) -> str:
    if not s.who:
        return ""
    return f" among {s.who}" if s.who.islower() else f" for {s.who}"


def _to_or_in(s: Subject) -> str:
    return _in(s).replace(" in ", " for ", 1)


def _in(s: Subject) -> str:
    return f" in {the(s.where)}" if s.where and s.where != s.who else ""


def _when(s: Subject) -> str:
    if s.period is None or s.scope is Scope.SLOW:
        return ""
    words = span(s.period)
    if not words or words.startswith(("since", "up to")):
        return f" {words}" if words else ""
    if s.period.start == s.period.end:
        return f" by {words}" if s.scope is Scope.STANDING else f" on {words}"
    return f" from {words}" if " to " in words else f" in {words}"


def the(name: str | None) -> str:
    """A name with the article it takes: "the United States"."""
    return f"the {name}" if name in lists.words("wording", "with_the") else str(name)


def adjective(state: str | None) -> str:
    """The adjective of a state ("North Korean"); its name where the gazetteer has none."""
    return next((row.demonyms[0] for row in rows() if row.name == state and row.demonyms), str(state))
