"""By way of the ledger: what was read before is not read again, and what people decided is taken along."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Article, Judgement
from onrecord.pipeline.run import Pile, Run
from onrecord.pipeline.taking import claims, cleaned, gathered

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger

LOG = logging.getLogger(__name__)  # where nobody listens, Python prints warnings on standard error: what we want

MADE_WITH = re.compile(r"onrecord (?P<version>\S+)(?: reading (?P<digest>[0-9a-f]+))?, (?P<window>.*)")


def remembered(ledger: Ledger, paths: Sequence[str], run: Run) -> Pile:
    """Everything in the ledger, after the articles of ``paths`` were added to it as :func:`added` does.

    Where all is in the ledger already, nothing is written. One that may only be read is :func:`looked_up`.

    Raises:
        MissingInputError: The ledger is empty and nothing could be read.
        LedgerError: The ledger cannot be read or written.
    """
    if ledger.sealed:
        return looked_up(ledger, paths, run)
    articles = added(ledger, paths, run)
    keys = [a.id for a in articles]  # another run may have added more by now
    return Pile(articles=articles, raws=ledger.raws(keys), claims=ledger.claims(keys))


def looked_up(ledger: Ledger, paths: Sequence[str], run: Run) -> Pile:
    """Everything in the ledger and the articles of ``paths``, and nothing is written.

    What nobody has read yet is read, and not kept. What another reader read, or for another day, stands as it was read:
    a ledger may be sealed so that it does. A warning is logged where either is so.

    Raises:
        MissingInputError: The ledger is empty and nothing could be read.
        LedgerError: The ledger cannot be read.
    """
    kept = ledger.ids()
    new = {a.id: (c, a) for c, a in (cleaned(paths, run) if paths else ()) if a.id not in set(kept)}
    articles = ledger.placed(gathered([*ledger.articles(kept), *(a for _, a in new.values())]))
    known = ledger.made_with()
    unread = [a for a in articles if a.id not in known]
    found = [*ledger.claims(kept), *(c for _, some in claims(unread, run) for c in some)]
    not_kept(
        new=len(new),
        unread=len(unread) - len(new),
        other=sum(not stands(known[a.id], a) for a in articles if a.id in known),
    )
    raws = ledger.raws(kept) | {key: capture.text for key, (capture, _) in new.items()}
    return Pile(articles=articles, raws=raws, claims=tuple(sorted(found, key=lambda c: c.article)))


def not_kept(*, new: int, unread: int, other: int) -> None:
    """Tell what could not be written down, by numbers of articles."""
    parts = (
        (new, "{} not in it, read for this answer alone"),
        (unread, "{} not read before, read for this answer alone"),
        (other, "{} as another version read them, or for another day"),
    )
    told = [words.format(number) for number, words in parts if number]
    if told:
        LOG.warning("the ledger may only be read, and nothing is kept; of its articles %s", "; ".join(told))


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
        todo = [a for a in articles if not stands(known.get(a.id), a) and f"{a.id} {reading_of(a)}" not in done]
        for article, found in claims(todo, run):
            ledger.keep_claims(article.id, found, made_with=reading_of(article))
        done.update(f"{a.id} {reading_of(a)}" for a in todo)
        if not ledger.overtaken(articles):  # what another run added may date what this one read
            break
    ledger.note(run.issues)
    return articles


def reading_of(article: Article) -> str:
    """What the claims of an article depend on besides its text: the reader, and the day words are reckoned from."""
    from onrecord.extract.version import reader

    return f"{reader().name}, {window_of(article)}"


def window_of(article: Article) -> str:
    """The days on one of which an article was published."""
    published = article.published
    return f"{published.start}/{published.end}" if published else "undated"


def stands(made_with: str | None, article: Article) -> bool:
    """Whether claims that were read ``made_with`` this are what reading the article now would give, or something later.

    What a newer version read is left alone: else two people with two versions would read one ledger anew by turns.
    """
    from onrecord.extract.version import is_newer, reader

    made = MADE_WITH.fullmatch(made_with or "")
    if made is None or made["window"] != window_of(article):
        return False
    return made["digest"] == reader().digest or is_newer(made["version"], reader().version)


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
