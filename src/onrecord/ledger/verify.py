"""Verifying: every hash is reckoned anew, and every span of every claim is found again in its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.errors import LedgerError
from onrecord.ledger.store import Ledger
from onrecord.model import Article, Capture, Claim, Span

CHUNK = 200  # articles at a time: a ledger is larger than memory
JOINT = " … "  # between the spans of a claim's text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is not as it was written down."""

    article: str
    path: str
    what: str
    claim: str | None = None


def verify(ledger: Ledger) -> Iterator[tuple[str, tuple[Fault, ...]]]:
    """Each article of the ledger, by id, with what is wrong with it, its capture and its living claims."""
    ids = ledger.ids()
    for at in range(0, len(ids), CHUNK):
        part = ids[at : at + CHUNK]
        captures = dict(zip(part, ledger.captures(part), strict=True))
        claims: dict[str, list[Claim]] = {}
        for claim in ledger.claims(part):
            claims.setdefault(claim.article, []).append(claim)
        for article in ledger.articles(part):
            capture = captures[article.id]
            found = [*in_bytes(ledger, capture), *in_text(article, capture)]
            faults = [Fault(article=article.id, path=article.path, what=what) for what in found]
            for claim in claims.get(article.id, ()):
                wrong = in_claim(claim, article)
                faults += (Fault(article=article.id, path=article.path, what=w, claim=claim.id) for w in wrong)
            yield article.id, tuple(faults)


def in_bytes(ledger: Ledger, capture: Capture) -> Iterator[str]:
    """What is wrong with the bytes behind a capture; that none were kept is no fault."""
    try:
        ledger.content(capture.sha256)
    except LedgerError as error:
        yield str(error)


def in_text(article: Article, capture: Capture) -> Iterator[str]:
    """What is wrong with a cleaned text: it must be cut from the capture, piece by piece."""
    pieces = article.map.pieces
    if any(p.raw + p.length > len(capture.text) for p in pieces):
        yield "the map of its text points beyond its source"
    elif article.map.apply(capture.text) != article.text:
        yield "its text is not what stands in its source"
    if article.sha256 != capture.sha256:
        yield "it names another hash than its capture"


def in_claim(claim: Claim, article: Article) -> Iterator[str]:
    """What is wrong with a claim: its words, its speakers and its figures must stand where it says."""
    text = article.text
    if any(s.end > len(text) for s in claim.content):
        yield "it points beyond its text"
        return
    if claim.id != Claim.make_id(article.id, claim.content):
        yield "its id is not that of its place"
    if not same(claim.text, JOINT.join(s.of(text) for s in claim.content)):
        yield "its words are not what stands at its place"
    for what, words, span in named_parts(claim):
        if span.end > len(text) or not same(words, span.of(text)):
            yield f"its {what} “{words}” does not stand at its place"


def named_parts(claim: Claim) -> Iterable[tuple[str, str, Span]]:
    """What else of a claim points at characters: what it is, its words, its place."""
    for link in claim.attribution.path:
        yield "speaker", link.text, link.span
    for figure in claim.figures:
        yield "figure", figure.text, figure.span
    for hedge in claim.hedges:
        yield "hedge", hedge.text, hedge.span
    for word in claim.loaded:
        yield "loaded word", word.text, word.span


def same(said: str, stands: str) -> bool:
    """Whether the words are the same but for white space, which a page may break anywhere."""
    return " ".join(said.split()) == " ".join(stands.split())
