"""What a question is about, as a noun phrase: "Northlandic casualties in Eastmark in October 2024"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.brief.draft import Phrase, join
from onrecord.brief.made import made_time
from onrecord.brief.wording import in_time
from onrecord.model import Basis, Question

if TYPE_CHECKING:
    from onrecord.brief.pile import Pile

EVERYBODY = {"people", "persons", "person", "others", "civilians"}


@cache
def measures() -> dict[str, Any]:
    """The word lists of ``data/measures.toml``."""
    return tomllib.loads((files("onrecord.brief") / "data" / "measures.toml").read_text("utf-8"))


def is_loss(measure: str) -> bool:
    """Whether a measure counts losses."""
    return any(w in measures()["losses"] for w in measure.lower().split())


@cache
def adjective(name: str) -> str:
    """The adjective of a state ("Russian"); empty for what is no state or has none."""
    from onrecord.values.states import rows

    return next((r.demonyms[0] for r in rows() if r.name == name and r.demonyms and r.kind == "state"), "")


def is_vague(question: Question) -> bool:
    """Whether a question's measure says no more than what sort of unit is counted: "money"."""
    return question.measure in measures()["vague"] or "(" in question.measure


def is_sound(pile: Pile, question: Question) -> bool:
    """Whether a question's measure may be printed as a noun phrase of ours.

    Each word of it has to be one of the measures that are known by name, or to stand in the words of a figure that it
    measures; a name, a bare unit ("percentage") or a unit in brackets measures nothing.
    """
    lists, measure = measures(), question.measure
    if measure.endswith(" (money)"):
        return measure.removesuffix(" (money)") in lists["priced"]
    if is_vague(question) or any(w != w.lower() for w in measure.split()):
        return False
    if measure in _named() or is_loss(measure):
        return True
    quotes = " ".join(_words_of(pile, question)).lower()
    small = {*lists["small"], *lists["by"], *lists["towards"]}
    words = [w for w in measure.split() if w not in small]
    return bool(words) and all(re.search(rf"\b{re.escape(_stem(w))}", quotes) for w in words)


def _words_of(pile: Pile, question: Question) -> list[str]:
    return [x for a in pile.answers(question) for x in (a.figure.text, a.claim.text)]


def _stem(word: str) -> str:
    """The start of a word that its plural and its tenses share."""
    return word[: max(3, len(word) - 3)] if len(word) > 4 else word


@cache
def _named() -> frozenset[str]:
    """The measures that the tree of measures names outright."""
    rows = tomllib.loads((files("onrecord.extract") / "data" / "measures.toml").read_text("utf-8"))["measure"]
    return frozenset(r["name"] for r in rows if "{" not in r["name"]) | frozenset(measures()["people"])


def subject(question: Question, *, timed: bool = True) -> Phrase:
    """The thing counted, whose it is, where, and the days it covers when ``timed``."""
    words = _whose(question.measure, question.who)
    if place := where(question):
        words += f" {place}"
    if question.basis is Basis.RATE:
        words += f" a {_per(question)}" if _per(question) else ", by rate"
    if question.basis is Basis.SHARE:
        words = f"the {words}" if "share" in words else f"the share of {words}"
    return with_time(Phrase(words), question) if timed else Phrase(words)


def with_time(phrase: Phrase, question: Question) -> Phrase:
    """The phrase with the days that the question covers."""
    time = made_time(question.period)
    if not time:
        return phrase
    before = in_time(time.text).removesuffix(time.text)
    return join(f"{{}} {before}{{}}", phrase, time)


def where(question: Question) -> str:
    """The place of a question with its preposition; empty when it has none or the place is the one counted for."""
    place = question.where or ""
    if not place[:1].isupper() or place == question.who:
        return ""
    place = the(place)
    return f"{'to' if question.measure.split()[-1] in measures()['towards'] else 'in'} {place}"


def _per(question: Question) -> str:
    """The time unit of a rate, from the question's own words."""
    found = re.search(r"\b(?:a|an|per|each|every) (hour|day|week|month|year)\b", question.text)
    return found[1] if found else ("day" if "daily" in question.text else "")


def _whose(measure: str, who: str | None) -> str:
    measure = re.sub(r"\s*\(.*?\)", "", measure) or measure.strip("()")
    lists, last = measures(), measure.split()[-1] if measure.split() else measure
    if measure in lists["vague"]:
        return f"{measure} in connection with {the(who)}" if who else measure
    if measure in lists["people"] and (not who or not who[:1].isupper()):
        return f"{'people' if not who or who.lower() in EVERYBODY else who} {measure}"
    if not who or who.lower() in EVERYBODY:
        return f"people {measure}" if re.fullmatch(r"[a-z]+ed", measure) else measure
    noun = lists["people"].get(measure, measure)
    if adjective(who) and measure not in lists["own"]:
        return noun if noun.startswith((adjective(who), "share")) else f"{adjective(who)} {noun}"
    if last in lists["by"]:
        return f"{measure} by {the(who)}"
    return f"{possessive(who)} {noun}" if who[:1].isupper() else f"{measure} among {who}"


def possessive(name: str) -> str:
    """As in "Northland’s", "the United States’"."""
    return f"{the(name)}’" if name.endswith("s") else f"{the(name)}’s"


def the(name: str) -> str:
    """The name with the article it takes: "the United States"."""
    takes = len(name.split()) > 1 and any(w in measures()["with_the"] for w in name.split())
    return f"the {name}" if takes and not name.lower().startswith("the ") else name
