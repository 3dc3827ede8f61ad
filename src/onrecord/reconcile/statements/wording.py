"""The question that a matter answers, in plain words: "Did North Korea send soldiers to Russia?"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import dropwhile

from onrecord.model import Term
from onrecord.reconcile import lists
from onrecord.reconcile.statements.items import Party, Said
from onrecord.reconcile.statements.lexicon import nouns, participle
from onrecord.reconcile.wording import the


def question_text(said: Sequence[Said]) -> str:
    """The question, as most of the propositions put it."""
    agent = common(s.agent for s in said)
    patient = common(s.patient for s in said)
    action = most(s.proposition.action for s in said)
    place = common(s.place for s in said if s.place and s.place.named)
    where = (
        f"{at(place, action)} {the(place.term.name)}"
        if place and not same(place, patient) and not same(place, agent)
        else ""
    )
    with_ = common(o for s in said for o in s.others)
    beside = f" {with_.term.link} {the(with_.term.name)}" if with_ and with_.term.link in ("with", "against") else ""
    if action in ("kill", "die") and agent is None and patient is not None:
        return sentence(f"was {thing_of(patient)} killed{where}")
    if agent is not None:
        done_to = f" {thing_of(patient)}" if patient else ""
        return sentence(f"did {doer_of(agent)} {action}{done_to}{where}{beside}")
    if patient is None:
        return sentence(f"did somebody {action}{where}{beside}")
    if action in nouns("befalls"):
        return sentence(f"did {thing_of(patient, definite=True)} {action}{where}")
    verb = "were" if is_many(patient.term) else "was"
    return sentence(f"{verb} {thing_of(patient, definite=True)} {participle(action)}{where}{beside}")


def sentence(words: str) -> str:
    """Words as a question."""
    return f"{words[:1].upper()}{words[1:]}?"


def common(parties: Iterable[Party | None]) -> Party | None:
    """The party that most name; one with a name before one without, the longest among equals."""
    found = [p for p in parties if p is not None]
    counts = Counter((p.named, p.key) for p in found)
    return min(
        found, key=lambda p: (not p.named, -counts[p.named, p.key], -len(p.term.name), p.term.text, p.key), default=None
    )


def most(words: Iterable[str]) -> str:
    """The most frequent; the shortest among equals."""
    counts = Counter(words)
    return min(counts, key=lambda w: (-counts[w], len(w), w))


def same(a: Party, b: Party | None) -> bool:
    """Whether two parties are one."""
    return b is not None and (a.key == b.key or a.key == b.near)


def at(place: Party, action: str) -> str:
    """The preposition of a place, after a blank; none where the verb takes the place itself ("visit")."""
    plain = action in ("visit", "enter", "reach", "leave", "tour") and place.term.link in ("to", "into", "from")
    return "" if plain else f" {place.term.link or 'in'}"


def doer_of(agent: Party) -> str:
    """The doer in a question."""
    return thing_of(agent, definite=True)


def thing_of(party: Party, *, definite: bool = False) -> str:
    """A party in a question: by name, or what it is without its number."""
    term = party.term
    if term.named:
        return the(term.name)
    words = [w.replace("’s", "'s") for w in term.text.split()]
    bare = " ".join(dropwhile(is_counting, words)) or term.name
    pointing = definite or term.text.lower().startswith(("the ", "its ", "their ", "his ", "her ", "this ", "that "))
    whose = ""
    if term.of and term.of.lower() not in bare.lower() and not adjective_in(term):
        whose = f" of {the(term.of)}"
    if pointing and not bare[:1].isupper():
        return f"the {bare}{whose}"
    single = not is_many(term) and term.text.lower().startswith(("a ", "an "))
    return f"{term.text.split()[0].lower()} {bare}{whose}" if single else f"{bare}{whose}"


def is_counting(word: str) -> bool:
    """Whether a word before a noun only counts or points."""
    return word.lower() in nouns("counting") or word[:1].isdigit()


def adjective_in(term: Term) -> bool:
    """Whether the words name whose it is by an adjective: "Russian soldiers"."""
    return any(word[:1].isupper() for word in term.text.split()[:-1])


def is_many(term: Term) -> bool:
    """Whether the words are of more than one."""
    last = term.text.split()[-1].lower() if term.text.split() else ""
    return not term.named and last != term.name and lists.singular(last) != last
