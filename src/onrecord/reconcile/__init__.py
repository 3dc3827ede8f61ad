"""Reconciling: which figures answer the same question, who first said each, and what the record says in answer.

Pure functions of claims and articles: nothing is stored, and the result is the same for any order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.model import Article, Claim, Judgement, Question
    from onrecord.reconcile.items import Item
    from onrecord.reconcile.memory import Memory
    from onrecord.reconcile.verdict import Choosing

__all__ = ["reconcile"]


def reconcile(
    claims: Sequence[Claim],
    articles: Sequence[Article],
    *,
    as_of: date | None = None,
    rule: str = "supported",
    ratings: Mapping[str, str] | None = None,
    memory: Memory | None = None,
    pairs: Iterable[Judgement] = (),
) -> tuple[Question, ...]:
    """The questions that the figures of ``claims`` answer, each figure in exactly one.

    Args:
        claims: Claims of ``articles``, in any order.
        articles: The articles, with ``copies_of`` and ``story`` set where they are known.
        as_of: Only articles surely published by this day are used: the last day of an inferred window decides, and an
            article without a date is left out, because nothing shows that it was there.
        rule: By which rule ``best`` is chosen: a name of :data:`onrecord.reconcile.rules.RULES`.
        ratings: How reliable the user holds sources to be: a letter A to F by name.
        memory: What was reckoned before, of a pile that has grown or changed since: the result is the same, sooner.
        pairs: What people decided of two figures each: that they answer one question, or that they do not.

    Raises:
        UsageError: A claim belongs to none of the articles, or there is no such rule.
    """
    from onrecord.reconcile.memory import Memory
    from onrecord.reconcile.past import said_by, standing
    from onrecord.reconcile.rules import rule_named
    from onrecord.reconcile.unhurried import unhurried
    from onrecord.reconcile.verdict import Choosing

    rule_named(rule)
    pile = {a.id: a for a in articles}
    stray = sorted(c.id for c in claims if c.article not in pile)
    if stray:
        raise UsageError(f"claim {stray[0]} belongs to none of the articles given")
    with unhurried():
        if as_of is not None:
            pile = {a.id: a for a in standing(pile.values(), as_of)}
            claims = said_by(claims, tuple(pile.values()), as_of)
        return _answered(claims, pile, Choosing(rule=rule, ratings=ratings or {}), pairs, memory or Memory())


def _answered(
    claims: Iterable[Claim],
    articles: dict[str, Article],
    choosing: Choosing,
    pairs: Iterable[Judgement],
    memory: Memory,
) -> tuple[Question, ...]:
    """The questions of claims and articles that are known to belong together; ratings are by any name of a source."""
    from onrecord.reconcile.build import Record, build
    from onrecord.reconcile.capitals import capitals
    from onrecord.reconcile.challenges import disputers_of
    from onrecord.reconcile.clusters import cluster
    from onrecord.reconcile.decided import FIGURES, arranged, pairings, told
    from onrecord.reconcile.identities import identities_of
    from onrecord.reconcile.kinship import joined_stories
    from onrecord.reconcile.making import make_items
    from onrecord.reconcile.origins import Tracer
    from onrecord.reconcile.peoples import learn
    from onrecord.reconcile.reliability import by_every_name, rated
    from onrecord.reconcile.spoken import sorted_out
    from onrecord.reconcile.statements import statement_questions
    from onrecord.reconcile.units import in_one_unit

    memory.turn()
    spoken = sorted_out(claims, articles, memory)
    counting, speaking = spoken.counting, spoken.speaking
    pile = joined_stories(articles, counting, memory)
    peoples = learn((a.text for a in pile.values()), memory)
    who = identities_of({key: one.all for key, one in spoken.by_article.items()}, pile, peoples, memory)
    origins = Tracer(pile, speaking, who, peoples, memory).trace()
    if learned := capitals(speaking, pile, origins):
        origins = Tracer(pile, speaking, who, {**peoples, **learned}, memory).trace()
    items = in_one_unit(make_items(counting, pile, origins, peoples, memory), memory)
    choosing = replace(choosing, ratings=by_every_name(choosing.ratings, who))
    record = Record(
        origins=origins, disputers=disputers_of(speaking, origins), at_war=sides_with_losses(items), choosing=choosing
    )
    decided = pairings(pairs)
    arrangement = arranged(cluster(items, memory), [p for p in decided if not p.statements], FIGURES)
    asked = told(build(arrangement.groups, record, memory), arrangement, FIGURES)
    of_statements = [p for p in decided if p.statements]
    told_of = statement_questions(spoken.telling, pile, who, peoples, memory, decided=of_statements)
    found = (*asked, *told_of)
    return rated(found, choosing.ratings)


def sides_with_losses(items: Iterable[Item]) -> frozenset[str]:
    """The states whose losses the pile counts: the parties to its wars, as far as the figures show them."""
    from onrecord.reconcile import lists
    from onrecord.values.name import named

    return frozenset(i.who for i in items if i.who and named(i.who) and lists.cumulative(i.measure))
