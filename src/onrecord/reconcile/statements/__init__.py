"""Statements without figures that say the same or the opposite of one thing: who did what to whom, affirmed or denied.

A pure function of claims and articles, the same for any order of arrival: :func:`statement_questions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Article, Claim, Question
from onrecord.reconcile.decided import Pairing, Ways, arranged, told
from onrecord.reconcile.identities import Identities
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.origins import Origin, Tracer
from onrecord.reconcile.peoples import Peoples
from onrecord.reconcile.statements.build import is_question, questions
from onrecord.reconcile.statements.items import Said, make_said
from onrecord.reconcile.statements.matters import matters
from onrecord.reconcile.statements.pairs import match
from onrecord.reconcile.statements.sides import Matter

__all__ = ["statement_questions"]


def statement_questions(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    who: Identities,
    peoples: Peoples,
    memory: Memory | None = None,
    *,
    decided: Sequence[Pairing] = (),
) -> tuple[Question, ...]:
    """The questions that the propositions of ``claims`` answer: matters that two origins speak of, or one challenges.

    Args:
        claims: Claims of ``articles``, in any order.
        articles: By id, with ``copies_of`` and ``story`` set where they are known.
        who: Who is who across the pile.
        peoples: States that the gazetteer lacks, by their names and adjectives.
        memory: What was reckoned before, of a pile that has grown or changed since.
        decided: What people decided of two statements each: that they are of one matter, or that they are not.
    """
    memory = memory or Memory()
    said = make_said(claims, articles, peoples, memory)
    groups = with_named(matters(said, memory), said, decided)
    spoken = {s.claim.id: s.claim for group in groups for s in group}
    tracer = Tracer(articles, tuple(spoken.values()), who, peoples, memory)
    origins = {key: tracer.origin(claim) for key, claim in spoken.items()}
    arrangement = arranged(groups, decided, ways := statement_ways(origins))
    bearing = (*arrangement.kept, *(one for one, _ in arrangement.refused))
    named = {ref for one in bearing for ref in (one.left, one.right)}
    found = []
    for group in arrangement.groups:
        given = (group, tuple(origins[s.claim.id] for s in group), any(s.ref in named for s in group))
        found.append(memory.made("matter", group[0], given, matter_of))
    return told(questions((m for m in found if m is not None), memory), arrangement, ways)


def with_named(
    groups: Sequence[tuple[Said, ...]], said: Sequence[Said], decided: Sequence[Pairing]
) -> list[tuple[Said, ...]]:
    """The groups, and those alone that fit nothing but that somebody decided about."""
    named = {ref for one in decided for ref in (one.left, one.right)} - {s.ref for group in groups for s in group}
    return [*groups, *((s,) for s in said if s.ref in named)]


def statement_ways(origins: Mapping[str, Origin]) -> Ways[Said]:
    """How statements are put together and kept apart; ``origins`` by the claim's id."""
    return Ways(
        unlike=lambda _a, _b: "",
        fit=lambda a, b: match(a, b).value,
        said=lambda s: f"what {origins[s.claim.id].in_prose} {'says' if s.proposition.affirmed else 'denies'}",
        named=lambda e: None if e.proposition is None else (e.claim, e.proposition),
    )


def matter_of(given: tuple[tuple[Said, ...], tuple[Origin, ...], bool]) -> Matter | None:
    """The matter of some propositions and their origins; None where it is worth no question.

    One that a person decided about is, so that the decision can be seen and taken back.
    """
    group, origins, decided = given
    matter = Matter(group, {s.claim.id: origin for s, origin in zip(group, origins, strict=True)})
    return matter if decided or is_question(matter) else None
