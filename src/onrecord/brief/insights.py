"""What the reader of the pile would not see at once: sums that fit, ceilings, one origin seen through many outlets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from onrecord.brief.answers import cites
from onrecord.brief.draft import Derived, Draft, Made, Phrase, draft, join, listed, merged
from onrecord.brief.pile import Answer, Pile, made_count
from onrecord.brief.reasons import is_nameless, noun, party
from onrecord.brief.subjects import is_vague, possessive, subject
from onrecord.brief.wording import count, figure_words, is_signed, listing, number
from onrecord.model import (
    Article,
    ArticleKind,
    Bound,
    Check,
    Cite,
    DateSource,
    Question,
    Relation,
    Removal,
    Span,
    Verdict,
)
from onrecord.values.name import same_name

MOST, MOST_SUMS, FEW = 9, 2, 6
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
        *_alone(pile),
    )
    return found[:MOST]


# ------------------------------------------------------------------------------------------ figures


def _sums(pile: Pile) -> Iterator[Draft]:
    """Sums that tie one figure to another; the shortest first, those with the fewest conditions."""
    found: dict[str, tuple[Question, Check]] = {}
    for question in pile.questions:
        for check in question.arithmetic:
            if check.holds is False or (check.holds and "is a part of" not in check.says):
                found.setdefault(check.says, (question, check))
    for at, says in enumerate(sorted(found, key=lambda s: (len(s), s))[:MOST_SUMS]):
        yield _sum(pile, *found[says], at)


def _sum(pile: Pile, question: Question, check: Check, at: int) -> Draft:
    ids = (*check.with_, *(e.claim for q in pile.questions if q.id in check.with_ for e in q.entries if e.counted))
    ids = (*ids, *(e.claim for e in question.entries if e.counted))
    where = merged(*(pile.cite_claim(pile.claim[i]) for i in dict.fromkeys(ids) if i in pile.claim))
    says = check.says.rstrip(".").replace(": ", ", ")
    says = says[:1].lower() + says[1:] if not says[1:2].isupper() else says
    made = Phrase(says, where, (Derived(says, Made.SUM, (check.says,)),))
    words = ("the sums fit: {}", "so do these: {}")
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
    for question in pile.questions:
        answers = tuple(a for a in pile.answers(question) if a.entry.relation is not Relation.DISPUTES)
        origins = {a.entry.origin for a in answers}
        chained = [a for a in answers if len(a.claim.attribution.chain) > 1]
        articles = {a.claim.article for a in answers}
        told_on = len(origins) == 1 and (chained or len(articles) > 1)
        if len(answers) > 1 and len(articles) == 1 and not told_on:
            outlet = Phrase(next(_outlets(pile, answers)), cites(pile, answers))
            yield draft(join("all that is given for {} stands in a single article, in {}", subject(question), outlet))
        if len(answers) < 2 or not told_on:
            continue
        origin = next(iter(origins))
        seen = listing([t for t in dict.fromkeys((*_relays(pile, chained), *_outlets(pile, answers))) if t != origin])
        words = "the figure for {} has a single origin, {}, though it comes by way of {}"
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
    said = [a for a in answers.values() if a.claim.attribution.chain]
    none = tuple(a for a in said if all(is_nameless(s) for s in a.claim.attribution.chain))
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
    named = {s.name for c in pile.claims for s in c.attribution.chain}
    outlets = {a.publisher for a in pile.originals if a.publisher}
    met = {name: {o for o in outlets if same_name(name, o)} for name in named}
    for claim in pile.claims:
        for name in (s.name for s in claim.attribution.chain):
            for other in pile.originals if met[name] else ():
                if other.publisher in met[name] and other.publisher != pile.article[claim.article].publisher:
                    leans.setdefault((claim.article, other.id), pile.cite_claim(claim))
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
    """How much of the pile is comment, and how much of it has no date."""
    opinions = [a for a in pile.originals if a.kind is ArticleKind.OPINION]
    undated = [a for a in pile.originals if a.published is None or a.published.how is DateSource.INFERRED]
    every = made_count(count(len(pile.originals), "article"), (a.id for a in pile.originals))
    found = []
    if opinions and len(opinions) * 3 >= len(pile.originals):
        found.append(_some(pile, opinions, "{} {} comment rather than reporting", "is", "are"))
    if undated:
        found.append(_some(pile, undated, "{} {} no date, so that their order is inferred", "carries", "carry"))
    if found and len(pile.originals) > 1:
        yield draft(join("of the {}, {}", every, listed(tuple(found))))


def _some(pile: Pile, articles: list[Article], words: str, one: str, many: str) -> Phrase:
    where = merged(*(pile.cite_article(a) for a in articles))
    n = made_count(number(Decimal(len(articles))), (a.id for a in articles))
    return join(words, Phrase(n.text, where, n.derived), Phrase(one if len(articles) == 1 else many))
