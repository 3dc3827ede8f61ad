"""How a ledger is, and what newer readings of its articles found otherwise, as records and to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.ledger.rereading import Rereading
from onrecord.ledger.status import RunState, Status
from onrecord.model import Claim

type Record = dict[str, Any]

KEPT = ("database", "size", "revision", "articles", "claims", "stories", "superseded", "without_bytes", "judgements")


def status_record(name: str, found: Status) -> Record:
    """How the ledger called ``name`` is."""
    return {
        "ledger": name,
        **{field: getattr(found, field) for field in KEPT},
        "issues": found.issues,
        "runs": found.runs,
        "last_run": run_record(found.last_run) if found.last_run else None,
        "unfinished": [run_record(run) for run in found.unfinished],
        "unfinished_in_all": found.unfinished_in_all,
    }


def run_record(run: RunState) -> Record:
    """One run: what was asked, by which version, when it began and when it ended."""
    return {
        "run": run.id,
        "command": run.command,
        "version": run.version,
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished else None,
    }


def status_text(name: str, found: Status) -> Iterator[str]:
    """The same, line by line, for a person."""
    yield f"{name}: {found.database}, {megabytes(found.size)}, tables of revision {found.revision}\n"
    yield f"  articles: {found.articles}, stories: {found.stories}, claims: {found.claims}\n"
    if found.superseded:
        yield f"  readings that newer ones replaced: {found.superseded} (--readings shows what these found otherwise)\n"
    if found.without_bytes:
        yield f"  articles whose bytes are not kept: {found.without_bytes}\n"
    if found.judgements:
        yield f"  decided by people: {', '.join(f'{n} {what}' for what, n in found.judgements.items())}\n"
    if found.last_run:
        yield f"  last run: {run_text(found.last_run)}\n"
    if found.unfinished:
        yield f"  runs that still go on, or were stopped: {found.unfinished_in_all} of {found.runs}\n"
        yield from (f"    {run_text(run)}\n" for run in found.unfinished)


def run_text(run: RunState) -> str:
    """A run on one line."""
    return f"{run.started:%Y-%m-%d %H:%M} UTC, onrecord {run.version}: {run.command}"


def megabytes(size: int) -> str:
    """A number of bytes for a person."""
    return f"{size / 1e6:,.1f} MB"


# -------------------------------------------------------------------------------- readings


def rereading_record(found: Rereading) -> Record:
    """An article that was read again: how many claims are as they were, and which are not."""
    return {
        "article": found.article,
        "path": found.path,
        "before": found.before,
        "after": found.after,
        "made": found.made.isoformat(),
        "unchanged": found.unchanged,
        "changed": [
            {**claim_record(c.after, found), "what": {f: [as_told(c.before, f), as_told(c.after, f)] for f in c.what}}
            for c in found.changed
        ],
        "new": [claim_record(c, found) for c in found.new],
        "gone": [claim_record(c, found) for c in found.gone],
    }


def claim_record(claim: Claim, found: Rereading) -> Record:
    """A claim that is not as it was, and what people decided of it."""
    return {"claim": claim.id, "text": claim.text, "decided": list(found.decided.get(claim.id, ()))}


def as_told(claim: Claim, field: str) -> Any:
    """What a field of a claim says, short: the speakers of its attribution, the words of its figures."""
    value = getattr(claim, field)
    if field == "attribution":
        return [value.mode.value, *(link.name for link in value.path)]
    if field == "figures":
        return [f"{figure.text} ({figure.measure})" for figure in value]
    if isinstance(value, tuple):
        return [getattr(part, "text", None) or str(part) for part in value]
    return value if isinstance(value, bool) or value is None else getattr(value, "text", None) or str(value)


def rereading_summary(found: Iterable[Rereading]) -> str:
    """What all of them come to in a line; nothing where there is none."""
    number, same, changed, new, gone, lost = 0, 0, 0, 0, 0, 0
    for one in found:
        number += 1
        same += one.unchanged
        changed, new, gone = changed + len(one.changed), new + len(one.new), gone + len(one.gone)
        lost += sum(c.id in one.decided for c in one.gone)
    if not number:
        return ""
    line = f"articles read again: {number}; claims unchanged: {same}, changed: {changed}, new: {new}, gone: {gone}"
    return line + (f"; decisions of people on claims that are gone: {lost}" if lost else "")
