"""The prepared corpus cut into windows and put into batches."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

CLS, SEP = 101, 102
UNKNOWN = -2


@dataclass
class Batch:
    """Windows of about one length: all tensors are padded with zeros.

    Attributes:
        pieces, owner: Word pieces with the opening and closing one, and the word each belongs to (0: none).
        first: Place of each word's first piece. features: Five numbers a word. words: How many words each window has.
        labels, parents: What is to be learnt; a parent counts from 1, 0 is none, -1 is not to be learnt.
    """

    pieces: torch.Tensor
    owner: torch.Tensor
    first: torch.Tensor
    features: torch.Tensor
    words: torch.Tensor
    labels: torch.Tensor
    parents: torch.Tensor


class Corpus:
    """Documents end to end, as ``prepare.py`` wrote them; an article that two people marked is there twice."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self.__dict__.update({k: arrays[k] for k in arrays.files})
        self.ends = np.cumsum(self.lengths)
        self.piece_ends = np.concatenate([[0], np.cumsum(self.counts)])
        self.articles: dict[str, list[int]] = {}
        for i, name in enumerate(self.names):
            self.articles.setdefault(re.sub(r"_[0-9a-f]{4}\.ann$", "", str(name)), []).append(i)


def cut(corpus: Corpus, doc: int, dice: random.Random) -> Iterator[tuple[int, int]]:
    """Windows of one document, of sizes drawn anew each time, cut where a paragraph or a sentence opens."""
    end = int(corpus.ends[doc])
    at = end - int(corpus.lengths[doc])
    opens = corpus.features[:, 2]
    while at < end:
        size = dice.randint(120, 310)
        stop = int(np.searchsorted(corpus.piece_ends, corpus.piece_ends[at] + size, side="right")) - 1
        stop = min(max(stop, at + 1), end)
        if stop < end:
            half = at + (stop - at) // 2
            for least in (2, 1):
                places = np.flatnonzero(opens[half : stop + 1] >= least)
                if len(places):
                    stop = half + int(places[-1])
                    break
        yield at, stop
        at = stop


def batches(corpus: Corpus, tokens: int, dice: random.Random) -> Iterator[Batch]:
    """One epoch: each article once, by one of its annotators, windows of like length together."""
    found = [w for docs in corpus.articles.values() for w in cut(corpus, dice.choice(docs), dice)]
    dice.shuffle(found)

    def size(window: tuple[int, int]) -> int:
        return int(corpus.piece_ends[window[1]] - corpus.piece_ends[window[0]])

    groups: list[list[tuple[int, int]]] = []
    for pool in (found[i : i + 256] for i in range(0, len(found), 256)):
        group: list[tuple[int, int]] = []
        for window in sorted(pool, key=size):
            if group and (len(group) + 1) * (size(window) + 2) > tokens:
                groups.append(group)
                group = []
            group.append(window)
        groups.append(group)
    dice.shuffle(groups)
    for group in groups:
        yield collate(corpus, group)


def collate(corpus: Corpus, group: list[tuple[int, int]]) -> Batch:
    """The windows as padded tensors."""
    count = len(group)
    words = [b - a for a, b in group]
    width = max(words)
    length = max(int(corpus.piece_ends[b] - corpus.piece_ends[a]) for a, b in group) + 2
    pieces, owner = np.zeros((count, length), np.int64), np.zeros((count, length), np.int64)
    first, labels = np.zeros((count, width), np.int64), np.zeros((count, width), np.int64)
    parents = np.full((count, width), -1, np.int64)
    features = np.zeros((count, width, corpus.features.shape[1]), np.int64)
    for i, (a, b) in enumerate(group):
        s, e = int(corpus.piece_ends[a]), int(corpus.piece_ends[b])
        pieces[i, : e - s + 2] = [CLS, *corpus.pieces[s:e], SEP]
        owner[i, 1 : e - s + 1] = np.repeat(np.arange(1, b - a + 1), corpus.counts[a:b])
        first[i, : b - a] = corpus.piece_ends[a:b] - s + 1
        labels[i, : b - a] = corpus.labels[a:b]
        features[i, : b - a] = corpus.features[a:b]
        parents[i, : b - a] = _parents(corpus, a, b)
    tensors = (torch.from_numpy(x) for x in (pieces, owner, first, features))
    return Batch(*tensors, torch.tensor(words), torch.from_numpy(labels), torch.from_numpy(parents))


def _parents(corpus: Corpus, a: int, b: int) -> np.ndarray:
    """Parents counted in the window, from 1; what lies outside it is not learnt."""
    doc = int(np.searchsorted(corpus.ends, a, side="right"))
    at = int(corpus.ends[doc] - corpus.lengths[doc])
    given = corpus.parents[a:b].astype(np.int64)
    inside = (given >= 0) & (given + at >= a) & (given + at < b)
    return np.where(inside, given + at - a + 1, np.where(given == -1, 0, -1))
