"""Phrases: what the words around a number tell of what it counts, besides its measure, its people and its place."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.reconcile import lists

PLACED = re.compile(
    r"\b(?i:in|at|near|outside|around|off|on) (?:the )?"
    r"(?:(?:province|city|town|district|village|state|county|region|island|port|valley) of )?([A-Z][a-z]{2,})"
)
PARTS = re.compile(
    r"\b(?:in|across|outside) the (capital|countryside|provinces|big cities|cities"
    r"|(?:north|south|east|west)(?:ern \w+)?)\b",
    re.IGNORECASE,
)
WAS_TO = re.compile(
    r"\b(?:was|were|had been) (?:meant |due |expected |supposed )?to \w+\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
CALENDAR = frozenset((*calendar.day_name, *calendar.month_name))
AMONG = re.compile(r"\b(?:among|amongst) (?:the |those |all )?([a-z]+)")
WORDS = re.compile(r"[^\W\d_]{3,}")
SHORTEST_NOUN = 3  # letters
STEM = 5  # letters by which two forms of a word are one: "pledge", "pledged"
NEAR, BEFORE, BEHIND = 60, 4, 2  # characters around a number, and of the words in them those before and behind it
KEPT = 65_536  # phrases that are kept: a figure is held against many others


@lru_cache(maxsize=KEPT)
def places_in(words: str) -> frozenset[str]:
    """The places that words name behind "in", "near" and the like, by the first word of each."""
    return frozenset(PLACED.findall(words)) - CALENDAR


@lru_cache(maxsize=KEPT)
def parts_in(words: str) -> frozenset[str]:
    """The parts of a land without a name that words give: "in the capital", "in the north"."""
    return frozenset(found.lower() for found in PARTS.findall(words))


@lru_cache(maxsize=KEPT)
def content_words(words: str, number: str, unit: str) -> frozenset[str]:
    """The beginnings of the words that say what is counted, without the number and without days."""
    told = WORDS.findall(words.replace(number, unit))
    empty = lists.words("meeting", "empty_words")
    return frozenset(w.lower()[:STEM] for w in told if w.lower() not in empty and w not in CALENDAR)


@lru_cache(maxsize=KEPT)
def subgroups(words: str) -> frozenset[str]:
    """The groups and reckonings that words name: "among women", "youth unemployment", "core inflation"."""
    lower = words.lower()
    named_so = set(WORDS.findall(lower)) & lists.words("meeting", "reckoned")
    return frozenset(named_so | {found[:STEM] for found in AMONG.findall(lower)})


@dataclass(frozen=True, slots=True)
class Objects:
    """Of what a measure is, by the beginnings of the words that say so; ``narrowing``: those behind "for"."""

    all: frozenset[str]
    narrowing: frozenset[str]


@lru_cache(maxsize=KEPT)
def objects_of(words: str, measure: str) -> Objects:
    """Of what the words say that a measure is: "the price of bread", "bread prices", "rents for new flats"."""
    noun = (WORDS.findall(measure.partition(" (")[0]) or [""])[-1].lower().removesuffix("s")
    lower, empty = words.lower(), lists.words("meeting", "empty_words")
    if len(noun) < SHORTEST_NOUN:
        return Objects(frozenset(), frozenset())
    of = re.findall(rf"\b{noun}s? of (?:the |an? )?([a-z]+)", lower)
    narrowing = re.findall(rf"\b{noun}s? for (?:the |an? )?(?:[a-z]+ly )?([a-z]+)", lower)
    before = re.findall(rf"\b([a-z]+) {noun}s?\b", lower)
    told = [w for w in (*of, *narrowing, *before) if w not in empty and len(w) >= SHORTEST_NOUN]
    return Objects(frozenset(w[:STEM] for w in told), frozenset(w[:STEM] for w in narrowing if w in told))


def around_number(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a number in its sentence, a few words of it."""
    return text[max(start - NEAR, 0) : start].rpartition(".")[2], text[end : end + NEAR].partition(".")[0]


@lru_cache(maxsize=KEPT)
def meant(before: str, behind: str) -> bool:
    """Whether the words around a number say that it was promised, asked for or planned, and not done."""
    if WAS_TO.search(before):
        return True  # "the stadium was to cost 80 million"
    near = (*WORDS.findall(before)[-BEFORE:], *WORDS.findall(behind)[:BEHIND])
    return not lists.words("meeting", "meant").isdisjoint(w.lower() for w in near)
