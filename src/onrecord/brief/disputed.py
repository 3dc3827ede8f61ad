"""The section on what is disputed: who says what against whom, and why they may differ."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.brief.answers import givers, grouped, said
from onrecord.brief.draft import Draft, Phrase, draft, join, listed, merged
from onrecord.brief.pile import Pile
from onrecord.brief.reasons import why_they_differ
from onrecord.brief.subjects import subject
from onrecord.brief.wording import clip, sentence
from onrecord.model import Claim, Kind, Question, Verdict

MOST_QUESTIONS, MOST_CLAIMS = 4, 3


def lines(pile: Pile) -> tuple[Draft, ...]:
    """One line a conflict or dispute, the weightiest first; then challenges to what is no figure."""
    contested = [q for q in pile.questions if q.verdict in (Verdict.CONFLICT, Verdict.DISPUTED)]
    used = {c.id for q in contested for _, c in pile.challengers(q)}
    found = [d for i, q in enumerate(contested[:MOST_QUESTIONS]) if (d := _line(pile, q, i))]
    return (*found, *list(_challenges(pile, used))[:MOST_CLAIMS])


def _line(pile: Pile, question: Question, at: int) -> Draft | None:
    if not pile.counted(question):
        return None
    phrase = challenged(pile, question) if pile.challengers(question) else against(pile, question, at)
    reasons = why_they_differ(pile, question)
    return draft(add(phrase, because(reasons)), plainer=draft(phrase)) if reasons else draft(phrase)


def against(pile: Pile, question: Question, at: int = 0) -> Phrase:
    """As in "On Northland's casualties the sources part: more than 600,000 by Kyiv against 450,000 by an agency"."""
    groups = list(grouped(pile.counted(question)).items())
    if len(groups) < 2:
        return join("{}: {}, which others contradict", subject(question), said(pile, question))
    sides = []
    for words, group in (groups[0], groups[-1]):
        who = givers(pile, group)
        sides.append(Phrase(f"{words} by {who.text}", who.cites, who.derived))
    opening = ("on {} the sources part: {}, against {}", "there are rival figures for {}: {}, but {}")[at % 2]
    return join(opening, subject(question), *sides)


def challenged(pile: Pile, question: Question) -> Phrase:
    """Who challenges an answer, in what words, and whose answer it is."""
    _, claim = pile.challengers(question)[0]
    answers = pile.counted(question)
    top = next(iter(grouped(answers).items()))
    who = givers(pile, top[1], "{} (in {})" if _elsewhere(claim, top[1][0].claim) else "{}")
    value = Phrase(f"{top[0]} by {who.text}", who.cites, who.derived)
    words = clip(claim.text)
    doubter = Phrase(pile.through(claim), pile.cite_claim(claim))
    if not words:
        return join("{} challenges the figure for {}: {}", doubter, subject(question), value)
    saying = Phrase(f"“{words}”")
    return join("{} challenges the figure for {}, {}: {}", doubter, subject(question), value, saying)


def _elsewhere(one: Claim, other: Claim) -> bool:
    return one.article != other.article


def because(reasons: tuple[Phrase, ...]) -> Phrase:
    """The reasons as a sentence of their own."""
    return Phrase("", cites=merged(*(r.cites for r in reasons))) if not reasons else listed(reasons)


def add(phrase: Phrase, more: Phrase) -> Phrase:
    """Two phrases as two sentences."""
    if not more:
        return phrase
    return Phrase(
        f"{sentence(phrase.text)} {sentence(more.text)}",
        merged(phrase.cites, more.cites),
        phrase.derived + more.derived,
    )


def _challenges(pile: Pile, used: set[str]) -> Iterator[Draft]:
    for claim in pile.claims:
        if claim.kind is not Kind.DISPUTE or claim.id in used or pile.is_copy(claim.article):
            continue
        words = clip(claim.text)
        if not words or not claim.attribution.chain:
            continue
        against_ = [pile.claim[i] for i in claim.disputes if i in pile.claim]
        target = next((a for a in against_ if a.attribution.chain), None)
        phrase = Phrase(f"{pile.through(claim)}: “{words}”", pile.cite_claim(claim))
        if target and pile.chain(target) != pile.chain(claim):
            whom = Phrase(pile.chain(target), pile.cite_claim(target))
            doubter = Phrase(pile.through(claim), pile.cite_claim(claim))
            yield draft(join("against {}, {} has it that “{}”", whom, doubter, Phrase(words)), draft(phrase))
        else:
            yield draft(phrase)
