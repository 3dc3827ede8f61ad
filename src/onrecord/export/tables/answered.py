"""The tables of what follows: questions, the figures under them, citations, forecasts, sources, judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.export.tables.columns import Column, Sort, Table, filled, joined, of
from onrecord.model import (
    Article,
    Citation,
    Citations,
    Claim,
    Entry,
    Figure,
    Forecast,
    Judgement,
    Node,
    Question,
    Shown,
    SourceRecord,
    Span,
    hull,
)

TEXT, NUMBER, COUNT, DAY, FLAG = Sort.TEXT, Sort.NUMBER, Sort.COUNT, Sort.DAY, Sort.FLAG

QUESTIONS: tuple[Column[Question], ...] = (
    Column("question", TEXT, "its id", lambda q: q.id),
    Column("asks", TEXT, "figure (how many) or statement (whether)", lambda q: q.asks.value),
    Column("text", TEXT, "the question in words", lambda q: q.text),
    Column("measure", TEXT, "what is counted", lambda q: q.measure),
    Column("who", TEXT, "who is counted, or whose they are", lambda q: q.who),
    Column("where", TEXT, "where", lambda q: q.where),
    Column("basis", TEXT, "level, total, rate, increment, share", lambda q: q.basis.value),
    Column("period_start", DAY, "the first day it covers", lambda q: of(q.period, lambda v: v.start)),
    Column("period_end", DAY, "the last day it covers", lambda q: of(q.period, lambda v: v.end)),
    Column("verdict", TEXT, "single, agree, compatible, conflict, superseded, disputed", lambda q: q.verdict.value),
    Column("status", TEXT, "acknowledged, multi-source, single-source …", lambda q: q.status.value),
    Column("low", NUMBER, "lowest reliable figure", lambda q: q.low),
    Column("best", NUMBER, "the best one by the rule", lambda q: q.best),
    Column("high", NUMBER, "highest reliable figure", lambda q: q.high),
    Column("rule", TEXT, "the rule that chose the best one", lambda q: q.rule),
    Column("origins", COUNT, "independent origins at least", lambda q: q.origins),
    Column("origins_most", COUNT, "and at most", lambda q: max(q.origins, q.origins_most)),
    Column("entries", COUNT, "figures or statements under it", lambda q: len(q.entries)),
    Column("left_out", COUNT, "figures that do not bear on the answer", lambda q: len(q.left_out)),
    Column("why", TEXT, "the reasons", lambda q: " ".join(q.why) or None),
)


@dataclass(frozen=True, slots=True)
class Under:
    """An entry with its question, its claim and its article."""

    entry: Entry
    question: Question
    claim: Claim
    article: Article

    @property
    def figure(self) -> Figure | None:
        """The figure, where it has one."""
        return None if self.entry.figure is None else self.claim.figures[self.entry.figure]


ENTRIES: tuple[Column[Under], ...] = (
    Column("question", TEXT, "id of the question", lambda u: u.question.id),
    Column("question_text", TEXT, "the question in words", lambda u: u.question.text),
    Column("claim", TEXT, "id of the claim", lambda u: u.entry.claim),
    Column("figure", COUNT, "index of the figure in the claim", lambda u: u.entry.figure),
    Column("low", NUMBER, "low end of the figure", lambda u: of(u.figure, lambda v: v.quantity.low)),
    Column("high", NUMBER, "high end of the figure", lambda u: of(u.figure, lambda v: v.quantity.high)),
    Column("bound", TEXT, "exact, about, at least …", lambda u: of(u.figure, lambda v: v.quantity.bound.value)),
    Column("affirms", FLAG, "of a question of whether: does it say yes", lambda u: u.entry.affirms),
    Column("relation", TEXT, "supports, conflicts, updates, repeats, disputes", lambda u: u.entry.relation.value),
    Column("origin", TEXT, "who first uttered it", lambda u: u.entry.origin),
    Column("independent", FLAG, "the origin is known and can be counted", lambda u: u.entry.independent),
    Column("counted", FLAG, "it bears on the answer", lambda u: u.entry.counted),
    Column("why", TEXT, "why it does not", lambda u: u.entry.why or None),
    Column("reliability", TEXT, "Admiralty A to F, of the source", lambda u: u.entry.reliability),
    Column("credibility", TEXT, "Admiralty 1 to 6, of this item", lambda u: u.entry.credibility),
    Column("group", TEXT, "what independence is counted by", lambda u: u.entry.group or None),
    Column("corroborated_by", TEXT, "other origins", lambda u: joined(u.entry.corroborated_by)),
    Column("contradicted_by", TEXT, "other origins", lambda u: joined(u.entry.contradicted_by)),
    Column("disputed_by", TEXT, "who says that it is wrong", lambda u: joined(u.entry.disputed_by)),
    Column("superseded_by", TEXT, "whose later figure took its place", lambda u: u.entry.superseded_by or None),
    Column("claim_text", TEXT, "the words of the claim", lambda u: u.claim.text),
    Column("outlet", TEXT, "whose article it is in", lambda u: u.article.outlet),
    Column(
        "published_start",
        DAY,
        "the first day the article can be of",
        lambda u: of(u.article.published, lambda v: v.start),
    ),
    Column("path", TEXT, "where the article was read from", lambda u: u.article.path),
)


@dataclass(frozen=True, slots=True)
class Handing:
    """One place that shows a citation."""

    who: Node
    source: Node
    shown: Shown
    article: Article

    @property
    def raw(self) -> Span | None:
        """From the first to the last character of cue and name in the input, where there are any."""
        return self.article.map.raw_hull(hull(self.shown.spans)) if self.shown.spans else None


CITATIONS: tuple[Column[Handing], ...] = (
    Column("who", TEXT, "who has it", lambda h: h.who.name),
    Column("who_kind", TEXT, "outlet, agency, person …", lambda h: h.who.kind.value),
    Column("source", TEXT, "from whom", lambda h: h.source.name),
    Column("source_kind", TEXT, "outlet, agency, person …", lambda h: h.source.kind.value),
    Column("source_origin", TEXT, "what its independence is counted by", lambda h: h.source.origin),
    Column("how", TEXT, "cites, told, copies, credits", lambda h: h.shown.how.value),
    Column("cue", TEXT, "the words that say so", lambda h: h.shown.cue or None),
    Column("claim", TEXT, "id of the claim that is handed on", lambda h: h.shown.claim),
    Column("article", TEXT, "id of the article", lambda h: h.shown.article),
    Column("path", TEXT, "where the article was read from", lambda h: h.article.path),
    Column("raw_start", COUNT, "where cue and name start in the input", lambda h: of(h.raw, lambda v: v.start)),
    Column("raw_end", COUNT, "where they end", lambda h: of(h.raw, lambda v: v.end)),
)

FORECASTS: tuple[Column[Forecast], ...] = (
    Column("forecast", TEXT, "id of the claim that names it", lambda f: f.id),
    Column("text", TEXT, "what is forecast", lambda f: f.text),
    Column("sort", TEXT, "prediction, warning, plan, promise, threat", lambda f: f.sort.value),
    Column("forecaster", TEXT, "who first said so", lambda f: f.forecaster),
    Column("known", FLAG, "somebody who can be held to it", lambda f: f.known),
    Column("likelihood", TEXT, "words of likelihood as said", lambda f: of(f.likelihood, lambda v: v.words)),
    Column("probability_low", NUMBER, "that it comes true, at least", lambda f: of(f.probability, lambda v: v[0])),
    Column("probability_high", NUMBER, "that it comes true, at most", lambda f: of(f.probability, lambda v: v[1])),
    Column("affirmed", FLAG, "false where something will not come about", lambda f: f.affirmed),
    Column("condition", TEXT, "what it was tied to", lambda f: f.condition),
    Column("made_start", DAY, "the first day it can be of", lambda f: of(f.made, lambda v: v.start)),
    Column("made_end", DAY, "the last day it can be of", lambda f: of(f.made, lambda v: v.end)),
    Column("due", DAY, "its last day", lambda f: f.due),
    Column("standing", TEXT, "open, due, past, settled", lambda f: f.standing.value),
    Column("outcome", TEXT, "true, false, void", lambda f: of(f.settlement, lambda v: v.outcome.value)),
    Column("settled_by", TEXT, "who decided, or whose figure did", lambda f: of(f.settlement, lambda v: v.by or None)),
    Column("settled_on", DAY, "when", lambda f: of(f.settlement, lambda v: v.on)),
    Column("because", TEXT, "why", lambda f: of(f.settlement, lambda v: v.because)),
    Column("claims", COUNT, "claims that give it", lambda f: len(f.claims)),
)

SOURCES: tuple[Column[SourceRecord], ...] = (
    Column("source", TEXT, "its name", lambda s: s.name),
    Column("group", TEXT, "what independence is counted by", lambda s: s.group),
    Column("reliability", TEXT, "Admiralty A to F, yours", lambda s: s.reliability),
    Column("articles", COUNT, "articles that carry its words", lambda s: s.articles),
    Column("claims", COUNT, "claims that it made first", lambda s: s.claims),
    Column("figures", COUNT, "questions of how many that it answers", lambda s: len(s.figures)),
    Column("statements", COUNT, "questions of whether that it answers", lambda s: len(s.statements)),
    Column("corroborated", COUNT, "an independent origin says the same", lambda s: len(s.corroborated)),
    Column("borne_out", COUNT, "and did so later", lambda s: len(s.borne_out)),
    Column("contradicted", COUNT, "what a known origin says excludes it", lambda s: len(s.contradicted)),
    Column("disputed", COUNT, "somebody says that it is wrong", lambda s: len(s.disputed)),
    Column("updated", COUNT, "it said otherwise itself later", lambda s: len(s.updated)),
    Column("overtaken", COUNT, "another's later figure took its place", lambda s: len(s.overtaken)),
    Column("forecasts", COUNT, "its forecasts", lambda s: len(s.forecasts)),
    Column("came_true", COUNT, "of these", lambda s: len(s.came_true)),
    Column("came_false", COUNT, "of these", lambda s: len(s.came_false)),
    Column("published", COUNT, "articles it published", lambda s: s.published),
    Column("named", COUNT, "claims in them laid to a source by name", lambda s: s.named),
    Column("unnamed", COUNT, "to one without a name", lambda s: s.unnamed),
    Column("own_voice", COUNT, "to nobody", lambda s: s.own_voice),
    Column("first", DAY, "first day of the articles that carry its words", lambda s: s.first),
    Column("last", DAY, "last day", lambda s: s.last),
)

JUDGEMENTS: tuple[Column[Judgement], ...] = (
    Column("matter", TEXT, "reliability, settlement, review, pair", lambda j: j.matter.value),
    Column("subject", TEXT, "the source, the claim or the pair", lambda j: j.subject),
    Column("value", TEXT, "what was decided", lambda j: j.value),
    Column("because", TEXT, "why", lambda j: j.because or None),
    Column("by", TEXT, "by whom", lambda j: j.by or None),
    Column("made", Sort.MOMENT, "since when", lambda j: j.made),
    Column("ended", Sort.MOMENT, "until when", lambda j: j.ended),
)


def entries_table(questions: Iterable[Question], claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> Table:
    """One row a figure or statement under a question."""
    rows = (
        Under(e, q, claims[e.claim], articles[claims[e.claim].article])
        for q in questions
        for e in q.entries
        if e.claim in claims
    )
    return filled(ENTRIES, rows)


def citations_table(found: Citations, articles: Mapping[str, Article]) -> Table:
    """One row a place that shows who has what from whom."""
    nodes = {n.id: n for n in found.nodes}

    def rows(edge: Citation) -> Iterable[Handing]:
        return (Handing(nodes[edge.who], nodes[edge.source], s, articles[s.article]) for s in edge.shown)

    return filled(CITATIONS, (row for edge in found.edges for row in rows(edge)))
