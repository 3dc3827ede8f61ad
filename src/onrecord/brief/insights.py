"""What the reader of the pile would not see at once: sums that fit, ceilings, one origin seen through many outlets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from onrecord.brief import dependence
from onrecord.brief.answers import cites
from onrecord.brief.draft import Derived, Draft, Made, Phrase, draft, join, listed, merged
from onrecord.brief.made import made_count
from onrecord.brief.pile import Answer, Pile, is_part
from onrecord.brief.reasons import is_nameless, noun, party
from onrecord.brief.subjects import is_sound, is_vague, measures, possessive, subject
from onrecord.brief.wording import count, figure_words, is_signed, listing, number
from onrecord.model import Basis, Bound, Check, Kind, Question, Relation, Verdict
from onrecord.values.name import fold

MOST, MOST_SUMS, MOST_ORIGINS, FEW = 10, 2, 2, 6
APART = 20  # times: figures for one thing that lie this far apart are said to
OLD = 180  # days before the middle of the pile: an article this much older is said to be
LARGE = Decimal(1000)  # smaller numbers recur by chance
CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)


def lines(pile: Pile) -> tuple[Draft, ...]:
    """One line an insight, the weightiest first."""
    found = (
        *list(_nobodys(pile))[:MOST_ORIGINS],
        *dependence.circles(pile),
        *_magnitudes(pile),
        *_sums(pile),
        *_ceilings(pile),
        *_parties(pile),
        *dependence.copies(pile),
        *list(_one_origin(pile))[:MOST_ORIGINS],
        *_same_number(pile),
        *dependence.repeats(pile),
        *dependence.ages(pile),
        *_nameless(pile),
        *dependence.opinions(pile),
        *_alone(pile),
    )
    return found[:MOST]


# ------------------------------------------------------------------------------------------ figures


def _nobodys(pile: Pile) -> Iterator[Draft]:
    """A large figure that several articles print and none of them can say who counted."""
    outlets = {fold(a.publisher) for a in pile.articles if a.publisher}
    by_value: dict[tuple[str, Decimal], list[Answer]] = {}
    for question in (q for q in pile.questions if is_sound(pile, q)):
        for answer in pile.answers(question):
            q = answer.figure.quantity
            value = q.low if q.low is not None else q.high
            if value is not None and value >= LARGE and _stands_alone(answer):
                by_value.setdefault((question.measure, value), []).append(answer)
    for (measure, _), answers in by_value.items():
        origins = [a.claim.attribution.path[-1] if a.claim.attribution.path else None for a in answers]
        known = any(o and not is_nameless(o) and fold(o.name) not in outlets for o in origins)
        articles = list(dict.fromkeys(a.claim.article for a in answers))
        if known or len(articles) < 2:
            continue
        names = list(dict.fromkeys(pile.label(pile.article[i]) for i in articles))
        if len(names) < 2:
            continue
        n = made_count(count(len(articles), "article"), articles)
        where = cites(pile, tuple(answers))
        words = "nobody in the record says who counted {} {}, though {} print the figure: {}"
        given = Phrase(listing(names), where)
        yield draft(join(words, Phrase(figure_words(answers[0].figure)), Phrase(measure), n, given))


def _stands_alone(answer: Answer) -> bool:
    """Whether a figure is a present count of its own; a part, an increment and a forecast count other things."""
    whole = not is_part(answer) and answer.figure.basis is not Basis.INCREMENT
    return whole and answer.claim.kind is not Kind.FORECAST


def _magnitudes(pile: Pile) -> Iterator[Draft]:
    """Figures for one thing that lie so far apart that they cannot be two counts of it."""
    widest: dict[str, tuple[Answer, Answer]] = {}
    for question in (q for q in pile.questions if is_sound(pile, q) and q.basis not in (Basis.SHARE, Basis.RATE)):
        if question.measure not in measures()["people"] and question.measure not in measures()["losses"]:
            continue
        for answer in (a for a in pile.counted(question) if a.claim.article not in pile.old and size(a) >= FEW):
            low, high = widest.get(question.measure, (answer, answer))
            widest[question.measure] = (min(low, answer, key=size), max(high, answer, key=size))
    for measure, (low, high) in widest.items():
        rivals = [
            a for q in pile.questions if q.measure == measure for a in pile.counted(q) if APART * size(a) <= size(high)
        ]
        near = max((a for a in rivals if a.claim.article not in pile.old), key=size, default=low)
        if size(low) * APART <= size(high):
            parts = (_told(pile, high), _told(pile, near))
            yield draft(join("{} and {} people {} cannot both be counts of the same thing", *parts, Phrase(measure)))


def _told(pile: Pile, answer: Answer) -> Phrase:
    return Phrase(f"{figure_words(answer.figure)} ({pile.bracketed(answer.claim)})", cites(pile, (answer,)))


def size(answer: Answer) -> Decimal:
    """The number of a figure."""
    q = answer.figure.quantity
    return (q.low if q.low is not None else q.high) or Decimal(0)


def _sums(pile: Pile) -> Iterator[Draft]:
    """Sums that tie one figure to another; the shortest first, those with the fewest conditions."""
    found: dict[str, tuple[Question, Check]] = {}
    for question in pile.questions:
        for check in question.arithmetic:
            if check.holds is not None and "is a part of" not in check.says and is_sound(pile, question):
                found.setdefault(check.says, (question, check))
    for at, says in enumerate(sorted(found, key=lambda s: (bool(found[s][1].holds), len(s), s))[:MOST_SUMS]):
        yield _sum(pile, *found[says], at)


def _sum(pile: Pile, question: Question, check: Check, at: int) -> Draft:
    ids = (*check.with_, *(e.claim for q in pile.questions if q.id in check.with_ for e in q.entries if e.counted))
    ids = (*ids, *(e.claim for e in question.entries if e.counted))
    where = merged(*(pile.cite_claim(pile.claim[i]) for i in dict.fromkeys(ids) if i in pile.claim))
    says = check.says.rstrip(".").replace(": ", ", ")
    says = says[:1].lower() + says[1:] if not says[1:2].isupper() else says
    made = Phrase(says, where, (Derived(says, Made.SUM, (check.says,)),))
    words = ("the sums fit: {}", "these fit: {}")
    return draft(join(words[at % 2] if check.holds else "these do not fit: {}", made))


def _ceilings(pile: Pile) -> Iterator[Draft]:
    for question in pile.questions:
        answers = pile.counted(question)
        rest = [a for a in answers if a.figure.quantity.bound not in CEILINGS]
        if len(answers) < 3 or len(rest) * 2 >= len(answers):
            continue
        total = made_count(count(len(answers), "figure"), (_key(a) for a in answers))
        some = Phrase("all" if not rest else "most")
        if len(rest) == 1:
            some = Phrase("all but one", (), (Derived("one", Made.COUNT, ("the rest",)),))
        about = Phrase(subject(question).text, cites(pile, answers), subject(question).derived)
        yield draft(
            join(
                "{} of the {} for {} are upper limits: they cannot contradict each other, and a far smaller number "
                "would satisfy them too",
                *(some, total, about),
            )
        )
        return


def _key(answer: Answer) -> str:
    return f"{answer.claim.id}/{answer.entry.figure}"


def _one_origin(pile: Pile) -> Iterator[Draft]:
    for question in (q for q in pile.questions if is_sound(pile, q)):
        answers = tuple(a for a in pile.answers(question) if a.entry.relation is not Relation.DISPUTES)
        answers = tuple(a for a in answers if a.claim.article not in pile.old)
        origins = {a.entry.origin for a in answers}
        chained = [a for a in answers if len(a.claim.attribution.path) > 1]
        articles = {a.claim.article for a in answers}
        told_on = len(origins) == 1 and (chained or len(articles) > 1)
        if len(answers) > 1 and len(articles) == 1 and not told_on:
            outlet = Phrase(next(_outlets(pile, answers)), cites(pile, answers))
            yield draft(join("all that is given for {} stands in a single article, in {}", subject(question), outlet))
        if len(answers) < 2 or not told_on or not all(a.entry.independent for a in answers):
            continue
        origin = next(iter(origins))
        seen = listing([t for t in dict.fromkeys((*_relays(pile, chained), *_outlets(pile, answers))) if t != origin])
        words = "the figure for {} has a single origin, {}, though it comes by way of {}"
        yield draft(join(words, subject(question), Phrase(origin, cites(pile, answers)), Phrase(seen)))


def _relays(pile: Pile, answers: list[Answer]) -> Iterator[str]:
    """Whom the figure passed through on its way into the articles."""
    for answer in answers:
        for speaker in answer.claim.attribution.path[:-1]:
            yield pile.speaker(speaker, pile.article[answer.claim.article])


def _outlets(pile: Pile, answers: tuple[Answer, ...]) -> Iterator[str]:
    for answer in answers:
        yield pile.label(pile.article[answer.claim.article])


def _parties(pile: Pile) -> Iterator[Draft]:
    by_whom: dict[str, list[tuple[Answer, Phrase]]] = {}
    for question in pile.questions:
        for answer in pile.counted(question):
            if found := party(pile, (answer,)):
                words = f"{figure_words(answer.figure)} {noun(answer)}".strip()
                by_whom.setdefault(pile.through(answer.claim), []).append((answer, Phrase(words, found.cites)))
    for who, given in by_whom.items():
        figures = tuple({p.text: p for _, p in given}.values())[:5]
        whose = Phrase(possessive(given[0][0].figure.who or ""))
        words = "{} losses as {} gives them ({}) are a government’s count of another country’s dead and lost"
        yield draft(join(words, whose, Phrase(who), listed(figures)))


def _same_number(pile: Pile) -> Iterator[Draft]:
    """A large number that stands for two things, which a reader may take for one."""
    seen: dict[Decimal, tuple[Question, Answer]] = {}
    for question in pile.questions:
        for answer in pile.counted(question):
            q = answer.figure.quantity
            value = q.low if q.low is not None else q.high
            if value is None or value < LARGE or is_signed(figure_words(answer.figure)) or is_vague(question):
                continue
            other, first = seen.setdefault(value, (question, answer))
            if other.measure != question.measure and not _related(first, answer):
                words = "the number {} stands for two things that have nothing to do with each other: {}, and {}"
                both = Phrase(number(value), cites(pile, (first, answer)))
                two = Derived("two", Made.COUNT, (other.id, question.id))
                line = join(words, both, subject(other, timed=False), subject(question, timed=False))
                yield draft(Phrase(line.text, line.cites, (*line.derived, two)))
                return


def _related(one: Answer, other: Answer) -> bool:
    """Whether two measures share a word: "volunteers offered" and "volunteers sent"."""
    return bool(set(one.figure.measure.lower().split()) & set(other.figure.measure.lower().split()))


def _nameless(pile: Pile) -> Iterator[Draft]:
    answers = {_key(a): a for q in pile.questions for a in pile.counted(q)}
    said = [a for a in answers.values() if a.claim.attribution.path]
    none = tuple(a for a in said if all(is_nameless(s) for s in a.claim.attribution.path))
    if len(none) < 2:
        return
    some = made_count(number(Decimal(len(none))), (_key(a) for a in none))
    of = made_count(count(len(said), "figure"), (_key(a) for a in said))
    names = {pile.chain(a.claim).split()[-1]: pile.chain(a.claim) for a in none}
    given = Phrase(listing(list(names.values())[:4], "or"), cites(pile, none))
    yield draft(join("of the {} with a source, {} rest on nobody by name: {}", of, some, given))


def _alone(pile: Pile) -> Iterator[Draft]:
    """How many of the things counted have no more than one source."""
    asked = [q for q in pile.questions if pile.counted(q)]
    single = [q for q in asked if q.verdict is Verdict.SINGLE]
    if len(pile.originals) < 2 or len(asked) < FEW or len(single) * 2 < len(asked):
        return
    every = made_count(count(len(asked), "thing"), (q.id for q in asked))
    some = made_count(number(Decimal(len(single))), (q.id for q in single))
    where = merged(*(cites(pile, pile.counted(q)[:1]) for q in single[:3]))
    yield draft(
        join("of the {} counted in the pile, {} have a single source", every, Phrase(some.text, where, some.derived))
    )
