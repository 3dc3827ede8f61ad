"""The vote of all mentions of a name on what it stands for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from onrecord.extract.actors.lexicon import words
from onrecord.extract.cues import is_outlet
from onrecord.model import SpeakerType
from onrecord.values import states
from onrecord.values.name import fold

TYPES = {
    "PERSON": SpeakerType.PERSON,
    "ORG": SpeakerType.ORGANISATION,
    "PRODUCT": SpeakerType.ORGANISATION,
    "WORK_OF_ART": SpeakerType.ORGANISATION,
    "GPE": SpeakerType.STATE,
    "LOC": SpeakerType.STATE,
    "FAC": SpeakerType.STATE,
    "NORP": SpeakerType.ORGANISATION,
    "LAW": SpeakerType.DOCUMENT,
}
FIRST_AND_LAST = 2  # words
ACRONYM = range(2, 7)  # letters in an acronym


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One mention of a name: tokens ``start`` to ``end``, its root, its words, and the recogniser's label."""

    start: int
    end: int
    root: int
    text: str
    label: str
    titled: bool  # a title of a person stands before it
    seat: bool  # the text speaks of the government there: "the government in Drass"
    called: bool  # a noun for an outlet stands before it: "the website Harbour Today"
    place: int  # how much the words around it speak of a place: 1 for "in …", 2 for a dateline


def type_of(mentions: list[Name]) -> SpeakerType:
    """What a name stands for, judged by all its mentions in the article."""
    text = mentions[0].text
    titled = sum(name.titled for name in mentions)
    if states.named(text) or (states.state_of(text) and not 2 * titled > len(mentions)):
        return SpeakerType.STATE
    if states.union_of(text) or states.body_state(text):
        return SpeakerType.ORGANISATION
    if any(name.seat for name in mentions):
        return SpeakerType.STATE
    if any(name.called for name in mentions) or (" " not in text and not titled and is_outlet(text)):
        return SpeakerType.ORGANISATION
    if titled and not _has_head(text):
        return SpeakerType.PERSON
    labels = Counter(name.label for name in mentions if name.label)
    best = labels.most_common(1)[0][0] if labels else ""
    if best in {"PERSON", ""} and " " not in text and sum(name.place for name in mentions) * 2 > len(mentions):
        return SpeakerType.STATE
    headed = best not in {"PERSON", "LAW"} or text.split()[-1].lower() in words("organisation_heads")
    if headed and _has_head(text):
        return SpeakerType.ORGANISATION
    if text.isupper() and len(text) in ACRONYM and best != "GPE":
        return SpeakerType.ORGANISATION
    if best not in {"GPE", "LOC", "NORP", "LAW"} and _is_given(text.split()[0]) and len(text.split()) == FIRST_AND_LAST:
        return SpeakerType.PERSON
    return TYPES.get(best, SpeakerType.ORGANISATION)


def _has_head(text: str) -> bool:
    """Whether a name of several words holds the head noun of an organisation or ends as outlets do."""
    parts = [part.lower() for part in text.replace("-", " ").split()]
    if len(parts) < 2:
        return bool(parts) and parts[0] in {"newsweek", "pravda"}
    return (
        any(part in words("organisation_heads") for part in parts)
        or parts[-1] in words("outlet_names") | words("firms")
        or parts[0] == "daily"
    )


def _is_given(word: str) -> bool:
    """Whether a word is a common given name, in whatever spelling."""
    return fold(word) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for name in words("male_names") | words("female_names"))
