"""Wording: a question as an editor would put it, from measure, who, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Basis, TimeSpan
from onrecord.reconcile import lists
from onrecord.reconcile.items import Scope, generic
from onrecord.reconcile.numbers import span
from onrecord.reconcile.people import fights
from onrecord.values.name import is_demonym, named
from onrecord.values.states import rows

PARTICIPLE = re.compile(r"(?:ed|wn|pt|ught|ilt|aken|iven)$")
PARTICLES = ("up", "down", "off", "out", "away", "over", "in")
SHARE, MONEY = " (share)", " (money)"
SLOW_PEOPLE = ("population", "inhabitants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a question asks about.

    Attributes:
        noun: The counted noun of most figures ("people", "homes"), as the texts write it.
        some: Which people alone are counted ("child", "soldier"); empty when anybody is.
        setting: Where the story takes place, for a toll whose own figures do not say it.
    """

    measure: str
    who: str | None
    where: str | None
    basis: Basis
    per: str | None
    period: TimeSpan | None
    scope: Scope
    noun: str = ""
    measured: bool = False
    some: str = ""
    setting: str | None = None


def question_text(s: Subject) -> str:
    """The question in plain English, with its question mark."""
    if s.basis is Basis.SHARE:
        return f"{_share(s)}?"
    if s.measured:
        return f"{_sum(s) if _currency(s) else _amount(s)}?"
    more = "more " if s.basis is Basis.INCREMENT else ""
    rate = f" a {s.per}" if s.basis is Basis.RATE and s.per else ""
    return f"How many {more}{_asked(s, rate)}?"


def _share(s: Subject) -> str:
    whose = f"{adjective(s.who)} " if _side(s) else ""
    what = s.measure.removesuffix(SHARE).removeprefix("share of ")
    if what in lists.words("wording", "bare_shares"):
        return f"What share is given{_for(s)}{_in(s)}{_when(s)}"
    template = lists.share_templates().get(what)
    if template:
        return template.format(by=_for(s).replace(" for ", " by ", 1), when=_when(s))
    if what.startswith("change in "):
        return f"By what share did {whose or 'the '}{what.removeprefix('change in ')} change{_in(s)}{_when(s)}"
    place = _in(s).replace(" in ", " to ", 1) if what.endswith(" sent") else _in(s)
    return f"What share of {whose or _article(what)}{what.removesuffix(MONEY)}{place} is reported{_when(s)}"


def _article(what: str) -> str:
    """The article of one thing ("the company"), with its space; nothing before many and before a mass."""
    last = what.removesuffix(MONEY).split()[-1:]
    bare = ("wording", "masses"), ("wording", "no_plural"), ("wording", "done_to_people"), ("meeting", "cumulative")
    many = not last or last[0].endswith("s") or any(last[0] in lists.words(*key) for key in bare)
    return "" if many or last[0][:1].isupper() else "the "


def _currency(s: Subject) -> bool:
    return s.measure.endswith(MONEY) or s.measure == "money"


def _sum(s: Subject) -> str:
    """A sum of money: by its template in the data, or named for whatever noun stands beside it."""
    noun = s.measure.removesuffix(MONEY)
    template = lists.templates().get(noun) or (lists.templates()["sum"] if noun.split()[-1:] else "")
    if not lists.templates().get(noun) and noun in lists.words("wording", "masses"):
        template = lists.templates()["mass"]
    adj = f"{adjective(s.who)} " if _side(s) else ""
    parts = {"what": noun, "adj": adj, "in": _in(s), "to": _to_or_in(s), "for": _for(s), "when": _when(s)}
    parts["by"] = _for(s).replace(" for ", " by ", 1)
    return template.format(**parts)


def _amount(s: Subject) -> str:
    """An amount in a unit: "How many kilograms of explosives are reported"."""
    what, _, unit = s.measure.rstrip(")").rpartition(" (")
    if not what:
        whose = f"{adjective(s.who)} " if _side(s) else ""
        return f"How much {whose}{s.measure} is reported{_to_or_in(s)}{_when(s)}"
    return f"How many {unit} of {what} are reported{_for(s)}{_in(s)}{_when(s)}"


def _for(s: Subject) -> str:
    return f" for {the(s.who)}" if s.who and not generic(s.who) else ""


def _asked(s: Subject, rate: str) -> str:
    if s.scope is Scope.SLOW:
        return _slow(s)
    lost = s.some and s.measure in lists.words("meeting", "lost")
    if lost or s.measure in lists.words("wording", "done_to_people"):
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
    done, verb = s.measure, "were"
    if done in lists.words("meeting", "lost"):
        done = "killed"
    if fights(s.some):
        noun = s.noun.split()[-1].lower() if s.noun else ""
        people = f"{_force(s)}{lists.plural(noun if noun in lists.words('meeting', f'{s.some}s') else s.some)}"
    elif _side(s):
        people, verb = f"people on the {adjective(s.who)} side", "have been"
    elif s.some:
        people = lists.plural(s.some)
    elif s.noun.split()[-1:] and s.noun.split()[-1].lower() in ("civilian", "civilians"):
        people = "civilians"
    else:
        people = "people" if generic(s.who) or s.scope is Scope.EVENT else f"people of {the(s.who)}"
    if done in lists.words("wording", "states_of_people"):
        verb = "are"
    return f"{people} {verb} {done}{rate}{_in(s)}{_when(s)}"


def _force(s: Subject) -> str:
    """Whose fighters they are, before the noun: "Ulvanian ", "Sarrow Front "."""
    return "" if generic(s.who) else f"{adjective(s.who)} "


def _given(s: Subject, what: str, done: str, rate: str) -> str:
    to = f" to {the(s.where)}" if s.where and s.where != s.who else ""
    at = to if done != "lost" else _in(s)
    people = what.split()[-1] in lists.words("wording", "people_sent")
    if people and done == "sent":
        whose = f"{adjective(s.who)} " if _side(s) else ""
        return f"{whose}{many(what)}{rate} have been sent{at}{_when(s)}"
    if s.who and not generic(s.who):
        return f"{many(what)}{rate} has {the(s.who)} {done}{at}{_when(s)}"
    return f"{many(what)}{rate} have been {done}{at}{_when(s)}"


def _things(s: Subject, rate: str) -> str:
    endings = lists.words("wording", "done_to_things")
    done = next((e for e in sorted(endings, key=len, reverse=True) if s.measure.endswith(f" {e}")), "")
    whose = f"{adjective(s.who)} " if _side(s) and not is_demonym(s.measure.split()[0]) else ""
    what, _, last = s.measure.rpartition(" ")
    if last in PARTICLES and what:
        what, _, last = what.rpartition(" ")[0], "", f"{what.rpartition(' ')[2]} {last}"
    if done:
        return f"{whose}{many(s.measure.removesuffix(f' {done}'))}{rate} have been {done}{_in(s)}{_when(s)}"
    if not what and last.endswith("ed") and last != "injured":
        return f"people{rate} were {lists.participle(last)}{_in(s)}{_when(s)}"
    if what and (PARTICIPLE.search(last.split()[0]) or last.split()[0] in lists.participles()):
        return f"{whose}{many(what)}{rate} were {lists.participle(last)}{_in(s)}{_when(s)}"
    if s.measure in lists.words("wording", "arriving"):
        return f"people{rate} {lists.templates()[s.measure]}{_in(s)}{_when(s)}"
    tail = "" if _side(s) or not s.who or not s.who.islower() else _among(s)
    return f"{whose}{many(s.measure)}{rate} are reported{tail}{_in(s)}{_when(s)}"


def many(what: str) -> str:
    """A noun in the plural: the last word, or the one before "with", "without" and "of"."""
    words = what.split()
    behind = ("with", "without", "of", "in", "on", "for")
    at = next((i for i, w in enumerate(words) if i and w in behind), len(words)) - 1
    if at < 0:
        return what
    head = words[at]
    if head.lower() not in lists.words("wording", "no_plural"):
        words[at] = lists.plural(head)
    return " ".join(words)


def _side(s: Subject) -> bool:
    return bool(s.who and (named(s.who) or (s.who.endswith("a") and s.scope is Scope.EVENT and not generic(s.who))))


def _among(s: Subject) -> str:
    if not s.who:
        return ""
    return f" among {s.who}" if s.who.islower() else f" for {s.who}"


def _to_or_in(s: Subject) -> str:
    return _in(s).replace(" in ", " for ", 1)


def _in(s: Subject) -> str:
    where = s.where or s.setting
    return f" in {the(where)}" if where and where != s.who else ""


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
    body = (
        bool(name)
        and not str(name).startswith(("a ", "an ", "the "))
        and re.search(r"^[^'’]+ [^'’]+$", str(name))
        and (
            str(name).split()[-1].lower() in lists.words("wording", "bodies")
            or str(name).split()[-1] in lists.words("wording", "landscapes")
        )
    )
    return f"the {name}" if body or name in lists.words("wording", "with_the") else str(name)


def adjective(state: str | None) -> str:
    """The adjective of a state ("North Korean"); of one that the gazetteer lacks, the usual one ("Dovarian")."""
    known = next((row.demonyms[0] for row in rows() if row.name == state and row.demonyms), None)
    if known:
        return known
    return f"{state}n" if state and state.endswith("ia") and " " not in state else str(state)
