"""Turn a corpus of attributions (brat standoff) into arrays that the training reads.

    uv run train/prepare.py ../shared/data/polnear build/attribution

Runs in the project's own environment, since the words and features must be those of the running program; the training
itself needs torch and runs elsewhere (see README.md). Writes ``train.npz`` and ``dev.npz``: documents end to end, with
one label and one parent a word.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from onrecord.extract.language import parse, pipeline
from onrecord.extract.speech.learned.encode import Grammar, Words, words_of

ROLES = ("source", "cue", "content")
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NONE, UNKNOWN = -1, -2  # parents: none; not to be learnt

type Spans = list[tuple[int, int]]


@dataclass
class Marked:
    """One attribution as the annotators marked it: character spans by role."""

    source: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    content: Spans = field(default_factory=list)


def read_marked(path: Path) -> list[Marked]:
    """The attributions of one standoff file."""
    marks: dict[str, tuple[str, Spans]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"(T\d+)\t(\S+) ([\d ;]+)(?:\t|$)", line):
            pieces = [tuple(map(int, p.split())) for p in found[3].split(";")]
            marks[found[1]] = (found[2].lower(), [(p[0], p[1]) for p in pieces])
        elif found := re.match(r"E\d+\t(.*)", line):
            events.append(found[1])
    return [m for event in events if (m := _marked(event, marks)).content]


def _marked(event: str, marks: dict[str, tuple[str, Spans]]) -> Marked:
    out = Marked()
    for pair in event.split():
        role, name = pair.split(":")
        role = re.sub(r"\d+$", "", role).lower()
        if role in ROLES and name in marks:
            getattr(out, role).extend(marks[name][1])
    return out


def label(words: Words, marked: list[Marked]) -> tuple[np.ndarray, np.ndarray]:
    """One label and one parent (a word's index) for each word.

    A content hangs on its cue, a cue on its source, and what is torn apart on its first piece. A content without a cue
    hangs on its source.
    """
    labels = np.zeros(len(words), np.int8)
    parents = np.full(len(words), UNKNOWN, np.int32)
    for one in marked:
        runs = {role: _runs(words, getattr(one, role)) for role in ROLES}
        source = runs["source"][0][0] if runs["source"] else NONE
        cue = runs["cue"][0][0] if runs["cue"] else source
        for role, up in (("content", cue), ("cue", source), ("source", NONE)):
            for i, (start, end) in enumerate(runs[role]):
                first = LABELS.index(f"B-{role}")
                labels[start] = first
                labels[start + 1 : end] = first + 1
                torn = i > 0 and role != "content"
                parents[start:end] = runs[role][0][0] if torn else up
    return labels, parents


def _runs(words: Words, spans: Spans) -> list[tuple[int, int]]:
    """Character spans as stretches of words, joined where only space lies between."""
    hit = sorted({i for s, e in spans for i in range(*_reach(words, s, e))})
    out: list[list[int]] = []
    for i in hit:
        if out and out[-1][1] == i:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return [(a, b) for a, b in out]


def _reach(words: Words, start: int, end: int) -> tuple[int, int]:
    first = int(np.searchsorted(words.spans[:, 1], start, side="right"))
    return first, max(first, int(np.searchsorted(words.spans[:, 0], end, side="left")))


def documents(folder: Path) -> Iterator[tuple[str, str, list[Path]]]:
    """Name, text and annotation files of each article."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.open(encoding="utf-8", newline="").read()
        escaped = re.sub(r"([\[\]*?])", r"[\1]", path.stem)
        yield path.stem, text, sorted((folder / "attributions").glob(f"{escaped}_????.ann"))


def main() -> None:
    """Write the arrays of both splits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    nlp = pipeline()
    tags, arcs = list(nlp.get_pipe("tagger").labels), list(nlp.get_pipe("parser").labels)
    grammar = Grammar.of(tags, arcs)
    meta = {"tags": tags, "arcs": arcs, "labels": list(LABELS)}
    (given.out / "grammar.json").write_text(json.dumps(meta), encoding="utf-8")
    for split in ("train", "dev"):
        docs = list(documents(given.corpus / split))
        arrays: dict[str, list[np.ndarray]] = {
            k: [] for k in ("spans", "pieces", "counts", "features", "labels", "parents")
        }
        names, lengths = [], []
        for (_, _, marks), doc in zip(docs, parse(t for _, t, _ in docs), strict=True):
            words = words_of(doc, grammar)
            for path in marks:
                labels, parents = label(words, read_marked(path))
                names.append(path.name)
                lengths.append(len(words))
                row = (words.spans, words.pieces, np.diff(words.first), words.features, labels, parents)
                for key, value in zip(arrays, row, strict=True):
                    arrays[key].append(value)
        np.savez(
            given.out / f"{split}.npz",
            names=names,
            lengths=lengths,
            **{k: np.concatenate(v) for k, v in arrays.items()},
        )
        print(f"{split}: {len(docs)} articles, {len(names)} annotations, {sum(lengths)} words")


if __name__ == "__main__":
    main()
