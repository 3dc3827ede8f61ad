"""Outlets: which name in a chain is which outlet of the pile, and which agency an article is from.

A paper calls itself by a part of its name ("told the Courier"), and others call it so too. An agency that no list knows
is known by what the pile says of it ("the agency Corvane"), or by signing the datelines of several outlets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from onrecord.clean.fields import is_agency
from onrecord.clean.publisher import dateline
from onrecord.model import Article, Claim, Speaker, SpeakerType
from onrecord.reconcile import lists
from onrecord.reconcile.memory import Memory
from onrecord.values.name import fold, state_of

TOP = 6  # lines in which a dateline is looked for
AGENCY = "agency"


class Outlets:
    """The outlets of a pile and the agencies that it knows."""

    def __init__(self, articles: Mapping[str, Article], claims: Iterable[Claim], memory: Memory | None = None) -> None:
        memory = memory or Memory()
        shelf = memory.noted(
            "outlets", articles, lambda pile: _Shelf(pile, memory)
        )  # the same for all claims of a pile
        self.names, self._signed, self._by_last = shelf.names, shelf.signed, shelf.by_last
        self.agencies = _learned(claims) | shelf.agencies

    def find(self, link: Speaker, own: str) -> str | None:
        """The folded name of the outlet that a link names; ``own`` is that of the article that it stands in.

        "The office" in a statement of the relief office is the relief office.
        """
        if link.type is not SpeakerType.UNNAMED:
            return self.named(link.name, own)
        words = fold(link.text).split()
        return own if own in self.names and len(words) == 1 and words == own.split()[-1:] else None

    def named(self, name: str, own: str) -> str | None:
        """The folded name of the outlet of the pile that goes by ``name``, in full or by the end of it."""
        folded = fold(name)
        if folded in self.names:
            return folded
        words = _words(folded)
        if not words or not name[:1].isupper():
            return None
        alike = [o for o in self._by_last.get(words[-1], ()) if _words(o)[-len(words) :] == words]
        if own in alike:
            return own
        return alike[0] if len(alike) == 1 else None

    def agency(self, article: Article) -> str | None:
        """The agency that an article is from, if it is not the outlet itself."""
        signed = self._signed.get(article.id)
        known = signed if signed and (fold(signed) in self.agencies or is_agency(signed)) else None
        name = article.agency or known
        return name if name and fold(name) != fold(article.outlet) else None

    def is_agency(self, name: str) -> bool:
        """Whether a name is an agency's, by the lists or by what the pile says."""
        return is_agency(name) or fold(name) in self.agencies


class _Shelf:
    """What the articles alone tell of their outlets."""

    def __init__(self, articles: Mapping[str, Article], memory: Memory) -> None:
        self.names = {fold(a.outlet): a.outlet for _, a in sorted(articles.items(), reverse=True) if a.publisher}
        self.signed = {
            key: name for key, a in articles.items() if (name := memory.noted("dateline", a.text, _signature))
        }
        signing: dict[str, set[str]] = {}
        for key, name in self.signed.items():
            signing.setdefault(fold(name), set()).add(fold(articles[key].outlet))
        self.agencies = {name for name, outlets in signing.items() if len(outlets) > 1}
        self.by_last: dict[str, list[str]] = {}
        for folded in sorted(self.names):
            self.by_last.setdefault(_words(folded)[-1:][0] if _words(folded) else "", []).append(folded)


def _learned(claims: Iterable[Claim]) -> set[str]:
    """The folded names that the articles call an agency."""
    votes: Counter[str] = Counter()
    for claim in claims:
        for link in claim.attribution.path:
            if link.type in (SpeakerType.PERSON, SpeakerType.ORGANISATION):
                told = f"{link.text} {link.office or ''}".lower()
                if AGENCY in told:
                    votes[fold(link.name)] += AGENCY in told.split() and not _body(link.name)
    return {name for name, n in votes.items() if n}


def _body(name: str) -> bool:
    """Whether "agency" is a part of a body's own name: "Environment Agency", but not "Corvane news agency"."""
    words = name.lower().split()
    return AGENCY in words and "news" not in words


def _signature(text: str) -> str | None:
    """The name in the brackets of a dateline, that of a place left out."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:TOP]:
        if (match := dateline(line)) and (name := match["agency"]) and not state_of(name):
            return str(name)
    return None


def _words(folded: str) -> tuple[str, ...]:
    """The words of a folded name without those that it may have or lack; all of them where no other is left."""
    words = tuple(folded.split())
    core = tuple(w for w in words if w not in lists.words("citations", "loose"))
    return core or words
