"""Statements without figures that say the same or the opposite of one thing: who did what to whom, affirmed or denied.

A pure function of claims and articles, the same for any order of arrival: :func:`statement_questions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Article, Claim, Question
from onrecord.reconcile.identities import Identities
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.origins import Origin, Tracer
from onrecord.reconcile.peoples import Peoples
from onrecord.reconcile.statements.build import is_question, questions
from onrecord.reconcile.statements.items import Said, make_said
from onrecord.reconcile.statements.matters import matters
from onrecord.reconcile.statements.sides import Matter

__all__ = ["statement_questions"]


def statement_questions(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    who: Identities,
    peoples: Peoples,
    memory: Memory | None = None,
) -> tuple[Question, ...]:
    """The questions that the propositions of ``claims`` answer: matters that two origins speak of, or one challenges.

    Args:
        claims: Claims of ``articles``, in any order.
        articles: By id, with ``copies_of`` and ``story`` set where they are known.
        who: Who is who across the pile.
        peoples: States that the gazetteer lacks, by their names and adjectives.
        memory: What was reckoned before, of a pile that has grown or changed since.
    """
    memory = memory or Memory()
    groups = matters(make_said(claims, articles, peoples, memory), memory)
    spoken = {s.claim.id: s.claim for group in groups for s in group}
    tracer = Tracer(articles, tuple(spoken.values()), who, peoples, memory)
    origins = {key: tracer.origin(claim) for key, claim in spoken.items()}
    found = []
    for group in groups:
        given = (group, tuple(origins[s.claim.id] for s in group))
        found.append(memory.made("matter", group[0], given, matter_of))
    return questions((m for m in found if m is not None), memory)


def matter_of(given: tuple[tuple[Said, ...], tuple[Origin, ...]]) -> Matter | None:
    """The matter of some propositions and their origins; None where it is worth no question."""
    group, origins = given
    matter = Matter(group, {s.claim.id: origin for s, origin in zip(group, origins, strict=True)})
    return matter if is_question(matter) else None
