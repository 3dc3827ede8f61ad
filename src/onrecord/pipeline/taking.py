"""From bytes to claims: what is read, cleaned, gathered into stories, and read for who said what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.errors import MissingInputError, RecordError
from onrecord.model import Article, Capture, Claim, Issue
from onrecord.pipeline.run import Pile, Run

if TYPE_CHECKING:
    from onrecord.values.quantity import QuantityMention
    from onrecord.values.time import TimeMention

DEPTH = "en"  # the language that is read in depth; articles in others are kept and marked


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
