"""The section on figures: one line a question, most contested first; small figures of one source together."""

from __future__ import annotations

from onrecord.brief.answers import cites, grouped, said, worded
from onrecord.brief.disputed import challenged
from onrecord.brief.draft import Draft, Phrase, draft, join, listed
from onrecord.brief.pile import Answer, Pile
from onrecord.brief.subjects import EVERYBODY, measures, subject
from onrecord.brief.wording import number
from onrecord.model import Basis, Question, Verdict

MOST_LINES, MOST_SINGLE, MOST_TOGETHER = 7, 6, 6


def lines(pile: Pile) -> tuple[Draft, ...]:
    """Questions with several answers, a line each; then what only one source has, one line a source."""
    several = [q for q in pile.questions if len(grouped(pile.counted(q))) > 1 or q.verdict is not Verdict.SINGLE]
    several = [q for q in several if pile.counted(q)]
    one = [q for q in pile.questions if q not in several and pile.counted(q)]
    return (*(_line(pile, q, i) for i, q in enumerate(several[:MOST_LINES])), *_singles(pile, one)[:MOST_SINGLE])


def _line(pile: Pile, question: Question, at: int) -> Draft:
    about, values = subject(question), said(pile, question)
    best = _best(question)
    if question.verdict is Verdict.DISPUTED and pile.challengers(question):
        doubter = Phrase(pile.through(pile.challengers(question)[0][1]), challenged(pile, question).cites)
        return draft(join("{}: {}; disputed by {}", about, values, doubter))
    if question.verdict is Verdict.AGREE:
        shape = ("{}: agreed, {}", "the sources agree on {}: {}")[at % 2]
        return draft(join(shape, about, values))
    if question.verdict is Verdict.SUPERSEDED:
        return draft(join("{}: {}; the later figure replaces the earlier", about, values))
    spread = _spread(pile, question)
    if question.verdict is Verdict.CONFLICT:
        shape = ("{}: {}, in conflict{}. {}", "{}: in conflict, {}{}. {}")[at % 2]
        return draft(
            join(shape, about, spread, best, _capital(values)), draft(join("{}: in conflict, {}", about, values))
        )
    fit = ("{}: {}, on figures that can all be true{}. {}", "{}: {}{}, with nothing to set them apart. {}")[at % 2]
    return draft(join(fit, about, spread, best, _capital(values)), draft(join("{}: {}", about, values)))


def _capital(phrase: Phrase) -> Phrase:
    return Phrase(phrase.text[:1].upper() + phrase.text[1:], phrase.cites, phrase.derived)


def _best(question: Question) -> Phrase:
    if question.best is None or question.best in (question.low, question.high):
        return Phrase("")
    return Phrase(f", best {number(question.best)}")


def _spread(pile: Pile, question: Question) -> Phrase:
    """The lowest and the highest answer in words; one of them where they are the same."""
    groups = list(grouped(pile.counted(question)))
    if len(groups) == 1:
        return Phrase(groups[0])
    lowest, highest = groups[-1], groups[0]
    plain = lowest.removeprefix("at least ").removeprefix("up to ")
    return Phrase(f"from {plain} to {highest.removeprefix('up to ')}")


def _singles(pile: Pile, questions: list[Question]) -> list[Draft]:
    by_source: dict[str, list[tuple[Question, Answer]]] = {}
    for question in questions:
        answer = pile.counted(question)[0]
        by_source.setdefault(pile.through(answer.claim), []).append((question, answer))
    found = []
    for at, (who, items) in enumerate(by_source.items()):
        parts = listed(_together(pile, items[:MOST_TOGETHER]))
        shape = ("{} alone has {}", "{1}, by {0} alone", "only {} gives {}")[at % 3]
        found.append(draft(join(shape, Phrase(who), parts)))
    return found


def _together(pile: Pile, items: list[tuple[Question, Answer]]) -> tuple[Phrase, ...]:
    """Each figure with what it counts; figures that share their last words ("lost by Northland") share them here."""
    parts = [(_counted(q, a), cites(pile, (a,))) for q, a in items]
    found = []
    for i, ((value, noun, tail), where) in enumerate(parts):
        following = parts[i + 1][0][2] if i + 1 < len(parts) else ""
        words = f"{value} {noun}".strip() if tail and tail == following else f"{value} {noun} {tail}".strip()
        found.append(Phrase(" ".join(words.split()), where))
    return tuple(found)


def _counted(question: Question, answer: Answer) -> tuple[str, str, str]:
    """A figure as value, noun and tail: ("8,860", "tanks", "lost by Northland")."""
    value, noun, tail = _parts(question, answer)
    per = answer.figure.per if answer.figure.basis is Basis.RATE else None
    return value, noun, f"{tail} a {per}".strip() if per else tail


def _parts(question: Question, answer: Answer) -> tuple[str, str, str]:
    value, words = worded(answer), question.measure.split()
    where = f"in {question.where}" if question.where and question.where[:1].isupper() else ""
    last, who = (words[-1] if words else ""), question.who or ""
    who = "" if who.lower() in EVERYBODY else who
    if question.measure in measures()["people"]:
        people = who if who and not who[:1].isupper() else ""
        return value, "" if value.startswith("“") else people, f"{question.measure} {where}".strip()
    if last in measures()["by"] and who:
        return value, " ".join(words[:-1]), f"{last} by {who}"
    if who == question.where or not who[:1].isupper():
        return value, question.measure, f"among {who}" if who and who not in question.measure else where
    return value, "for", subject(question, timed=False).text
