"""The steps, each a function that turns one noun into the next; the command line calls these and prints what they give.

::

    captures(paths) ─▶ pile(paths) ─▶ extracted(pile) ─▶ questions(pile) ─▶ brief(pile)
        Capture        Pile of Articles    … with Claims     Question          Brief

A :class:`Run` goes along: it collects the issues and shows progress. With a ledger, :func:`remembered` takes the place
of :func:`pile` and :func:`extracted`: what was read before is not read again.

Example::

    from onrecord import pipeline

    run = pipeline.Run()
    pile = pipeline.extracted(pipeline.pile(["articles/"], run), run)
    for question in pipeline.questions(pile):
        print(question.text, question.low, question.high, question.verdict)
"""

from __future__ import annotations

from onrecord.pipeline.answers import (
    as_it_stood,
    brief,
    changes,
    charted,
    citations,
    forecasts,
    questions,
    questions_by_article,
    sources,
)
from onrecord.pipeline.keeping import added, reading_of, remembered, reviewed
from onrecord.pipeline.run import Pile, Progress, Run, silent
from onrecord.pipeline.taking import captures, claims, cleaned, extracted, gathered, in_depth, pile, quantities, times

__all__ = [
    "Pile",
    "Progress",
    "Run",
    "added",
    "as_it_stood",
    "brief",
    "captures",
    "changes",
    "charted",
    "citations",
    "claims",
    "cleaned",
    "extracted",
    "forecasts",
    "gathered",
    "in_depth",
    "pile",
    "quantities",
    "questions",
    "questions_by_article",
    "reading_of",
    "remembered",
    "reviewed",
    "silent",
    "sources",
    "times",
]
