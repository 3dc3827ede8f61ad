"""Run the trained reader over parsed documents, window by window, without torch."""

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
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads sleep
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
    """The attributions that the words of one document hold.

    Each window goes through the graph alone: beside a longer one it would be filled up, and what an 8-bit number stands
    for would hang on its neighbours.
    """
    found: list[Attributed] = []
    for a, b in windows(words):
        emitted, hung = reader.session.run(None, _inputs(words, a, b))
        labels = best_labels(emitted[0], reader.start, reader.follow)
        found.extend(_spans(words, a, one) for one in link(stretches(labels), hung[0]))
    return tuple(sorted(found, key=lambda one: one.content[0]))


def _inputs(words: Words, a: int, b: int) -> dict[str, NDArray[np.int64]]:
    """What the graph takes for the words from ``a`` to ``b``."""
    start, end = int(words.first[a]), int(words.first[b])
    owner = np.repeat(np.arange(1, b - a + 1), np.diff(words.first[a : b + 1]))
    return {
        "pieces": np.concatenate([[OPENING], words.pieces[start:end], [CLOSING]])[None].astype(np.int64),
        "owner": np.concatenate([[0], owner, [0]])[None].astype(np.int64),
        "first": (words.first[a:b] - start + 1)[None].astype(np.int64),
        "features": words.features[a:b][None].astype(np.int64),
    }


def _spans(words: Words, start: int, marked: Marked) -> Attributed:
    def spans(stretches: list[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(
            Span(int(words.spans[start + a, 0]), int(words.spans[start + b - 1, 1])) for a, b in sorted(stretches)
        )

    return Attributed(source=spans(marked.source), cue=spans(marked.cue), content=spans(marked.content))
