"""From scores to attributions: the best legal row of labels, each content hung on its cue, each cue on its source."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SOURCE, CONTENT = 0, 2  # of the roles source, cue, content
IMPOSSIBLE = -1e4


@dataclass
class Marked:
    """One attribution: stretches of words by role, each (first, end)."""

    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)


def best_labels(
    emissions: NDArray[np.float32], start: NDArray[np.float32], follow: NDArray[np.float32]
) -> NDArray[np.int64]:
    """The label row of the highest score (Viterbi).

    Args:
        emissions: Score of each label for each word; shape (words, 7).
        start: Score of each label for the first word; shape (7,).
        follow: Score of a label (column) after a label (row); shape (7, 7).
    """
    length = len(emissions)
    back = np.zeros((length, len(LABELS)), np.int64)
    score = start + emissions[0]
    for i in range(1, length):
        paths = score[:, None] + follow
        back[i] = paths.argmax(0)
        score = paths.max(0) + emissions[i]
    best = np.zeros(length, np.int64)
    best[-1] = score.argmax()
    for i in range(length - 1, 0, -1):
        best[i - 1] = back[i, best[i]]
    return best


def stretches(labels: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """The labelled stretches of words in order: (role, first, end)."""
    out: list[tuple[int, int, int]] = []
    for i, label in enumerate(labels.tolist()):
        if not label:
            continue
        role, begins = (label - 1) // 2, label % 2 == 1
        if begins or not out or out[-1][0] != role or out[-1][2] != i:
            out.append((role, i, i + 1))
        else:
            out[-1] = (role, out[-1][1], i + 1)
    return out


def link(found: list[tuple[int, int, int]], parents: NDArray[np.float32]) -> list[Marked]:
    """The attributions of labelled stretches, those without a content left out.

    Args:
        found: What :func:`stretches` gives.
        parents: Score of each word (column, after one for none) as what a word (row) hangs on; (words, words + 1).
    """
    if not found:
        return []
    # How well each stretch could hang on each other one: the mean over its words of the best word in the other.
    rows = np.stack([parents[a:b].mean(0) for _, a, b in found])
    fit = np.full((len(found), len(found)), IMPOSSIBLE, np.float32)
    for j, (_, a, b) in enumerate(found):
        fit[:, j] = rows[:, a + 1 : b + 1].max(1)
    roles = np.array([role for role, _, _ in found])
    # A content hangs on a cue or a source, a cue on a source, and a torn piece on one of its own kind.
    allowed = (roles[:, None] > roles[None, :]) | ((roles[:, None] == roles[None, :]) & (roles[:, None] != CONTENT))
    np.fill_diagonal(allowed, val=False)
    fit[~allowed] = IMPOSSIBLE
    up = [int(fit[i].argmax()) if fit[i].max() > rows[i, 0] else -1 for i in range(len(found))]
    return _gather(found, up)


def _gather(found: list[tuple[int, int, int]], up: list[int]) -> list[Marked]:
    heads: dict[int, Marked] = {}
    pieces: dict[int, list[tuple[int, int]]] = {}
    for i, (role, a, b) in enumerate(found):
        if role != CONTENT:
            pieces.setdefault(_head(i, found, up), []).append((a, b))
    for i, (role, a, b) in enumerate(found):
        if role != CONTENT:
            continue
        on = _head(up[i], found, up) if up[i] >= 0 else -1 - i
        if on not in heads:
            heads[on] = _frame(on, found, up, pieces)
        heads[on].content.append((a, b))
    return list(heads.values())


def _head(i: int, found: list[tuple[int, int, int]], up: list[int]) -> int:
    """The first piece of the cue or source that stretch ``i`` belongs to."""
    seen = {i}
    while up[i] >= 0 and found[up[i]][0] == found[i][0] and up[i] not in seen:
        i = up[i]
        seen.add(i)
    return min(seen) if up[i] in seen else i


def _frame(
    on: int, found: list[tuple[int, int, int]], up: list[int], pieces: dict[int, list[tuple[int, int]]]
) -> Marked:
    if on < 0:
        return Marked()
    if found[on][0] == SOURCE:
        return Marked(source=pieces[on])
    source = up[on] if up[on] >= 0 and found[up[on]][0] == SOURCE else -1
    return Marked(source=pieces[_head(source, found, up)] if source >= 0 else [], cue=pieces[on])
