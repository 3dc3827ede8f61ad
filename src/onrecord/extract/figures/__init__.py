"""Figures: the quantities of a text that count something of the story, each with what, whose, where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.figures.reader import Reader
from onrecord.model import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from onrecord.extract.actors import Actors
    from onrecord.values.time import TimeMention

__all__ = ["read_figures"]


def read_figures(doc: Doc, actors: Actors, times: tuple[TimeMention, ...]) -> tuple[Figure, ...]:
    """The figures of a parsed text, in order: counted things, money, shares, and single persons killed or hurt.

    Numbers that count nothing in dispute are left out: ages, dates, ranks, durations, "one of", "the two leaders".
    """
    return Reader(doc, actors, times).read()
