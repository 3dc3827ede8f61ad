"""Questions of statements: the verdict, the reasons, the entries and their grades put together.

A question's id hashes the deed, who did it to what, where, and its first day, and not who answers it. Where two would
have one id, all but the earliest take their first claim into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from onrecord.model import Asks, Basis, Entry, Question, Verdict, content_id
from onrecord.reconcile.grades import judge, named
from onrecord.reconcile.independence import independence
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.statements.items import Said
from onrecord.reconcile.statements.sides import Matter
from onrecord.reconcile.statements.wording import common, question_text
from onrecord.reconcile.status import capital, status_of


def is_question(matter: Matter) -> bool:
    """Whether a matter is worth a question: two origins speak of it, or somebody challenges it."""
    counted = [s for s in matter.said if matter.counts(s)]
    if not counted or not any(matter.yes(s) for s in matter.said):
        return False
    origins = matter.keys(counted)
    return len(origins) > 1 or matter.contested


def questions(matters: Iterable[Matter], memory: Memory | None = None) -> tuple[Question, ...]:
    """One question a matter, in the order of their first propositions. ``memory`` knows those of last time."""
    memory = memory or Memory()
    taken: set[str] = set()
    found = []
    for matter in matters:
        asks = memory.noted("asks", matter, key_of)
        key = content_id("statement", *asks)
        if key in taken:
            claim, index = matter.said[0].ref
            key = content_id("statement", *asks, claim, str(index))
        taken.add(key)
        found.append(memory.made("statement question", matter, key, partial(question, matter=matter)))
    return tuple(found)


def question(key: str, matter: Matter) -> Question:
    """The question of one matter."""
    status, status_why = status_of(matter.sides())
    telling = [s for s in matter.said if matter.counts(s)]
    agent, place = common(s.agent for s in telling), common(s.place for s in telling)
    behind = independence(matter.origin(s) for s in telling)
    return Question(
        id=key,
        text=question_text([s for s in matter.said if matter.yes(s)] or matter.said),
        measure="",
        who=agent.term.name if agent and agent.named else None,
        where=place.term.name if place and place.named else None,
        basis=Basis.LEVEL,
        period=None,
        verdict=matter.verdict,
        low=None,
        best=None,
        high=None,
        why=tuple(reasons(matter)),
        origins=behind.least,
        entries=tuple(entry(matter, s) for s in matter.said),
        status=status,
        status_why=status_why,
        rule="",
        asks=Asks.STATEMENT,
        origins_most=behind.most,
        origins_why=behind.why,
    )


def entry(matter: Matter, said: Said) -> Entry:
    """The entry of one proposition."""
    standing = matter.standing(said)
    grade = judge(standing)
    origin = matter.origin(said)
    newer = matter.outdated.get(said.ref)
    return Entry(
        claim=said.claim.id,
        figure=None,
        relation=matter.relation(said),
        origin=origin.name,
        independent=origin.known,
        counted=matter.counts(said) and said.ref not in matter.repeats,
        why=" ".join(dict.fromkeys(w for w in (stand(matter, said), origin.note, grade.reason) if w)),
        credibility=grade.digit,
        group=origin.key,
        corroborated_by=standing.behind,
        contradicted_by=standing.against,
        disputed_by=standing.disputed_by,
        superseded_by=matter.origin(newer).in_prose if newer else "",
        proposition=said.index,
        affirms=matter.yes(said),
    )


def stand(matter: Matter, said: Said) -> str:
    """How one proposition stands, in a sentence."""
    if said.aside:
        return f"Not counted: it is {said.aside}."
    if said.ref in matter.outdated:
        return "Not counted: the same origin later said the opposite."
    if said.proposition.answers:
        return "It challenges what another says, and so denies it."
    says = "It says that it was so." if matter.yes(said) else "It says that it was not so."
    return f"{says} Its origin said so before." if said.ref in matter.repeats else says


# -------------------------------------------------------------------------------- reasons


def reasons(matter: Matter) -> Iterator[str]:
    """Who says yes and who no, what was left out, and why the claims were taken for one matter."""
    yes, no = matter.side(yes=True), matter.side(yes=False)
    if yes and no:
        yield f"{capital(side_line(matter, yes, 'say'))} that it was so; {side_line(matter, no, 'den')} it."
    elif yes:
        yield f"{capital(side_line(matter, yes, 'say'))} that it was so, and nobody denies it."
    elif no:
        yield f"{capital(side_line(matter, no, 'den'))} it, and nobody in the record says that it was so."
    if matter.verdict is Verdict.DISPUTED:
        yield "The denial is a challenge to what was said, without an account of its own."
    unknown = {matter.origin(s).key for s in (*yes, *no) if not matter.origin(s).known}
    if unknown:
        count = "One origin names" if len(unknown) == 1 else f"{len(unknown)} origins name"
        yield f"{count} no source or publisher, so that independence cannot be judged."
    if matter.outdated:
        who = sorted({matter.origin(s).in_prose for s in matter.outdated.values()})
        yield f"{capital(named(who))} said the opposite before."
    for why in sorted({s.aside for s in matter.said if s.aside}):
        number = sum(s.aside == why for s in matter.said)
        yield f"{number} {'is' if number == 1 else 'are'} left out: {why}."


def side_line(matter: Matter, said: Sequence[Said], verb: str) -> str:
    """Those of one side with their verb: "Norland and the Herald say"."""
    who = sorted({matter.origin(s).in_prose for s in said})
    one = len(who) == 1
    forms = {"say": ("says", "say"), "den": ("denies", "deny")}[verb]
    return f"{named(who)} {forms[0] if one else forms[1]}"


# -------------------------------------------------------------------------------- ids


def key_of(matter: Matter) -> tuple[str, ...]:
    """What a question asks, without who answers it."""
    agent = common(s.agent for s in matter.said)
    patient = common(s.patient for s in matter.said)
    place = common(s.place for s in matter.said)
    day = matter.said[0].days[0].isoformat() if matter.said[0].days else ""
    return (matter.base, *(p.key if p else "" for p in (agent, patient, place)), day)
