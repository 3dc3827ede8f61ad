"""The lexicon of cues: which words tell who said what, and what may follow them (``data/cues.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One entry of the lexicon; ``data/cues.toml`` explains kinds, complements and flags."""

    lemma: str
    kind: str = "says"  # says | shows | thinks | wants | judges
    takes: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    source: bool = False  # a noun that is itself an unnamed source


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.extract").joinpath("data/cues.toml").read_text(encoding="utf-8"))


@cache
def _entries(table: str) -> dict[str, Cue]:
    return {lemma: _entry(lemma, row) for lemma, row in _tables()[table].items()}


def _entry(lemma: str, row: dict[str, Any]) -> Cue:
    return Cue(
        lemma=lemma,
        kind=row.get("kind", "says"),
        takes=frozenset(row.get("takes", ())),
        flags=frozenset(row.get("flags", ())),
        source=row.get("source", False),
    )


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(_tables()[table][key])


def true_lemma(lemma: str) -> str:
    """The lemma meant, where the parser's own tables give another ("hop" for "hoped")."""
    lemma = lemma.lower()
    return str(_tables()["phrases"]["lemma"].get(lemma, lemma))


def verb_cue(lemma: str) -> Cue | None:
    """The entry of a verb, by its lemma."""
    return _entries("verbs").get(true_lemma(lemma))


def adjective_cue(lemma: str) -> Cue | None:
    """The entry of an adjective that tells a state of mind, by its lemma."""
    return _entries("adjectives").get(lemma.lower())


def noun_cue(lemma: str) -> Cue | None:
    """The entry of a noun that names a statement, by its lemma."""
    return _entries("nouns").get(lemma.lower())


def stands_after_as(lemma: str) -> bool:
    """Whether the verb may stand in "as X put it"."""
    return true_lemma(lemma) in _words("as", "verbs")


def governs_quotation(lemma: str) -> bool:
    """Whether the verb may introduce or follow a quotation."""
    lemma = true_lemma(lemma)
    entry = _entries("verbs").get(lemma)
    return lemma in _words("quoting", "verbs") or (entry is not None and entry.kind in ("says", "judges"))


def light_verb(lemma: str) -> bool:
    """Whether the verb may carry a noun of saying, or a speaker next to a quotation ("made the remark")."""
    return true_lemma(lemma) in _words("quoting", "light")


def names_document(lemma: str) -> bool:
    """Whether the noun names a thing that people cite: report, poll, treaty."""
    return lemma.lower() in _words("sources", "documents")


def names_people(noun: str) -> bool:
    """Whether the noun stands for people or a body that can say, want and judge."""
    noun = noun.lower()
    endings = ("ist", "ian", "eer", "man", "men", "woman", "women", "ers", "ors", "maker", "holder", "goer")
    return noun in _words("sources", "people") or noun.endswith(endings)


def names_no_speaker(noun: str) -> bool:
    """Whether the noun stands for a thing or a notion, which says nothing ("the attack", "the decision")."""
    noun = noun.lower()
    if names_people(noun) or names_document(noun):
        return False
    return noun in _words("sources", "mute") or noun.endswith(tuple(_words("sources", "mute_endings")))


def mute_pronoun(word: str) -> bool:
    """Whether the pronoun names no speaker ("there", "which")."""
    return word.lower() in _words("sources", "mute_pronouns")


def names_letter(lemma: str) -> bool:
    """Whether the noun names a paper with an author that others get to see: letter, memo, diary."""
    return lemma.lower() in _words("sources", "letters")


def tells_making(lemma: str) -> bool:
    """Whether a participle behind a document tells how it was made ("a count made from the air")."""
    return lemma.lower() in _words("sources", "making")


def tells_showing(lemma: str) -> bool:
    """Whether a participle behind a paper tells that others got to see it ("a letter shown to the Herald")."""
    return lemma.lower() in _words("sources", "showing")


def relays_words(lemma: str) -> bool:
    """Whether the verb passes on the words of another ("quoted in the Herald")."""
    return lemma.lower() in _words("sources", "relaying")


def names_credit(word: str) -> bool:
    """Whether the word before a colon opens a credit line, no statement ("Source: ...")."""
    return word.lower() in _words("sources", "credits")


def goes_on(opening: str) -> bool:
    """Whether a sentence opens with words that add it to the one before ("In addition, ...")."""
    return opening.startswith(tuple(_words("phrases", "adding")))


def says_nothing(lemma: str) -> bool:
    """Whether an infinitive after a cue tells nothing of the matter ("declined to comment")."""
    return lemma.lower() in _words("phrases", "nothing")


def names_talk(noun: str) -> bool:
    """Whether the noun is an occasion of speaking ("in an interview with the Herald")."""
    return noun.lower() in _words("sources", "talks")


def names_view(lemma: str) -> bool:
    """Whether the noun stands in "in X's view", "in the words of X"."""
    return lemma.lower() in _words("phrases", "view")


def is_outlet(name: str) -> bool:
    """Whether a name is that of a newspaper, agency or broadcaster, which carries the words of others."""
    outlets = _words("sources", "outlets")
    words = name.lower().replace(".", "").replace("’s", "").replace("'s", "").split()
    return any(w in outlets for w in words) or any(f"{a} {b}" in outlets for a, b in pairwise(words))


def challenges(words: str) -> bool:
    """Whether the words call something that was said false ("that the claims were unfounded")."""
    found = set(words.lower().split())
    found |= {w.strip(".,;:!?\"'“”‘’") for w in found}
    return bool(found & _words("challenge", "sayings")) and bool(found & _words("challenge", "false"))


def checks(lemma: str) -> bool:
    """Whether the verb, negated, leaves a statement open ("could not verify")."""
    return lemma in _words("challenge", "checks")


def spoken_forms() -> tuple[str, ...]:
    """Forms of the plainest cues as written, in the order of the table."""
    return tuple(_tables()["spoken"]["forms"])
