"""The section on what is disputed: who says what against whom, and why they may differ."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.brief.answers import attributed, givers, grouped, said
from onrecord.brief.draft import Draft, Phrase, draft, join, listed, merged
from onrecord.brief.pile import Pile
from onrecord.brief.reasons import why_they_differ
from onrecord.brief.subjects import subject
from onrecord.brief.wording import clip, sentence
from onrecord.model import Claim, Kind, Question, Verdict

MOST_QUESTIONS, MOST_CLAIMS, FEWEST_WORDS = 4, 3, 6


def lines(pile: Pile) -> tuple[Draft, ...]:
    """One line a conflict or dispute, the weightiest first; then challenges to what is no figure."""
    contested = [q for q in pile.questions if q.verdict in (Verdict.CONFLICT, Verdict.DISPUTED)]
    used = {c.id for q in contested for _, c in pile.challengers(q)}
    found = [d for i, q in enumerate(contested[:MOST_QUESTIONS]) if (d := _line(pile, q, i))]
    return (*found, *list(_challenges(pile, used))[:MOST_CLAIMS])


def _line(pile: Pile, question: Question, at: int) -> Draft | None:
    if not pile.counted(question):
        return None
    phrase = contested(pile, question, at)
    reasons = why_they_differ(pile, question)
    return draft(add(phrase, listed(reasons)), plainer=draft(phrase)) if reasons else draft(phrase)


def contested(pile: Pile, question: Question, at: int = 0) -> Phrase:
    """A conflict or a dispute as a sentence: the sides, then who challenges them."""
    challengers = pile.challengers(question)
    if question.verdict is Verdict.CONFLICT and challengers:
        return add(against(pile, question, at), _challenge(pile, challengers[0][1]))
    return challenged(pile, question) if challengers else against(pile, question, at)


def against(pile: Pile, question: Question, at: int = 0) -> Phrase:
    """As in "On Northlandic casualties the sources part: more than 600,000 by Kyiv, against 450,000 by an agency"."""
    groups = list(grouped(pile.counted(question)).items())
    if len(groups) < 2:
        return join("{}: {}, which others contradict", subject(question), said(pile, question))
    sides = [join("{} by {}", Phrase(words), givers(pile, group)) for words, group in (groups[0], groups[-1])]
    opening = ("on {} the sources part: {}, against {}", "there are rival figures for {}: {}, but {}")[at % 2]
    return join(opening, subject(question), *sides)


def challenged(pile: Pile, question: Question) -> Phrase:
    """Who challenges an answer, in what words, and whose answer it is."""
    claim = pile.challengers(question)[0][1]
    top = next(iter(grouped(pile.counted(question)).items()))
    value = attributed(pile, [top], "{} according to {}")
    words, doubter = clip(claim.text), Phrase(pile.chain(claim), pile.cite_claim(claim))
    if not words:
        return join("the figure for {}, {}, is challenged by {}", subject(question), value, doubter)
    verb = Phrase(pile.verb(claim))
    return join(
        "the figure for {}, {}, is challenged: {} {} “{}”", subject(question), value, doubter, verb, Phrase(words)
    )


def _challenge(pile: Pile, claim: Claim) -> Phrase:
    words = clip(claim.text)
    who = Phrase(pile.chain(claim), pile.cite_claim(claim))
    if not words:
        return join("{} disputes that", who)
    return join("{} disputes that: “{}”", who, Phrase(words))


def add(phrase: Phrase, more: Phrase) -> Phrase:
    """Two phrases as two sentences."""
    if not more:
        return phrase
    text = f"{sentence(phrase.text)} {sentence(more.text)}"
    return Phrase(text, merged(phrase.cites, more.cites), phrase.derived + more.derived)


def _challenges(pile: Pile, used: set[str]) -> Iterator[Draft]:
    for claim in pile.claims:
        if claim.kind is not Kind.DISPUTE or claim.id in used or pile.is_copy(claim.article):
            continue
        words = clip(claim.text)
        if len(words.split()) < FEWEST_WORDS or not claim.attribution.chain:
            continue
        who = Phrase(pile.through(claim), pile.cite_claim(claim))
        bare = join("{} {} “{}”", who, Phrase(pile.verb(claim)), Phrase(words))
        target = next((c for i in claim.disputes if (c := pile.claim.get(i)) and c.attribution.chain), None)
        whom = pile.chain(target) if target else ""
        if target and whom and whom != pile.chain(claim):
            other = Phrase(whom, pile.cite_claim(target))
            yield draft(join("{}, against {}", bare, other), plainer=draft(bare))
        else:
            yield draft(bare)
