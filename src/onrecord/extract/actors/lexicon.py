"""Word lists that tell what a phrase stands for (``extract/data/titles.toml``), and the states in a run of words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.values import states

if TYPE_CHECKING:
    from spacy.tokens import Token

REMEMBERED = 65_536  # answers that are kept: an article asks for the same words again and again
SHORTEST_MADE = 6  # letters: "gist" and "human" are no people
LONGEST_STATE_NAME = 6  # words: "the Democratic Republic of the Congo"


@cache
def _lists() -> dict[str, Any]:
    text = files("onrecord.extract").joinpath("data/titles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one list of ``titles.toml``."""
    return frozenset(_lists()[kind])


@cache
def _spelt() -> dict[str, str]:
    """The noun that a short form or a variant of a role stands for."""
    return dict(_lists()["spelt"])


def members(noun: str) -> frozenset[str]:
    """The roles that a wider word stands for: a lawmaker may be a senator."""
    return _wider().get(noun, frozenset())


@cache
def _wider() -> dict[str, frozenset[str]]:
    return {noun: frozenset(roles) for noun, roles in _lists()["wider"].items()}


def lemma(token: Token) -> str:
    """The token's lemma in lower case; the last part of a word with a hyphen ("ex-president" gives "president")."""
    return _lemma(token.lemma_ or token.text)


@lru_cache(maxsize=REMEMBERED)
def _lemma(form: str) -> str:
    word = form.lower().strip(".")
    known = word in words("roles") or word in words("title_parts")
    return word if known or "-" not in word else word.rsplit("-", 1)[1]


def is_a(token: Token, kind: str) -> bool:
    """Whether the token, as written or by its lemma, is on the list ``kind``."""
    return _is_listed(token.lower_, token.lemma_ or token.text, kind)


@lru_cache(maxsize=REMEMBERED)
def _is_listed(lower: str, form: str, kind: str) -> bool:
    listed, word = words(kind), lower.strip(".")
    if word in listed or _lemma(form) in listed:
        return True
    # The tagger gives a capitalised plural its own form as lemma: "Officials", "Reports".
    return word.endswith("s") and word[:-1] in listed


def is_person_noun(noun: str) -> bool:
    """Whether a lemma is a word for a person: on the list of roles, or made as "geologist" and "oilman" are."""
    return noun in words("roles") or (len(noun) > SHORTEST_MADE and noun.endswith(("ist", "woman", "man")))


def is_dash(token: Token) -> bool:
    """Whether the token is a dash between phrases, not one within a word."""
    return token.text in {"―", "--"} or (
        token.text in {"-", "–", "—"} and token.i > 0 and bool(token.nbor(-1).whitespace_)
    )


def role_key(token: Token) -> str:
    """The noun of a role in the form in which roles are compared."""
    key = lemma(token)
    return _spelt().get(key, key)


def state_in(tokens: Sequence[Token], learned: Mapping[str, str]) -> str | None:
    """The state that a run of tokens names or whose adjective it holds; None if there is none, or two."""
    found, at = [], 0
    while at < len(tokens):
        state, length = _state_at(tokens, at, learned)
        if state:
            found.append(state)
        at += length
    return found[0] if len(set(found)) == 1 else None


def _state_at(tokens: Sequence[Token], at: int, learned: Mapping[str, str]) -> tuple[str | None, int]:
    for length in range(min(LONGEST_STATE_NAME, len(tokens) - at), 0, -1):
        run = tokens[at : at + length]
        text = "".join(t.text_with_ws for t in run).strip()
        state = states.state_of(text) or states.body_state(text) or learned.get(text)
        if state:
            return state, length
    return None, 1
