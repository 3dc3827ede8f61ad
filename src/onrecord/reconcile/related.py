"""Related questions: what differs only in scope is linked and named for what it is, and never merged.

"Killed" stands under "casualties", a city under its state, October under the year, children under all the people, a
rate beside its total. Only questions of one matter are looked at: of one story, one side, or one place. Every link is
made from both ends at once, so that where one question is called wider the other is called narrower.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.model import How, Question, Related
from onrecord.reconcile.arithmetic import Group
from onrecord.reconcile.arithmetic.scope import beyond
from onrecord.reconcile.items import Scope, generic
from onrecord.reconcile.kin import Face, Link, definitions, links_between
from onrecord.reconcile.memory import Memory
from onrecord.values.name import fold

MOST = 8  # links of one question
EACH = 3  # links of one sort of one question
SMALL = 120  # in a matter of this size every pair is looked at
REACH = 20  # in a larger one, each question with so many after it, by measure and by day
RANK = {h: n for n, h in enumerate((How.WIDER, How.WHOLE, How.RATE, How.DEFINITION, How.EARLIER, How.OTHER_SIDE))}


def with_links(
    groups: Sequence[Group], questions: Sequence[Question], memory: Memory | None = None
) -> tuple[Question, ...]:
    """The questions with those of the same matter that they stand near; ``groups`` are their figures, in order."""
    memory = memory or Memory()
    faces = [
        memory.made("face", group.first, (group, question), lambda both: face(*both))
        for group, question in zip(groups, questions, strict=True)
    ]
    found = related(faces, memory)
    by_id = {group.id: group for group in groups}
    return tuple(linked(q, found[q.id], by_id) if q.id in found else q for q in questions)


def linked(question: Question, links: tuple[Related, ...], by_id: Mapping[str, Group]) -> Question:
    """The question with its links, and with the sums that show it larger than what it should be a part of."""
    mine = by_id[question.id].first.group
    above = (r for r in links if r.how in (How.WIDER, How.WHOLE) and by_id[r.question].first.group == mine)
    sums = (beyond(by_id[question.id], by_id[r.question], r.why) for r in above)
    return replace(question, related=links, arithmetic=(*question.arithmetic, *(c for c in sums if c)))


def related(faces: Sequence[Face], memory: Memory) -> dict[str, tuple[Related, ...]]:
    """By question, its links, the nearest first; each has its counterpart under the other question."""
    pairs = {pair for block in blocks(faces, memory) for pair in within(faces, block)}
    made = []
    for a, b in sorted(pairs):
        both = (faces[a], faces[b])
        link = memory.kept("link", (both[0].question.id, both[1].question.id), both, lambda two: links_between(*two))
        if link:
            made.append((a, b, link))
    made.sort(key=lambda m: (rank(m[2]), m[2].apart, m[0], m[1]))
    total: Counter[int] = Counter()
    each: Counter[tuple[int, How]] = Counter()
    found: dict[str, list[Related]] = {}
    for a, b, link in made:
        ends = ((a, link.how), (b, link.how.back))
        if any(total[n] >= MOST or each[n, how] >= EACH for n, how in ends):
            continue
        for (n, how), other in zip(ends, (b, a), strict=True):
            total[n] += 1
            each[n, how] += 1
            mine, theirs = faces[n].question.id, faces[other].question.id
            found.setdefault(mine, []).append(Related(question=theirs, how=how, why=link.why))
    return {key: tuple(links) for key, links in found.items()}


def rank(link: Link) -> int:
    """How near a link of this sort is, whichever end it is read from."""
    return min(RANK.get(how, len(RANK)) for how in (link.how, link.how.back))


def face(group: Group, question: Question) -> Face:
    """What a question shows of itself to others."""
    first = group.first
    days = [i.days for i in group.items if i.days]
    return Face(
        question=question,
        first=first,
        who=None if generic(question.who) else question.who,
        stories=frozenset(i.article.story for i in group.items if i.article.story),
        articles=frozenset(i.article.id for i in group.items),
        claims=frozenset(i.claim.id for i in group.items),
        texts=tuple(dict.fromkeys(i.article.text for i in group.items))[:5],
        start=min((d[0] for d in days), default=None),
        end=max((d[1] for d in days), default=None),
    )


def blocks(faces: Sequence[Face], memory: Memory) -> Iterable[list[int]]:
    """Questions of one matter, by position, each block in order of measure and day."""
    found: dict[tuple[str, ...], list[int]] = {}
    for n, one in enumerate(faces):
        for key in memory.noted("matters", one, lambda f: tuple(keys(f))):
            found.setdefault(key, []).append(n)
    return (sorted(block, key=lambda n: faces[n].order) for block in found.values() if len(block) > 1)


def keys(one: Face) -> Iterator[tuple[str, ...]]:
    """The matters that a question belongs to."""
    yield from (("story", story) for story in sorted(one.stories))
    yield from (("article", article) for article in (sorted(one.articles) if not one.stories else ()))
    if one.who and one.first.scope is not Scope.EVENT:
        yield ("side", one.broadest, fold(one.who))
        yield from (("near", *sorted(pair), fold(one.who)) for pair in definitions() if one.first.group in pair)
    if one.question.where and one.first.scope is Scope.EVENT:
        yield ("place", one.broadest, fold(one.question.where))


def within(faces: Sequence[Face], block: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of a block that are worth looking at, the smaller position first."""
    if len(block) <= SMALL:
        yield from ((min(a, b), max(a, b)) for n, a in enumerate(block) for b in block[n + 1 :])
        return
    by_day = sorted(block, key=lambda n: faces[n].order[::-1])
    for order in (list(block), by_day):
        for n, a in enumerate(order):
            yield from ((min(a, b), max(a, b)) for b in order[n + 1 : n + 1 + REACH])
