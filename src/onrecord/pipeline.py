"""The steps, each a function that turns one noun into the next; the command line calls these and prints what they give.

::

    captures(paths) ─▶ pile(paths) ─▶ extracted(pile) ─▶ questions(pile) ─▶ brief(pile)
        Capture        Pile of Articles    … with Claims     Question          Brief

A :class:`Run` goes along: it collects the issues and shows progress. With a ledger, :func:`remembered` takes the place
of :func:`pile` and :func:`extracted`: what was read before is not read again.

Example::

    from onrecord import pipeline

    run = pipeline.Run()
    pile = pipeline.extracted(pipeline.pile(["articles/"], run), run)
    for question in pipeline.questions(pile):
        print(question.text, question.low, question.high, question.verdict)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord import __version__
from onrecord.errors import MissingInputError, RecordError, UsageError
from onrecord.model import (
    Article,
    Brief,
    Capture,
    Change,
    Citations,
    Claim,
    Forecast,
    Issue,
    Judgement,
    Question,
    SourceRecord,
)

if TYPE_CHECKING:
    from onrecord.brief.chart import Panel
    from onrecord.ledger.store import Ledger
    from onrecord.values.quantity import QuantityMention
    from onrecord.values.time import TimeMention

type Progress = Callable[[Iterable[Any], str, int | None], Iterable[Any]]

DEPTH = "en"  # the language that is read in depth; articles in others are kept and marked


def silent(items: Iterable[Any], _what: str, _total: int | None) -> Iterable[Any]:
    """Progress that shows nothing."""
    return items


@dataclass(slots=True)
class Run:
    """What goes along with one run: the issues it met, and how it shows progress.

    Attributes:
        progress: Called with items, what is being done, and how many items are expected; gives the items back.
    """

    progress: Progress = silent
    issues: list[Issue] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """The articles of one run, the input text behind each (by article id), and, once extracted, their claims.

    Attributes:
        judgements: What people decided, once :func:`reviewed` has applied it: reviews of claims, and pairs of figures.
        read: By id, what the machine read where a person refused or mended it.
    """

    articles: tuple[Article, ...]
    raws: dict[str, str]
    claims: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    read: Mapping[str, Claim] = field(default_factory=dict)

    def article(self, key: str) -> Article:
        """The article with this id."""
        return next(a for a in self.articles if a.id == key)


# -------------------------------------------------------------------------------- bytes to articles


def captures(paths: Sequence[str], run: Run) -> Iterator[Capture]:
    """Every record of ``paths`` that is text; what is not becomes an issue of the run."""
    from onrecord.ingest import read

    yield from run.progress(read(paths, run.issues), "reading", None)


def cleaned(paths: Sequence[str], run: Run) -> Iterator[tuple[Capture, Article]]:
    """Each capture with its article, one by one; what cannot be cleaned becomes an issue."""
    from onrecord.clean import clean

    seen: set[str] = set()
    for capture in captures(paths, run):
        try:
            article = clean(capture)
        except RecordError as error:
            run.issues.append(Issue(stage="clean", where=error.where or capture.path, message=error.message))
            continue
        if article.id not in seen:  # the same file named twice is one article
            seen.add(article.id)
            yield capture, article


def pile(paths: Sequence[str], run: Run) -> Pile:
    """The articles of ``paths``, with copies, stories and the dates that neighbours betray.

    Raises:
        MissingInputError: Nothing could be read.
    """
    raws, articles = {}, []
    for capture, article in cleaned(paths, run):
        raws[article.id] = capture.text
        articles.append(article)
    return Pile(articles=gathered(articles), raws=raws)


def gathered(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles as they stand among one another.

    Raises:
        MissingInputError: There is none.
    """
    from onrecord.stories import gather

    if not articles:
        raise MissingInputError("nothing could be read: no article in what was given")
    return gather(articles)


# -------------------------------------------------------------------------------- articles to claims


def claims(articles: Sequence[Article], run: Run) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Each article with its claims, as they are found; articles in a language not read in depth have none."""
    from onrecord.extract.claims import read_claims

    yield from ((a, a.given) for a in articles if a.given)
    readable = [a for a in articles if not a.given and in_depth(a, run)]
    if readable:  # the language analysis takes seconds to load
        yield from run.progress(read_claims(readable), "who said what", len(readable))


def in_depth(article: Article, run: Run) -> bool:
    """Whether the article is in the language that is read in depth; an issue says so where it is not."""
    if article.language == DEPTH:
        return True
    message = f"written in {article.language!r}: kept, but only English is read for claims"
    run.issues.append(Issue(stage="extract", where=article.path, message=message))
    return False


def extracted(given: Pile, run: Run) -> Pile:
    """The pile with its claims."""
    return replace(given, claims=tuple(c for _, found in claims(given.articles, run) for c in found))


# -------------------------------------------------------------------------------- by way of the ledger


def remembered(ledger: Ledger, paths: Sequence[str], run: Run) -> Pile:
    """Everything in the ledger, after the articles of ``paths`` were added to it as :func:`added` does.

    Raises:
        MissingInputError: The ledger is empty and nothing could be read.
        LedgerError: The ledger cannot be written.
    """
    articles = added(ledger, paths, run)
    keys = [a.id for a in articles]  # another run may have added more by now
    return Pile(articles=articles, raws=ledger.raws(keys), claims=ledger.claims(keys))


def added(ledger: Ledger, paths: Sequence[str], run: Run) -> tuple[Article, ...]:
    """The articles of the ledger, after those of ``paths`` were added to it and what is not read yet was read.

    An article is kept as soon as it is cleaned, and its claims as soon as they are found, so that a run that is killed
    is taken up where it stopped. What an older version read is read again: see :meth:`Ledger.rereadings`.

    Raises:
        MissingInputError: The ledger is empty and nothing could be read.
        LedgerError: The ledger cannot be written.
    """
    for capture, article in cleaned(paths, run) if paths else ():
        ledger.keep(capture, article)
    done: set[str] = set()
    while True:
        articles = ledger.settle_all(gathered)
        known = ledger.made_with()
        todo = [a for a in articles if known.get(a.id) != reading_of(a) and f"{a.id} {reading_of(a)}" not in done]
        for article, found in claims(todo, run):
            ledger.keep_claims(article.id, found, made_with=reading_of(article))
        done.update(f"{a.id} {reading_of(a)}" for a in todo)
        if not ledger.overtaken(articles):  # what another run added may date what this one read
            break
    ledger.note(run.issues)
    return articles


def reviewed(given: Pile, judgements: Iterable[Judgement]) -> Pile:
    """The pile as people left it: refused claims are out, mended ones changed, and it is known which figures to pair.

    What the machine read stays in :attr:`Pile.read` and, where there is one, in the ledger. A mend that no longer fits
    the claim, because that is read anew and has other figures, is left out.
    """
    from onrecord.model import Matter
    from onrecord.reconcile.reviewed import fitting, reviews_of
    from onrecord.reconcile.reviewed import reviewed as left

    known = {c.id: c for c in given.claims}
    decided = tuple(
        j for j in judgements if j.matter is Matter.PAIR or (j.matter is Matter.REVIEW and j.subject in known)
    )
    reviews = fitting(known, reviews_of(decided))
    claims = left(given.claims, reviews)
    after = {c.id: c for c in claims}
    read = {key: known[key] for key in reviews if after.get(key) != known[key]}
    return replace(given, claims=claims, judgements=decided, read=read)


def reading_of(article: Article) -> str:
    """What the claims of an article depend on besides its text: our version, and the day words are reckoned from."""
    published = article.published
    window = f"{published.start}/{published.end}" if published else "undated"
    return f"onrecord {__version__}, {window}"


# -------------------------------------------------------------------------------- claims to questions to the brief


def as_it_stood(given: Pile, day: date) -> Pile:
    """The articles of the pile that were surely published by the end of ``day``, with their claims.

    Of an inferred window the last day counts; an article without a date is left out, and so is one that says that it
    was changed later. A live blog is there with the entries of that day and before.

    Raises:
        MissingInputError: There is none.
    """
    from onrecord.reconcile.past import said_by, standing

    articles = standing(given.articles, day)
    if not articles:
        raise MissingInputError(f"no article in what was given was surely published by {day}")
    return replace(given, articles=articles, claims=said_by(given.claims, articles, day))


def questions(
    given: Pile, *, as_of: date | None = None, rule: str = "supported", ratings: Mapping[str, str] | None = None
) -> tuple[Question, ...]:
    """What the claims of the pile answer together; with ``as_of``, as the record stood on that day.

    Raises:
        MissingInputError: Nothing was published by that day.
    """
    from onrecord.reconcile import reconcile

    known = as_it_stood(given, as_of) if as_of else given
    return reconcile(known.claims, known.articles, rule=rule, ratings=ratings, pairs=known.judgements)


def citations(given: Pile, *, as_of: date | None = None) -> Citations:
    """Who has what from whom in the pile; with ``as_of``, as the record stood on that day.

    Raises:
        MissingInputError: Nothing was published by that day.
    """
    from onrecord.reconcile.citations import find_citations

    known = as_it_stood(given, as_of) if as_of else given
    return find_citations(known.claims, known.articles)


def changes(given: Pile, *, since: date, as_of: date | None = None, rule: str = "supported") -> tuple[Change, ...]:
    """What changed in the record from the end of the day ``since`` to the end of ``as_of``, or to its last article.

    Raises:
        MissingInputError: Nothing was published by the later day.
        UsageError: The later day is not after the earlier one.
    """
    from onrecord.reconcile.changes import Stand
    from onrecord.reconcile.changes import changes as compared
    from onrecord.reconcile.past import last_day, said_by, standing

    until = as_of or last_day(given.articles)
    if until is None:
        raise MissingInputError("no article in what was given has a date, so that nothing can be told of what changed")
    if until <= since:
        raise UsageError(f"{since} is not before {until}, the day to compare it with")
    as_it_stood(given, until)
    stands = []
    for day in (since, until):
        articles = standing(given.articles, day)
        said = said_by(given.claims, articles, day)
        asked = questions(replace(given, articles=articles, claims=said), rule=rule)
        stands.append(Stand(day=day, articles=articles, claims=said, questions=asked))
    return compared(*stands)


def questions_by_article(
    given: Pile, run: Run, *, rule: str = "supported", ratings: Mapping[str, str] | None = None
) -> Iterator[tuple[Article, tuple[Question, ...]]]:
    """The questions of each article by itself: nothing is compared across articles."""
    from onrecord.reconcile import reconcile

    by_article: dict[str, list[Claim]] = {a.id: [] for a in given.articles}
    for claim in given.claims:
        by_article[claim.article].append(claim)
    for article in run.progress(given.articles, "comparing", len(given.articles)):
        alone = (replace(article, copies_of=None),)
        asked = reconcile(by_article[article.id], alone, rule=rule, ratings=ratings, pairs=given.judgements)
        yield article, asked


def forecasts(
    given: Pile, *, today: date, as_of: date | None = None, settlements: Iterable[Judgement] = ()
) -> tuple[Forecast, ...]:
    """The forecasts board of the pile as it looks ``today``; with ``as_of``, of what was published by that day.

    Raises:
        MissingInputError: Nothing was published by that day.
    """
    from onrecord.reconcile.board import board

    known = as_it_stood(given, as_of) if as_of else given
    return board(known.claims, known.articles, as_of=today, settlements=settlements)


def sources(
    given: Pile,
    *,
    today: date,
    as_of: date | None = None,
    ratings: Mapping[str, str] | None = None,
    settlements: Iterable[Judgement] = (),
) -> tuple[SourceRecord, ...]:
    """How each source of the pile fared, beside the letter that the user gave it, as it looks ``today``.

    Raises:
        MissingInputError: Nothing was published by the day ``as_of``.
    """
    from onrecord.reconcile.record import records

    known = as_it_stood(given, as_of) if as_of else given
    foreseen = forecasts(known, today=today, settlements=settlements)
    return records(known.claims, known.articles, questions(known), forecasts=foreseen, ratings=ratings)


def brief(
    given: Pile,
    *,
    title: str | None = None,
    as_of: date | None = None,
    rule: str = "supported",
    ratings: Mapping[str, str] | None = None,
    settlements: Iterable[Judgement] = (),
) -> Brief:
    """The brief of the pile: every line cited, every quote, name and figure found again in its source.

    Raises:
        MissingInputError: Nothing was published by the day ``as_of``.
    """
    from onrecord.brief import write_brief

    known = as_it_stood(given, as_of) if as_of else given
    asked = questions(known, rule=rule, ratings=ratings)
    return write_brief(
        known.articles, known.claims, asked, known.raws, title=title, as_of=as_of, settlements=settlements
    )


def charted(
    given: Pile, *, as_of: date | None = None, question: str | None = None, measure: str | None = None
) -> list[Panel]:
    """The panels of the chart: of contested questions, or of those whose id starts so, or that count ``measure``.

    Raises:
        MissingInputError: Nothing was published by the day ``as_of``.
    """
    from onrecord.brief.chart import panels_for
    from onrecord.brief.pile import Pile as Brought

    known = as_it_stood(given, as_of) if as_of else given
    pile = Brought(known.articles, known.claims, questions(known), known.raws)
    return panels_for(pile, question=question, measure=measure)


# -------------------------------------------------------------------------------- the two readers underneath


def quantities(given: Pile, run: Run) -> Iterator[tuple[Article, tuple[QuantityMention, ...]]]:
    """Each article with every quantity in its text, also those that are no figure of the story."""
    from onrecord.extract.language import parse
    from onrecord.values.quantity import read_quantities, reported

    docs = parse(a.text for a in given.articles)
    pairs = zip(given.articles, docs, strict=True)
    for article, doc in run.progress(pairs, "quantities", len(given.articles)):
        yield article, tuple(m for m in read_quantities(doc) if reported(m))


def times(given: Pile, run: Run) -> Iterator[tuple[Article, tuple[TimeMention, ...]]]:
    """Each article with every time expression in its text, resolved against its date."""
    from onrecord.values.time import read_times

    for article in run.progress(given.articles, "times", len(given.articles)):
        yield article, read_times(article.text, article.published)
