"""The queue of claims to be looked at by a person, and the page of one claim with all that was decided of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from onrecord.errors import MissingInputError
from onrecord.ledger import cards, deciding
from onrecord.ledger.cards import StoryCard
from onrecord.model import Article, Claim, Judgement, Matter, ReviewVerdict
from onrecord.reconcile.reviewed import read_review
from onrecord.web.desk import Desk, is_id
from onrecord.web.page import Page
from onrecord.web.pages.reader import Stretch, stretches
from onrecord.web.reviewing import Field, State, Why, Worth, fields, read_as, reviews, state_of, worth_a_look

SIZE = 25  # claims a page
STORIES = 6  # the newest stories that the queue over all is made of
AROUND = 260  # characters of the text before and after a claim
SHOWS = ("open", "unsure", "decided", "orphans")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim with all that a person needs to judge it.

    Attributes:
        claim: As the machine read it.
        passage: Its words and those around them, cut at what was read in them.
        why: Why it is worth a look.
        figures: Each of its figures: its words, and what was read of them.
        state: What was found of it; None where nobody looked.
        groups: The fields that can be mended, with what stands there now.
        told: What has to be said about a form that was just sent: that somebody else was first.
    """

    claim: Claim
    article: Article
    story: str
    passage: tuple[Stretch, ...]
    why: tuple[Why, ...]
    figures: tuple[tuple[str, str], ...]
    state: State | None
    groups: tuple[tuple[str, tuple[Field, ...]], ...]
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage(Page):
    """The queue of one story, or of the newest ones.

    Attributes:
        story: Empty for the queue over all.
        show: Which of them: open, unsure, decided, or orphans (reviews of what is not read any more).
        decided: The claim that was just decided, with its undo.
        others: Stories that have queues of their own.
        said: What came of a form for several claims.
    """

    template: ClassVar[str] = "review.html.j2"
    story: str
    as_of: date | None  # never: only what stands now can be decided
    title: str
    show: str
    rows: tuple[Row, ...]
    decided: Row | None
    orphans: tuple[tuple[Judgement, str], ...]
    counts: Mapping[str, int]
    others: tuple[StoryCard, ...]
    said: str
    at: int
    last: int
    here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage(Page):
    """One claim, to be judged, with every decision that was ever made of it."""

    template: ClassVar[str] = "review_claim.html.j2"
    row: Row
    story: str
    history: tuple[tuple[Judgement, ReviewVerdict], ...]
    here: str
    back: str


def queue_page(
    desk: Desk, key: str | None, *, show: str = "open", at: int = 1, decided: str = "", said: str = ""
) -> QueuePage:
    """The queue of the story that goes by this key; of the newest stories where none is named.

    Raises:
        MissingInputError: There is no such story.
    """
    story = desk.story(key) if key else ""
    found, others = reviews(desk), () if story else newest(desk)
    worth = [(s, w) for s in ([story] if story else [c.id for c in others]) for w in waiting(desk, s, found)]
    worth.sort(key=lambda pair: -pair[1].weight)
    kinds = {name: [pair for pair in worth if standing_of(pair[1], found) == name] for name in SHOWS[:3]}
    with desk.ledger.reading() as connection:
        orphans = () if story else deciding.orphans(connection)
    chosen = kinds.get(show, [])
    title = desk.title(story) if story else ""
    return QueuePage(
        heading="Review",
        story=story,
        as_of=None,
        title=title,
        show=show,
        rows=rows_of(desk, chosen[(at - 1) * SIZE : at * SIZE], found),
        decided=claim_page(desk, decided).row if is_id(decided) else None,
        orphans=orphans if show == "orphans" else (),
        counts={**{name: len(some) for name, some in kinds.items()}, "orphans": len(orphans)},
        others=others,
        said=said,
        at=at,
        last=max(1, -(-len(chosen) // SIZE)),
        here=f"/stories/{story}/review?show={show}" if story else f"/review?show={show}",
    )


def newest(desk: Desk) -> tuple[StoryCard, ...]:
    """The stories with the latest articles."""
    with desk.ledger.reading() as connection:
        return cards.story_cards(connection, limit=STORIES)


def waiting(desk: Desk, story: str, found: Mapping[str, Judgement]) -> list[Worth]:
    """The claims of a story that are worth a look, and all that somebody looked at."""
    read = desk.read(story)
    worth = worth_a_look(read, desk.questions(story), found)
    known = {w.claim.id for w in worth}
    looked = (c for c in read.claims if c.id in found and c.id not in known)
    return worth + [Worth(claim=c, weight=0, why=()) for c in looked]


def standing_of(worth: Worth, found: Mapping[str, Judgement]) -> str:
    """Under which heading a claim stands."""
    if worth.claim.id not in found:
        return "open"
    verdict = read_review(found[worth.claim.id].value).verdict
    return "unsure" if verdict is ReviewVerdict.UNSURE else "decided"


def rows_of(desk: Desk, chosen: Sequence[tuple[str, Worth]], found: Mapping[str, Judgement]) -> tuple[Row, ...]:
    """Claims, each with its story, as rows."""
    articles = {a.id: a for story in {s for s, _ in chosen} for a in desk.articles(story)}
    return tuple(row_of(articles[w.claim.article], story, w, found) for story, w in chosen)


def row_of(article: Article, story: str, worth: Worth, found: Mapping[str, Judgement], told: str = "") -> Row:
    """A claim of a story with its passage and its form."""
    state = state_of(worth.claim, found.get(worth.claim.id))
    return Row(
        claim=worth.claim,
        article=article,
        story=story,
        passage=around(article.text, worth.claim),
        why=worth.why,
        figures=tuple((f.text, read_as(f)) for f in worth.claim.figures),
        state=state,
        groups=fields(worth.claim, state),
        told=told,
    )


def claim_page(desk: Desk, key: str, *, then: str = "", back: str = "", told: str = "") -> ClaimPage:
    """The page of one claim; its form leads to ``then``, else to the page itself; ``back`` is where somebody came from.

    Raises:
        MissingInputError: There is no such claim, or it is not read any more.
    """
    there = desk.ledger.claim(key)
    story = desk.story_of(there.article) if there else None
    if there is None or story is None:
        raise MissingInputError(f"there is no claim {key} in this ledger, or its article is read otherwise by now")
    found = reviews(desk)
    worth = next((w for w in waiting(desk, story, found) if w.claim.id == key), None)
    if worth is None:
        claim = next(c for c in desk.read(story).claims if c.id == key)
        asked = (q for q in desk.questions(story) if any(e.claim == key for e in q.entries))
        worth = Worth(claim=claim, weight=0, why=tuple(Why(words="is answered by it.", question=q) for q in asked))
    with desk.ledger.reading() as connection:
        rows = deciding.history(connection, Matter.REVIEW, key)
    return ClaimPage(
        heading="One claim",
        row=row_of(next(a for a in desk.articles(story) if a.id == there.article), story, worth, found, told),
        story=story,
        history=tuple((j, read_review(j.value).verdict) for j in rows),
        here=then or f"/review/claims/{key}" + (f"?{urlencode({'then': back})}" if back else ""),
        back=back,
    )


def around(text: str, claim: Claim) -> tuple[Stretch, ...]:
    """The claim in its text, cut at what was read in it; what is far from it is left out."""
    pieces = stretches(text, (claim,))
    marked = [n for n, p in enumerate(pieces) if p.claims or p.roles]
    kept = pieces[max(0, marked[0] - 1) : marked[-1] + 2]
    return tuple(shortened(kept, n) for n in range(len(kept)))


def shortened(pieces: list[Stretch], n: int) -> Stretch:
    """A stretch that is no part of the claim, cut down to what stands next to it."""
    piece = pieces[n]
    if piece.claims or piece.roles:
        return piece
    words, first, last = piece.words, n == 0, n == len(pieces) - 1
    if first:
        words = tail(words)
    elif last:
        words = head(words)
    elif len(words) > 2 * AROUND:
        words = head(words) + " " + tail(words)
    return Stretch(words=words)


def head(words: str) -> str:
    """The first words, to the end of the line at most."""
    line = words.split("\n", 1)[0]
    return line if len(line) <= AROUND else line[:AROUND].rpartition(" ")[0] + "…"


def tail(words: str) -> str:
    """The last words, from the beginning of the line at most."""
    line = words.rsplit("\n", 1)[-1]
    return line if len(line) <= AROUND else "…" + line[-AROUND:].partition(" ")[2]
