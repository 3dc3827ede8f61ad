"""The index that finds, for one text, the few others that it may share a passage with.

Of the shingles of a text those are kept whose hash is a multiple of eight: a sketch "mod p" (A. Broder, On the
resemblance and containment of documents, 1997, section 4). Which shingles are kept depends on their words alone, so
that a paragraph that stands in two texts brings the same shingles into both sketches, however long the rest of the
texts is. To add a text, and to find what is near it, takes time in proportion to its own length, not to the size of the
index.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from onrecord.stories.passages import SHINGLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ONE_IN = 8  # shingles is kept: a shared paragraph of 60 words is missed in one of 200
FEWEST_SHARED = 2  # of the kept shingles: one alone is a common phrase
MOST_HOLDERS = 500  # texts that hold a shingle: one in more of them is a standing phrase of an outlet
MIXERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)  # odd constants with well-spread bits, as in splitmix64 and xxHash


class SketchIndex:
    """Sketches of texts by number, to which texts can be added at any time."""

    def __init__(self) -> None:
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._sketches: list[tuple[int, ...]] = []

    def __len__(self) -> int:
        return len(self._sketches)

    def add(self, words: Sequence[str]) -> int:
        """Take in a text; returns its number, counted from 0 in the order of arrival."""
        number = len(self._sketches)
        kept = sketch(words)
        for value in kept:
            self._holders[value].append(number)
        self._sketches.append(kept)
        return number

    def near(self, number: int) -> list[tuple[int, int]]:
        """The texts that share enough of the sketch of one: how much, and their numbers; in order of number."""
        counts: Counter[int] = Counter()
        for value in self._sketches[number]:
            if len(holders := self._holders[value]) <= MOST_HOLDERS:
                counts.update(holders)
        del counts[number]
        return sorted((other, shared) for other, shared in counts.items() if shared >= FEWEST_SHARED)


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The hashes of the shingles that stand for a text, each once, in order of size."""
    import numpy as np

    if len(words) < SHINGLE:
        return ()
    hashes = np.fromiter(map(_hash, words), np.uint64, len(words))
    total = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for at in range(SHINGLE):  # the place counts, so that the same words in another order are another shingle
        total = _mixed(total ^ hashes[at : at + len(total)])
    return tuple(np.unique(total[total % np.uint64(ONE_IN) == 0]).tolist())


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    import numpy as np

    for mixer in MIXERS:
        values = values * np.uint64(mixer)
        values ^= values >> np.uint64(29)
    return values


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
