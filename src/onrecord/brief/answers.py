"""Who says what in answer to a question: equal answers merged, each with the one who gave it and where it stands."""

from __future__ import annotations

from onrecord.brief.draft import Phrase, join, listed, merged
from onrecord.brief.made import made_count
from onrecord.brief.pile import Answer, Pile, is_row
from onrecord.brief.wording import count, figure_words
from onrecord.model import Basis, Cite, Question

MOST_GROUPS = 4
IN = " (in {})"


def grouped(answers: tuple[Answer, ...]) -> dict[str, tuple[Answer, ...]]:
    """Answers by their words ("up to 10,000"), the largest first."""
    groups: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=_size, reverse=True):
        groups.setdefault(worded(answer), []).append(answer)
    return {words: tuple(group) for words, group in groups.items()}


def worded(answer: Answer) -> str:
    """The figure of an answer in words; "another" before what comes on top of something."""
    words = figure_words(answer.figure)
    return f"another {words}" if answer.figure.basis is Basis.INCREMENT else words


def _size(answer: Answer) -> float:
    q = answer.figure.quantity
    value = q.high if q.high is not None else q.low
    return float(value) if value is not None else 0.0


def cites(pile: Pile, answers: tuple[Answer, ...]) -> tuple[Cite, ...]:
    """The places of the answers, each once."""
    return merged(*(pile.cite_claim(a.claim, a.figure) for a in answers))


def givers(pile: Pile, answers: tuple[Answer, ...], carrier: str | None = IN) -> Phrase:
    """Who gave one answer, and the article that carries it: "Kyiv (in The Mirror)".

    Args:
        pile: The pile.
        answers: Equal answers.
        carrier: How the article is added; None where the line names it already.
    """
    chains: dict[str, list[Answer]] = {}
    for answer in answers:
        chains.setdefault(pile.chain(answer.claim), []).append(answer)
    names = tuple(_giver(pile, chain, tuple(given), carrier) for chain, given in chains.items())
    voiced = [a for a in answers if not a.claim.attribution.path and not pile.article[a.claim.article].publisher]
    return listed(names) if len(names) <= 2 and len(voiced) < 2 else _counted(answers, cites(pile, answers))


def _giver(pile: Pile, chain: str, answers: tuple[Answer, ...], carrier: str | None) -> Phrase:
    where = cites(pile, answers)
    carriers = tuple(dict.fromkeys(pile.carrier(a.claim) for a in answers if pile.carrier(a.claim) != chain))
    if len(carriers) > 1:
        return join("{} in {}", Phrase(chain), _counted(answers, where))
    doubt = hedge(pile, answers)
    if not answers[0].claim.attribution.path:
        name = chain if carrier in (None, IN) else pile.carrier(answers[0].claim)
    elif not carriers or carrier is None:
        name = chain
    else:
        name = chain + carrier.format(carriers[0])
    if not doubt:
        return Phrase(name, where)
    inside = f"{name[:-1]}, {doubt})" if name.endswith(")") and carrier == IN else ""
    return Phrase(inside or (f"{name} ({doubt})" if carrier in (None, IN) else f"{name}, {doubt}"), where)


def hedge(pile: Pile, answers: tuple[Answer, ...]) -> str:
    """The word that softens all of some answers, as it was said: “may”; empty when one of them is flat."""
    words = []
    for claim in (a.claim for a in answers):
        soft = [claim.likelihood.words] if claim.likelihood else [h.text for h in claim.hedges]
        cues = {s for s in soft if any(h.text == s and h.span in claim.attribution.cue for h in claim.hedges)}
        quotes = [c.quote for c in pile.cite_claim(claim)]
        found = [s for s in soft if s not in cues and any(s in q for q in quotes)]
        if not found:
            return ""
        words.append(found[0])
    return f"“{words[0]}”" if words else ""


def _counted(answers: tuple[Answer, ...], where: tuple[Cite, ...]) -> Phrase:
    articles = {a.claim.article for a in answers}
    words = count(len(articles), "article")
    return Phrase(words, where, made_count(words, articles).derived)


def said(pile: Pile, question: Question, by: str = "{} by {}") -> Phrase:
    """As in "more than 600,000 by Kyiv and 450,000 by the army, both in The Mirror"."""
    groups = list(grouped(pile.counted(question)).items())[:MOST_GROUPS]
    return attributed(pile, groups, by)


def attributed(pile: Pile, groups: list[tuple[str, tuple[Answer, ...]]], by: str = "{} by {}") -> Phrase:
    """Answers in words, each with its giver; the article is named once where it is the same for all."""
    carriers = {pile.carrier(a.claim) for _, group in groups for a in group}
    rows = any(is_row(pile.article[a.claim.article]) for _, group in groups for a in group)
    shared = (
        not rows
        and len(groups) > 1
        and len(carriers) == 1
        and all(a.claim.attribution.path for _, g in groups for a in g)
    )
    parts = []
    for words, group in groups:
        who = givers(pile, group, None) if shared else givers(pile, group)
        parts.append(join(by, Phrase(words), who))
    every = listed(tuple(parts))
    if not shared:
        return every
    return join("{}, {} in {}", every, Phrase("both" if len(groups) == 2 else "all"), Phrase(carriers.pop()))
