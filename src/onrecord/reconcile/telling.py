"""Telling: whether a claim shows that its speaker told it to somebody, and not only what is in the speaker's mind.

"The ministry said", "a report shows", "the mayor blamed" hand something on; "the president wants", "the world thinks"
do not. Words within quotation marks were said, whatever stands before them.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from onrecord.model import Article, Claim, Mode, Speaker, SpeakerType
from onrecord.reconcile import lists

WORD = re.compile(r"[^\W\d_]+")
TELLING_KINDS = ("says", "shows", "judges")


def cue_of(claim: Claim, article: Article) -> str:
    """The words of the cue, as they stand in the text."""
    return " … ".join(" ".join(s.of(article.text).split()) for s in claim.attribution.cue)


def tells(claim: Claim, article: Article) -> bool:
    """Whether the claim was told, as far as its cue and its marks show."""
    if claim.attribution.mode in (Mode.DIRECT, Mode.MIXED):
        return True
    words = [w.lower() for w in WORD.findall(cue_of(claim, article))]
    telling = (
        _telling(("says",)) if words[:1] == ["to"] else _telling(TELLING_KINDS)
    )  # "to assess" is what one is to do
    if not words or any(form in telling for w in words for form in _forms(w)):
        return True
    last = claim.attribution.chain[-1] if claim.attribution.chain else None
    thought = any(form in lists.words("citations", "told_thoughts") for w in words for form in _forms(w))
    return thought and last is not None and last.type is not SpeakerType.UNNAMED


def is_source(link: Speaker) -> bool:
    """Whether a link is anybody at all: "you" and "the world" are not, a "who" that stands for somebody is."""
    nameless = link.type in (SpeakerType.UNNAMED, SpeakerType.DOCUMENT)
    return not (nameless and link.name.lower().strip(" .,:") in lists.words("citations", "anybody"))


def is_hearsay(link: Speaker) -> bool:
    """Whether a link stands for many and nobody: "reports", "local media", "Russian media"; not "state media"."""
    words = [w.lower() for w in WORD.findall(link.name)]
    if (
        not words
        or words[-1] not in lists.words("citations", "hearsay")
        or link.type in (SpeakerType.PERSON, SpeakerType.STATE)
    ):
        return False
    return len(words) < 4 and not set(words) & lists.words("citations", "owned") and not _proper(link.name)


def is_collective(words: str) -> bool:
    """Whether words without a name stand for many and nobody: "the latest reports", "local media"."""
    found = [w.lower() for w in WORD.findall(words)]
    return bool(found) and (
        found[-1] in lists.words("citations", "hearsay") or words.lower() in lists.words("origins", "nobody")
    )


def _proper(name: str) -> bool:
    """Whether the last word of a name is written with a capital: "Free Press" is a paper, "Russian media" is none."""
    return len(name.split()) > 1 and name.split()[-1][:1].isupper()


def is_voice(words: str) -> bool:
    """Whether words without a name are those of one who speaks for a body: "a spokesman for the board"."""
    low = f" {words.lower()} "
    return any(f" {voice} " in low or f" {voice}s " in low for voice in lists.words("citations", "voices"))


def serves(words: str) -> bool:
    """Whether words without a name are those of people who count for a body: "volunteers of the relief society"."""
    return words.split()[:1] != [] and words.split()[0].lower() in lists.words("citations", "serving")


@cache
def _telling(kinds: tuple[str, ...]) -> frozenset[str]:
    """The lemmas that tell, of some kinds of the extractor's lexicon of cues."""
    text = files("onrecord.extract").joinpath("data/cues.toml").read_text(encoding="utf-8")
    lexicon = tomllib.loads(text)
    verbs = {lemma for lemma, row in lexicon["verbs"].items() if row.get("kind", "says") in kinds}
    inner = lists.words("citations", "inner_nouns")
    nouns = {lemma for lemma, row in lexicon["nouns"].items() if row.get("kind", "says") in kinds}
    return frozenset(verbs | (nouns - inner) | lists.words("citations", "telling"))


@cache
def _irregular() -> dict[str, str]:
    text = files("onrecord.reconcile").joinpath("data/citations.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)["irregular"]
    return found


def _forms(word: str) -> tuple[str, ...]:
    """The lemmas that an inflected form may be of."""
    found = [word, _irregular().get(word, word)]
    for ending, put in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending) + put
            found.append(stem)
            if ending in ("ed", "ing") and stem[-1:] == stem[-2:-1]:
                found.append(stem[:-1])  # "admitted"
    return tuple(dict.fromkeys(found))
