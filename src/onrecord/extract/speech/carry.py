"""A source that goes on: "According to the survey, the lake is low. In addition, 600 wells are dry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.extract.cues import goes_on
from onrecord.extract.speech.found import Found, covers, spans_of
from onrecord.extract.speech.nominal import ACCORDING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def carry_on(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The attributions and, for each sentence that adds to one with "according to", another of the same source.

    The sentence must follow in the same paragraph, open with words such as "in addition" and hold no cue of its own.
    """
    out = list(found)
    sentences = [s for s in doc.sents if s.text.strip()] if any(f.cue == ACCORDING for f in found) else []
    according = {f.anchor: f for f in out if f.cue == ACCORDING}
    for before, sentence in pairwise(sentences):
        model = next((according[i] for i in range(before.start, before.end) if i in according), None)
        opening = sentence.text.lstrip().lower()
        if model is None or not goes_on(opening) or any("\n" in t.text for t in before):
            continue
        if any(sentence.start <= f.anchor < sentence.end or covers(f.content, sentence.start_char) for f in out):
            continue
        content = spans_of(doc, (t.i for t in sentence if not t.is_space))
        out.append(replace(model, anchor=-sentence.start - 1, words=(), content=content, framed=()))
    return out
