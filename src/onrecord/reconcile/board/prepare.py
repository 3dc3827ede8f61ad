"""What the board works on: the claims about the future with their origins, and the figures that may answer them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.errors import UsageError
from onrecord.model import Article, Claim
from onrecord.reconcile.board.gather import Word
from onrecord.reconcile.board.settle import Figures
from onrecord.reconcile.board.sorts import is_forecast
from onrecord.reconcile.challenges import disputers_of
from onrecord.reconcile.identities import identities
from onrecord.reconcile.kinship import joined_stories
from onrecord.reconcile.making import make_items
from onrecord.reconcile.origins import Tracer
from onrecord.reconcile.peoples import learn
from onrecord.reconcile.units import in_one_unit
from onrecord.values.chance import Chance, find_chance


def prepare(claims: Sequence[Claim], articles: Sequence[Article]) -> tuple[list[Word], Figures]:
    """The claims about the future, and the figures of the pile; no figures where no forecast has one.

    Raises:
        UsageError: A claim belongs to none of the articles.
    """
    everything = {a.id: a for a in articles}
    stray = sorted(c.id for c in claims if c.article not in everything)
    if stray:
        raise UsageError(f"claim {stray[0]} belongs to none of the articles given")
    kept = sorted({c.id: c for c in claims}.values(), key=lambda c: (c.article, c.content, c.id))
    ahead = [c for c in kept if is_forecast(c)]
    asked = any(c.figures for c in ahead)
    counting = [c for c in kept if c.figures or c.disputes] if asked else []
    pile = joined_stories(everything, kept) if asked else everything
    peoples = learn(a.text for a in pile.values())
    speaking = list({c.id: c for c in (*ahead, *counting)}.values())
    origins = Tracer(pile, speaking, identities(kept, pile.values(), peoples), peoples).trace()
    words = [Word(c, pile[c.article], origins[c.id], _chance(c)) for c in ahead]
    items = in_one_unit(make_items(counting, pile, origins, peoples)) if counting else []
    return words, Figures(items, frozenset(disputers_of(counting, origins)))


def _chance(claim: Claim) -> Chance | None:
    found = find_chance(claim.text)
    return found[1] if found else None
