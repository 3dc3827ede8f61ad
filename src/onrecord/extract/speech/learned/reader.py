"""Run the trained reader over parsed documents: windows of like length together, small batches, no torch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.speech.learned.decode import best_labels, link, stretches
from onrecord.extract.speech.learned.encode import Grammar, Words, windows, words_of
from onrecord.model import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Doc

    from onrecord.extract.speech.learned.decode import Marked

BATCH = 2048  # word pieces, padding included
OPENING, CLOSING = 101, 102  # the pieces that frame every window


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """One attribution as the reader marks it: character spans by role, in order; source and cue may be empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """The graph with its tables."""

    session: InferenceSession
    grammar: Grammar
    start: NDArray[np.float32]
    follow: NDArray[np.float32]


@cache
def model() -> Model:
    """The reader that ships with the program; a third of a second to load, once a process."""
    import onnxruntime

    data = files("onrecord.extract.speech.learned") / "data"
    table: dict[str, Any] = json.loads((data / "attribution.json").read_text("utf-8"))
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    with as_file(data / "attribution.onnx") as path:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return Model(
        session,
        Grammar.of(table["tags"], table["arcs"]),
        np.array(table["start"], np.float32),
        np.array(table["follow"], np.float32),
    )


def read_attributions(doc: Doc) -> tuple[Attributed, ...]:
    """The outermost attributions of a document, in the order of their first content."""
    return attributions(model(), words_of(doc, model().grammar))


def attributions(reader: Model, words: Words) -> tuple[Attributed, ...]:
    """The attributions that the words of one document hold."""
    found: list[Attributed] = []
    for batch in _batches(words):
        emitted, hung = reader.session.run(None, _inputs(batch, words))
        for (a, b), e, h in zip(batch, emitted, hung, strict=True):
            labels = best_labels(e[: b - a], reader.start, reader.follow)
            found.extend(_spans(words, a, one) for one in link(stretches(labels), h[: b - a, : b - a + 1]))
    return tuple(sorted(found, key=lambda one: one.content[0]))


def _batches(words: Words) -> list[list[tuple[int, int]]]:
    """Windows of like length together, since each is filled up to the longest beside it."""

    def size(place: tuple[int, int]) -> int:
        return int(words.first[place[1]] - words.first[place[0]])

    out: list[list[tuple[int, int]]] = []
    for place in sorted(windows(words), key=size):
        if out and (len(out[-1]) + 1) * size(place) <= BATCH:
            out[-1].append(place)
        else:
            out.append([place])
    return out


def _inputs(batch: list[tuple[int, int]], words: Words) -> dict[str, NDArray[np.int64]]:
    """What the graph takes, filled up with zeros."""
    width = max(b - a for a, b in batch)
    length = max(int(words.first[b] - words.first[a]) for a, b in batch) + 2
    pieces, owner = np.zeros((2, len(batch), length), np.int64)
    first = np.zeros((len(batch), width), np.int64)
    features = np.zeros((len(batch), width, words.features.shape[1]), np.int64)
    for i, (a, b) in enumerate(batch):
        s, e = int(words.first[a]), int(words.first[b])
        pieces[i, 0], pieces[i, 1 : e - s + 1], pieces[i, e - s + 1] = OPENING, words.pieces[s:e], CLOSING
        owner[i, 1 : e - s + 1] = np.repeat(np.arange(1, b - a + 1), np.diff(words.first[a : b + 1]))
        first[i, : b - a] = words.first[a:b] - s + 1
        features[i, : b - a] = words.features[a:b]
    return {"pieces": pieces, "owner": owner, "first": first, "features": features}


def _spans(words: Words, start: int, marked: Marked) -> Attributed:
    def spans(stretches: list[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(
            Span(int(words.spans[start + a, 0]), int(words.spans[start + b - 1, 1])) for a, b in sorted(stretches)
        )

    return Attributed(source=spans(marked.source), cue=spans(marked.cue), content=spans(marked.content))
