"""The section on figures: a line a question, the most contested first; what one source alone has; how all are rated."""

from __future__ import annotations

from decimal import Decimal

from onrecord.brief import rated
from onrecord.brief.answers import cites, givers, grouped, said, worded
from onrecord.brief.disputed import challenger_of, challenges_all
from onrecord.brief.draft import Draft, Phrase, draft, join, listed, merged
from onrecord.brief.origins import at_least_and_at_most
from onrecord.brief.pile import Answer, Pile
from onrecord.brief.saying import places
from onrecord.brief.scope import beside
from onrecord.brief.series import told_series, weightiest
from onrecord.brief.subjects import is_sound, measures, subject, with_time
from onrecord.brief.wording import is_signed, number
from onrecord.model import ArticleKind, Basis, Kind, Question, Status, Verdict, hull

MOST_LINES, MOST_SERIES, MOST_ALSO, MOST_EACH = 7, 4, 8, 2
SUPPORTED = "supported"  # the rule that goes without saying
BY_RULE = {
    SUPPORTED: "best supported at {}",
    "majority": "put at {} by most origins",
    "latest": "put at {} by the latest figure",
    "conservative": "put at {} by the conservative rule",
    "highest": "put at {} by the rule of the highest",
    "reliable": "put at {} by the source rated best",
}
FEWEST_WORDS, MOST_WORDS = 6, 24
OLD = 300  # days before the pile: a figure that stands for such a day is background
SMALL = Decimal(10)  # a count below this, from one source, is no figure of the story unless people were lost


def lines(pile: Pile) -> tuple[Draft, ...]:
    """Questions with several answers, a line each; then series; then what only one source has, in one line."""
    asked = [q for q in pile.questions if pile.counted(q)]
    several = [q for q in asked if len(grouped(pile.counted(q))) > 1 or q.verdict is not Verdict.SINGLE]
    several = [q for q in several if is_sound(pile, q)]
    steps = weightiest(pile)[:MOST_SERIES]
    shown = {q.id for q, _ in steps if q.verdict in (Verdict.SINGLE, Verdict.SUPERSEDED)}
    first = [q for q in several if q.id not in shown][:MOST_LINES]
    near = beside(pile, first)
    compared = [d for i, q in enumerate(first) for d in (_line(pile, q, i), near.get(q.id)) if d]
    told = [draft(told_series(pile, *s)) for s in steps]
    return (*compared, *told, *_also(pile, [q for q in asked if q not in several]), *rated.lines(pile))


def _line(pile: Pile, question: Question, at: int) -> Draft:
    behind = at_least_and_at_most(question)
    # "The sources agree … (single-source)" would puzzle: how many stand behind it says the same, and why.
    alone = question.status is Status.SINGLE_SOURCE and behind
    status = Phrase("" if alone else question.status.value)
    about = join("{} ({}; {})" if behind and not alone else "{} ({}{})", subject(question), status, behind)
    values = said(pile, question)
    claim = challenger_of(pile, question) if question.verdict is Verdict.DISPUTED else None
    if claim and challenges_all(pile, question, claim):
        doubter = Phrase(pile.chain(claim), pile.cite_claim(claim))
        return draft(join("{}: {}; disputed by {}", about, values, doubter))
    if question.verdict is Verdict.AGREE:
        return draft(join(("{}: in agreement, {}", "the sources agree on {}: {}")[at % 2], about, values))
    if question.verdict is Verdict.SUPERSEDED:
        return draft(join("{}: {}; the later figure replaces the earlier", about, values))
    if question.verdict is Verdict.SINGLE or len(grouped(pile.counted(question))) == 1:
        return draft(join("{}: {}", about, values))
    ranged = join("{}{}", _spread(pile.counted(question)), _best(pile, question))
    if question.verdict is Verdict.CONFLICT:
        shape = ("{}: in conflict, {}. {}", "{}: {}, figures that exclude each other. {}")[at % 2]
        return draft(join(shape, about, ranged, _capital(values)), draft(join("{}: in conflict, {}", about, values)))
    shape = ("{}: {}, and all of it can be true. {}", "{}: {}, with no contradiction. {}")[at % 2]
    return draft(join(shape, about, ranged, _capital(values)), draft(join("{}: {}", about, values)))


def _capital(phrase: Phrase) -> Phrase:
    return Phrase(phrase.text[:1].upper() + phrase.text[1:], phrase.cites, phrase.derived)


def _best(pile: Pile, question: Question) -> Phrase:
    """The best figure and how it was chosen, where it is neither end of the range and one of the figures given."""
    given = {v for a in pile.counted(question) for v in (a.figure.quantity.low, a.figure.quantity.high)}
    if question.best is None or question.best not in given:
        return Phrase("")
    if question.best in (question.low, question.high) and question.rule == SUPPORTED:
        return Phrase("")
    return Phrase(f", {BY_RULE[question.rule].format(number(question.best))}")


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


# ------------------------------------------------------------------------------------------ one source each


def _also(pile: Pile, questions: list[Question]) -> list[Draft]:
    """What one source alone gives, the weightiest eight, each in a few of the source's own words."""
    sources: dict[str, int] = {}
    items: list[Phrase] = []
    for question in sorted(questions, key=lambda q: _weight(pile, q), reverse=True):
        answer = pile.counted(question)[0]
        who = pile.through(answer.claim)
        item = _own_words(pile, answer) if _worth(pile, question, answer) else Phrase("")
        if (
            len(items) < MOST_ALSO
            and item
            and sources.get(who, 0) < MOST_EACH
            and item.text not in {i.text for i in items}
        ):
            sources[who] = sources.get(who, 0) + 1
            items.append(item)
    if not items:
        return []
    half = (len(items) + 1) // 2
    rows = (tuple(items),) if len(items) < 4 else (tuple(items[:half]), tuple(items[half:]))
    openings = ("also on record, each from a single source: {}", "and again, from a single source each: {}")
    return [draft(join(o, _semicolons(row))) for o, row in zip(openings, rows, strict=False)]


def _worth(pile: Pile, question: Question, answer: Answer) -> bool:
    """Whether a figure that one source gives is worth a reader's time: no part, no forecast, no small round thing."""
    if answer.claim.kind is Kind.FORECAST or question.basis is Basis.SHARE or answer.claim.article in pile.old:
        return False
    title = pile.article[answer.claim.article].title_span
    published, period = pile.article[answer.claim.article].published, answer.figure.period
    if title and title.overlaps(answer.figure.span):
        return False
    if published and period and period.end and (published.start - period.end).days > OLD:
        return False
    value = _size(answer)
    lost = question.measure in measures()["people"] or question.measure in measures()["losses"]
    return lost or (value >= SMALL and pile.article[answer.claim.article].kind is not ArticleKind.OPINION)


def _size(answer: Answer) -> Decimal:
    q = answer.figure.quantity
    return (q.low if q.low is not None else q.high) or Decimal(0)


def _weight(pile: Pile, question: Question) -> tuple[bool, bool, int, Decimal]:
    answers = pile.counted(question)
    lost = question.measure in measures()["people"] or question.measure in measures()["losses"]
    return lost, is_sound(pile, question), len({a.claim.article for a in answers}), _size(answers[0])


def _own_words(pile: Pile, answer: Answer) -> Phrase:
    article = pile.article[answer.claim.article]
    passage = pile.sentences.figure(article.id, article.text, answer.figure.span, hull(answer.claim.content))
    if passage is None or len(passage.text.split()) < FEWEST_WORDS:
        found = pile.passage(answer.claim, answer.figure.span)
        passage = found or pile.sentence(answer.claim, answer.figure.span)
    if passage is None or len(passage.text.split()) > MOST_WORDS:
        return Phrase("")
    return Phrase(f"{passage.quoted} ({pile.bracketed(answer.claim)})", places(pile, answer.claim, passage))


def _semicolons(parts: tuple[Phrase, ...]) -> Phrase:
    return Phrase(
        "; ".join(p.text for p in parts), merged(*(p.cites for p in parts)), tuple(d for p in parts for d in p.derived)
    )


def alone(pile: Pile, questions: list[Question], most: int = 2) -> Phrase:
    """What the source of the first question alone gives, with its name: "1,180 bodies found (Kyiv)"."""
    items = [(q, pile.counted(q)[0]) for q in questions]
    who = pile.through(items[0][1].claim)
    kept = [i for i in items if pile.through(i[1].claim) == who][:most]
    given = tuple(
        with_time(Phrase(f"{worded(a)} ({subject(q, timed=False).text})", cites(pile, (a,))), q) for q, a in kept
    )
    return join("{} by {}", listed(given), givers(pile, (kept[0][1],)))
