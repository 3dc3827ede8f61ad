"""Lines on matters without figures: who says that a thing was done and who denies it, or how many say so."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.brief.draft import Draft, Phrase, draft, join
from onrecord.brief.pile import Pile
from onrecord.brief.saying import told
from onrecord.model import Claim, Entry, Question, Relation, Verdict

MOST = 4  # contested matters


def lines(pile: Pile) -> Iterator[Draft]:
    """One line a contested matter, those with most origins first."""
    contested = [q for q in pile.statements if q.verdict in (Verdict.CONFLICT, Verdict.DISPUTED)]
    contested.sort(key=lambda q: -q.origins)
    made = (line for q in contested if (line := _line(pile, q)) is not None)
    for _, line in zip(range(MOST), made, strict=False):
        yield line


def claims_in(pile: Pile) -> frozenset[str]:
    """The ids of the claims of contested matters, which need no line of their own."""
    contested = (q for q in pile.statements if q.verdict in (Verdict.CONFLICT, Verdict.DISPUTED))
    return frozenset(e.claim for q in contested for e in q.entries)


def _line(pile: Pile, question: Question) -> Draft | None:
    yes, no = _first(pile, question, affirms=True), _first(pile, question, affirms=False)
    if yes is None or no is None:
        return None
    one, other = told(pile, yes), _denial(pile, no)
    return draft(join("{}; {}", one, other)) if one and other else None


def _first(pile: Pile, question: Question, *, affirms: bool) -> Claim | None:
    """The claim that speaks for one side: in its origin's own words where there is one, else the earliest."""
    found = [pile.claim[e.claim] for e in question.entries if _speaks(pile, e) and e.affirms == affirms]
    return min(found, key=lambda c: (not c.attribution.path, pile.is_copied(c)), default=None)


def _speaks(pile: Pile, entry: Entry) -> bool:
    return entry.claim in pile.claim and entry.counted and entry.relation is not Relation.REPEATS


def _denial(pile: Pile, claim: Claim) -> Phrase:
    """The denial in words of the source; who denies it where no whole clause can be quoted."""
    words = told(pile, claim)
    return words or join("{} denies it", Phrase(pile.chain(claim), pile.cite_claim(claim)))
