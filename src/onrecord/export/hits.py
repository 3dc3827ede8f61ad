"""What a search found, and what is wrong in a ledger, as records and as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.ledger.search import Hit
    from onrecord.ledger.verify import Fault

Record = dict[str, Any]


def hit_record(hit: Hit) -> Record:
    """One claim or article that was found; ``marks`` are the places of the found words in ``passage``."""
    return {
        "kind": hit.kind,
        "claim": hit.claim,
        "article": hit.article,
        "path": hit.path,
        "title": hit.title,
        "publisher": hit.publisher,
        "published": hit.published.isoformat() if hit.published else None,
        "passage": hit.passage,
        "marks": [list(mark) for mark in hit.marks],
    }


def hit_text(hit: Hit) -> str:
    """The same for a person: where it is from, and the passage with the found words between brackets."""
    out, at = [], 0
    for start, end in hit.marks:
        out += [hit.passage[at:start], "[", hit.passage[start:end], "]"]
        at = end
    passage = "".join(out) + hit.passage[at:]
    day = f", {hit.published.isoformat()}" if hit.published else ""
    return f"{hit.title or hit.path} ({hit.publisher or hit.path}{day})\n  {passage}\n\n"


def fault_record(fault: Fault) -> Record:
    """One thing that is not as it was written down."""
    return {"article": fault.article, "path": fault.path, "claim": fault.claim, "what": fault.what}
