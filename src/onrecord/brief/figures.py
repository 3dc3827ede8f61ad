"""The section on figures: one line a question, most contested first; what only one source has stands together."""

from __future__ import annotations

from onrecord.brief.answers import cites, givers, grouped, said, worded
from onrecord.brief.draft import Draft, Phrase, draft, join, listed, merged
from onrecord.brief.pile import Answer, Pile
from onrecord.brief.subjects import EVERYBODY, adjective, is_vague, measures, subject, the, where, with_time
from onrecord.brief.wording import is_signed, number
from onrecord.model import Basis, Question, Verdict

MOST_LINES, MOST_SINGLE, MOST_TOGETHER, FEW = 7, 2, 4, 3


def lines(pile: Pile) -> tuple[Draft, ...]:
    """Questions with several answers, a line each; then what only one source has, several sources a line."""
    asked = [q for q in pile.questions if pile.counted(q)]
    several = [q for q in asked if len(grouped(pile.counted(q))) > 1 or q.verdict is not Verdict.SINGLE]
    one = [q for q in asked if q not in several]
    return (*(_line(pile, q, i) for i, q in enumerate(several[:MOST_LINES])), *_singles(pile, one))


def _line(pile: Pile, question: Question, at: int) -> Draft:
    about, values = subject(question), said(pile, question)
    if question.verdict is Verdict.DISPUTED and pile.challengers(question):
        claim = pile.challengers(question)[0][1]
        doubter = Phrase(pile.chain(claim), pile.cite_claim(claim))
        return draft(join("{}: {}; disputed by {}", about, values, doubter))
    if question.verdict is Verdict.AGREE:
        return draft(join(("{}: in agreement, {}", "the sources agree on {}: {}")[at % 2], about, values))
    if question.verdict is Verdict.SUPERSEDED:
        return draft(join("{}: {}; the later figure replaces the earlier", about, values))
    ranged = join("{}{}", _spread(pile.counted(question)), _best(pile, question))
    if question.verdict is Verdict.CONFLICT:
        shape = ("{}: in conflict, {}. {}", "{}: {}, figures that exclude each other. {}")[at % 2]
        return draft(join(shape, about, ranged, _capital(values)), draft(join("{}: in conflict, {}", about, values)))
    shape = ("{}: {}, and all of it can be true. {}", "{}: {}, with no contradiction. {}")[at % 2]
    return draft(join(shape, about, ranged, _capital(values)), draft(join("{}: {}", about, values)))


def _capital(phrase: Phrase) -> Phrase:
    return Phrase(phrase.text[:1].upper() + phrase.text[1:], phrase.cites, phrase.derived)


def _best(pile: Pile, question: Question) -> Phrase:
    """The figure that the record supports best, where it is neither end of the range and one of the figures given."""
    given = {v for a in pile.counted(question) for v in (a.figure.quantity.low, a.figure.quantity.high)}
    if question.best is None or question.best in (question.low, question.high) or question.best not in given:
        return Phrase("")
    return Phrase(f", best supported at {number(question.best)}")


def _spread(answers: tuple[Answer, ...]) -> Phrase:
    """The lowest and the highest answer in words; one of them where they are the same."""
    groups = list(grouped(answers).items())
    if len(groups) == 1:
        return Phrase(groups[0][0])
    (highest, _), (_, lowest) = groups[0], groups[-1]
    bottom = lowest[0].figure.quantity
    value = bottom.low if bottom.low is not None else bottom.high
    words = worded(lowest[0])
    start = number(value) if value is not None and not is_signed(words) else words
    return Phrase(f"from {start} to {highest.removeprefix('up to ')}")


def _singles(pile: Pile, questions: list[Question]) -> list[Draft]:
    """What one source alone gives: the figures of a source together, a few sources a line."""
    by_source: dict[str, list[tuple[Question, Answer]]] = {}
    counts = [q for q in questions if q.basis is not Basis.SHARE]
    questions = counts if len(counts) >= FEW else questions
    for question in questions:
        answer = pile.counted(question)[0]
        if not answer.figure.part_of_larger and not is_vague(question):
            by_source.setdefault(pile.through(answer.claim), []).append((question, answer))
    parts = [_source(pile, items) for items in by_source.values()]
    rows = [tuple(parts[i : i + MOST_TOGETHER]) for i in range(0, len(parts), MOST_TOGETHER)][:MOST_SINGLE]
    openings = ("From a single source each: {}", "Also uncorroborated: {}", "Found once and no more: {}")
    return [draft(join(openings[i % 3], _semicolons(row))) for i, row in enumerate(rows)]


def _semicolons(parts: tuple[Phrase, ...]) -> Phrase:
    return Phrase(
        "; ".join(p.text for p in parts), merged(*(p.cites for p in parts)), tuple(d for p in parts for d in p.derived)
    )


def alone(pile: Pile, questions: list[Question], most: int = 2) -> Phrase:
    """What the source of the first question alone gives, with its name: "40 boats and 12 vans (Kyiv)"."""
    items = [(q, pile.counted(q)[0]) for q in questions]
    who = pile.through(items[0][1].claim)
    return _source(pile, [i for i in items if pile.through(i[1].claim) == who][:most])


def _source(pile: Pile, items: list[tuple[Question, Answer]]) -> Phrase:
    kept = items[:MOST_TOGETHER]
    who = givers(pile, (kept[0][1],), ", in {}")
    return join("{} ({})", listed(_together(pile, kept)), who)


def _together(pile: Pile, items: list[tuple[Question, Answer]]) -> tuple[Phrase, ...]:
    """Each figure with what it counts; figures that share their last words ("lost by Northland") share them here."""
    parts = [(_counted(q, a), q, a) for q, a in items]
    found = []
    for i, ((value, noun, tail), question, answer) in enumerate(parts):
        following = parts[i + 1][0][2] if i + 1 < len(parts) else ""
        ending = "" if tail and tail == following else tail
        words = " ".join(f"{value} {noun} {ending}".split())
        phrase = Phrase(words, cites(pile, (answer,)))
        covered = question.period and question.period.precision != "day"
        found.append(with_time(phrase, question) if covered else phrase)
    return tuple(found)


def _counted(question: Question, answer: Answer) -> tuple[str, str, str]:
    """A figure as value, noun and tail: ("8,860", "tanks", "lost by Northland")."""
    value, noun, tail = _parts(question, worded(answer))
    per = answer.figure.per if answer.figure.basis is Basis.RATE else None
    return value, noun, f"{tail} a {per}".strip() if per and f" a {per}" not in noun else tail


def _parts(question: Question, value: str) -> tuple[str, str, str]:
    words, place = question.measure.split(), where(question)
    last, who = (words[-1] if words else ""), question.who or ""
    quoted = value.startswith("“")
    if question.measure in measures()["people"]:
        noun = "" if quoted else (adjective(who) if who[:1].isupper() else who)
        return value, noun, f"{question.measure} {place}".strip()
    if last in measures()["by"] and who and who.lower() not in EVERYBODY:
        return value, "" if quoted else " ".join(words[:-1]), f"{last} by {the(who)} {place}".strip()
    if question.measure in measures()["own"] or (who and not adjective(who) and who.lower() not in EVERYBODY):
        return value, "for", subject(question, timed=False).text
    if question.basis is Basis.SHARE:
        return value, "for", subject(question, timed=False).text
    if quoted:
        return value, "", f"{last if last in measures()['by'] else ''} {place}".strip()
    return value, subject(question, timed=False).text.removesuffix(place).strip(), place
