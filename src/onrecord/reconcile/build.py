"""Questions built from groups of figures: verdict, range, reasons, grades and arithmetic put together.

A question's id hashes what its first figure asks and not who answers: measure, who, basis, and for a period its month,
for an event its place and day, else the year. Later articles on the same matter leave it as it is. Where two questions
would have one id, all but the earliest take their first figure into it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from onrecord.model import Basis, Check, Claim, Entry, Question, Relation, TimeSpan, content_id
from onrecord.reconcile import lists
from onrecord.reconcile.arithmetic import Group, checks
from onrecord.reconcile.grades import Evidence, failed, judge
from onrecord.reconcile.independence import independence
from onrecord.reconcile.items import Item, Scope, generic, who_key
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.periods import since
from onrecord.reconcile.reasons import reasons
from onrecord.reconcile.related import with_links
from onrecord.reconcile.roles import DISPUTED, Roles
from onrecord.reconcile.status import figures_status
from onrecord.reconcile.traits import unit_class
from onrecord.reconcile.verdict import Choosing, answer
from onrecord.reconcile.wording import Subject, question_text
from onrecord.values.name import fold


@dataclass(frozen=True, slots=True)
class Record:
    """What is known beside the figures: the origins, who challenges what, states with losses, the rule for best."""

    origins: Mapping[str, Origin]
    disputers: Mapping[str, Sequence[Claim]]
    at_war: frozenset[str]
    choosing: Choosing = field(default_factory=Choosing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """All that a question is made of, so that the same is answered once: nothing else is seen by what answers it.

    Attributes:
        items: Its figures, in order.
        record: What is known beside them, cut down to what bears on them.
        id, arithmetic: Its id and its sums; empty while its roles are worked out.
        doubts: By figure, the sums that fail and count against it.
        setting: The place of the story, where its figures are a story's toll.
    """

    items: tuple[Item, ...]
    record: Record
    id: str = ""
    arithmetic: tuple[Check, ...] = ()
    doubts: Mapping[tuple[str, int], Sequence[Check]] = field(default_factory=dict)
    setting: str | None = None


def build(groups: Sequence[Sequence[Item]], record: Record, memory: Memory | None = None) -> tuple[Question, ...]:
    """One question for each group, in the order of their first figures. ``memory`` knows the answers of last time."""
    memory = memory or Memory()
    ids = stable_ids(groups)
    brought = [Brought(items=tuple(items), record=cut_down(record, items)) for items in groups]
    roles = [memory.made("roles", one.items[0], one, roles_of) for one in brought]
    made = [
        memory.made("group", one.items[0], (key, one.items, its), lambda parts: Group(*parts))
        for key, one, its in zip(ids, brought, roles, strict=True)
    ]
    sums = checks(made, memory)
    places = settings(item for items in groups for item in items)
    doubts = failed(check for found in sums.values() for check in found)
    answered = []
    for group, one in zip(made, brought, strict=True):
        own = {i.ref: doubts[i.ref] for i in one.items if i.ref in doubts}
        setting = setting_of(one.items, places)
        whole = replace(one, id=group.id, arithmetic=sums[group.id], doubts=own, setting=setting)
        answered.append(memory.made("question", one.items[0], whole, partial(question, roles=group.roles)))
    return with_links(made, answered, memory)


def cut_down(record: Record, items: Iterable[Item]) -> Record:
    """What is known beside these figures: whoever challenges one of them, and who first said that."""
    disputers = {i.claim.id: tuple(record.disputers[i.claim.id]) for i in items if i.claim.id in record.disputers}
    origins = {c.id: record.origins[c.id] for found in disputers.values() for c in found}
    return replace(record, origins=origins, disputers=disputers)


def roles_of(brought: Brought) -> Roles:
    """How the figures of one question stand to its answer."""
    return Roles(brought.items, brought.record.disputers, brought.record.at_war)


def settings(items: Iterable[Item]) -> dict[str, str]:
    """Where each story takes place: the place that its tolls name in most articles, in two at the least."""
    seen: dict[str, dict[str, set[str]]] = {}
    for item in items:
        if item.scope is Scope.EVENT and item.where and item.article.story:
            seen.setdefault(item.article.story, {}).setdefault(item.where, set()).add(item.article.id)
    chosen = {story: min(places, key=lambda p: (-len(places[p]), p)) for story, places in seen.items()}
    return {story: place for story, place in chosen.items() if len(seen[story][place]) > 1}


def setting_of(items: Sequence[Item], places: Mapping[str, str]) -> str | None:
    """The place of the story, for a toll of people in general whose figures are all of that story."""
    stories = {i.article.story for i in items}
    toll = items[0].scope is Scope.EVENT and items[0].family == "count"
    anybody = toll and not items[0].some and generic(who_of(items))
    return places.get(next(iter(stories))) if anybody and len(stories) == 1 else None


def question(brought: Brought, roles: Roles) -> Question:
    """The question of one group; ``roles`` are those of :func:`roles_of`."""
    record = brought.record
    group, evidence = Group(brought.id, brought.items, roles), Evidence(roles, record.origins, brought.doubts)
    subject = subject_of([i for i in group.items if i.ref not in roles.repeated])
    subject = replace(subject, setting=brought.setting)
    challenges = list(silent_challenges(group, record))
    result = answer(roles, disputed=bool(challenges), choosing=record.choosing)
    entries = [figure_entry(item, evidence) for item in group.items]
    entries += [dispute_entry(claim, record.origins[claim.id]) for claim in challenges]
    status, status_why = figures_status(evidence, [record.origins[c.id] for c in challenges])
    silent = (Relation.DISPUTES, Relation.REPEATS)
    behind = independence(i.origin for i in group.items if roles.of[i.ref].relation not in silent or perhaps(i, roles))
    return Question(
        id=group.id,
        text=question_text(subject),
        measure=subject.measure,
        who=subject.who,
        where=subject.where,
        basis=subject.basis,
        period=subject.period,
        verdict=result.verdict,
        low=result.low,
        best=result.best,
        high=result.high,
        why=reasons(evidence, result, [record.origins[c.id] for c in challenges], record.at_war),
        origins=behind.least,
        entries=tuple(entries),
        arithmetic=brought.arithmetic,
        status=status,
        status_why=status_why,
        rule=result.rule,
        origins_most=behind.most,
        origins_why=behind.why,
    )


def perhaps(item: Item, roles: Roles) -> bool:
    """Whether what repeats another may yet be somebody else: a source without a name, by the same words."""
    return roles.of[item.ref].relation is Relation.REPEATS and not (item.origin.known or item.origin.own_voice)


def silent_challenges(group: Group, record: Record) -> Iterator[Claim]:
    """Claims that challenge one of the question without a figure of their own in it, each once."""
    inside = {item.claim.id for item in group.items}
    seen: set[str] = set()
    for claim_id in dict.fromkeys(item.claim.id for item in group.items):
        for claim in record.disputers.get(claim_id, ()):
            if claim.id not in seen | inside:
                seen.add(claim.id)
                yield claim


def figure_entry(item: Item, evidence: Evidence) -> Entry:
    """The entry of one figure, with its grade and the reasons for both."""
    roles, standing = evidence.roles, evidence.standing(item)
    role, grade = roles.of[item.ref], judge(standing)
    origin = roles.repeated.get(item.ref, item).origin
    newer = roles.superseded.get(roles.repeated.get(item.ref, item).ref)
    why = "" if role.rank == DISPUTED and standing.disputed_by and not roles.repeated.get(item.ref) else role.why
    return Entry(
        claim=item.claim.id,
        figure=item.index,
        relation=role.relation,
        origin=origin.name,
        independent=origin.known,
        counted=role.counted,
        why=" ".join(dict.fromkeys(w for w in (why, item.origin.note, grade.reason) if w)),
        credibility=grade.digit,
        group=origin.key,
        corroborated_by=standing.behind,
        contradicted_by=standing.against,
        disputed_by=standing.disputed_by,
        superseded_by=newer.origin.in_prose if newer else "",
    )


def dispute_entry(claim: Claim, origin: Origin) -> Entry:
    """The entry of a claim that challenges the question's figures and gives none itself."""
    return Entry(
        claim=claim.id,
        figure=None,
        relation=Relation.DISPUTES,
        origin=origin.name,
        independent=origin.known,
        counted=False,
        why="It challenges a figure and gives none itself.",
        group=origin.key,
    )


# -------------------------------------------------------------------------------- what is asked


def subject_of(items: Sequence[Item]) -> Subject:
    """What the group asks about, as most of its figures put it."""
    first = items[0]
    whole = [i for i in items if i.present] or list(items)
    return Subject(
        measure=measure_of(whole),
        who=who_of(items),
        where=place_of(whole) or place_of(items),
        basis=Basis.SHARE if first.family == "share" else basis_of(items),
        per=first.figure.per,
        period=said_period(items),
        scope=first.scope,
        noun=most(i.quantity.unit for i in whole) or "",
        some=first.some,
        measured=bool(unit_class(first)) or first.measure.endswith(" (money)"),
    )


def who_of(items: Sequence[Item]) -> str | None:
    """Who is counted, as most put it; of an event that nobody in particular suffers, only if most name the side."""
    who = most(i.who for i in items if i.who)
    if items[0].scope is Scope.EVENT and not items[0].some and not generic(who):
        return who if sum(i.who == who for i in items) * 2 > len(items) else None
    return who


def said_period(items: Sequence[Item]) -> TimeSpan | None:
    """The period, where it says more than when the articles were published; a stretch up to then is open."""
    period = period_of(items)
    if period is None:
        return None
    giving = [i for i in items if i.period == period]
    if len(giving) * 3 < len([i for i in items if i.present]):
        return None
    if all(only_published(i) for i in giving):
        return None
    if all(since(period, i.article) for i in giving):
        return TimeSpan(start=period.start, end=None, precision=period.precision)
    return period


def only_published(item: Item) -> bool:
    """Whether the period of a figure is no more than the day or the window of publication."""
    period, days = item.period, item.days
    if period is None or days is None or period.start is None or period.end is None:
        return False
    return days[0] <= period.start and period.end <= days[1]


def measure_of(items: Sequence[Item]) -> str:
    """The measure of most figures, as the text writes it; among equals the one that stands for its group."""
    counts = Counter(i.measure for i in items)
    group = items[0].group
    if len(counts) > 1 and group in lists.words("wording", "done_to_people"):
        return group
    chosen = min(counts, key=lambda m: (-counts[m], m != group, -len(m), m))
    return next(i.figure.measure for i in items if i.measure == chosen)


def place_of(items: Sequence[Item]) -> str | None:
    """The place that most give, if a third of the figures give it: one article's detail is not the question's."""
    where = most(i.where for i in items if i.where)
    return where if sum(i.where == where for i in items) * 3 >= len(items) else None


def most(words: Iterable[str | None]) -> str | None:
    """The most frequent, the longest among equals."""
    counts = Counter(w for w in words if w)
    return min(counts, key=lambda w: (-counts[w], -len(w), w), default=None)


def basis_of(items: Sequence[Item]) -> Basis:
    """The basis of most figures that are no mere additions."""
    counts = Counter(i.figure.basis for i in items if i.figure.basis is not Basis.INCREMENT)
    return min(counts, key=lambda b: (-counts[b], b), default=Basis.INCREMENT)


def period_of(items: Sequence[Item]) -> TimeSpan | None:
    """The period that the question is about: that of its figures where they share one."""
    periods = [i.period for i in items if i.period and i.figure.basis is not Basis.INCREMENT]
    closed = [p for p in periods if p.start and p.end]
    if items[0].scope in (Scope.PERIOD, Scope.EVENT):
        counts = Counter(closed)
        return min(counts, key=lambda p: (-counts[p], p.start, p.end), default=None)
    return periods[0] if len(periods) == len(items) and len(set(periods)) == 1 else None


# -------------------------------------------------------------------------------- ids


def stable_ids(groups: Sequence[Sequence[Item]]) -> list[str]:
    """An id for each group, in the order of the groups."""
    firsts = [earliest(items) for items in groups]
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for n in sorted(range(len(groups)), key=lambda n: sure(firsts[n])):
        key = content_id("question", *key_of(firsts[n]))
        if key in taken:
            claim, index = firsts[n].ref
            key = content_id("question", *key_of(firsts[n]), claim, str(index))
        taken.add(key)
        ids[n] = key
    return [ids[n] for n in range(len(groups))]


def earliest(items: Sequence[Item]) -> Item:
    """The figure that had surely been published first: what is published later never takes its place."""
    return min(items, key=sure)


def sure(item: Item) -> tuple[date, tuple[object, ...]]:
    """The day by which a figure had surely been published, then its place: an order in which a pile grows."""
    return (item.days[1] if item.days else date.max, item.order)


def key_of(first: Item) -> tuple[str, ...]:
    """What the first figure of a question asks, without who answers it; a fuller name changes nothing."""
    who = "" if generic(first.who) else who_key(first.who or "")
    base = (first.group, first.family, first.scope.value, who, unit_class(first))
    day = first.days[1] if first.days else None
    if first.scope is Scope.SLOW:
        return base
    if first.scope is Scope.PERIOD:
        start = first.period.start if first.period else None
        return (*base, f"{start:%Y-%m}" if start else "")
    if first.scope is Scope.EVENT:
        return (*base, first.some, fold(first.where or ""), day.isoformat() if day else "")
    return (*base, str(day.year) if day else "")
