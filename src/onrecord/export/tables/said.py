"""The tables of what was read and said: articles, claims, figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.export.tables.columns import Column, Sort, Table, filled, joined, of
from onrecord.model import Article, Claim, Figure, Span, Speaker

TEXT, NUMBER, COUNT, DAY, FLAG = Sort.TEXT, Sort.NUMBER, Sort.COUNT, Sort.DAY, Sort.FLAG


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its article."""

    claim: Claim
    article: Article

    @property
    def raw(self) -> Span:
        """From its first to its last character in the input."""
        return self.article.map.raw_hull(Span(self.claim.content[0].start, self.claim.content[-1].end))

    @property
    def first(self) -> Speaker | None:
        """Who first uttered it, by the words of the article."""
        chain = self.claim.attribution.chain
        return chain[-1] if chain else None


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with its claim and its article."""

    figure: Figure
    index: int
    said: Said

    @property
    def raw(self) -> Span:
        """From its first to its last character in the input."""
        return self.said.article.map.raw_hull(self.figure.span)


def names(speakers: Iterable[Speaker]) -> str | None:
    """A chain in one cell, nearest to the reader first."""
    return " > ".join(s.name for s in speakers) or None


ARTICLES: tuple[Column[Article], ...] = (
    Column("article", TEXT, "its id", lambda a: a.id),
    Column("path", TEXT, "where it was read from", lambda a: a.path),
    Column("url", TEXT, "its address", lambda a: a.url),
    Column("title", TEXT, "its title", lambda a: a.title),
    Column("byline", TEXT, "its authors, parted by semicolons", lambda a: joined(a.byline)),
    Column("publisher", TEXT, "its outlet", lambda a: a.publisher),
    Column("published_start", DAY, "the first day it can be of", lambda a: of(a.published, lambda v: v.start)),
    Column("published_end", DAY, "the last day it can be of", lambda a: of(a.published, lambda v: v.end)),
    Column("published_how", TEXT, "stated, metadata, inferred", lambda a: of(a.published, lambda v: v.how.value)),
    Column("agency", TEXT, "the agency it names as where it comes from", lambda a: a.agency),
    Column("language", TEXT, "ISO 639-1 code", lambda a: a.language),
    Column("kind", TEXT, "report, opinion, digest, record", lambda a: a.kind.value),
    Column("characters", COUNT, "length of its cleaned text", lambda a: len(a.text)),
    Column("copies_of", TEXT, "id of the article that it copies", lambda a: a.copies_of),
    Column("overlap", TEXT, "what it is to an earlier article", lambda a: of(a.overlap, lambda v: v.value)),
    Column("story", TEXT, "id of its story", lambda a: a.story),
    Column("complete", FLAG, "false where only a part was to be had", lambda a: a.complete),
    Column("sha256", TEXT, "of the bytes as they came", lambda a: a.sha256),
)

CLAIMS: tuple[Column[Said], ...] = (
    Column("claim", TEXT, "its id", lambda s: s.claim.id),
    Column("text", TEXT, "its words", lambda s: s.claim.text),
    Column("kind", TEXT, "fact, opinion, forecast, dispute", lambda s: s.claim.kind.value),
    Column("certainty", TEXT, "how sure it is made to sound", lambda s: s.claim.certainty.value),
    Column("affirmed", FLAG, "false where it says that something is not so", lambda s: s.claim.affirmed),
    Column("mode", TEXT, "direct, indirect, mixed, narrator", lambda s: s.claim.attribution.mode.value),
    Column("speaker", TEXT, "who first uttered it", lambda s: of(s.first, lambda v: v.name)),
    Column("speaker_type", TEXT, "person, organisation …", lambda s: of(s.first, lambda v: v.type.value)),
    Column("chain", TEXT, "all speakers, nearest to the reader first", lambda s: names(s.claim.attribution.chain)),
    Column("via", TEXT, "who was told it and carried it", lambda s: names(s.claim.attribution.via)),
    Column("stance", TEXT, "the article's own: neutral, adopts …", lambda s: s.claim.attribution.stance.value),
    Column("hedges", TEXT, "the speaker's softening words", lambda s: joined(h.text for h in s.claim.hedges)),
    Column("likelihood", TEXT, "words of likelihood as said", lambda s: of(s.claim.likelihood, lambda v: v.words)),
    Column("due", DAY, "for a forecast, its last day", lambda s: s.claim.due),
    Column("figures", COUNT, "how many figures it has", lambda s: len(s.claim.figures)),
    Column("disputes", TEXT, "ids of the claims it challenges", lambda s: joined(s.claim.disputes)),
    Column("article", TEXT, "id of its article", lambda s: s.article.id),
    Column("outlet", TEXT, "whose article it is", lambda s: s.article.outlet),
    Column(
        "published_start",
        DAY,
        "the first day the article can be of",
        lambda s: of(s.article.published, lambda v: v.start),
    ),
    Column(
        "published_end",
        DAY,
        "the last day the article can be of",
        lambda s: of(s.article.published, lambda v: v.end),
    ),
    Column("path", TEXT, "where the article was read from", lambda s: s.article.path),
    Column("raw_start", COUNT, "where it starts in the input", lambda s: s.raw.start),
    Column("raw_end", COUNT, "where it ends in the input", lambda s: s.raw.end),
)

OF_CLAIM = ("kind", "certainty", "affirmed", "speaker", "speaker_type", "chain", "via")
OF_ARTICLE = ("article", "outlet", "published_start", "published_end", "path")


def taken(column: Column[Said]) -> Column[Counted]:
    """A column of the claims' table for the table of figures."""
    return Column(column.name, column.sort, column.means, lambda c: column.of(c.said))


FIGURES: tuple[Column[Counted], ...] = (
    Column("claim", TEXT, "id of its claim", lambda c: c.said.claim.id),
    Column("figure", COUNT, "its index in the claim, from 0", lambda c: c.index),
    Column("text", TEXT, "its words", lambda c: c.figure.text),
    Column("claim_text", TEXT, "the words of the claim", lambda c: c.said.claim.text),
    Column("low", NUMBER, "its low end; empty where it is open", lambda c: c.figure.quantity.low),
    Column("high", NUMBER, "its high end; empty where it is open", lambda c: c.figure.quantity.high),
    Column("bound", TEXT, "exact, about, at least …", lambda c: c.figure.quantity.bound.value),
    Column("unit", TEXT, "its unit", lambda c: c.figure.quantity.unit),
    Column("measure", TEXT, "what is counted", lambda c: c.figure.measure),
    Column("who", TEXT, "who is counted, or whose they are", lambda c: c.figure.who),
    Column("where", TEXT, "where", lambda c: c.figure.where),
    Column("basis", TEXT, "level, total, rate, increment, share", lambda c: c.figure.basis.value),
    Column("per", TEXT, "for a rate: day, week, month, year", lambda c: c.figure.per),
    Column("period_start", DAY, "the first day it covers", lambda c: of(c.figure.period, lambda v: v.start)),
    Column("period_end", DAY, "the last day it covers", lambda c: of(c.figure.period, lambda v: v.end)),
    Column("part_of_larger", FLAG, "a part of a larger figure beside it", lambda c: c.figure.part_of_larger),
    *(taken(column) for name in (*OF_CLAIM, *OF_ARTICLE) for column in CLAIMS if column.name == name),
    Column("raw_start", COUNT, "where it starts in the input", lambda c: c.raw.start),
    Column("raw_end", COUNT, "where it ends in the input", lambda c: c.raw.end),
)


def articles_table(articles: Iterable[Article]) -> Table:
    """One row an article."""
    return filled(ARTICLES, articles)


def claims_table(claims: Iterable[Claim], articles: Mapping[str, Article]) -> Table:
    """One row a claim."""
    return filled(CLAIMS, (Said(c, articles[c.article]) for c in claims))


def figures_table(claims: Iterable[Claim], articles: Mapping[str, Article]) -> Table:
    """One row a figure of a claim."""
    rows = (Counted(f, i, Said(c, articles[c.article])) for c in claims for i, f in enumerate(c.figures))
    return filled(FIGURES, rows)
