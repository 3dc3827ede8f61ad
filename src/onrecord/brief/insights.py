"""What the reader of the pile would not see at once: sums that fit, ceilings, one origin seen through many outlets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from onrecord.brief.answers import cites
from onrecord.brief.draft import Derived, Draft, Made, Phrase, draft, join, listed, merged
from onrecord.brief.pile import Answer, Pile, made_count
from onrecord.brief.reasons import is_nameless, party
from onrecord.brief.subjects import subject
from onrecord.brief.wording import count, figure_words, listing, number
from onrecord.model import (
    ArticleKind,
    Bound,
    Check,
    Cite,
    DateSource,
    Question,
    Relation,
    Removal,
    Span,
    SpeakerType,
)
from onrecord.values.name import same_name

MOST = 9
OLD = 180  # days before the middle of the pile: an article this much older is said to be
LARGE = Decimal(1000)  # smaller numbers recur by chance
CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)


def lines(pile: Pile) -> tuple[Draft, ...]:
    """One line an insight, the weightiest first."""
    found = (
        *_ages(pile),
        *_sums(pile),
        *_ceilings(pile),
        *_one_origin(pile),
        *_parties(pile),
        *_circles(pile),
        *_same_number(pile),
        *_copies(pile),
        *_nameless(pile),
        *_repeats(pile),
        *_opinions(pile),
        *_undated(pile),
    )
    return found[:MOST]


# ------------------------------------------------------------------------------------------ figures


def _sums(pile: Pile) -> Iterator[Draft]:
    done: set[str] = set()
    for question in pile.questions:
        for check in question.arithmetic:
            if check.holds is None or check.says in done:
                continue
            done.add(check.says)
            yield _sum(pile, question, check)


def _sum(pile: Pile, question: Question, check: Check) -> Draft:
    used = (*check.with_, *(e.claim for e in question.entries if e.counted))
    claims = [pile.claim[i] for i in dict.fromkeys(used) if i in pile.claim]
    claims += [
        pile.claim[e.claim]
        for q in pile.questions
        if q.id in check.with_
        for e in q.entries
        if e.claim in pile.claim and pile.claim[e.claim] not in claims
    ]
    where = merged(*(pile.cite_claim(c) for c in claims))
    says = check.says.rstrip(".")
    verdict = "Two figures bear each other out" if check.holds else "Two figures do not fit each other"
    made = Phrase(says, where, (Derived(says, Made.SUM, (check.says,)),))
    return draft(join("{}: {}", Phrase(verdict.replace("Two", "the")), made))


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
    for question in pile.questions:
        answers = tuple(a for a in pile.answers(question) if a.entry.relation is not Relation.DISPUTES)
        origins = {a.entry.origin for a in answers}
        chained = [a for a in answers if len(a.claim.attribution.chain) > 1]
        if len(answers) < 2 or len(origins) > 1 or not (chained or len({a.claim.article for a in answers}) > 1):
            continue
        origin = next(iter(origins))
        seen = listing([t for t in dict.fromkeys((*_relays(pile, chained), *_outlets(pile, answers))) if t != origin])
        words = "the figure for {} comes up again and again, but from a single origin: {}, seen through {}"
        yield draft(join(words, subject(question), Phrase(origin, cites(pile, answers)), Phrase(seen)))


def _relays(pile: Pile, answers: list[Answer]) -> Iterator[str]:
    """Whom the figure passed through on its way into the articles."""
    for answer in answers:
        for speaker in answer.claim.attribution.chain[:-1]:
            yield pile.speaker(speaker, pile.article[answer.claim.article])


def _outlets(pile: Pile, answers: tuple[Answer, ...]) -> Iterator[str]:
    for answer in answers:
        yield pile.label(pile.article[answer.claim.article])


def _parties(pile: Pile) -> Iterator[Draft]:
    by_whom: dict[str, list[Phrase]] = {}
    for question in pile.questions:
        for answer in pile.counted(question):
            found = party(pile, (answer,))
            if found:
                name = pile.through(answer.claim)
                by_whom.setdefault(name, []).append(Phrase(figure_words(answer.figure), found.cites))
    for who, figures in by_whom.items():
        kept = tuple({p.text: p for p in figures}.values())[:5]
        yield draft(
            join(
                "what {} gives on losses ({}) is a state’s count of another’s",
                Phrase(who),
                listed(kept),
            )
        )


def _same_number(pile: Pile) -> Iterator[Draft]:
    """A large number that stands for two things, which a reader may take for one."""
    seen: dict[Decimal, tuple[Question, Answer]] = {}
    for question in pile.questions:
        for answer in pile.counted(question):
            q = answer.figure.quantity
            value = q.low if q.low is not None else q.high
            if value is None or value < LARGE or "“" in figure_words(answer.figure):
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
    said = [a for a in answers.values() if a.claim.attribution.chain]
    none = [
        a
        for a in said
        if (last := a.claim.attribution.chain[-1]).type in (SpeakerType.UNNAMED, SpeakerType.DOCUMENT)
        and is_nameless(last.text)
    ]
    if len(none) < 2:
        return
    some = made_count(count(len(none), "figure"), (_key(a) for a in none))
    of = made_count(f"{number(Decimal(len(said)))} that name a source at all", (_key(a) for a in said))
    names = listing(list(dict.fromkeys(f"“{a.claim.attribution.chain[-1].text}”" for a in none))[:4])
    yield draft(
        join(
            "{} of the {} rest on sources without a name: {}",
            some,
            of,
            Phrase(names, merged(cites(pile, tuple(none)), _speakers(pile, none))),
        ),
        plainer=draft(
            join(
                "{} of the {} rest on sources without a name",
                some,
                Phrase(of.text, cites(pile, tuple(none)), of.derived),
            )
        ),
    )


def _speakers(pile: Pile, answers: list[Answer]) -> tuple[Cite, ...]:
    return merged(*(pile.cite(a.claim.article, (a.claim.attribution.chain[-1].span,)) for a in answers))


# ------------------------------------------------------------------------------------------ articles


def _ages(pile: Pile) -> Iterator[Draft]:
    dated = [a for a in pile.originals if a.published]
    if len(dated) < 3:
        return
    middle = median(a.published.reference.toordinal() for a in dated if a.published)
    old = [a for a in dated if a.published and middle - a.published.reference.toordinal() > OLD]
    for article in old if len(old) * 2 < len(dated) else ():
        years = (middle - article.published.reference.toordinal()) / 365 if article.published else 0
        gap = "years" if years > 1.5 else "months"
        yield draft(
            join(
                "{} is {} older than the rest, from {}: its figures belong to another moment",
                Phrase(pile.label(article), pile.cite_article(article)),
                Phrase(gap),
                pile.window(article),
            )
        )


def _copies(pile: Pile) -> Iterator[Draft]:
    copies = [a for a in pile.articles if pile.is_copy(a.id)]
    if not copies:
        return
    where = merged(*(pile.cite_article(a) for a in copies))
    names = Phrase(listing(list(dict.fromkeys(pile.label(a) for a in copies))), where)
    of = listing(list(dict.fromkeys(pile.label(pile.article[a.copies_of]) for a in copies if a.copies_of)))
    firsts = merged(*(pile.cite_article(pile.article[a.copies_of]) for a in copies if a.copies_of))
    words = made_count(count(len(copies), "article"), (a.id for a in copies))
    verb = "is a copy" if len(copies) == 1 else "are copies"
    yield draft(
        join("{} (from {}) {} of what {} printed; each is counted once", words, names, Phrase(verb), Phrase(of, firsts))
    )


def _circles(pile: Pile) -> Iterator[Draft]:
    """An article that leans on another one of the pile; two that lean on each other."""
    leans: dict[tuple[str, str], tuple[Cite, ...]] = {}
    for claim in pile.claims:
        article = pile.article[claim.article]
        for speaker in claim.attribution.chain:
            for other in pile.originals:
                if other.id != article.id and other.publisher and same_name(speaker.name, other.publisher):
                    leans.setdefault((article.id, other.id), pile.cite_claim(claim))
    for (left, right), where in leans.items():
        a, b = pile.article[left], pile.article[right]
        if (right, left) in leans and left < right:
            places = merged(where, leans[right, left])
            yield draft(
                Phrase(
                    f"{pile.label(a)} and {pile.label(b)} cite each other, so that neither bears the other out", places
                )
            )
        elif (right, left) not in leans:
            places = merged(where, pile.cite_article(b))
            yield draft(
                Phrase(
                    f"{pile.label(a)} draws on {pile.label(b)}, itself in the pile: together they are a single source",
                    places,
                )
            )


def _repeats(pile: Pile) -> Iterator[Draft]:
    for article in pile.originals:
        repeated = [r for r in article.removed if r.why is Removal.REPEAT]
        if sum(len(r.raw) for r in repeated) * 4 > len(pile.raws[article.id]):
            first = repeated[0].raw
            text = pile.raws[article.id]
            end = first.start + len(first.of(text)[:120].rstrip())
            shown = text[first.start : end]
            lead = len(shown) - len(shown.lstrip())
            cite = Cite(article=article.id, path=article.path, raw=Span(first.start + lead, end), quote=shown.lstrip())
            yield draft(
                Phrase(
                    f"{pile.label(article)} repeats its own text word for word; what it claims is counted once",
                    (*pile.cite_article(article), cite),
                )
            )


def _opinions(pile: Pile) -> Iterator[Draft]:
    opinions = [a for a in pile.originals if a.kind is ArticleKind.OPINION]
    if not opinions or len(pile.originals) < 3 or len(opinions) * 3 < len(pile.originals):
        return
    some = made_count(number(Decimal(len(opinions))), (a.id for a in opinions))
    every = made_count(count(len(pile.originals), "article"), (a.id for a in pile.originals))
    where = merged(*(pile.cite_article(a) for a in opinions))
    verb = "is comment" if len(opinions) == 1 else "are comment"
    yield draft(join("{} of the {} {} rather than reporting", some, every, Phrase(verb, where)))


def _undated(pile: Pile) -> Iterator[Draft]:
    undated = [a for a in pile.originals if a.published is None or a.published.how is DateSource.INFERRED]
    if not undated:
        return
    where = merged(*(pile.cite_article(a) for a in undated))
    if len(undated) == 1:
        yield draft(join("{} carries no date", Phrase(pile.label(undated[0]), where)))
        return
    every = made_count(count(len(pile.originals), "article"), (a.id for a in pile.originals))
    some = made_count(number(Decimal(len(undated))), (a.id for a in undated))
    yield draft(
        join(
            "{} of the {} carry no date, so that the order of their figures is inferred",
            some,
            Phrase(every.text, where, every.derived),
        )
    )
