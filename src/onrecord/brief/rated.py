"""How the user rates those whom the figures are by, where there is a rating: the first half of the Admiralty code."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.brief.draft import Draft, Phrase, draft, join, listed
from onrecord.brief.pile import Pile
from onrecord.model import Relation

RATED = {  # in words; F, cannot be judged, goes without saying
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
}


def lines(pile: Pile) -> Iterator[Draft]:
    """How the user rates those whom the figures are by, a line a letter, each origin once."""
    found: dict[str, dict[str, Phrase]] = {letter: {} for letter in RATED}
    for entry in (e for q in pile.questions for e in q.entries if e.reliability in RATED and e.claim in pile.claim):
        claim = pile.claim[entry.claim]
        path = claim.attribution.path
        name = pile.speaker(path[-1], pile.article[claim.article]) if path else pile.label(pile.article[claim.article])
        if entry.relation is not Relation.REPEATS:
            found[entry.reliability].setdefault(entry.origin, Phrase(name, pile.cite_claim(claim)))
    for letter, names in found.items():
        if names:
            words = "is" if len(names) == 1 else "are"
            rated = listed(tuple(names.values()))
            yield draft(join(f"in the rating given with this brief, {{}} {words} {RATED[letter]}", rated))
