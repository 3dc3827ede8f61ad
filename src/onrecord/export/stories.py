"""Stories as records: which articles tell one story, and, by way of a ledger, what became of stories of the past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.export.records import Record
from onrecord.model import Article

if TYPE_CHECKING:
    from onrecord.ledger.stories import StoryRow


def story_records(articles: Sequence[Article], rows: Sequence[StoryRow] = ()) -> Iterator[Record]:
    """Each story with its articles in the order of their days, the largest story first; then those that have ended."""
    held: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        held[article.story].append(article)
    history = {row.id: row for row in rows}
    for story in sorted(held, key=lambda s: (-len(held[s]), s)):
        yield {**_told(story, held[story]), **_history(history.get(story), rows)}
    for row in rows:
        if row.ended:
            yield {"story": row.id, "articles": [], **_history(row, rows)}


def _told(story: str, members: Sequence[Article]) -> Record:
    ordered = sorted(members, key=lambda a: (a.published is None, a.published and a.published.start, a.id))
    days = [a.published for a in ordered if a.published]
    return {
        "story": story,
        "title": next((a.title for a in ordered if a.title), None),
        "first": min(p.start for p in days).isoformat() if days else None,
        "last": max(p.end for p in days).isoformat() if days else None,
        "articles": [{"article": a.id, "path": a.path, "copies_of": a.copies_of} for a in ordered],
    }


def _history(row: StoryRow | None, rows: Sequence[StoryRow]) -> Record:
    if row is None:
        return {}
    return {
        "made": row.made.isoformat(),
        "parted_from": row.parted_from,
        "ended": row.ended.isoformat() if row.ended else None,
        "merged_into": row.merged_into,
        "took_in": [
            {"story": other.id, "when": other.ended.isoformat()}
            for other in rows
            if other.merged_into == row.id and other.ended
        ],
    }
