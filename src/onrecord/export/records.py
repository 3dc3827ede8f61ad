"""The records that the command line prints, as plain dictionaries: the form other programs rely on.

Every record keeps the names and meanings written down in ``docs/reference/records.md``. ``span`` offsets count in the
article's cleaned text, ``raw`` offsets in the input as decoded.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from onrecord.export.admiralty import confidence, tags
from onrecord.model import (
    Article,
    Brief,
    Capture,
    Check,
    Cite,
    Claim,
    Entry,
    Figure,
    Likelihood,
    Proposition,
    Provenance,
    Published,
    Quantity,
    Question,
    Span,
    Speaker,
    Term,
    TimeSpan,
)
from onrecord.values.likelihood import ranges

if TYPE_CHECKING:
    from onrecord.values.quantity import QuantityMention
    from onrecord.values.time import TimeMention

Record = dict[str, Any]


def capture_record(capture: Capture) -> Record:
    """What was taken in: where from, when, how decoded, and the hash of its bytes."""
    return {
        "path": capture.path,
        "url": capture.url,
        "sha256": capture.sha256,
        "captured": capture.captured.isoformat(),
        "media_type": capture.media_type,
        "encoding": capture.encoding,
        "characters": len(capture.text),
        "complete": capture.complete,
        **provenance_record(capture.provenance),
    }


def evidence_record(capture: Capture, state: str) -> Record:
    """Where a capture's bytes came from, and whether they are "kept", "damaged" or "missing" in the ledger."""
    return {**capture_record(capture), "title": capture.title, "publisher": capture.publisher, "bytes": state}


def provenance_record(provenance: Provenance | None) -> Record:
    """How the bytes came to be held: the tool, and the container with the record's place in it."""
    known = provenance or Provenance()
    return {
        "tool": known.tool or None,
        "parent": known.parent,
        "parent_sha256": known.parent_sha256,
        "record": known.record,
        "offset": known.offset,
        "address": known.address,
    }


def article_record(article: Article) -> Record:
    """What was read: the cleaned text and what is known about it."""
    return {
        "article": article.id,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "byline": list(article.byline),
        "publisher": article.publisher,
        "published": published_record(article.published),
        "updated": published_record(article.updated),
        "agency": article.agency,
        "other_titles": list(article.other_titles),
        "language": article.language,
        "kind": article.kind.value,
        "text": article.text,
        "notes": [{**places((n.span,), article), "kind": n.kind.value} for n in article.notes],
        "entries": [
            {**places((e.span,), article), "published": published_record(e.published)} for e in article.entries
        ],
        "removed": [{"raw": pair(r.raw), "why": r.why.value, "note": r.note} for r in article.removed],
        "left_out": [
            {"text": p.text, "why": p.why.value, "note": p.note, "after": p.after, "blocks": p.blocks}
            for p in article.left_out
        ],
        "copies_of": article.copies_of,
        "overlap": article.overlap.value if article.overlap else None,
        "passages": [{**places((p.span,), article), "of": p.of, "there": pair(p.there)} for p in article.passages],
        "story": article.story,
        "complete": article.complete,
        "capture": {
            "sha256": article.sha256,
            "captured": article.captured.isoformat() if article.captured else None,
            "media_type": article.media_type,
            **provenance_record(article.provenance),
        },
    }


def published_record(published: Published | None) -> Record | None:
    """The day or window of publication, with how it was found and on what evidence."""
    if published is None:
        return None
    return {
        "start": published.start.isoformat(),
        "end": published.end.isoformat(),
        "how": published.how.value,
        "precision": published.precision,
        "at": published.at.isoformat() if published.at else None,
        "evidence": list(published.evidence),
    }


def claim_record(claim: Claim, article: Article, review: Record | None = None) -> Record:
    """Who said what, where exactly, how surely, with which figures, and what a person found of it, if one looked."""
    attribution = claim.attribution
    return {
        "claim": claim.id,
        "article": claim.article,
        "path": article.path,
        "text": claim.text,
        "content": places(claim.content, article),
        "kind": claim.kind.value,
        "attribution": {
            "mode": attribution.mode.value,
            "cue": places(attribution.cue, article),
            "chain": [speaker_record(s, article) for s in attribution.chain],
            "stance": attribution.stance.value,
            "via": [speaker_record(s, article) for s in attribution.via],
        },
        "certainty": claim.certainty.value,
        "affirmed": claim.affirmed,
        "hedges": [{"text": h.text, "raw": raw_pair(h.span, article)} for h in claim.hedges],
        "likelihood": likelihood_record(claim.likelihood),
        "due": day(claim.due),
        "figures": [figure_record(f, article) for f in claim.figures],
        "disputes": list(claim.disputes),
        "loaded": [{"text": w.text, "slant": w.slant.value, "raw": raw_pair(w.span, article)} for w in claim.loaded],
        "says": [proposition_record(p, article) for p in claim.says],
        "review": review,
    }


def proposition_record(said: Proposition, article: Article) -> Record:
    """Who did what to whom, and whether it is said to be so."""
    parties = {"agent": said.agent, "patient": said.patient, "place": said.place}
    return {
        "action": said.action,
        **places((said.span,), article),
        **{role: term_record(term, article) for role, term in parties.items()},
        "others": [term_record(t, article) for t in said.others],
        "affirmed": said.affirmed,
        "mood": said.mood.value,
        "when": period_record(said.when),
        "answers": said.answers,
    }


def term_record(term: Term | None, article: Article) -> Record | None:
    """One party to an action."""
    if term is None:
        return None
    return {
        "name": term.name,
        "text": term.text,
        **places((term.span,), article),
        "named": term.named,
        "of": term.of,
        "kinds": list(term.kinds),
        "link": term.link or None,
    }


def likelihood_record(found: Likelihood | None) -> Record | None:
    """Words of likelihood with their row of ICD 203, and on each scale by its name; null where one has no row."""
    if found is None:
        return None
    rows = {name: row and {"low": row[0], "high": row[1]} for name, row in ranges(found.words).items()}
    return {"words": found.words, "low": found.low, "high": found.high, "scales": rows}


def speaker_record(speaker: Speaker, article: Article) -> Record:
    """One link of a chain."""
    return {
        "name": speaker.name,
        "text": speaker.text,
        **places((speaker.span,), article),
        "type": speaker.type.value,
        "of": speaker.of,
        "office": speaker.office,
    }


def figure_record(figure: Figure, article: Article) -> Record:
    """One figure and what it counts."""
    return {
        "text": figure.text,
        "span": pair(figure.span),
        "raw": raw_pair(figure.span, article),
        **quantity_record(figure.quantity),
        "measure": figure.measure,
        "who": figure.who,
        "where": figure.where,
        "basis": figure.basis.value,
        "per": figure.per,
        "period": period_record(figure.period),
        "part_of_larger": figure.part_of_larger,
        "mended": figure.mended or None,
    }


def quantity_record(quantity: Quantity) -> Record:
    """Low, high, bound and unit."""
    return {
        "low": number(quantity.low),
        "high": number(quantity.high),
        "bound": quantity.bound.value,
        "unit": quantity.unit,
    }


def question_record(question: Question) -> Record:
    """One question, its answer as the record has it, and every figure under it."""
    return {
        "question": question.id,
        "asks": question.asks.value,
        "text": question.text,
        "measure": question.measure,
        "who": question.who,
        "where": question.where,
        "basis": question.basis.value,
        "period": period_record(question.period),
        "verdict": question.verdict.value,
        "low": number(question.low),
        "best": number(question.best),
        "high": number(question.high),
        "rule": question.rule,
        "why": list(question.why),
        "left_out": [{"claim": e.claim, "figure": e.figure, "why": e.why} for e in question.left_out],
        "status": question.status.value,
        "status_why": question.status_why,
        "origins": question.origins,
        "origins_most": max(question.origins, question.origins_most),
        "origins_why": question.origins_why,
        "claims": [entry_record(e) for e in question.entries],
        "arithmetic": [check_record(c) for c in question.arithmetic],
        "related": [{"question": r.question, "how": r.how.value, "why": r.why} for r in question.related],
    }


def entry_record(entry: Entry) -> Record:
    """One figure of one claim under a question."""
    return {
        "claim": entry.claim,
        "figure": entry.figure,
        "proposition": entry.proposition,
        "affirms": entry.affirms,
        "relation": entry.relation.value,
        "origin": entry.origin,
        "independent": entry.independent,
        "counted": entry.counted,
        "why": entry.why,
        "credibility": entry.credibility,
        "reliability": entry.reliability,
        "admiralty": tags(entry),
        "confidence": confidence(entry),
        "group": entry.group,
        "corroborated_by": list(entry.corroborated_by),
        "contradicted_by": list(entry.contradicted_by),
        "disputed_by": list(entry.disputed_by),
        "superseded_by": entry.superseded_by or None,
    }


def check_record(check: Check) -> Record:
    """One sum."""
    return {"with": list(check.with_), "says": check.says, "holds": check.holds, "assumes": check.assumes}


def brief_record(brief: Brief) -> Record:
    """The brief as data."""
    return {
        "title": brief.title,
        "as_of": day(brief.as_of),
        "sections": [
            {
                "name": section.name.value,
                "lines": [{"text": line.text, "cites": [cite_record(c) for c in line.cites]} for line in section.lines],
            }
            for section in brief.sections
        ],
        "refused": [{"text": r.text, "why": r.why} for r in brief.refused],
    }


def cite_record(cite: Cite) -> Record:
    """A place in a source and the words that stand there."""
    return {"article": cite.article, "path": cite.path, "raw": pair(cite.raw), "quote": cite.quote}


def places(spans: tuple[Span, ...], article: Article) -> Record:
    """Spans of the cleaned text and where they stand in the input."""
    return {
        "span": [pair(s) for s in spans],
        "raw": [pair(r) for s in spans for r in article.map.raw(s)],
    }


def raw_pair(span: Span, article: Article) -> list[int]:
    """One range of the input from the first to the last character of ``span``."""
    return pair(article.map.raw_hull(span))


def pair(span: Span) -> list[int]:
    """A span as JSON has it."""
    return [span.start, span.end]


def period_record(period: TimeSpan | None) -> Record | None:
    """Days, both ends included; an open end is null."""
    if period is None:
        return None
    return {"start": day(period.start), "end": day(period.end), "precision": period.precision}


def day(value: date | None) -> str | None:
    """A date as JSON has it."""
    return value.isoformat() if value else None


def number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def quantity_mention_record(mention: QuantityMention, article: Article, *, standard: bool = False) -> Record:
    """One quantity in the text, figure or not; with ``standard``, measures also in the one unit of their sort."""
    record = {
        "path": article.path,
        "text": mention.span.of(article.text),
        "span": pair(mention.span),
        "raw": raw_pair(mention.span, article),
        **quantity_record(mention.quantity),
        "kind": mention.kind,
        "increment": mention.increment,
        "per": mention.per,
        "convention": [number(n) for n in mention.convention],
    }
    return record | {"standard": standard_record(mention)} if standard else record


def standard_record(mention: QuantityMention) -> Record | None:
    """A measure or a duration in the unit that all of its sort can be compared in; None where it has none."""
    from onrecord.values.quantity.conversion import standard

    found = standard(mention.quantity) if mention.kind in ("measure", "duration") else None
    return None if found is None else {"low": number(found.low), "high": number(found.high), "unit": found.unit}


def time_mention_record(mention: TimeMention, article: Article) -> Record:
    """One time expression in the text."""
    return {
        "path": article.path,
        "text": mention.text,
        "span": pair(mention.span),
        "raw": raw_pair(mention.span, article),
        "start": day(mention.time.start),
        "end": day(mention.time.end),
        "precision": mention.time.precision,
        "timex": {"type": mention.timex_type, "value": mention.timex_value},
    }
