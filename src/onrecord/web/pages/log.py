"""What changed in the whole ledger: what came in run by run, what people decided, and what outlets corrected."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from onrecord.ledger import cards, log
from onrecord.ledger.log import News, RunRow
from onrecord.model import Article, Judgement, Matter, NoteKind
from onrecord.web.desk import Desk
from onrecord.web.page import Page, source_href
from onrecord.web.pages.tab import Sheet, sheet_of, when

SIZES = {"runs": 15, "decisions": 30, "corrections": 20}
AGAIN = timedelta(minutes=30)  # a visit lasts until nothing was asked for so long
FAR = 400  # characters of a note that are shown
MATTERS = {
    Matter.RELIABILITY: "Reliability of a source",
    Matter.SETTLEMENT: "What became of a forecast",
    Matter.REVIEW: "Review of a claim",
    Matter.PAIR: "Whether two figures answer one question",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: on what, in words, and where that stands."""

    judgement: Judgement
    matter: str
    subject: str
    href: str | None
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What an outlet says of its own article."""

    article: Article
    kind: NoteKind
    words: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage(Page):
    """One of three lists, and above it what is new since the visitor was last here.

    Attributes:
        view: "runs", "decisions" or "corrections".
        since: When the visitor was last here; None on a first visit.
        news: What is new since then.
        titles: What the stories that are named are called, by id; those that ended have none.
    """

    template: ClassVar[str] = "log.html.j2"
    view: str
    since: datetime | None
    news: News | None
    runs: tuple[RunRow, ...]
    decisions: tuple[Decision, ...]
    corrections: tuple[Corrected, ...]
    titles: dict[str, str]
    sheet: Sheet


def log_page(desk: Desk, view: str = "runs", at: int = 1, since: datetime | None = None) -> LogPage:
    """The page with this number of one list."""
    size, asked = SIZES[view], {"view": view}
    rows: tuple[RunRow, ...] = ()
    decided: tuple[Decision, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    with desk.ledger.reading() as connection:
        news = log.news(connection, since) if since else None
        if view == "runs":
            ids, sheet = sheet_of(log.run_ids(connection), at, size, "/changes", asked)
            rows = log.run_rows(connection, ids)
        elif view == "decisions":
            found, total = log.decisions(connection, limit=size, offset=(at - 1) * size)
            sheet = sheet_of(range(total), at, size, "/changes", asked)[1]
            decided = tuple(told(desk, j) for j in found)
        else:
            every = desk.recent.get("corrections", lambda: corrections(desk))
            corrected, sheet = sheet_of(every, at, size, "/changes", asked)
        named = {s for r in rows for s in (*r.made, *(into for _, into in r.merged))}
        named |= {s for s, _ in news.stories} if news else set()
        titles = cards.story_titles(connection, named)
    return LogPage(
        heading="Changes",
        view=view,
        since=since,
        news=news,
        runs=rows,
        decisions=decided,
        corrections=corrected,
        titles=titles,
        sheet=sheet,
    )


def told(desk: Desk, made: Judgement) -> Decision:
    """A decision in words, with where its subject stands."""
    subject, href, value = made.subject, None, made.value
    if made.matter is Matter.RELIABILITY:
        href = source_href(subject)
    else:
        told_of = [claim_told(desk, part.split(":")[0]) for part in subject.split()[:2]]
        subject, href = " and ".join(words for words, _ in told_of), next((link for _, link in told_of if link), None)
    if made.matter is Matter.REVIEW:
        value = reviewed(value)
    return Decision(
        judgement=made, matter=MATTERS.get(made.matter, made.matter.value), subject=subject, href=href, value=value
    )


def claim_told(desk: Desk, claim: str) -> tuple[str, str | None]:
    """The words of a claim and where they stand; its id where it is on record no more."""
    found = desk.ledger.claim(claim)
    if found is None:
        return f"claim {claim}, which is on record no more", None
    words = " ".join(found.text.split())
    short = words if len(words) <= FAR else words[:FAR].rsplit(" ", 1)[0] + "…"
    return f"“{short}”", f"/articles/{found.article}?claim={claim}#at-{claim}"


def reviewed(value: str) -> str:
    """A review's verdict and what was changed, in words."""
    try:
        record = json.loads(value)
        changes = [f"{field}: {to}" for field, to in record.get("changes", [])]
        return "; ".join([str(record["verdict"]), *changes])
    except (ValueError, KeyError, TypeError, AttributeError):
        return value


def corrections(desk: Desk) -> tuple[Corrected, ...]:
    """What outlets say of their own articles, the latest article first."""
    with desk.ledger.reading() as connection:
        ids = log.perhaps_corrected(connection)
    found = [
        Corrected(article=a, kind=n.kind, words=short(" ".join(n.span.of(a.text).split())), when=when(a.published))
        for a in desk.ledger.articles(ids)
        for n in a.notes
        if n.kind is not NoteKind.UPDATE
    ]
    return tuple(sorted(found, key=lambda c: (-day_of(c.article), c.article.id, c.words)))


def short(words: str) -> str:
    """As much of a note as is shown."""
    return words if len(words) <= FAR else words[:FAR].rsplit(" ", 1)[0] + "…"


def day_of(article: Article) -> int:
    """The day of an article as a number; 0 for one that has none."""
    return article.published.end.toordinal() if article.published else 0


# -------------------------------------------------------------------------------- visits


def visits(kept: str, now: datetime) -> tuple[datetime | None, str]:
    """When the visitor was here before this visit, and what his browser is to keep.

    Args:
        kept: What it kept: the visit before and the latest moment of the last one, or nothing.
        now: This moment, UTC.
    """
    before, last = ((*(moment_of(part) for part in kept.split("|")), None, None)[:2]) if kept else (None, None)
    if last is not None and now - last > AGAIN:
        before = last
    text = before.isoformat(timespec="seconds") if before else ""
    return before, f"{text}|{now.isoformat(timespec='seconds')}"


def moment_of(text: str) -> datetime | None:
    """A moment that a browser kept; None where it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None
