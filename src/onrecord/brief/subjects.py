"""What a question is about, as a noun phrase: "Northland's casualties in Eastmark in October 2024"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.brief.draft import Phrase, join
from onrecord.brief.pile import made_time
from onrecord.brief.wording import in_time
from onrecord.model import Basis, Question

EVERYBODY = {"people", "persons", "person", "others"}


@cache
def measures() -> dict[str, Any]:
    """The word lists of ``data/measures.toml``."""
    return tomllib.loads((files("onrecord.brief") / "data" / "measures.toml").read_text("utf-8"))


def is_loss(measure: str) -> bool:
    """Whether a measure counts losses."""
    return any(w in measures()["losses"] for w in measure.lower().split())


def subject(question: Question, *, timed: bool = True) -> Phrase:
    """The thing counted, whose it is, where, and the days it covers when ``timed``."""
    words = _whose(question.measure, question.who)
    if question.basis is Basis.RATE:
        words = f"{words} per {_per(question)}" if _per(question) else f"the rate of {words}"
    if question.basis is Basis.SHARE:
        words = f"the share of {words}"
    where = question.where or ""
    if where[:1].isupper() and where != question.who:
        words += f" {_preposition(question.measure)} {where}"
    time = made_time(question.period) if timed else Phrase("")
    if not time:
        return Phrase(words)
    return join(f"{{}} {in_time(time.text).removesuffix(time.text)}{{}}".replace("  ", " "), Phrase(words), time)


def _per(question: Question) -> str:
    """The time unit of a rate, from the question's own words."""
    found = re.search(r"\b(?:a|per|each|every) (hour|day|week|month|year)\b", question.text)
    return found[1] if found else ("day" if "daily" in question.text else "")


def _whose(measure: str, who: str | None) -> str:
    lists, last = measures(), measure.split()[-1] if measure.split() else measure
    if not who or who.lower() in EVERYBODY:
        return f"people {measure}" if measure in lists["people"] else measure
    named = who[:1].isupper()
    if measure in lists["people"]:
        return f"{possessive(who)} {lists['people'][measure]}" if named else f"{who} {measure}"
    if last in lists["by"]:
        return f"{measure} by {who}"
    return f"{possessive(who)} {measure}" if named else f"{measure} among {who}"


def possessive(name: str) -> str:
    """As in "Northland's", "the United States'"."""
    from_the = "the " if name.split()[0] in {"United", "Soviet"} and name.split()[-1] in _PLURALS else ""
    return f"{from_the}{name}’" if name.endswith("s") else f"{from_the}{name}’s"


_PLURALS = {"States", "Kingdom", "Nations", "Emirates", "Union"}


def _preposition(measure: str) -> str:
    return "to" if measure.split()[-1] in {"sent", "offered", "supplied", "delivered", "exported", "donated"} else "in"
