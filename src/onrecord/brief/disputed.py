"""The section on what is disputed: who says what against whom, and why they may differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from onrecord.brief import statements
from onrecord.brief.answers import attributed, givers, grouped
from onrecord.brief.draft import Draft, Phrase, draft, join, listed, merged
from onrecord.brief.pile import Answer, Pile
from onrecord.brief.reasons import why_they_differ
from onrecord.brief.saying import cue, has, told
from onrecord.brief.series import stands_for
from onrecord.brief.subjects import is_sound, subject
from onrecord.brief.wording import sentence
from onrecord.model import Claim, Kind, Question, Verdict

MOST_QUESTIONS, MOST_CLAIMS = 6, 4


def lines(pile: Pile) -> tuple[Draft, ...]:
    """One line a conflict or dispute, the weightiest first; then statements, then challenges to what is neither."""
    contested = [q for q in pile.questions if q.verdict in (Verdict.CONFLICT, Verdict.DISPUTED)]
    used = {c.id for q in contested for _, c in pile.challengers(q)}
    found = [d for i, q in enumerate(contested[:MOST_QUESTIONS]) for d in _lines(pile, q, i)]
    said = tuple(statements.lines(pile))
    used |= statements.claims_in(pile)
    return (*found, *said, *list(_challenges(pile, used))[:MOST_CLAIMS])


def _lines(pile: Pile, question: Question, at: int) -> Iterator[Draft]:
    """The sides of a question, and beside a conflict the answer that somebody challenges."""
    if line := _line(pile, question, at):
        yield line
    if beside := challenged_beside(pile, question):
        yield draft(beside)


def _line(pile: Pile, question: Question, at: int) -> Draft | None:
    if not pile.counted(question):
        return None
    phrase = contested(pile, question, at) if is_sound(pile, question) else Phrase("")
    if not phrase:
        return None
    reasons = why_they_differ(pile, question)
    return draft(add(phrase, listed(reasons)), plainer=draft(phrase)) if reasons else draft(phrase)


def contested(pile: Pile, question: Question, at: int = 0) -> Phrase:
    """A conflict or a dispute as a sentence: the sides, then who challenges them."""
    challenger = challenger_of(pile, question)
    sides = against(pile, question, at) if question.verdict is Verdict.CONFLICT else Phrase("")
    if sides:
        aimed = challenger and (not challenger.disputes or _aims(challenger, _sides(pile, question)))
        return add(sides, _challenge(pile, challenger)) if challenger and aimed else sides
    return challenged(pile, question, challenger) if challenger and question.verdict is Verdict.DISPUTED else sides


def challenger_of(pile: Pile, question: Question) -> Claim | None:
    """The first claim that challenges an answer in words of challenge; "neither confirmed nor denied" is none."""
    for _, claim in pile.challengers(question):
        if claim.disputes and not _aims(claim, pile.answers(question)):
            continue
        words = told(pile, claim).text or claim.text
        if has("challenges", f"{cue(pile, claim)} {words}") and not has("withholds", words):
            return claim
    return None


def is_aimed(pile: Pile, question: Question) -> bool:
    """Whether the challenge is a clause of its own that speaks of one of the answers, not of something of its kind."""
    claim = challenger_of(pile, question)
    return claim is not None and pile.passage(claim) is not None and _aims(claim, pile.answers(question))


def challenges_all(pile: Pile, question: Question, claim: Claim) -> bool:
    """Whether what a claim challenges is the number of every answer, not that of one among others."""
    aimed = {n for a in pile.answers(question) if a.claim.id in claim.disputes for n in numbers_of(a)}
    return not aimed or all(aimed & numbers_of(a) for a in pile.counted(question))


def numbers_of(answer: Answer) -> set[Decimal]:
    """The ends of an answer's figure."""
    quantity = answer.figure.quantity
    return {n for n in (quantity.low, quantity.high) if n is not None}


def _aims(claim: Claim, answers: Sequence[Answer]) -> bool:
    return any(a.claim.id in claim.disputes for a in answers)


def against(pile: Pile, question: Question, at: int = 0) -> Phrase:
    """As in "On Northlandic casualties the sources part: more than 600,000 by Kyiv, against 450,000 by an agency".

    Each origin speaks with its latest figure; empty where one origin alone is left.
    """
    both = grouped(_sides(pile, question))
    if len(both) < 2:
        return Phrase("")
    sides = [join("{} by {}", Phrase(words), givers(pile, group)) for words, group in both.items()]
    opening = ("on {} the sources part: {}, against {}", "there are rival figures for {}: {}, but {}")[at % 2]
    return join(opening, subject(question), *sides)


def _sides(pile: Pile, question: Question) -> tuple[Answer, ...]:
    """The highest of the latest answers, and of the others the one that most articles carry, the latest of them."""
    groups = list(grouped(latest_by_origin(pile, question)).values())
    if len(groups) < 2 or len({a.entry.origin for g in groups for a in g}) < 2:
        return ()

    def support(group: tuple[Answer, ...]) -> tuple[int, date]:
        days = [d[1] for a in group if (d := stands_for(pile, a))]
        return len({a.claim.article for a in group}), max(days, default=date.min)

    return (*groups[0], *max(groups[1:], key=support))


def latest_by_origin(pile: Pile, question: Question) -> tuple[Answer, ...]:
    """The latest answer of each origin; all of them where they are equally late."""
    found: dict[str, list[tuple[date, Answer]]] = {}
    for answer in pile.counted(question):
        days = stands_for(pile, answer)
        found.setdefault(answer.entry.origin, []).append((days[1] if days else date.min, answer))
    return tuple(a for given in found.values() for d, a in given if d == max(day for day, _ in given))


def challenged(pile: Pile, question: Question, claim: Claim) -> Phrase:
    """Who challenges an answer, in what words, and whose answer it is: one that the challenge points at."""
    aimed = tuple(a for a in pile.answers(question) if a.claim.id in claim.disputes)
    top = next(iter(grouped(aimed or pile.counted(question)).items()))
    value = attributed(pile, [top], "{} according to {}")
    words = told(pile, claim)
    if not words:
        doubter = Phrase(pile.chain(claim), pile.cite_claim(claim))
        return join("the figure for {}, {}, is challenged by {}", subject(question), value, doubter)
    return join("the figure for {}, {}, is challenged: {}", subject(question), value, words)


def challenged_beside(pile: Pile, question: Question) -> Phrase:
    """In a conflict, the answer outside of it that somebody challenges; empty where there is none."""
    claim = challenger_of(pile, question) if question.verdict is Verdict.CONFLICT else None
    if claim is None or not is_aimed(pile, question) or _aims(claim, _sides(pile, question)):
        return Phrase("")
    return challenged(pile, question, claim)


def _challenge(pile: Pile, claim: Claim) -> Phrase:
    words = told(pile, claim)
    if words:
        return join("that is disputed: {}", words)
    return join("{} disputes that", Phrase(pile.chain(claim), pile.cite_claim(claim)))


def add(phrase: Phrase, more: Phrase) -> Phrase:
    """Two phrases as two sentences."""
    if not more:
        return phrase
    text = f"{sentence(phrase.text)} {sentence(more.text)}"
    return Phrase(text, merged(phrase.cites, more.cites), phrase.derived + more.derived)


def _challenges(pile: Pile, used: set[str]) -> Iterator[Draft]:
    """Challenges to what is no figure: a denial whose object can be read, or a whole clause that contradicts."""
    for claim in pile.claims:
        if claim.kind is not Kind.DISPUTE or claim.id in used or pile.is_copied(claim):
            continue
        bare = told(pile, claim) if claim.attribution.path else Phrase("")
        if not bare or has("withholds", bare.text) or not has("challenges", f"{cue(pile, claim)} {bare.text}"):
            continue
        yield draft(bare)
