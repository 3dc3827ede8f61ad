"""Names: which are the same, however they are spelt, and which state they stand for.

Names written in another alphabet reach English in several spellings (Zelensky, Zelenskyy, Zelenskiy). General rules
fold the common ones together; groups that no rule brings together are in ``data/names.toml``. The rules never drop a
word, so that "Korea", "North Korea" and "South Korea" stay apart.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from onrecord.model import SpeakerType
from onrecord.values.states import (
    Leader,
    body_state,
    is_capital_or_seat,
    is_demonym,
    leaders,
    named,
    state_of,
    states_of,
    strip_accents,
    union_of,
)

__all__ = [
    "body_state",
    "fold",
    "is_capital_or_seat",
    "is_demonym",
    "leader_named",
    "merge_counted",
    "merge_names",
    "name_keys",
    "named",
    "same_name",
    "same_person",
    "state_of",
    "states_of",
    "union_of",
]

REMEMBERED = 65_536  # names whose folded form is kept: an article compares each of its names with many
FULL = 2  # words that make a full name
SHORT_NAME = 5  # doubled consonants are kept in shorter words: "Hess" is not "Hes"
RULES = (
    (re.compile(r"(?:iy|yy|ii|ij|yj|yi|ey|ei|i)$"), "y"),  # Zelenskiy, Zelenskyy, Sergei
    (re.compile(r"iya$|ya$"), "ia"),  # Natalya, Mariya
    (re.compile(r"(?<=\w\w\w)off?$"), "ov"),  # Romanoff
    (re.compile(r"(?<=\w\w\w)eff?$"), "ev"),
    (re.compile(r"(?<=i)y(?=[aeou])"), ""),  # Solovyiev
    (re.compile(r"kh"), "h"),  # Kharkiv, Akhmed
    (re.compile(r"tch"), "ch"),  # Tchaikin
    (re.compile(r"tz"), "ts"),  # Tzemel
    (re.compile(r"ks"), "x"),  # Maksim
    (re.compile(r"q"), "k"),  # Qasem
    (re.compile(r"dzh|dj"), "j"),  # Djamal
    (re.compile(r"ou"), "u"),  # Mahmoud
    (re.compile(r"aa"), "a"),  # Saadi
    (re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])y(?=[aeou])"), "i"),  # Solovyev, Solovieva
    (re.compile(r"ph"), "f"),  # Josyph
    (re.compile(r"(?<=[aeou])y(?=[bcdfghjklmnpqrstvwxz])"), "i"),  # Mykolayiv, Saygu
)


@lru_cache(maxsize=REMEMBERED)
def fold(name: str) -> str:
    """``name`` in the form in which names are compared: two names that fold alike are the same name.

    Case, diacritics, "the", possessives, hyphens, full stops and variants of transliteration are gone; a state's other
    names fold to its common one ("US" to "united states"). Folding twice changes nothing.
    """
    return " ".join(_fold_word(word) for word in _words(named(name) or union_of(name) or name))


@lru_cache(maxsize=REMEMBERED)
def same_name(a: str, b: str) -> bool:
    """Whether two names may be of the same: fold-equal, surname and full name, acronym and full name.

    "Zelensky" meets "Volodymyr Zelenskyy", "CFR" the "Council on Foreign Relations", "Donald J. Trump" "Donald Trump".
    Two people who share a surname only ("Jill Biden", "Joe Biden") do not meet, nor do states with a word in common.
    """
    if fold(a) == fold(b):
        return True
    if any(_is_state(name) for name in (a, b)):
        return False
    short, long = sorted((_bare(a), _bare(b)), key=len)
    if not short or len(short) == len(long):
        return bool(short) and (short == long or _initials_of(a, b) or _initials_of(b, a))
    if _initials_of(a, b) or _initials_of(b, a):
        return True
    return not _set_apart(short, long) and _part_of(short, long)


@lru_cache(maxsize=REMEMBERED)
def same_person(a: str, b: str) -> bool:
    """Whether two names of people may be of the same person.

    As ``same_name``, but stricter where both give more than a surname: first names must agree ("Musa Holm" is not "Ada
    Musa Holm"), and "Ada Holm Jr." is not "Ada Holm".
    """
    if not same_name(a, b) or not _initials_agree(a, b):
        return False
    short, long = sorted((_bare(a), _bare(b)), key=len)
    if len(short) < FULL:
        return True
    if _generation(a) != _generation(b):
        return False
    return short[0] == long[0] or short[0] in _folded("particles")


def _initials_agree(a: str, b: str) -> bool:
    """Whether a given name that only one letter stands for may be the other's: "P. Holm" is not "Ada Holm"."""
    first, other = _given(a), _given(b)
    if not first or not other or (len(first) > 1 and len(other) > 1):
        return True
    return first[0] == other[0]


def _given(name: str) -> str:
    """The first word of a name of two words or more, without honorifics; empty for a surname alone."""
    dropped = _folded("honorifics") | _folded("generations")
    words = [word for word in fold(name).split() if word not in dropped]
    return words[0] if len(words) >= FULL else ""


def name_keys(name: str) -> frozenset[str]:
    """Keys of a name, for an index of many: two names that ``same_name`` finds to be the same share one at least."""
    letters = name.replace(".", "").strip().lower()
    written = [word for word in re.split(r"[\s\-]+", name) if word[:1].isalpha()]
    initials = {f"{kind}." for kind in (letters, _initials(_capital_words(name)), _initials(written))}
    return frozenset(fold(name).split()) | initials


def leader_named(name: str) -> Leader | None:
    """The leader of a state that a name is of: by full name, or by a surname that only one known leader bears."""
    found = _leaders().get(fold(name), ())
    return found[0] if len({leader.name for leader in found}) == 1 else None


@cache
def _leaders() -> dict[str, tuple[Leader, ...]]:
    table: dict[str, tuple[Leader, ...]] = {}
    for leader in leaders():
        for key in {fold(leader.name), *_bare(leader.name)[-1:]}:
            table[key] = (*table.get(key, ()), leader)
    return table


def merge_names(names: Iterable[tuple[str, SpeakerType]]) -> dict[str, str]:
    """Each name with the one that stands for it across a pile: the fullest, then the most frequent, then by alphabet.

    Only names of one type meet. A surname that fits two different people stays by itself. The result does not depend
    on the order of ``names``; unnamed sources are each left as they are.
    """
    return merge_counted(Counter(names))


def merge_counted(counts: Mapping[tuple[str, SpeakerType], int]) -> dict[str, str]:
    """As :func:`merge_names`, of names with how often each is given."""
    result: dict[str, str] = {name: name for name, _ in counts}
    for kind in (SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.DOCUMENT, SpeakerType.STATE):
        result.update(_merge_kind({name: n for (name, type_), n in counts.items() if type_ is kind}, kind))
    return result


def _merge_kind(counts: dict[str, int], kind: SpeakerType) -> dict[str, str]:
    groups: dict[str, list[str]] = {}
    for name in sorted(counts):
        groups.setdefault(_merge_key(name, kind), []).append(name)
    index = _index(groups)
    fuller = {key: _fuller(key, groups, index, kind) for key in groups}
    result = {}
    for key, members in groups.items():
        fullest = [other for other in fuller[key] if not fuller[other]]
        joined = members + (groups[fullest[0]] if len(fullest) == 1 else [])
        best = min(joined, key=lambda n: (-len(_bare(n)), -counts[n], n))
        result.update(dict.fromkeys(members, best))
    return result


@lru_cache(maxsize=REMEMBERED)
def _merge_key(name: str, kind: SpeakerType) -> str:
    """Names with one key are the same: people without honorifics and initials, all else as folded."""
    if kind is not SpeakerType.PERSON:
        return fold(name)
    bare, given = _bare(name), _given(name)
    initial = (given,) if len(bare) < FULL and len(given) == 1 else ()  # "P. Holm" is not yet any Holm
    return " ".join(initial + bare + _generation(name)) or fold(name)


def _index(groups: dict[str, list[str]]) -> dict[str, set[str]]:
    """The keys of groups by each of their words and by their initials, so that not all need be compared with all."""
    index: dict[str, set[str]] = {}
    for key, members in groups.items():
        for word in {*key.split(), *(letters for name in members for letters in _letters(name))}:
            index.setdefault(word, set()).add(key)
    return index


@lru_cache(maxsize=REMEMBERED)
def _letters(name: str) -> tuple[str, str]:
    """The initials of a name: of its words with a capital, and of all."""
    return _initials(_capital_words(name)), _initials(name.split())


def _fuller(key: str, groups: dict[str, list[str]], index: dict[str, set[str]], kind: SpeakerType) -> list[str]:
    """The keys of longer names that this one may be short for, in order."""
    same = same_person if kind is SpeakerType.PERSON else same_name
    near = {other for word in key.split() for other in index[word]}
    name, size = groups[key][0], _size(key)
    return sorted(o for o in near if _size(o) > size and same(name, groups[o][0]))


@lru_cache(maxsize=REMEMBERED)
def _size(key: str) -> int:
    """The words of a key that are more than an initial."""
    return sum(len(word) > 1 or word.isdigit() for word in key.split())


def _words(name: str) -> list[str]:
    text = strip_accents(name).lower().replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    text = re.sub(r"[\u2018\u2019\u02bc`\u02b9]", "'", text)
    text = re.sub(r"(?<=\w)'s\b|(?<=s)'(?=\s|$)", "", text)
    text = re.sub(r"\b((?:[^\W\d_]\.){2,})", lambda m: m[1].replace(".", "") + " ", text)
    words = re.sub(r"[^\w]+", " ", text.replace("'", "")).replace("_", " ").split()
    return [word for word in words if word != "the"]


@lru_cache(maxsize=REMEMBERED)
def _fold_word(word: str) -> str:
    folded = _simple(word)
    return _variants().get(folded, folded)


def _simple(word: str) -> str:
    """The rules of transliteration, until none changes anything."""
    while True:
        after = re.sub(r"([bcdfghjklmnpqrstvwxz])\1", r"\1", word) if len(word) > SHORT_NAME else word
        if len(after) > 2:  # "Xi" and "Li" are whole names
            for pattern, into in RULES:
                after = pattern.sub(into, after)
        if after == word:
            return word
        word = after


@cache
def _data() -> dict[str, list[str]]:
    text = files("onrecord.values").joinpath("data/names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _variants() -> dict[str, str]:
    table: dict[str, str] = {}
    for group in _data()["variants"]:
        keys = [_simple(strip_accents(word).lower()) for word in group]
        table.update(dict.fromkeys(keys, keys[0]))
    return table


@cache
def _folded(kind: str) -> frozenset[str]:
    return frozenset(_fold_word(word) for word in _data()[kind])


@cache
def _places_of_two() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(_fold_word(word) for word in place.split()) for place in _data()["places_of_two"])


@lru_cache(maxsize=REMEMBERED)
def _bare(name: str) -> tuple[str, ...]:
    """The folded words of a name, without honorifics, single initials and "Jr."."""
    dropped = _folded("honorifics") | _folded("generations")
    return tuple(word for word in fold(name).split() if word not in dropped and (len(word) > 1 or word.isdigit()))


def _generation(name: str) -> tuple[str, ...]:
    """What tells father from son in a name: "Jr."."""
    return tuple(word for word in fold(name).split()[1:] if word in _folded("generations"))


@lru_cache(maxsize=REMEMBERED)
def _is_state(name: str) -> bool:
    return bool(named(name) or union_of(name))


def _set_apart(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the longer name has a word that tells it from the shorter: "North", but not the "New" of "New York"."""
    joined = [pair for pair in pairwise(long) if pair in _places_of_two() and pair[1] not in short]
    kept = set(long) - {word for pair in joined for word in pair}
    return bool((kept - set(short)) & _folded("distinguishing"))


def _part_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the short form is a usual one of the long: surname, first and last name, the name a body bears."""
    if long[-len(short) :] == short:
        return len(short[0]) > 1
    if len(short) > 1:
        return short[0] == long[0] and short[-1] == long[-1]
    if long[0] != short[0]:
        return False
    if short[0] in _folded("family_first"):
        return len(long) <= 3
    return len(long) == 2 and long[1] in _folded("named_after")


def _initials_of(short: str, long: str) -> bool:
    letters = short.replace(".", "").strip()
    if not (2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()):
        return False
    words = [word for word in re.split(r"[\s\-]+", long) if word[:1].isalpha()]
    return len(words) > 1 and letters.lower() in (_initials(_capital_words(long)), _initials(words))


def _capital_words(name: str) -> list[str]:
    """The words of a name that its acronym is made of: those with a capital, without "the"."""
    return [word for word in re.split(r"[\s\-]+", name) if word[:1].isupper() and word.lower() != "the"]


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words).lower()
