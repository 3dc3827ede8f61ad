"""Who says what in answer to a question: equal answers merged, each with the one who gave it and where it stands."""

from __future__ import annotations

from onrecord.brief.draft import Phrase, listed, merged
from onrecord.brief.pile import Answer, Pile, made_count
from onrecord.brief.wording import count, figure_words, number
from onrecord.model import Basis, Cite, Question


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


def givers(pile: Pile, answers: tuple[Answer, ...], shape: str = "{} (in {})") -> Phrase:
    """Who gave one answer: "Kyiv (in The Mirror)"; two are both named, more are counted."""
    names = list(dict.fromkeys(pile.through(a.claim, shape) for a in answers))
    where = cites(pile, answers)
    if len(names) <= 2:
        return Phrase(" and ".join(names), where)
    articles = {a.claim.article for a in answers}
    if len(articles) == 1:
        return Phrase(names[0], where)
    words = count(len(articles), "article")
    return Phrase(words, where, made_count(words, articles).derived)


def said(pile: Pile, question: Question, *, by: str = "by", limit: int = 4) -> Phrase:
    """As in "more than 600,000 by Kyiv (in The Mirror) and 450,000 by intelligence assessments"."""
    groups = list(grouped(pile.counted(question)).items())[:limit]
    parts = []
    for words, group in groups:
        who = givers(pile, group)
        parts.append(Phrase(f"{words} {by} {who.text}", who.cites, who.derived))
    return listed(tuple(parts))


def span_of(question: Question) -> str:
    """The range a question's answers leave: "450,000 to more than 600,000", "at most 12,000"."""
    low, high = question.low, question.high
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"up to {number(high)}" if high is not None else f"{number(low)} or more" if low is not None else ""
    return number(low) if low == high else f"{number(low)} to {number(high)}"
