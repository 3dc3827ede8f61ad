"""The records of sources and of how they are rated, and the table of them for people."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import Any

from onrecord.model import Judgement, SourceRecord

WIDTH = 170
MOST = 60  # rows of the table; the records hold all
KEY = """figures, yes/no: questions of how many and of whether that a source answers; the next six count some of them.
same: an independent origin says the same. later: and did so later. against: what a known origin says excludes it.
disputed: somebody says that it is wrong. own: the source said otherwise itself later. theirs: another's newer number
took its place. forecasts: with + for those that came true and - for those that did not. no name: of the claims in an
outlet's articles, the share laid to nobody by name. The record stands beside the letter, which is yours, and never
sets it.
"""


def source_record(source: SourceRecord) -> dict[str, Any]:
    """One source: how it is rated, how its figures fared, and the ids behind each number."""
    fates = ("corroborated", "borne_out", "contradicted", "disputed", "updated", "overtaken")
    return {
        "source": source.name,
        "group": source.group,
        "reliability": source.reliability,
        "articles": source.articles,
        "claims": source.claims,
        "figures": len(source.figures),
        "statements": len(source.statements),
        "questions": [*source.figures, *source.statements],
        **{fate: list(getattr(source, fate)) for fate in fates},
        "forecasts": list(source.forecasts),
        "came_true": list(source.came_true),
        "came_false": list(source.came_false),
        "published": source.published,
        "attributed": {"named": source.named, "unnamed": source.unnamed, "own_voice": source.own_voice},
        "first": source.first.isoformat() if source.first else None,
        "last": source.last.isoformat() if source.last else None,
    }


def rating_record(rating: Judgement) -> dict[str, Any]:
    """One rating: the source, the letter, why, by whom, since when and until when."""
    return {
        "source": rating.subject,
        "reliability": rating.value,
        "because": rating.because,
        "by": rating.by,
        "made": rating.made.isoformat() if rating.made else None,
        "ended": rating.ended.isoformat() if rating.ended else None,
    }


def sources_text(sources: Sequence[SourceRecord]) -> str:
    """The sources as a table, those with most figures first, and what its columns mean."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("source", min_width=26, max_width=34, no_wrap=True)
    table.add_column("A-F", justify="center")
    heads = (
        "claims",
        "figures",
        "yes/no",
        "same",
        "later",
        "against",
        "disputed",
        "own",
        "theirs",
        "forecasts",
        "no name",
    )
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("first", no_wrap=True)
    table.add_column("last", no_wrap=True)
    for source in sources[:MOST]:
        table.add_row(*(Text(cell) for cell in cells(source)))
    made = StringIO()
    Console(file=made, width=WIDTH, color_system=None).print(table)
    lines = [line.rstrip() for line in made.getvalue().splitlines()]
    rest = len(sources) - MOST
    more = f"{rest} more in the records\n" if rest > 0 else ""
    return "\n".join(lines).strip("\n") + f"\n{more}\n{KEY}"


def cells(source: SourceRecord) -> tuple[str, ...]:
    """One row of the table; nothing where the number is none."""
    fates = (source.corroborated, source.borne_out, source.contradicted, source.disputed, source.updated)
    numbers = (source.claims, len(source.figures), len(source.statements), *map(len, (*fates, source.overtaken)))
    settled = f" ({len(source.came_true)}+ {len(source.came_false)}-)" if source.came_true or source.came_false else ""
    foreseen = f"{len(source.forecasts)}{settled}" if source.forecasts else ""
    laid = source.named + source.unnamed + source.own_voice
    unnamed = f"{round(100 * (source.unnamed + source.own_voice) / laid)}%" if laid else ""
    days = (source.first.isoformat() if source.first else "", source.last.isoformat() if source.last else "")
    return (source.name, source.reliability, *(str(n or "") for n in numbers), foreseen, unnamed, *days)
