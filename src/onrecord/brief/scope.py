"""What looks like a contradiction and is none: a question of another scope beside the one that a line tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from onrecord.brief.answers import said
from onrecord.brief.draft import Draft, Phrase, draft, join
from onrecord.brief.pile import Pile
from onrecord.brief.subjects import is_sound, subject
from onrecord.model import How, Question, Related

MOST = 3  # lines of a brief
NEAR = 20  # numbers farther apart are not taken for answers to one question
CLEAR = {"missing", "households without power"}  # that these count otherwise is plain
WORDS = {
    How.WIDER: "which takes in more and is no contradiction",
    How.NARROWER: "which takes in less and is no contradiction",
    How.WHOLE: "of which it is a part, so that the two do not contradict each other",
    How.PART: "which is a part of it and no contradiction",
}


def beside(pile: Pile, questions: Sequence[Question]) -> dict[str, Draft]:
    """By question, the line that tells of one that looks like an answer to it and counts something else."""
    by_id = {q.id: q for q in pile.questions if pile.counted(q) and is_sound(pile, q)}
    found: dict[str, Draft] = {}
    seen: set[frozenset[str]] = set()
    for question in questions:
        for link in confusing(question, by_id):
            pair = frozenset((question.id, link.question))
            if pair not in seen and question.id not in found and len(found) < MOST:
                seen.add(pair)
                found[question.id] = line(pile, question, by_id[link.question], link)
    return found


def confusing(question: Question, by_id: dict[str, Question]) -> Iterator[Related]:
    """The links to questions whose numbers a reader could hold against this one's."""
    for link in question.related:
        other = by_id.get(link.question)
        if other is None or (link.how not in WORDS and link.how is not How.DEFINITION):
            continue
        if {question.measure, other.measure} & CLEAR:
            continue
        mine, theirs = size(question), size(other)
        some = link.how in (How.WHOLE, How.PART) and not (stretch(question) or stretch(other))  # "12 children"
        if mine and theirs and mine != theirs and not some and max(mine, theirs) <= NEAR * min(mine, theirs):
            yield link


def stretch(question: Question) -> bool:
    """Whether a question is of a stretch of days."""
    period = question.period
    return bool(period and period.start and period.end and period.start < period.end)


def size(question: Question) -> Decimal:
    """The one number of an answer, to compare by."""
    return next((n for n in (question.best, question.high, question.low) if n is not None), Decimal(0))


def line(pile: Pile, question: Question, other: Question, link: Related) -> Draft:
    """As in "beside the losses stand those of October, about 40,000 by Kyiv, which are a part of them"."""
    if link.how is How.DEFINITION:
        why = Phrase(f"{link.why[:1].lower()}{link.why[1:].rstrip('.')}")
        return draft(
            join("beside {} stands another count, {}, {}: {}", *names(question, other), said(pile, other), why)
        )
    words = Phrase(WORDS[link.how])
    return draft(join("beside {} stands another count, {}, {}, {}", *names(question, other), said(pile, other), words))


def names(question: Question, other: Question) -> tuple[Phrase, Phrase]:
    """What the two count, in words."""
    return subject(question), subject(other)
