"""States that no gazetteer knows, learned from the article: a name and the adjective made from it.

"Veldania" and "Veldanian troops" in one text teach that "Veldanian" is of Veldania; "the capital of Veldania, Drass"
teaches that Drass stands for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.extract.actors.lexicon import is_a, words
from onrecord.values import states
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors.names import NameTable

SUFFIX = re.compile(r"(?:ians?|eans?|ans?|ns?|ish|ese|ic|i|is)$")
NOUN_END = re.compile(r"(?:lands?|stan|ia|ya|a|e|o|y|i)$")
STEM = 3  # letters that an adjective and its noun must share at least


def learn_adjectives(doc: Doc, names: NameTable) -> dict[str, str]:
    """Words of this article that stand for a state the gazetteer does not know: its name, adjectives and capital."""
    nouns = _nouns(doc, names)
    learned: dict[str, str] = {}
    by_stem = _by_stem(nouns)
    for token in doc:
        if not _may_be_adjective(token):
            continue
        noun = _noun_of(token.text, by_stem)
        if noun and noun != token.text and (nouns[noun] or _of_a_state(token) or _is_land(noun)):
            learned[token.text] = learned[noun] = noun
    for city, noun in _capitals(doc):
        if noun in learned:
            learned[city] = learned[noun]
    return learned


def derived(adjective: str, noun: str) -> bool:
    """Whether ``adjective`` is made from ``noun`` as adjectives of states are: Veldania, Veldanian; Qumar, Qumari."""
    return any(stem in {noun, NOUN_END.sub("", noun)} for stem in _stems(adjective))


def _stems(adjective: str) -> list[str]:
    """What may be left of an adjective without its suffix: the longest suffix may have eaten a part of the stem."""
    match = SUFFIX.search(adjective)
    cuts = range(max(match.start(), STEM), len(adjective)) if match and len(adjective) > STEM + 1 else ()
    return [adjective[:cut] for cut in cuts if SUFFIX.fullmatch(adjective[cut:])]


def _by_stem(nouns: dict[str, bool]) -> dict[str, str]:
    """The first noun by alphabet for each stem that an adjective of it may have."""
    table: dict[str, str] = {}
    for noun in sorted(nouns, reverse=True):
        table[noun] = table[NOUN_END.sub("", noun)] = noun
    return table


def _noun_of(adjective: str, by_stem: dict[str, str]) -> str | None:
    return min((by_stem[stem] for stem in _stems(adjective) if stem in by_stem), default=None)


def _nouns(doc: Doc, names: NameTable) -> dict[str, bool]:
    """Single capitalised names, unknown to the gazetteer and no part of a person's; true where seen as a place."""
    people = {t.text for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 for t in e}
    nouns: dict[str, bool] = {}
    for token in doc:
        text = token.text
        if token.pos_ != "PROPN" or text in people or not names.at(token.i) or token.dep_ == "amod":
            continue
        if not _known(text) and text.lower() not in words("no_states"):
            nouns[text] = nouns.get(text, False) or token.ent_type_ in {"GPE", "LOC"}
    return nouns


def _of_a_state(token: Token) -> bool:
    """Whether the word qualifies what states have: a government, forces, people in some office."""
    return token.i < token.head.i and any(is_a(token.head, kind) for kind in ("government", "forces", "roles"))


def _is_land(noun: str) -> bool:
    """Whether a name ends as those of countries do and is no given name: "Veldania" beside "Veldanian"."""
    given = words("male_names") | words("female_names")
    return noun.endswith(("ia", "stan", "land")) and noun.lower() not in given


def _may_be_adjective(token: Token) -> bool:
    if not token.text[:1].isupper() or _known(token.text) or not SUFFIX.search(token.text):
        return False
    return token.pos_ in {"ADJ", "PROPN", "NOUN"}


def _known(word: str) -> bool:
    return bool(states.states_of(word)) or states.is_demonym(word)


def _capitals(doc: Doc) -> list[tuple[str, str]]:
    """Pairs of city and state: "Veldania's capital, Drass", "Drass, the capital of Veldania"."""
    text = text_of(doc)
    name = r"([A-Z][\w-]+)"
    pairs = re.findall(rf"{name}['’]s capital,? (?:city,? )?(?:of )?{name}", text)
    forward = re.findall(rf"{name}, (?:the|its) (?:\w+ )?capital of {name}", text)
    forward += re.findall(rf"{name}, the {name} capital\b", text)
    appos = re.findall(rf"the (?:\w+ )?capital of {name}, {name}", text)
    appos += re.findall(rf"\b[Tt]he {name} capital,? {name}", text)
    return [(city, state) for state, city in pairs] + forward + [(city, state) for state, city in appos]
